"""What every command shares: exit statuses, progress, and how it prints."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, Protocol

DONE, ERROR, USAGE, REFUSED = 0, 1, 2, 3


class Maker(Protocol):
    """Makes the parser of one command. `run` gets the options and the `Config`."""

    def __call__(
        self, name: str, help_: str, example: str, run: Any, description: str = ""
    ) -> argparse.ArgumentParser: ...


def print_json(record: dict[str, Any]) -> None:
    # ASCII: lone surrogates in a question can't be written otherwise. Flushed: replies stream.
    print(json.dumps(record, ensure_ascii=True), flush=True)


class Bars:
    """Progress bars on stderr, one a stage; none where nobody watches."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def step(self, stage: str, total: int, done: int) -> None:
        if stage not in self._bars:
            from tqdm import tqdm  # only where something takes long

            self._bars[stage] = tqdm(
                total=total, desc=stage, file=sys.stderr, disable=not sys.stderr.isatty(), delay=1
            )
        self._bars[stage].update(done)
