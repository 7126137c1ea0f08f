"""The operator's own synonyms, as a file holds them.

What always holds: a word that isn't followed by a list of strings is an error that names it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from corpus.errors import ConfigError


def load_synonyms(file: Path) -> dict[str, tuple[str, ...]]:
    """A TOML file of `word = ["another word", "a phrase"]` lines; they count in both directions
    for single words. Raises ConfigError."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(
            f"can't be read ({error})", where=str(file), mend="mend the file or name another"
        ) from error
    found: dict[str, set[str]] = {}
    for word, others in read.items():
        if not (isinstance(others, list) and all(isinstance(other, str) for other in others)):
            raise ConfigError(
                f"{word} must be a list of strings",
                where=str(file),
                mend='as in visa = ["permit", "leave to enter"]',
            )
        for other in others:
            found.setdefault(word.casefold(), set()).add(other)
            if len(other.split()) == 1:
                found.setdefault(other.casefold(), set()).add(word)
    return {word: tuple(sorted(others)) for word, others in found.items()}
