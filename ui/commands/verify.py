"""`quotedesk verify`: do saved quotes still stand in the documents?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import ReceiptError
from indexer.index import Texts
from qa.cite.annotation import MEND, read_annotations
from qa.cite.verify import State, Verdict, verify
from qa.validity import InForce, Validity, utc_today
from ui.commands.console import DONE, REFUSED, describe, print_json
from ui.config import Config
from ui.messages import Catalogue, catalogue
from ui.messages.measured import VerifyWords
from ui.render import validity_record, visible
from ui.wiring import store_of

MAX_BYTES = 50_000_000
SHOWN_CHARS = 100
HELP = """
RECEIPT is what `quotedesk ask --receipt` saved, or a W3C Web Annotation, or a list of them.
Of each quote it says, in the language of the settings:
  unchanged  it stands where it stood
  moved      it stands elsewhere in its document, or in another one
  changed    other words stand there; it shows which
  gone       nothing like it is left
Exit status: 0 all quotes stand, unchanged or moved; 3 some don't."""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _verify, "quotedesk verify receipt.json", HELP)
    command.add_argument("receipt", metavar="RECEIPT.json", type=Path)
    command.add_argument("--json", action="store_true", help="the outcome as one JSON object")


def _verify(options: argparse.Namespace, config: Config) -> int:
    saved = read_annotations(_read(options.receipt), str(options.receipt))
    index = store_of(config).read()
    documents = Texts(index)
    verdicts = [verify(one, documents) for one in saved]
    standing = InForce(index.contents, utc_today())
    in_force = {
        name: standing[row]
        for name in {verdict.document_id for verdict in verdicts}
        if name is not None and (row := index.contents.row_of(name)) is not None
    }
    if options.json:
        print_json(
            {
                "stands": all(verdict.stands for verdict in verdicts),
                "quotes": [_record(verdict, in_force) for verdict in verdicts],
            }
        )
    else:
        for line in _lines(verdicts, in_force, catalogue(config.language)):
            print(visible(line))
    return DONE if all(verdict.stands for verdict in verdicts) else REFUSED


def _read(file: Path) -> Any:
    """Raises ReceiptError."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ReceiptError(
                f"has more than {MAX_BYTES:,} bytes", where=str(file), mend="split it"
            )
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReceiptError(
            f"can't be read ({error.strerror})", where=str(file), mend=MEND
        ) from error
    except (ValueError, RecursionError) as error:
        raise ReceiptError("is not JSON", where=str(file), mend=MEND) from error


def _record(verdict: Verdict, in_force: dict[str, Validity]) -> dict[str, Any]:
    saved, span, name = verdict.saved, verdict.span, verdict.document_id
    return {
        "state": verdict.state.value,
        "quote": saved.exact,
        "was": {"document_id": saved.document_id, "start": saved.start},
        "document_id": name,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": verdict.text or None,
        "differences": [{"was": one.was, "now": one.now} for one in verdict.differences],
        "document_unchanged": verdict.same_document,
        "validity": validity_record(in_force[name]) if name is not None else None,
    }


def _lines(
    verdicts: Sequence[Verdict], in_force: dict[str, Validity], words: Catalogue
) -> Iterator[str]:
    said = words.verify
    width = max(map(len, said.states.values()))
    for number, verdict in enumerate(verdicts, 1):
        quoted = " ".join(verdict.saved.exact.split())
        short = quoted if len(quoted) <= SHOWN_CHARS else f"{quoted[:SHOWN_CHARS].rstrip()}…"
        yield f"{number:>2}. {said.states[verdict.state.value]:<{width}}  {short}"
        if verdict.document_id is None or verdict.span is None:
            continue
        place = f"{verdict.document_id} {verdict.span.start}-{verdict.span.end}"
        yield f"    [{place}]{_was(verdict, said)}"
        for difference in verdict.differences:
            yield f"    {said.was} {difference.was or said.nothing}"
            yield f"    {said.now} {difference.now or said.nothing}"
        if verdict.state is State.CHANGED and not verdict.differences:
            yield f"    {said.spaces}"
        if label := words.validity(in_force[verdict.document_id]):
            yield f"    {label}"


def _was(verdict: Verdict, said: VerifyWords) -> str:
    """Where a quote stood that stands elsewhere now."""
    saved = verdict.saved
    if verdict.state is not State.MOVED:
        return ""
    if saved.document_id in (None, verdict.document_id):
        return f", {said.was_at.format(start=saved.start)}"
    return f", {said.was_in.format(document=saved.document_id, start=saved.start)}"
