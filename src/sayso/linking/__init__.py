"""Linking: which names of which reports mean one and the same; pure, with reasons, and overruled by people's judgements."""

from __future__ import annotations

from sayso.linking.appellation import Appellation, Cluster, Evidence, Judgement, Link, Linkage
from sayso.linking.clustering import link
from sayso.linking.scoring import score

__all__ = ["Appellation", "Cluster", "Evidence", "Judgement", "Link", "Linkage", "link", "score"]
