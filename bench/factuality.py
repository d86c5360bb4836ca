"""Measure the network of factuality by cross-validation over documents, beside a rule of a few cues.

    python bench/factuality.py JUDGEMENTS [--folds 5]

Needs what training needs, since each fold trains anew: about twenty minutes on two cores. Prints accuracy and the figures of each label: for the rule, for the
network, for a second crowd that judged the same sentence in another document, and for the network on the events that the crowd agreed on (confidence
0.65 or more).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.factuality import Case, cross_validated, load, report, twice

SURE = 0.65


def cue_rule(case: Case) -> int:
    """The floor: the first kind of cue among the four words before the event."""
    near = set(case.words[max(0, case.at - 4) : case.at])
    if near & {"if", "unless", "whether", "may", "might", "could"}:
        return 3
    if near & {"not", "n't", "never", "no", "without"}:
        return 1
    return 2 if near & {"will", "to", "would", "should", "must", "can"} else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    cases = load(options.folder)
    gold = [c.label for c in cases]
    print("cue rule:", report(gold, [cue_rule(c) for c in cases]), flush=True)
    found = cross_validated(cases, options.folds)
    print("network:", report(gold, found))
    one, two = zip(*twice(cases), strict=True)
    print("another crowd, on events judged twice:", report(one, two))
    sure = [i for i, c in enumerate(cases) if c.confidence >= SURE]
    print("network, where the crowd agreed:", report([gold[i] for i in sure], [found[i] for i in sure]))


if __name__ == "__main__":
    main()
