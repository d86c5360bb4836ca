"""Batches for training."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
SIZE = 16


def shuffled(items: Sequence[T], length: Callable[[T], int], rng: random.Random) -> list[list[T]]:
    """Batches of items of like length, in random order."""
    order = list(items)
    rng.shuffle(order)
    blocks = [sorted(order[at : at + 20 * SIZE], key=length) for at in range(0, len(order), 20 * SIZE)]
    batches = [block[at : at + SIZE] for block in blocks for at in range(0, len(block), SIZE)]
    rng.shuffle(batches)
    return batches
