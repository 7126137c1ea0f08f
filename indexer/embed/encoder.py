"""An encoder as it lies on the disk: a model that ONNX Runtime runs, its tokenizer, and a card.

What always holds: the card is written last and holds the digests of the others, so that an encoder
is whole or is none; nothing in it needs the library that the model was made with.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from corpus.errors import ModelError

MODEL = "model.onnx"
WEIGHTS = "model.onnx.data"  # beside the model, so that they are mapped into memory and not copied
TOKENIZER = "tokenizer.json"
CARD = "encoder.json"
PARTS = (MODEL, WEIGHTS, TOKENIZER)  # those whose digests the card holds
# What each model takes, and what it gives: a row a text, shape (texts, dimension).
IDS, MASK, TYPES = "input_ids", "attention_mask", "token_type_ids"
EMBEDDING = "sentence_embedding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """
    identity    the model whose vectors it makes: what an index says it was made with
    max_tokens  the most that it reads of a text, special tokens included
    padding     the token that fills up shorter texts of a batch
    query, passage  what a model wants put before what is asked and before what is searched
    """

    identity: str
    dimension: int
    max_tokens: int
    padding: int
    query: str = ""
    passage: str = ""


def write_card(folder: Path, card: Card) -> None:
    """The other files are there already. Raises OSError."""
    files = {name: _digest(folder / name) for name in PARTS}
    text = json.dumps({**asdict(card), "sha256": files}, indent=1)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def read_card(folder: Path) -> Card:
    """Raises ModelError if the encoder isn't there as it was written."""
    try:
        read = json.loads((folder / CARD).read_text(encoding="utf-8"))
        files = read.pop("sha256")
        card = Card(**read)
        whole = all(_digest(folder / name) == files[name] for name in PARTS)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder) from error
    if not whole:
        raise damaged(folder)
    return card


def is_whole(folder: Path) -> bool:
    """Does an encoder lie there as it was written?"""
    try:
        read_card(folder)
    except ModelError:
        return False
    return True


def damaged(folder: Path) -> ModelError:
    return ModelError(
        "the index's encoder is missing or damaged",
        where=str(folder),
        mend="run `quotedesk index` again",
    )


def _digest(path: Path) -> str:
    # In one go, without Python: read in pieces it would wait at each for other threads of Python.
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return hashlib.sha256(data).hexdigest()
