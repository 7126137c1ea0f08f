"""What shapes an index. Saved with it: an index made with other settings is never searched."""

from __future__ import annotations

from dataclasses import dataclass

# Raised whenever the form of the files changes. What else shapes an index, its code and libraries,
# is seen by itself: indexer/store/fingerprint.py.
SCHEMA_VERSION = 10

DEFAULT_MODEL = "all-MiniLM-L6-v2"
MULTILINGUAL_MODEL = "multilingual"  # multilingual-e5-small, with pieces of words of six languages


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """
    model           the default's name, "multilingual", a folder, or the name of any
                    sentence-transformers model
    model_download  may a model that isn't on this machine be downloaded?
    passage_tokens  most tokens of a passage; the model's own length is a bound on top of it
    """

    model: str = DEFAULT_MODEL
    model_download: bool = False
    passage_tokens: int = 200

    @property
    def across_languages(self) -> bool:
        """Do texts that mean the same in two languages have vectors that are alike?"""
        return self.model != DEFAULT_MODEL
