"""The reader that comes along: a small BERT, trained by `tools/train_reader`, run by ONNX Runtime.

What always holds: one passage is read at a time and by the thread that asks, so that a passage's
reading is the same whatever is read beside it; nothing here needs torch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelError
from indexer.embed.encoder import IDS, TYPES
from indexer.embed.onnx_runtime import UnreadableError, open_session, open_tokenizer
from qa.read.reader import UNREAD, Readable, Reading
from qa.read.tokens import ReaderTokenizer

if TYPE_CHECKING:
    from indexer.embed.onnx_runtime import InferenceSession

# The readers that come along, by the names of their folders.
DEFAULT, MULTILINGUAL = "default", "multilingual"
FOLDER = Path(__file__).parent / DEFAULT
MODEL, TOKENIZER, CARD = "reader.onnx", "tokenizer.json", "reader.json"
# What the model gives: a score a token, and one for the passage.
UNITS, PASSAGE = "units", "passage"


class ModelReader:
    """Any number of threads may use it at once."""

    def __init__(self, identity: str, languages: frozenset[str], folder: Path) -> None:
        self._identity = identity
        self._languages = languages
        self._folder = folder
        self._lock = Lock()
        self._opened: tuple[InferenceSession, ReaderTokenizer] | None = None

    @property
    def identity(self) -> str:
        return self._identity

    @property
    def languages(self) -> frozenset[str]:
        return self._languages

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        session, tokenizer = self.open()
        return [_read(session, tokenizer, question, it) for it in passages]

    def open(self) -> tuple[InferenceSession, ReaderTokenizer]:
        """What is done before the first passage is read, once. Raises ModelError if it isn't there
        as it was made."""
        with self._lock:
            if self._opened is None:
                try:
                    if self._identity != identity_of(self._folder):
                        raise _damaged(self._folder)
                    session = open_session(self._folder / MODEL)
                    tokenizer = ReaderTokenizer(open_tokenizer(self._folder / TOKENIZER))
                except (OSError, ValueError, UnreadableError) as error:
                    raise _damaged(self._folder) from error
                self._opened = session, tokenizer
            return self._opened


def _read(
    session: InferenceSession, tokenizer: ReaderTokenizer, question: str, passage: Readable
) -> Reading:
    tokens = tokenizer.tokens(question, passage)
    given = {IDS: np.array([tokens.ids]), TYPES: np.array([tokens.types])}
    by_token, by_passage = session.run([UNITS, PASSAGE], given)
    answers = float(by_passage[0, 0])
    units = [UNREAD] * len(passage.units)
    for row, (first, end) in zip(tokens.kept, tokens.units, strict=True):
        units[row] = float(by_token[0, first:end].mean()) + answers
    return Reading(units=tuple(units), answers=answers)


def open_reader(folder: Path = FOLDER, *, later: bool = False) -> ModelReader:
    """`later`: all but its card is opened when it is first used, and told to be damaged then.

    Raises ModelError if it isn't there as it was made, or a library that it needs isn't
    installed."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        identity, languages = str(card["identity"]), frozenset(map(str, card["languages"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder) from error
    reader = ModelReader(identity, languages, folder)
    if not later:
        reader.open()
    return reader


def identity_of(folder: Path) -> str:
    """By the model's and the tokenizer's bytes. Raises OSError."""
    digest = hashlib.sha256()
    for name in (MODEL, TOKENIZER):
        digest.update((folder / name).read_bytes())
    return f"quotedesk-reader@{digest.hexdigest()[:12]}"


def _damaged(folder: Path) -> ModelError:
    return ModelError(
        "the reader is missing or damaged",
        where=str(folder),
        mend="install quotedesk again, or set `reader = false`",
    )
