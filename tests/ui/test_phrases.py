"""What the lower floors say can be said in every language of the interface."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import corpus
from corpus.errors import CorpusError, QuestionError
from corpus.files import failed, unknown
from corpus.formats import registry
from corpus.phrase import Day, Phrase, with_mend
from qa.query import filters
from ui.messages import CATALOGUES, ENGLISH, FRENCH, GERMAN, SPANISH, Catalogue, error_line, spoken
from ui.messages.wording import Count

ROOT = Path(corpus.__file__).resolve().parent.parent
OTHERS = [it for it in CATALOGUES.values() if it is not ENGLISH]
LANGUAGES = pytest.mark.parametrize("words", OTHERS, ids=lambda it: it.language)
_PLACE = re.compile(r"\{(\w+)\}")

# Where sentences are made that people get to see, beside the command line.
SPEAKING = (
    *("corpus/formats/**/*.py", "corpus/lint/*.py", "corpus/contents.py", "corpus/files.py"),
    "indexer/cluster/reads.py",
    *("corpus/phrase.py", "qa/question.py", "qa/query/filters.py"),
    *("ui/filters.py", "ui/question_form.py", "ui/web/api/routes.py", "ui/web/app.py"),
    *(
        "ui/web/api/listing.py",
        "ui/web/asking.py",
        "ui/web/guard.py",
        "ui/web/traced.py",
        "ui/web/errors.py",
    ),
)
# What is drawn for a reader, and what stops the whole, is told to the operator only.
SILENT = ("corpus/formats/pdf/picture.py",)
STOPPING = frozenset({"doesn't exist", "is neither a folder nor a .jsonl file"})
# Calls whose literal arguments are such sentences, and how many of them.
CALLS = {
    "Phrase": 1, "phrased": 1, "with_mend": 2, "spoken": 1, "CorpusError": 1, "QuestionError": 1,
    "FormError": 1, "RequestError": 1, "BusyError": 1, "Skipped": 0, "LeftOut": 0,
    "HTTPException": 0,
}  # fmt: skip
# Sentences that come by another way: from a folder that is looked through, as an argument of a
# function, and from the library that finds the route.
ELSEWHERE = frozenset(
    {"its name isn't UTF-8", "rename it", "the body", "Not Found", "Method Not Allowed"}
)


def literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from literals(one)
            yield from literals(other)
        case ast.JoinedStr():
            yield f"an f-string, which no catalogue can have, in line {node.lineno}"


@cache
def sentences() -> dict[str, str]:
    """Every pattern, and the file that it stands in."""
    found: dict[str, str] = {}
    for pattern in SPEAKING:
        for file in sorted(ROOT.glob(pattern)):
            name = file.relative_to(ROOT).as_posix()
            if name in SILENT:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                called = node.func
                own = called.id if isinstance(called, ast.Name) else ""
                if name == "corpus/lint/facts.py" and own == "found":
                    taken = node.args[1:2]
                elif own in CALLS:
                    taken = node.args[: CALLS[own]]
                    taken += [
                        it.value for it in node.keywords if it.arg in ("mend", "why", "detail")
                    ]
                else:
                    continue
                for each in taken:
                    found |= dict.fromkeys(literals(each), name)
    found |= dict.fromkeys(
        (*filters.NO_SUCH.values(), *filters.NONE_HAS.values(), filters.MEND),
        "qa/query/filters.py",
    )
    found |= dict.fromkeys(registry.MENDS.values(), "corpus/formats/registry.py")
    found |= dict.fromkeys(ELSEWHERE, "elsewhere")
    return {text: file for text, file in found.items() if text and text not in STOPPING}


def forms(wording: str | Count) -> tuple[str, ...]:
    return (wording.one, wording.many) if isinstance(wording, Count) else (wording,)


@LANGUAGES
def test_every_sentence_has_its_words(words: Catalogue) -> None:
    missing = {text: file for text, file in sentences().items() if text not in words.phrases}
    assert not missing, f"add to ui/messages/phrases_{words.language}.py"


@LANGUAGES
def test_no_words_are_for_nothing(words: Catalogue) -> None:
    assert set(words.phrases) <= set(sentences())


@LANGUAGES
def test_all_are_filled_alike(words: Catalogue) -> None:
    for pattern, wording in words.phrases.items():
        for form in forms(wording):
            assert set(_PLACE.findall(form)) == set(_PLACE.findall(pattern)), pattern
        if isinstance(wording, Count):
            assert wording.language == words.language


@LANGUAGES
def test_names_and_quotes_stay_as_they_are(words: Catalogue) -> None:
    said, language = spoken(Phrase("{file}: {why}", file="is empty", why=Phrase("is empty")), words)
    assert language is None
    assert said.startswith("is empty")
    assert not said.endswith("is empty")


def test_a_reason_with_its_mend() -> None:
    why = failed("a.pdf", CorpusError(Phrase("larger than {size} MB", size=64), mend="split it"))
    assert spoken(why.why, GERMAN) == ("ist größer als 64 MB; teilen Sie die Datei auf", None)
    assert spoken(why.why, ENGLISH) == ("larger than 64 MB, split it", None)
    assert spoken(unknown("a.doc").why, SPANISH)[0] == (
        "su formato no se puede leer; guárdelo como DOCX"
    )


def test_plural_forms_dates_and_numbers() -> None:
    pages = "pages {pages} are images without text, the other pages are read"
    one = Phrase(pages, n=1, pages="3")
    assert spoken(one, GERMAN)[0].startswith("Seite 3 ist ein Bild")
    many = Phrase(pages, n=3, pages=Phrase("{several} and {last}", several="2, 5-6", last="9"))
    assert spoken(many, GERMAN)[0].startswith("die Seiten 2, 5-6 und 9 sind Bilder")
    assert spoken(Phrase("expired {date}", date=Day("2020-03-01")), GERMAN)[0] == (
        "abgelaufen: 1. März 2020"
    )
    assert spoken(Phrase("holds more than {n} characters", n=10_000_000), GERMAN)[0] == (
        "enthält mehr als 10.000.000 Zeichen"
    )


@pytest.mark.parametrize(
    "text",
    [
        "said by nobody here",
        with_mend("is empty", "said by nobody here"),
        Phrase("{file}: {why}", file="a", why=Phrase("said by nobody {n}", n=1)),
    ],
)
def test_what_has_no_words_stays_english_whole(text: str) -> None:
    assert spoken(text, FRENCH) == (text, "en")


def test_an_error_in_one_line() -> None:
    error = QuestionError(
        Phrase("there is no tag {name}", name="'x'"),
        where="q7",
        mend=Phrase("did you mean {names}?", names="'y'"),
    )
    assert error_line(error, ENGLISH) == (str(error), None)
    assert error_line(error, GERMAN) == ("q7: es gibt kein Schlagwort 'x'. Meinten Sie 'y'?", None)
    assert error_line(error, SPANISH)[0].endswith("la etiqueta 'x'. ¿Quiso decir 'y'?")
    assert error_line(CorpusError("is empty"), GERMAN) == ("ist leer.", None)
    assert error_line(CorpusError("said by nobody"), GERMAN) == ("said by nobody.", "en")
