"""What the page's script is told of each question."""

from __future__ import annotations

from tests.ui.fakes import DOCUMENTS, FakeDesk, found
from tests.ui.parsed import Element, parse
from ui.messages import ENGLISH, SPANISH
from ui.web.desk import Exchange
from ui.web.talk.updates import told_update, turn_update, welcome_update

ANSWERS = tuple(Exchange(question=f"number {n}", reply_id=f"id{n}") for n in range(3))


def template(html: str) -> Element:
    parsed = parse(html)
    assert [it.tag for it in parsed.elements if not it.inside] == ["template"]
    return parsed.elements[0]


def test_only_the_last_exchange_is_sent_and_how_many_there_are() -> None:
    html = turn_update(ANSWERS, ENGLISH, FakeDesk(), "key")
    assert (template(html).attributes["data-put"], template(html).attributes["data-shown"]) == (
        "after",
        "3",
    )
    assert [it.text for it in parse(html).all("bdi")] == ["number 2"]
    assert [it.attributes["href"] for it in parse(html).all("a")] == [
        "/conversation/key",
        "/conversation/key.html",
        "/conversation/key.md",
    ]
    again = turn_update(ANSWERS, ENGLISH, FakeDesk(), "key", instead=True)
    assert template(again).attributes["data-put"] == "instead"


def test_ids_stay_apart_however_long_a_conversation_is() -> None:
    html = [turn_update((it,), ENGLISH, FakeDesk(), "key") for it in ANSWERS]
    ids = [
        it.attributes["id"] for one in html for it in parse(one).elements if "id" in it.attributes
    ]
    assert ids
    assert len(set(ids)) == len(ids)


def test_why_a_question_was_not_asked_is_said_and_changes_nothing_else() -> None:
    parsed = parse(told_update(ENGLISH.busy, ENGLISH, "key", 2))
    (section,) = parsed.all("section")
    assert section.text == ENGLISH.busy.title + ENGLISH.busy.body
    assert section.attributes["data-say"] == f"{ENGLISH.busy.title}. {ENGLISH.busy.body}"
    assert parsed.elements[0].attributes["data-shown"] == "2"
    assert parsed.all("a")
    # Where nothing has been asked there is nothing to keep.
    assert not parse(told_update(ENGLISH.busy, ENGLISH, "", 0)).all("a")


def test_the_same_said_again_is_news() -> None:
    first, second = (str(told_update(SPANISH.busy, SPANISH, "", 0)) for _ in range(2))
    assert first != second


def test_a_new_conversation_begins_with_the_welcome() -> None:
    parsed = parse(welcome_update(ENGLISH, FakeDesk()))
    assert parsed.elements[0].attributes["data-put"] == "anew"
    assert [it.text for it in parsed.all("button")] == list(FakeDesk().examples)


def test_readers_words_are_asked_for_only_where_they_are_kept() -> None:
    for remarks in (False, True):
        html = turn_update(ANSWERS, SPANISH, FakeDesk(), "key", remarks=remarks)
        fields = [it for it in parse(html).all("input") if it.attributes["maxlength"] == "300"]
        assert bool(fields) is remarks
        assert (SPANISH.remark_hint in parse(html).text) is remarks


def test_what_was_changed_can_be_undone() -> None:
    from qa.reply import Answer, Understanding

    answer = Answer(
        quotes=(found(DOCUMENTS[0], "five key goals"),),
        confidence=0.9,
        ranking=(),
        understanding=Understanding(searched_for="goals?", understood_with=("strategy",)),
    )
    parsed = parse(
        turn_update((Exchange(question="goalz", reply=answer),), ENGLISH, FakeDesk(), "k")
    )
    undos = [
        it.attributes["data-undo"] for it in parsed.all("button") if "data-undo" in it.attributes
    ]
    assert undos == ["exactly", "alone"]
