"""BM25 over titles, section headings and bodies. The only module that knows tantivy.

Each language in the corpus has fields and an analyser of its own, so that "las víctimas" is
stemmed as Spanish and "victims" as English in one index. Field weights multiply BM25 scores.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import tantivy

from corpus.errors import StoreError
from corpus.language import base_language
from indexer.rows import DocumentRow, PassageRow
from indexer.search.protocols import FIELD_WEIGHTS, LexicalEntry
from indexer.terms import STEMMERS, lemmas

WRITER_MEMORY = 64_000_000  # bytes; one thread, so that row numbers stay in order


def _schema(languages: Iterable[str]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("document", indexed=True)
    for language in sorted(set(languages)):
        for name in FIELD_WEIGHTS:
            builder.add_text_field(
                f"{name}_{language}", tokenizer_name=f"words_{language}", index_option="freq"
            )
    return builder.build()


@lru_cache(maxsize=64)
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    if language in STEMMERS:
        builder = builder.filter(tantivy.Filter.stemmer(STEMMERS[language]))
    return builder.build()


def terms_of(text: str, language: str) -> list[str]:
    """The terms of a text that are counted, in order."""
    terms: list[str] = _analyzer(language).analyze(lemmas(text, language))
    return terms


class TantivyWriter:
    """Keeps the contract of `LexicalWriter`.

    tantivy writes a file once and gives each a name of its own, but for its list of them, which it
    replaces: files that are links to those of another index are never written to.
    """

    def __init__(self, index: tantivy.Index, folder: Path, languages: Sequence[str]) -> None:
        self._folder = folder
        self._schema = index.schema
        for language in languages:
            index.register_tokenizer(f"words_{language}", _analyzer(language))
        self._writer = index.writer(WRITER_MEMORY, 1)

    @classmethod
    def new(cls, folder: Path, languages: Sequence[str]) -> TantivyWriter:
        """Into an empty or missing folder."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(tantivy.Index(_schema(languages), path=str(folder)), folder, languages)
        except (ValueError, OSError) as error:
            raise _unwritten(folder) from error

    @classmethod
    def more(cls, folder: Path, languages: Sequence[str]) -> TantivyWriter:
        """Into an index that is there, which was made with those languages."""
        try:
            return cls(tantivy.Index.open(str(folder)), folder, languages)
        except (ValueError, OSError) as error:
            raise _unwritten(folder) from error

    def add(self, row: PassageRow, entry: LexicalEntry) -> None:
        language = base_language(entry.language)
        document = tantivy.Document()
        document.add_unsigned("row", row)
        document.add_unsigned("document", entry.document)
        for name in FIELD_WEIGHTS:
            # The very words that a question is taken apart into, in every script.
            document.add_text(f"{name}_{language}", lemmas(getattr(entry, name), language))
        try:
            self._writer.add_document(document)
        except (ValueError, OSError) as error:
            raise _unwritten(self._folder) from error

    def remove(self, documents: Collection[DocumentRow]) -> None:
        try:
            # By a query: a term that is a bare number is taken for a signed one, and matches none.
            own = tantivy.Query.term_set_query(self._schema, "document", list(documents))
            self._writer.delete_documents_by_query(own)
        except (ValueError, OSError) as error:
            raise _unwritten(self._folder) from error

    def close(self) -> None:
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise _unwritten(self._folder) from error


def _unwritten(folder: Path) -> StoreError:
    return StoreError(
        "the lexical index can't be written", where=str(folder), mend="check the disk"
    )


class TantivyIndex:
    """Keeps the contract of `LexicalIndex`."""

    def __init__(self, index: tantivy.Index, languages: Sequence[str]) -> None:
        self._index = index
        self._schema = index.schema
        self._analyzers = {language: _analyzer(language) for language in languages}
        for language, analyzer in self._analyzers.items():
            index.register_tokenizer(f"words_{language}", analyzer)
        index.reload()
        self._searcher = index.searcher()

    @classmethod
    def build(cls, folder: Path, entries: Sequence[LexicalEntry]) -> TantivyIndex:
        """Writes a new index into an empty or missing folder."""
        languages = sorted({base_language(entry.language) for entry in entries})
        writer = TantivyWriter.new(folder, languages)
        for row, entry in enumerate(entries):
            writer.add(PassageRow(row), entry)
        writer.close()
        return cls.load(folder, languages)

    @classmethod
    def load(cls, folder: Path, languages: Sequence[str]) -> TantivyIndex:
        try:
            if os.access(folder, os.W_OK) or not folder.is_dir():
                return cls(tantivy.Index.open(str(folder)), languages)
            # tantivy makes a lock file even to read: where it may not, it reads a copy, which is
            # mapped into memory when it is opened and needs no name afterwards.
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as copy:
                shutil.copytree(folder, copy, dirs_exist_ok=True, copy_function=shutil.copyfile)
                Path(copy).chmod(0o700)  # the folder's own rights were copied with it
                return cls(tantivy.Index.open(copy), languages)
        except (ValueError, OSError) as error:
            raise StoreError(
                "this part of the index can't be read",
                where=str(folder),
                mend="run `quotedesk index` again",
            ) from error

    def search(
        self,
        weights: Mapping[str, float],
        k: int,
        documents: Collection[DocumentRow] | None = None,
    ) -> list[tuple[PassageRow, float]]:
        clauses = [
            (tantivy.Occur.Should, clause)
            for word, weight in weights.items()
            if weight > 0
            for clause in self._clauses(word, weight)
        ]
        if not clauses or k < 1 or (documents is not None and not documents):
            return []
        query = tantivy.Query.boolean_query(clauses)
        if documents is not None:
            chosen = tantivy.Query.term_set_query(self._schema, "document", list(documents))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(chosen, 0.0)),
                ]
            )
        found = self._searcher.search(query, limit=k, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in found])
        return [
            (PassageRow(int(row or 0)), float(score))
            for (score, _), row in zip(found, rows, strict=True)
        ]

    def _clauses(self, word: str, weight: float) -> list[tantivy.Query]:
        clauses = []
        for language, analyzer in self._analyzers.items():
            for term in analyzer.analyze(lemmas(word, language)):
                for name, field_weight in FIELD_WEIGHTS.items():
                    query = tantivy.Query.term_query(
                        self._schema, f"{name}_{language}", term, index_option="freq"
                    )
                    clauses.append(tantivy.Query.boost_query(query, weight * field_weight))
        return clauses
