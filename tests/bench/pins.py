"""How often a pin leads for its question in other words, and how often for another question.

    python -m tests.bench.pins INDEX [--questions FILE] [--reader FOLDER --weights FILE]

INDEX is of the documents that FILE's quotes are from (`tests/bench/pins.jsonl` belongs to the
made-up town of `../shared/data/town`). A line has `question` and `quote`, which are pinned, `same`:
the question in other words, and `other`: questions that look like it and have another answer. All
lines are pinned at once.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.document import Span
from indexer.embed import open_encoder
from indexer.store.folder import FolderStore
from qa.cite.annotation import annotation
from qa.engine import Engine
from qa.pins import pinned
from qa.pins.pin import Pin, new_pin
from qa.pins.pinned import Pinned
from qa.question import Question
from qa.read.model import FOLDER, open_reader
from qa.reply import Answer, Reply
from qa.weights import default_weights, load_weights

OWN = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=Path, default=OWN)
    parser.add_argument("--reader", type=Path, default=FOLDER)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines()]
    store = FolderStore(options.index)
    index = store.read()
    engine = Engine(
        index,
        open_encoder(store.encoder(index.model_identity)),
        weights=load_weights(options.weights) if options.weights else default_weights("default"),
        reader=open_reader(options.reader),
    )
    pins = [_pin(engine, line) for line in lines]
    replies = {q: engine.ask(Question(text=q)) for line in lines for q in _asked(line)}
    print(f"{'cosine':>8} {'reader':>8} {'led, same':>10} {'wrong pin':>10} {'led, other':>11}")
    for near in (0.45, 0.55, 0.65):
        for found in (-2.0, 0.0, 1.0, 2.0, 4.0):
            pinned.NEAR, pinned.FOUND = near, found
            _measure(Pinned(engine, pins), lines, pins, replies, (near, found))


def _asked(line: dict[str, Any]) -> list[str]:
    return [line["question"], *line["same"], *line["other"]]


def _pin(engine: Engine, line: dict[str, Any]) -> Pin:
    for document in engine.documents.values():
        start = document.text.find(line["quote"])
        if start >= 0:
            span = Span(start=start, end=start + len(line["quote"]))
            quote, now = engine.quote_at(document, span), datetime.now(UTC)
            return new_pin(line["question"], annotation(quote, document, now), now=now)
    raise SystemExit(f"not in these documents: {line['quote']!r}")


def _measure(
    led_by: Pinned,
    lines: list[dict[str, Any]],
    pins: list[Pin],
    replies: dict[str, Reply],
    at: tuple[float, float],
) -> None:
    led = wrong = others = 0
    for line, pin in zip(lines, pins, strict=True):
        for question in line["same"]:
            reply = led_by.led(Question(text=question), replies[question])
            if reply.chosen_by_staff:
                right = _leads(reply, pin)
                led, wrong = led + right, wrong + (not right)
        for question in line["other"]:
            others += led_by.led(Question(text=question), replies[question]).chosen_by_staff
    same, other = (sum(len(line[key]) for line in lines) for key in ("same", "other"))
    print(f"{at[0]:>8} {at[1]:>8} {led:>6}/{same} {wrong:>10} {others:>7}/{other}")


def _leads(reply: Reply, pin: Pin) -> bool:
    saved = pin.saved
    return isinstance(reply, Answer) and saved is not None and reply.quotes[0].text == saved.exact


if __name__ == "__main__":
    main()
