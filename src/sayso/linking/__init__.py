"""Entities across reports."""
