"""Which languages work how well, as a table. A benchmark, not a test.

    python -m tests.bench.languages --work FOLDER [--model default multilingual]
        [--set NAME QUESTIONS CORPUS ...] [--only NAME ...] [--most N] [--into docs/languages.md]

Asks sets of questions with each model and the readers that come along, and says of each pair of
languages (asked in, read in) how often the right document and the right quote come first, and how
well it is told what has no answer. The sets of this repository are those that the readers were
taught from: their documents are written in the language that they are asked in, or are English and
are asked in another one, with the English original of the same questions beside it. A set of one's
own is a file of questions as `quotedesk eval` reads it, whose lines may say their `language`, and
its documents; the readers haven't learnt from it, so it says more.

FOLDER keeps the indexes, so that a second run takes only the questions. `--most` asks so many of
each set and language, evenly from all of it. With `--into` the table takes the place of the one in
that page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corpus.language import base_language
from qa.engine import Engine
from qa.measure.evaluate import Case, Expected, holds, watch
from qa.measure.figures import decision_figures
from ui.config import Config
from ui.questions import read_labelled
from ui.wiring import make_index, open_engine

TAUGHT = Path(__file__).resolve().parents[2] / "tools" / "train_reader" / "questions"
OWN = ("es_ayuda", "es_normas", "fr_guichet", "de_amt", "pt_servico", "it_sportello")
# Questions in other languages, by the id of the English ones, and their language if all have one.
TRANSLATED = (
    (TAUGHT / "translated-es.jsonl", "es"),
    (TAUGHT / "translated-others.jsonl", ""),
    (Path(__file__).resolve().parents[1] / "data" / "languages" / "town.jsonl", ""),
    (Path(__file__).resolve().parents[1] / "data" / "languages" / "city.jsonl", ""),
)
OTHERS = "fr, de, pt, it"
MODELS = ("default", "multilingual")
BEGIN, END = "<!-- figures -->", "<!-- end of the figures -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Questions of one set in one language, and the documents that they are asked of.

    label  what the questions are called in the table
    """

    label: str
    language: str
    corpus: Path
    questions: tuple[Expected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of all questions of one kind with one model."""

    label: str
    asked: str
    read: str
    model: str
    cases: tuple[Case, ...]

    @property
    def figures(self) -> Mapping[str, float | None]:
        """`hit@k`: a relevant document is among the first k; the rest as `quotedesk eval`."""
        answerable = [case for case in self.cases if case.expected.answerable]
        ranked = [case for case in answerable if case.expected.relevant]
        gold = [case for case in answerable if case.expected.gold]
        decided = decision_figures(self.cases)
        return {
            "hit@1": _share(_found(case, 1) for case in ranked),
            "hit@5": _share(_found(case, 5) for case in ranked),
            "quote@1": _share(holds(case.quotes[:1], case.expected.gold) for case in gold),
            "AUROC": decided["auroc"],
            "balanced": decided["balanced_accuracy"],
        }


def _found(case: Case, first: int) -> bool:
    return not set(case.ranking[:first]).isdisjoint(case.expected.relevant)


def _share(values: Iterator[bool]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None


# --- the sets ---------------------------------------------------------------------------------


def own_sets() -> Iterator[Asked]:
    """Of this repository, asked in the documents' language."""
    for name in OWN:
        yield from sets_in(name, TAUGHT / name / "questions.jsonl", TAUGHT / name / "corpus")


def translated_sets(given: Sequence[tuple[str, Path, Path]]) -> Iterator[Asked]:
    """English documents, asked in other languages and, the same questions, in English: those of
    this repository, and those of the sets that are `given` as name, questions and corpus."""
    taught = sorted(it for it in TAUGHT.iterdir() if it.is_dir() and it.name not in OWN)
    folders = [(it.name, it / "questions.jsonl", it / "corpus") for it in taught]
    known = {
        one.id: (name, corpus, one)
        for name, file, corpus in (*folders, *given)
        for one in _questions(file)
    }
    new = {name for name, _, _ in given}
    found: dict[tuple[str, str, Path], dict[tuple[str, str], Expected]] = defaultdict(dict)
    for file, language in TRANSLATED:
        for line in _lines(file):
            if line["id"] not in known:  # asked of documents that don't come along
                continue
            name, corpus, one = known[line["id"]]
            label = name if name in new else "learnt"
            question = replace(one.question, text=line["question"])
            asked = line.get("language", language)
            found[f"{label}, translated", asked, corpus][one.id, asked] = replace(
                one, question=question
            )
            found[f"{label}, as they were", "en", corpus][one.id, "en"] = one
    for (label, asked, corpus), questions in found.items():
        language = asked if asked in ("en", "es") else OTHERS
        yield Asked(
            label=label, language=language, corpus=corpus, questions=tuple(questions.values())
        )


def sets_in(label: str, file: Path, corpus: Path) -> Iterator[Asked]:
    """A file of questions, parted by the language that its lines name."""
    named = {str(line.get("id", "")): str(line.get("language", "")) for line in _lines(file)}
    found: dict[str, list[Expected]] = defaultdict(list)
    for one in _questions(file):
        found[named.get(one.id, "")].append(one)
    for language, questions in found.items():
        yield Asked(label=label, language=language, corpus=corpus, questions=tuple(questions))


def evenly(questions: tuple[Expected, ...], most: int) -> tuple[Expected, ...]:
    """At most so many, from the beginning to the end."""
    return questions[:: -(-len(questions) // most)] if questions else ()


@cache
def _questions(file: Path) -> tuple[Expected, ...]:
    return read_labelled(str(file)).questions


def _lines(file: Path) -> list[dict[str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


# --- asking -----------------------------------------------------------------------------------


def rows(sets: Sequence[Asked], model: str, work: Path) -> Iterator[Row]:
    """Each kind of questions over each language of documents, in the order of the sets."""
    cases: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
    engines: dict[Path, Engine] = {}
    for number, one in enumerate(sets, start=1):
        if one.corpus not in engines:
            engines = {one.corpus: engine_over(one.corpus, model, work)}  # one at a time
        engine = engines[one.corpus]
        documents = engine.documents
        read = _usual(base_language(it.metadata.language) for it in documents.values())
        key = (one.label, one.language or read, read)
        cases[key] += [watch(engine, documents, question) for question in one.questions]
        print(f"{model}: {number} of {len(sets)} sets", file=sys.stderr, flush=True)
    for (label, asked, read), held in cases.items():
        yield Row(label=label, asked=asked, read=read, model=model, cases=tuple(held))


def engine_over(corpus: Path, model: str, work: Path) -> Engine:
    name = f"{corpus.resolve().parent.name}-{corpus.name}-{model}"
    config = Config(corpus=str(corpus), index=str(work / name))
    config = config if model == "default" else replace(config, model=model)
    make_index(config)
    return open_engine(config)


def _usual(languages: Iterator[str]) -> str:
    return Counter(languages).most_common(1)[0][0]


# --- telling ----------------------------------------------------------------------------------


def table(found: Sequence[Row]) -> list[str]:
    """Markdown: a line for each kind of questions and each model."""
    names = list(found[0].figures)
    lines = [
        f"| asked in | read in | questions | model | {' | '.join(names)} |",
        "|" + "---|" * (len(names) + 4),
    ]
    for row in found:
        figures = " | ".join(_figure(value) for value in row.figures.values())
        unanswerable = sum(not case.expected.answerable for case in row.cases)
        lines.append(
            f"| {row.asked} | {row.read} | {row.label}: {len(row.cases)}, {unanswerable} without an"
            f" answer | {row.model} | {figures} |"
        )
    return lines


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("0.", ".", 1)


def put_into(page: Path, lines: Sequence[str]) -> None:
    """In place of the table that stands there."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text("\n".join([before + BEGIN, "", *lines, "", END + after]), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", nargs="+", default=MODELS, choices=MODELS)
    parser.add_argument(
        "--set", nargs=3, action="append", default=[], metavar=("NAME", "QUESTIONS", "CORPUS")
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args(arguments)
    given = [(name, Path(file), Path(corpus)) for name, file, corpus in options.set]
    sets = [
        *(asked for one in given for asked in sets_in(*one)),
        *own_sets(),
        *translated_sets(given),
    ]
    if options.only:
        sets = [one for one in sets if one.label in options.only]
    sets = [replace(one, questions=evenly(one.questions, options.most)) for one in sets]
    order = list(dict.fromkeys(one.label for one in sets))
    sets.sort(key=lambda one: str(one.corpus))  # so that each index is opened once
    found = [row for model in options.model for row in rows(sets, model, options.work)]
    found.sort(key=lambda row: (order.index(row.label), row.asked, MODELS.index(row.model)))
    lines = table(found)
    print("\n".join(lines))
    if options.into:
        put_into(options.into, lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
