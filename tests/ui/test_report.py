"""Reports: what is on them, that nothing on them is taken for markup, and that they are alone."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qa.measure.evaluate import Case, Expected, Said
from qa.measure.figures import figures
from qa.measure.metrics import Bin, Judged
from qa.question import Question, Turn
from tests.ui.parsed import Parsed, parse
from tests.ui.test_messages import strings
from ui.commands.tables import as_cell
from ui.messages import ENGLISH, GERMAN, Catalogue
from ui.plots import confidence_plot, reliability_plot, threshold_plot, time_plot
from ui.report import evaluation_page

pytestmark = pytest.mark.slow

HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;\ud800\x00\u202e"
SHOWN = HOSTILE.replace("\ud800", "\ufffd").replace("\x00", "\ufffd")


def case(text: str, *, answerable: bool = True, answered: bool = True, at: float = 0.5) -> Case:
    said = Said(document_id=text, text=text)
    turn = Turn(role="user", content=text)
    return Case(
        expected=Expected(
            id=text,
            question=Question(text=text, history=(turn,)),
            answerable=answerable,
            relevant={f"not {text}": 1} if answerable else {},
            gold=((f"not {text}", text),) if answerable else (),
        ),
        ranking=(text,),
        answered=answered,
        confidence=at,
        quotes=(said,) if answered else (),
        first=said,
        decided=True,
        checked=1,
        faults=0,
        elapsed_ms=at,
    )


def page(*cases: Case) -> Parsed:
    return parse(html(*cases))


def html(*cases: Case, words: Catalogue = ENGLISH) -> str:
    shown = {name: as_cell(name, value, words) for name, value in figures(cases).items()}
    return evaluation_page(cases, shown, 0.5, words)


def test_the_page_needs_no_other(tmp_path: Path) -> None:
    text = html(case("What?"), case("Why?", answerable=False))
    made = parse(text)
    assert not made.all("script")
    assert not made.all("link")
    for image in made.all("img"):
        assert str(image.attributes["src"]).startswith("data:image/svg+xml;base64,")
    assert "url(" not in made.all("style")[0].text
    assert not re.findall(r"https?://", text)
    [policy] = [
        it.attributes["content"] for it in made.all("meta") if "http-equiv" in it.attributes
    ]
    assert str(policy).startswith("default-src 'none'")


def test_what_comes_from_questions_and_documents_is_escaped() -> None:
    made = page(case(HOSTILE), case(HOSTILE, answerable=False), case(HOSTILE, answered=False))
    assert not made.all("script")
    assert len(made.all("img")) == 4
    [misses] = [it for it in made.all("table") if it.attributes.get("class") == "misses"]
    assert misses.text.count(SHOWN) >= 12
    html(case(HOSTILE)).encode("utf-8")


def test_every_plot_has_words_for_those_who_cant_see_it() -> None:
    made = page(case("What?", at=0.9), case("Why?", answerable=False, at=0.9))
    alts = [str(image.attributes["alt"]) for image in made.all("img")]
    assert len(alts) == len(set(alts)) == 4
    assert "0% right at confidence 0.90" in alts[0]
    assert "threshold of 0.50, 100%" in alts[1]
    assert made.all("html")[0].attributes["lang"] == "en"
    for region in made.all("div"):
        if region.attributes.get("class") == "scroll":
            assert region.attributes["tabindex"] == "0"
            assert region.attributes["aria-label"]
    assert all(head.attributes["scope"] in {"col", "row"} for head in made.all("th"))


def test_figures_are_on_it_with_what_they_are() -> None:
    made = page(case("What?"))
    assert "recall@5" in made.text
    assert ENGLISH.report.figures["recall@5"] in made.text
    assert "1 question." in made.text


def test_it_is_in_the_language_that_is_set() -> None:
    hit = case("Wo?", answerable=False, answered=False, at=0.25)
    made = parse(html(case("Was?", at=0.9), case("Wie?", answerable=False), hit, words=GERMAN))
    assert made.all("html")[0].attributes["lang"] == "de"
    said = (made.text, *(str(image.attributes["alt"]) for image in made.all("img")))
    for one in strings(ENGLISH.report):
        assert not any(one.strip(".") in it for it in said if len(one) > 12), one
    assert "Bei der Schwelle 0,50 werden 100\N{NO-BREAK SPACE}% der Fragen" in said[2]
    assert made.text.count("0,5") > 2
    cells = [it.text for it in made.all("td")]
    assert not [it for it in cells if re.fullmatch(r"\d+\.\d+", it)]


def test_without_misses_it_says_so() -> None:
    made = page(case("Why?", answerable=False, answered=False))
    assert "None: every answer is right" in made.text


def test_long_texts_are_cut_where_they_are_only_to_remind() -> None:
    made = page(case("long " * 1_000))
    assert " […]" in made.text
    assert len(made.text) < 20_000


PLOTS: list[Callable[[], str]] = [
    lambda: reliability_plot([Bin(low=0.5, high=0.6, questions=3, confidence=0.55, right=1.0)]),
    lambda: reliability_plot([]),
    lambda: threshold_plot([Judged(confidence=0.5, answerable=True)], 0.5),
    lambda: confidence_plot([Judged(confidence=1.0, answerable=False)], 0.5),
    lambda: time_plot([3.0, 1.0, 2.0]),
]


@pytest.mark.parametrize("draw", PLOTS)
def test_a_plot_is_the_same_each_time(
    draw: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    svg = draw()
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    monkeypatch.setitem(mpl.rcParams, "font.size", 30.0)
    assert draw() == svg
    assert "<dc:date>" not in svg
    assert base64.b64encode(svg.encode())
