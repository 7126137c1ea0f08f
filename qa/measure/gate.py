"""The rules of the evaluation gate: pinned files, and floors that only rise.

What always holds: a new baseline has no floor below the old one's, and forgets none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Figures = Mapping[str, float | None]
Floors = Mapping[str, Mapping[str, float]]  # set -> figure -> the least that is allowed

# A floor stands below what was measured by what one question changes, so that another machine's
# last digits break nothing; this is that for a figure over pairs of questions.
PAIRS_MARGIN = 0.01
GUARDED = (
    *("hit@1", "ndcg@5", "cited@1", "quote@1", "quote@3"),
    *("answered_answerable", "refused_unanswerable", "balanced_accuracy", "auroc"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """files: name, relative to the baseline's folder, -> SHA-256."""

    files: Mapping[str, str]
    floors: Floors


def read_baseline(file: Path) -> Baseline:
    """Raises OSError, ValueError or KeyError."""
    read = json.loads(file.read_text(encoding="utf-8"))
    return Baseline(files=read["files"], floors=read["floors"])


def baseline_text(baseline: Baseline) -> str:
    made = {
        "files": dict(sorted(baseline.files.items())),
        "floors": {name: dict(floors) for name, floors in baseline.floors.items()},
    }
    return json.dumps(made, indent=1) + "\n"


def digests(files: Iterable[Path], folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def changed(baseline: Baseline, found: Mapping[str, str]) -> tuple[str, ...]:
    """Names of files that are new, gone or other than they were."""
    names = baseline.files.keys() | found.keys()
    return tuple(sorted(name for name in names if baseline.files.get(name) != found.get(name)))


def below(floors: Mapping[str, float], measured: Figures) -> dict[str, tuple[float | None, float]]:
    """Figure -> what was measured and the floor, for each that fell below or wasn't measured."""
    found = {}
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None or value < floor:
            found[name] = (value, floor)
    return found


def raised(floors: Mapping[str, float], measured: Figures, questions: int) -> dict[str, float]:
    """The floors after a measurement over so many questions: none lower, none gone."""
    made = dict(floors)
    for name in GUARDED:
        value = measured.get(name)
        if value is not None:
            margin = PAIRS_MARGIN if name == "auroc" else 1 / max(1, questions)
            floor = int(1000 * max(0.0, value - margin)) / 1000
            made[name] = max(floor, made.get(name, 0.0))
    return made
