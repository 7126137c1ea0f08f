"""Makes the small pinned sets that `qa/test_fit.py` fits to, and what the fit finds there.

    python -m tests.fit_examples --set QUESTIONS INDEX --set QUESTIONS INDEX

is needed anew when the evidence or the features of the decision become others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from indexer.store.folder import read_index
from qa.measure.choice import fit_choice
from qa.measure.decision import fit_decision
from qa.measure.examples import Example, Examples, load, save
from qa.measure.provenance import kept_apart
from qa.weights import default_weights
from tests.gate import SETS
from tests.real import default_embedder
from ui.questions import read_labelled

FOLDER = Path(__file__).parent / "data" / "fit"
FOUND = FOLDER / "found.json"
EVERY = 15  # one question in so many is kept
DECIMALS = 3


def pinned() -> dict[str, tuple[Example, ...]]:
    return {file.stem: load(file) for file in sorted(FOLDER.glob("*.npz"))}


def fitted(sets: Mapping[str, Sequence[Example]]) -> dict[str, Any]:
    """What `found.json` holds. Not from today's decision, or each fit would change it."""
    made = fit_decision(sets, replace(default_weights(), decision={}))
    return {
        "units": fit_choice(sets),
        "decision": dict(made.decision),
        "personal": dict(made.personal),
        "intercept": made.intercept,
        "threshold": made.threshold,
    }


def rounded(example: Example) -> Example:
    """Numbers of few digits take half the room."""
    return replace(
        example,
        **{
            name: np.round(getattr(example, name), DECIMALS)
            for name in ("parts", "evidence", "features")
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", dest="sets", nargs=2, action="append", required=True)
    embedder = default_embedder()
    guarded = [one for file in SETS.values() for one in read_labelled(str(file)).questions]
    for at, (questions, folder) in enumerate(parser.parse_args().sets, 1):
        examples = Examples(read_index(Path(folder)), embedder, default_weights())
        kept, _ = kept_apart(read_labelled(questions).questions, guarded)
        found = [one for each in kept[::EVERY] if (one := examples.of(each)) is not None]
        save(map(rounded, found), FOLDER / f"set{at}.npz")
    FOUND.write_text(json.dumps(fitted(pinned()), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
