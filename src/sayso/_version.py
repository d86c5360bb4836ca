"""The version of sayso: one place, read by the package, the contract and the command line."""

VERSION = "0.1.0"
