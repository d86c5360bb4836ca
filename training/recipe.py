"""The whole recipe in one command, as `make train CORPUS=…` runs it: `python -m training.recipe CORPUS WORK OUT`.

1. a student (MiniLM-L6) on the gold alone, four epochs;
2. a teacher (MPNet-base) on the gold, two epochs;
3. the student again, two epochs, most of its loss from the teacher's scores, on the corpus and, with --texts, on as many
   unannotated news texts;
4. export to int8 ONNX;
5. the model of scenes on top of the exported encoder, from training/passages and, for the reports of training/reports.jsonl, the corpora beside the corpus;
and the table of reliability on the development split.
A finished stage is not run again; delete its folder under WORK to repeat it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

PASSAGES = sorted(str(path) for path in (Path(__file__).parent / "passages").glob("*.txt"))


def stages(corpus: Path, work: Path, out: Path, texts: Path | None) -> list[tuple[Path, list[str]]]:
    """(the file that a stage leaves behind, its command) in order."""
    train = ["training.train", str(corpus)]
    student, teacher, final = work / "student", work / "teacher", work / "distilled"
    return [
        (student / "recipe.json", [*train, str(student), "--epochs", "4", "--seed", "1"]),
        (teacher / "recipe.json", [
            *train, str(teacher), "--encoder", "mpnet", "--epochs", "3", "--stop-after", "2", "--rate", "7e-5",
            "--head-rate", "6e-4", "--seed", "2",
        ]),
        (final / "recipe.json", [
            *train, str(final), "--start", str(student / "network.pt"), "--teacher", str(teacher / "network.pt"),
            "--share", "0.7", "--epochs", "2", "--rate", "1.5e-4", "--head-rate", "6e-4", "--seed", "3",
            *(["--texts", str(texts)] if texts else []),
        ]),
        (out / "encoder.onnx", ["training.export", str(final), str(out)]),
        (out / "scenes.onnx", ["training.scenes", str(out), str(out), *PASSAGES, "--corpora", str(corpus.parent)]),
    ]


def main() -> None:
    """Run every stage that has not left its file yet."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("work", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--texts", type=Path, help="a CSV file with a column `text`, or a folder of .txt files")
    o = ask.parse_args()
    for made, command in stages(o.corpus, o.work, o.out, o.texts):
        if made.exists() and o.out not in made.parents:
            print(f"{made} is there: stage passed over")
            continue
        print("python -m", *command, flush=True)
        subprocess.run([sys.executable, "-m", *command], check=True)
    subprocess.run([sys.executable, "-m", "training.calibrate", str(o.corpus), str(o.out)], check=True)


if __name__ == "__main__":
    main()
