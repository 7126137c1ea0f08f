"""A multilingual encoder with the pieces of words that some languages need, and no others: half of
such a model is the embeddings of pieces that no text of theirs has.

What always holds: what is tokenized with pieces that are kept has the same tokens and embeddings as
before.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tokenizers import Tokenizer

SPECIAL = 4  # the first pieces: beginning, padding, end, unknown
RARE = 3  # a piece is kept if the word lists have it so often; of texts, every piece is
# One sign, alone or at the beginning of a word: Latin letters, digits, punctuation, currencies.
SIGN = re.compile(r"▁?[!-ɏ‐-‧‰-›₠-₿⁰-ₜ℀-↋]")
OTHER_SCRIPT = re.compile(r"[Ͱ-᷿Ⰰ-\uffff]")


def trim(model: Path, languages: Iterable[str], texts: Iterable[str], folder: Path) -> int:
    """Writes `start.pt`, for --start, and `tokenizer.json`, for --tokenizer; returns how many
    pieces are kept. `model`: a folder with a BERT encoder and a unigram tokenizer.

    Raises OSError or ValueError.
    """
    import torch
    from transformers import BertModel

    whole = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = [piece for piece, _ in whole["model"]["vocab"]]
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    listed = _count(tokenizer, _words(languages))
    kept = {row for row, times in listed.items() if times >= RARE} | _count(tokenizer, texts).keys()
    kept |= {row for row, piece in enumerate(pieces) if SIGN.fullmatch(piece)}
    rows = [
        row
        for row, piece in enumerate(pieces)
        if row < SPECIAL or (row in kept and not OTHER_SCRIPT.search(piece))
    ]
    folder.mkdir(parents=True, exist_ok=True)
    weights = BertModel.from_pretrained(model, add_pooling_layer=False).state_dict()
    words = "embeddings.word_embeddings.weight"
    held = {name: value for name, value in weights.items() if "position_ids" not in name}
    held[words] = held[words][torch.tensor(rows)].clone()
    torch.save({"bert": held}, folder / "start.pt")
    whole["model"]["vocab"] = [whole["model"]["vocab"][row] for row in rows]
    whole["added_tokens"] = [it for it in whole["added_tokens"] if it["id"] < SPECIAL]
    (folder / "tokenizer.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return len(rows)


def _words(languages: Iterable[str]) -> Iterator[str]:
    """Every word of simplemma's dictionaries, as it stands there and as a sentence begins."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionaries = DefaultDictionaryFactory()
    for language in languages:
        pairs = dictionaries.get_dictionary(language).items()
        for word in sorted({str(word) for pair in pairs for word in pair}):
            yield word
            # German nouns are written so, and what a sentence begins with is mostly short.
            if language == "de" or len(word) < 9:
                yield word.capitalize()


def _count(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    found: Counter[int] = Counter()
    left = iter(texts)
    while some := list(islice(left, 5_000)):
        for encoding in tokenizer.encode_batch(some, add_special_tokens=False):
            found.update(encoding.ids)
    return found
