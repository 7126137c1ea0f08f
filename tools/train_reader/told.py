"""What teachers say of every passage, kept: one reading teaches any number of pupils.

What always holds: a teacher tells of the groups that it hasn't learnt from. What it has learnt it
knows by heart, and says no more of it than the labels do (Dao et al. 2021, arXiv 2104.09732).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.train_reader.groups import Group

FILE = "told.npz"
TEACHER_LAYERS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """Log-odds that a passage answers, and that each of its units does."""

    passage: float
    units: tuple[float, ...]


class Told:
    """By the ids of groups."""

    def __init__(self, parts: Iterable[Path]) -> None:
        """`parts`: what teachers wrote, of which the mean is taken. Raises OSError."""
        self._held: list[tuple[np.ndarray, dict[str, tuple[int, int]]]] = []
        for path in parts:
            with np.load(path) as kept:
                ends = np.cumsum(kept["sizes"]).tolist()
                places = zip(kept["ids"].tolist(), [0, *ends], ends, strict=False)
                self._held.append((kept["values"], {id_: (a, b) for id_, a, b in places}))

    def of(self, group: Group) -> list[Said] | None:
        """For each of its passages; None if no teacher tells of it. A question that was translated
        is told of as the one that it was made of."""
        found = [
            values[slice(*places[id_])]
            for values, places in self._held
            for id_ in dict.fromkeys((group.id, group.id.removeprefix(f"{group.part}/")))
            if id_ in places
        ]
        sizes = [1 + len(it.units) for it in group.passages]
        found = [it for it in found if len(it) == sum(sizes)]
        if not found:
            return None
        mean, said, at = np.mean(np.array(found, np.float64), axis=0), [], 0
        for size in sizes:
            passage, *units = mean[at : at + size].tolist()
            said.append(Said(passage, tuple(units)))
            at += size
        return said


def write_told(path: Path, said: Iterable[tuple[Group, Sequence[Said]]]) -> int:
    """Whole or not at all; returns of how many groups."""
    ids, sizes, values = list[str](), list[int](), list[float]()
    for group, passages in said:
        made = [score for it in passages for score in (it.passage, *it.units)]
        ids.append(group.id)
        sizes.append(len(made))
        values += made
    fresh = path.with_suffix(".fresh.npz")
    np.savez(fresh, ids=np.array(ids), sizes=np.array(sizes), values=np.array(values, np.float16))
    fresh.replace(path)
    return len(ids)
