"""Brings an index up to date with its corpus.

What always holds: what hasn't changed is neither read nor embedded again, and the index in place
stays as it was until the new one is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from corpus.document import Document
from corpus.errors import OtherCorpusError
from corpus.files import Skipped
from corpus.language import base_language
from corpus.load import Before, Corpus, load_corpus, unchanged
from indexer.build import Progress
from indexer.cluster.helpers import Helped, Helpers
from indexer.embed import Embedder, EncoderPlace, load_embedder, model_identity
from indexer.settings import DEFAULT_MODEL, IndexSettings
from indexer.store.fingerprint import fingerprint, shaping
from indexer.store.incremental import Changes, Past, changes
from indexer.store.protocol import Store
from indexer.store.shelf import DocumentShelf, heads_of, languages_of, some_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What became of the corpus and its index.

    embedded  different texts, passages and sentences, that the model has read
    reused    those whose vectors were in the index in place
    fresh     the index was up to date and is unchanged
    first     there was no index to compare with
    foreign   most of the documents are in a language that the model in use wasn't made for
    helped    what workers did, where there were any
    """

    documents: int
    passages: int
    embedded: int
    reused: int
    changes: Changes
    skipped: tuple[Skipped, ...]
    fresh: bool = False
    first: bool = False
    foreign: bool = False
    helped: Helped | None = None

    @property
    def faults(self) -> tuple[Skipped, ...]:
        """What was meant to be read and couldn't be."""
        return tuple(one for one in self.skipped if one.fault)


class Indexing:
    """Brings the index of a store up to date as often as it is asked to; a model that was loaded
    for that is kept."""

    def __init__(
        self,
        corpus: Path,
        store: Store,
        settings: IndexSettings,
        *,
        load: Callable[[IndexSettings, EncoderPlace], Embedder] = load_embedder,
        identify: Callable[[IndexSettings], str] = model_identity,
        helpers: Helpers | None = None,
    ) -> None:
        """`load` may take a minute, the first time; `identify` knows the model without it. Both
        raise ModelError. `helpers`: they read, split and embed."""
        self._helpers = helpers
        self._corpus = corpus
        self._store = store
        self._settings = settings
        self._load = load
        self._identify = identify

    @cached_property
    def embedder(self) -> Embedder:
        """Opened when it is first needed; made then, if need be. Raises QuotedeskError."""
        return self._load(self._settings, self._store.encoder)

    def run(self, progress: Progress | None = None) -> Indexed:
        """Indexes what has changed.

        Raises QuotedeskError; the index in place is then as it was.
        """
        identity = self._identify(self._settings)
        past = self._store.past()
        untouched = self._untouched(past, identity)
        if untouched or self._helpers is None:
            return untouched or self._read(past, identity, progress)
        written = False
        try:
            found = self._read(past, identity, progress)
            found = replace(found, helped=self._helpers.helped)
            written = True
        finally:
            self._helpers.close(written=written)
        return found

    def _untouched(self, past: Past, identity: str) -> Indexed | None:
        """What is said where not one file has changed; None if one may have."""
        if not past.files or not past.made_with(shaping(self._settings), identity):
            return None
        same = unchanged(self._corpus, past.files)
        if same is None:
            return None
        count = sum(len(filed.documents) for filed in same.files.values())
        return self._up_to_date(past, same, count, Changes(unchanged=count))

    def _read(self, past: Past, identity: str, progress: Progress | None) -> Indexed:
        """Reads the files that have changed, and makes a new index if their documents have."""

        def read(_done: int, total: int) -> None:
            if progress:
                progress("reading", total, 1)

        before = Before(files=past.files, documents=past.documents)
        with DocumentShelf(before.documents, past.keys) as shelf:
            if self._helpers is None:
                loaded = load_corpus(self._corpus, before=before, progress=read, shelf=shelf)
            else:
                self._store.check_free()
                place = self._store.encoder(identity).parent
                loaded = self._helpers.load(self._corpus, place, before, read, shelf)
            found, same = self._compared(past, loaded, identity)
            if self._helpers is not None and not same:
                self._check_same(past, found)
                rest = self._helped(self._helpers, past, loaded, identity, progress)
                if rest is not loaded:  # some documents were given up
                    loaded = rest
                    found, same = self._compared(past, loaded, identity)
            if same:
                return self._up_to_date(past, loaded, len(loaded.documents), found)
            return self._write(past, loaded, found, progress)

    def _compared(self, past: Past, loaded: Corpus, identity: str) -> tuple[Changes, bool]:
        """What has changed, and whether the index in place is what would be made."""
        keys = {head.id: head.key for head in heads_of(loaded.documents)}
        made = fingerprint(keys.values(), self._settings, identity)
        same = past.fingerprint == made and past.made_with(shaping(self._settings), identity)
        return changes(past.keys, keys), same

    def _helped(
        self,
        helpers: Helpers,
        past: Past,
        loaded: Corpus,
        identity: str,
        progress: Progress | None,
    ) -> Corpus:
        """The corpus, the documents of which have been embedded but for those given up."""
        same = past.made_with(shaping(self._settings), identity)
        fresh = some_of(
            loaded.documents, lambda head: not (same and past.keys.get(head.id) == head.key)
        )
        if not fresh:
            return loaded
        embedder = self.embedder
        encoder = self._store.encoder(identity)
        return helpers.embed(
            loaded,
            fresh,
            encoder.parent,
            encoder,
            self._settings,
            embedder,
            known=past.vectors,
            progress=progress,
        )

    def _check_same(self, past: Past, found: Changes) -> None:
        """Raises OtherCorpusError where documents from elsewhere would replace those in place: that
        is another corpus, not this one changed."""
        kept, there = found.unchanged + len(found.changed), len(past.keys)
        own = past.corpus and Path(past.corpus) == self._corpus.resolve()
        # A corpus that was moved has most of its documents still.
        if not there or own or (2 * kept >= there if past.corpus else kept):
            return
        made_from = f", made from {past.corpus}" if past.corpus else ""
        raise OtherCorpusError(
            f"the index in place holds {there} other documents{made_from}",
            where=str(self._corpus),
            mend="set `corpus` to the folder that it was made from, or name another index",
        )

    def _up_to_date(self, past: Past, corpus: Corpus, documents: int, found: Changes) -> Indexed:
        self._store.note(past, corpus.files)
        return Indexed(
            documents=documents,
            passages=past.passages,
            embedded=0,
            reused=past.texts,
            changes=found,
            skipped=corpus.skipped,
            fresh=True,
        )

    def _write(
        self, past: Past, corpus: Corpus, found: Changes, progress: Progress | None
    ) -> Indexed:
        self._check_same(past, found)
        self._store.check_free()
        index = self._store.write(
            corpus.documents,
            self._settings,
            self._helpers.embedder(self.embedder) if self._helpers else self.embedder,
            progress,
            past=past,
            files=corpus.files,
            corpus=str(self._corpus.resolve()),
        )
        texts, reused = past.taken_over(index.digests, index.model_identity)
        return Indexed(
            documents=len(corpus.documents),
            passages=index.sizes.passages,
            embedded=texts - reused,
            reused=reused,
            changes=found,
            skipped=corpus.skipped,
            first=past.fingerprint is None,
            foreign=foreign(corpus.documents, self._settings),
        )


def foreign(documents: Sequence[Document], settings: IndexSettings) -> bool:
    """Are most of them in another language than English, which the default model was made for?"""
    if settings.model != DEFAULT_MODEL:
        return False
    languages = list(map(base_language, languages_of(documents)))
    return 2 * languages.count("en") < len(languages)
