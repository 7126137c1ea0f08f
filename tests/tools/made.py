"""Groups to learn from, made up."""

from __future__ import annotations

from tools.train_reader.groups import Given, Group


def given(
    *units: str,
    heading: tuple[str, ...] = ("A title",),
    gold: tuple[int, ...] = (),
    weighs: tuple[float, ...] = (),
) -> Given:
    text, spans = "", []
    for unit in units:
        spans.append((len(text), len(text) + len(unit)))
        text += unit + " "
    return Given(heading=heading, text=text, units=tuple(spans), gold=gold, weighs=weighs)


def group(*passages: Given, question: str = "what does it cost", answerable: bool = True) -> Group:
    return Group(
        id="g",
        part="p",
        together="t",
        question=question,
        passages=passages,
        answerable=answerable,
    )


GROUPS = [
    group(given("It costs 5.", "Dogs are welcome.", gold=(0,)), given("Ring the bell.")),
    group(given("Ring the bell.", "It is red."), answerable=False, question="who painted it"),
]
