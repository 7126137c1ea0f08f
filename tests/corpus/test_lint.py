"""What lint finds, and what it must keep quiet about."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from datetime import date
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata, Place, Source, Span, text_digest
from corpus.files import Skipped
from corpus.lint import Code, Finding, Severity, characters, lint
from corpus.lint.alike import KEPT
from corpus.load import Corpus, load_corpus
from corpus.structure import plain_blocks
from tests.corpus.texts import SOUP
from ui.config import BUNDLED

TODAY = date(2026, 11, 22)
KNOWN = Metadata(publisher="Office", published="2020-02-14", url="https://example.org/")
LONG = " ".join(
    f"Rule number {n} says what a holder of permit kind {n} must bring." for n in range(40)
)


def document(name: str, text: str, known: Metadata = KNOWN, **more: object) -> Document:
    made = {"title": f"About {name}", "places": (), "source": None} | more
    return Document(
        id=name,
        text=text,
        sha256=text_digest(text),
        blocks=plain_blocks(text),
        metadata=known,
        **made,  # type: ignore[arg-type]
    )


def check(
    *documents: Document, skipped: Iterable[Skipped] = (), codes: set[Code] | None = None
) -> list[Finding]:
    corpus = Corpus(documents=documents, skipped=tuple(skipped), files={})
    by_id = {each.id: each for each in documents}
    findings = lint(corpus, TODAY)
    order = list(Code)
    assert [f.code for f in findings] == sorted((f.code for f in findings), key=order.index)
    for finding in findings:
        assert finding.message
        assert "\n" not in finding.message
        assert finding.mend
        assert set(finding.documents) <= set(by_id)
        for each in finding.evidence:
            assert each.text == each.span.of(by_id[each.document_id].text)
            assert all(mark.end <= len(each.text) for mark in each.marks)
    return [finding for finding in findings if codes is None or finding.code in codes]


DIFFERING = {Code.DIFFERING_FIGURE, Code.DIFFERING_PHONE}


def differing(*texts: str) -> list[Finding]:
    named = [document(f"d{n}", text) for n, text in enumerate(texts)]
    return check(*named, codes=DIFFERING)


def marked(finding: Finding) -> list[tuple[str, str]]:
    """(document, what is marked in its quote)"""
    return [(e.document_id, mark.of(e.text)) for e in finding.evidence for mark in e.marks]


# --- what is known ----------------------------------------------------------------------------


def test_a_document_with_all_that_is_wanted_has_no_findings() -> None:
    assert check(document("one", "The desk is open from nine to five on working days.")) == []


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (Metadata(publisher="Office", url="https://example.org/"), Code.MISSING_DATE),
        (Metadata(published="2020-02-14", url="https://example.org/"), Code.MISSING_PUBLISHER),
        (Metadata(publisher="Office", published="2020-02-14"), Code.MISSING_URL),
        (Metadata(published="2027-01-01", publisher="O", url="https://e.org/"), Code.DATES),
    ],
)
def test_what_is_missing_or_cannot_be(known: Metadata, code: Code) -> None:
    [finding] = check(document("one", "The desk is open on working days.", known))
    assert (finding.code, finding.documents) == (code, ("one",))


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "code"),
    [
        (None, "2026-11-21", Code.EXPIRED),
        (None, "2026-11-22", None),
        ("2026-11-23", None, Code.NOT_YET_VALID),
        ("2026-11-22", None, None),
        ("2026-12-01", "2026-11-01", Code.DATES),
    ],
)
def test_validity(valid_from: str | None, valid_until: str | None, code: Code | None) -> None:
    known = Metadata(
        publisher="Office",
        published="2020-02-14",
        url="https://example.org/",
        valid_from=valid_from,
        valid_until=valid_until,
    )
    assert [f.code for f in check(document("one", "Open on working days.", known))] == (
        [code] if code else []
    )


@pytest.mark.parametrize(
    ("name", "title", "file"),
    [("a/fees.txt", "fees", "a/fees.txt"), ("q-7", "q-7", None), ("f", "fees", "old/fees.pdf")],
)
def test_a_title_that_is_only_the_name_of_the_file(name: str, title: str, file: str | None) -> None:
    source = Source(file=file, sha256="0", media_type="text/plain") if file else None
    one = document(name, "The desk is open.", title=title, source=source)
    assert [f.code for f in check(one)] == [Code.MISSING_TITLE]


def test_one_title_for_two_documents() -> None:
    one = document("one", "The desk is open.", title="Fees")
    other = document("two", "The gate is shut.", title="FEES ")
    [finding] = check(one, other)
    assert (finding.code, finding.documents) == (Code.SAME_TITLE, ("one", "two"))


def test_superseding() -> None:
    new = Metadata(
        publisher="Office",
        published="2020-02-14",
        url="https://example.org/",
        supersedes=("old", "gone"),
    )
    found = check(document("old", "The desk is open."), document("new", "The desk is shut.", new))
    assert [(f.code, f.documents) for f in found] == [
        (Code.SUPERSEDES_NOTHING, ("new",)),
        (Code.SUPERSEDED, ("old", "new")),
    ]
    assert "'gone'" in found[0].message


def test_skipped_files_are_problems_and_others_notes() -> None:
    found = check(
        document("one", "The desk is open."),
        skipped=[
            Skipped(where="scan.pdf", why="holds no text, run OCR"),
            Skipped(where="logo.png", why="not a format that is read", fault=False),
            Skipped(where="a.html", why="its footer gives “112”", fault=False, partly=True),
        ],
    )
    assert [(f.code, f.severity) for f in found] == [
        (Code.SKIPPED, Severity.PROBLEM),
        (Code.LEFT_OUT, Severity.NOTE),
        (Code.IGNORED, Severity.NOTE),
    ]
    assert found[0].message == "scan.pdf: holds no text, run OCR"


# --- characters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "bad"),
    [
        ("The fee is 5 \ufffd a day.", Code.UNDECODABLE, "\ufffd"),
        ("The clerk\x92s office is open.", Code.UNDECODABLE, "\x92"),
        ("Press \ue00b to go on.", Code.UNDECODABLE, "\ue00b"),
        ("The cafÃ© is open.", Code.MOJIBAKE, "Ã©"),
        ("The clerkâ€™s office is open.", Code.MOJIBAKE, "â€™"),
        ("The clerkâ\x80\x99s office is open.", Code.MOJIBAKE, "â\x80\x99"),
        ("Price: 5 â‚¬ a day.", Code.MOJIBAKE, "â‚¬"),
    ],
)
def test_bad_characters_with_their_place(text: str, code: Code, bad: str) -> None:
    [finding] = check(document("one", text))
    assert finding.code is code
    assert marked(finding) == [("one", bad)]


@pytest.mark.parametrize(
    "text",
    [
        "Das Café in der Straße kostet 5 € – “täglich”, naïve Ångström, São Paulo, ÂGE.",
        "À la carte, garçon ; Øresund ; łódź ; Привет ; 中文 ; العربية ; €µ§°",
        "Temperature 20 °C; 5 ½ pages\u00a0; soft\u00adhyphen; zero\u200bwidth; 👍🏽",
    ],
)
def test_good_characters_are_left_alone(text: str) -> None:
    assert check(document("one", text)) == []


@given(st.text(st.characters(codec="utf-8", min_codepoint=0xA0, max_codepoint=0x24F), min_size=1))
def test_whatever_was_read_wrongly_is_told(text: str) -> None:
    wrong = text.encode("utf-8").decode("latin-1")
    found = [
        f.code for f in characters.character_findings(document("one", f"It says {wrong} here."))
    ]
    assert set(found) <= {Code.MOJIBAKE, Code.UNDECODABLE}
    assert found


def test_encodings() -> None:
    def read_as(name: str, encoding: str) -> Document:
        source = Source(file=name, sha256="0", media_type="text/plain", encoding=encoding)
        return document(name, f"The text of {name} says so.", source=source)

    files = [read_as("a.txt", "utf-8"), read_as("b.txt", "cp1252"), read_as("c.txt", "cp1252")]
    [finding] = check(*files)
    assert (finding.code, finding.documents) == (Code.ENCODINGS, ("b.txt", "c.txt"))
    assert finding.message == "read as cp1252: 2 of 3 documents"
    assert check(files[0]) == []


def test_a_passage_without_an_end() -> None:
    endless = "words and " * 130 + "more."
    [finding] = check(document("one", f"A short one.\n\n{endless}\n"))
    assert finding.code is Code.LONG_PASSAGE
    assert finding.evidence[0].text == endless
    assert check(document("one", "A sentence of some words ends here. " * 60)) == []


def test_pages_without_text() -> None:
    text = "One page says this. Another says that."
    places = tuple(
        Place(span=Span(start=start, end=start + 5), page=page)
        for start, page in ((0, 2), (6, 3), (12, 7))
    )
    [finding] = check(document("one", text, places=places))
    assert (finding.code, finding.message) == (Code.PAGE_WITHOUT_TEXT, "no text on pages 1, 4-6")


def test_boilerplate() -> None:
    ids = [
        document(
            f"d{n}",
            f"How to apply\n\nThe {word} form has to be signed by its holder and nobody else.\n\n"
            "Apply online right now\n",
        )
        for n, word in enumerate(("red", "green", "blue", "white"))
    ]
    [finding] = check(*ids, codes={Code.BOILERPLATE})
    assert finding.evidence[0].text == "Apply online right now"
    assert finding.documents == ("d0", "d1", "d2", "d3")
    assert check(*ids[:3], codes={Code.BOILERPLATE}) == []


# --- alike ------------------------------------------------------------------------------------


def test_the_same_text_twice() -> None:
    found = check(
        document("one", LONG), document("two", LONG.upper()), document("three", "The gate is open.")
    )
    assert [(f.code, f.documents) for f in found] == [(Code.DUPLICATE, ("one", "two"))]


def test_nearly_the_same_text_with_its_share_and_where_it_parts() -> None:
    longer = LONG.replace("Rule number 7 says", "Rule number 7 no longer says") + " So it was said."
    [finding] = check(document("one", LONG), document("two", longer))
    assert (finding.code, finding.documents) == (Code.NEAR_DUPLICATE, ("one", "two"))
    assert "'one' stands in 'two' too" in finding.message
    share = int(finding.message.partition("%")[0])
    assert 97 <= share < 100
    assert [e.text for e in finding.evidence] == [
        "Rule number 7 says what a holder of permit kind 7 must bring.",
        "Rule number 7 no longer says what a holder of permit kind 7 must bring.",
    ]


def test_a_part_of_another_text_is_told_and_a_common_paragraph_is_not() -> None:
    part = " ".join(LONG.split()[:120])
    [finding] = check(document("part", part), document("whole", LONG))
    assert finding.message.startswith("100% of 'part' stands in 'whole' too")
    own = " ".join(f"Guest {n} came by the road of stage {n} and left again." for n in range(40))
    assert check(document("one", f"{part} {own}"), document("two", LONG)) == []


def test_versions_that_say_so_are_not_told_as_alike() -> None:
    new = Metadata(publisher="O", published="2021-01-01", url="https://e.org/", supersedes=("old",))
    found = check(document("old", LONG), document("new", f"{LONG} And it is so.", new))
    assert [f.code for f in found] == [Code.SUPERSEDED]


@pytest.mark.slow
def test_many_copies_of_a_template_take_few_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [document(f"d{n}", f"{LONG} Office {n}: room for guests only.") for n in range(60)]
    found = check(*copies, codes={Code.NEAR_DUPLICATE})
    assert {name for f in found for name in f.documents} == {each.id for each in copies}
    assert len(found) < 60 * 10


# --- figures that differ ----------------------------------------------------------------------


def test_the_same_sentence_with_another_figure() -> None:
    [finding] = differing(
        "The parking permit costs $40 a year for every resident.\n",
        "Please note: for every resident the parking permit costs $45.00 a year.\n",
    )
    assert finding.code is Code.DIFFERING_FIGURE
    assert finding.severity is Severity.PROBLEM
    assert marked(finding) == [("d0", "$40"), ("d1", "$45.00")]
    assert finding.message == "$40 (1 document) or $45.00 (1 document)"


def test_the_figure_of_most_comes_first_with_two_quotes_of_it() -> None:
    wrong = "An appeal has to reach the board within 60 days of the decision."
    right = wrong.replace("60", "ninety")
    [finding] = differing(wrong, right, right.replace("ninety", "90"), right)
    assert marked(finding) == [("d1", "ninety"), ("d2", "90"), ("d0", "60")]
    assert finding.documents == ("d1", "d2", "d3", "d0")
    assert finding.message == "ninety (3 documents) or 60 (1 document)"


def test_another_number_beside_the_same_name() -> None:
    [finding] = differing(
        "Call the National Human Trafficking Hotline at 1-888-373-7888 at any hour.",
        "If you have seen something, the National Human Trafficking Hotline (888 373 7889) helps.",
    )
    assert finding.code is Code.DIFFERING_PHONE
    assert marked(finding) == [("d0", "1-888-373-7888"), ("d1", "888 373 7889")]


def test_a_sentence_that_differs_is_told_once() -> None:
    text = "Call the National Human Trafficking Hotline at 1-888-373-788{} at any hour."
    assert len(differing(text.format(8), text.format(9))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same, written otherwise.
        ("A permit costs $1,200 for residents.", "A permit costs $1200.00 for residents."),
        ("Call the Fees Office at 1-888-373-7888.", "Ring the Fees Office on (888) 373-7888."),
        # What a template prints.
        ("Copyright 2013 Office of Town Fees.", "Copyright 2015 Office of Town Fees."),
        # About something else.
        ("The red parking permit costs $40 a year.", "The blue parking permit costs $45 a year."),
        ("A permit is given for at least 30 days.", "A permit is given for no more than 60 days."),
        ("Fill in Form 21 and send it to the desk.", "Fill in Form 22 and send it to the desk."),
        ("In 2018 there were 300 permits given.", "In 2019 there were 500 permits given."),
        ("Call us at 1-888-373-7888.", "Call us at 1-888-373-7889."),
        # What the sentence is about stands in the one before it.
        (
            "Ring the fees office. It is open Monday through Friday until 5 pm.",
            "Ring the gate. It is open Monday through Friday until 7 pm.",
        ),
        # Items of different lists.
        (
            "To get a loan you must:\n\n- have served for 90 days on active duty\n- ask\n",
            "To get a pension you must:\n\n- have served for 24 days on active duty\n- ask\n",
        ),
    ],
)  # fmt: skip
def test_what_is_no_contradiction(one: str, other: str) -> None:
    assert differing(one, other) == []


def test_a_document_with_several_values_shows_a_pattern() -> None:
    rate = "The yearly rate for a holder with a child is $%s.\n\n"
    assert differing(rate % 40 + rate % 45, rate % 50) == []
    assert len(differing(rate % 40, rate % 50)) == 1


def test_many_documents_with_a_value_each_show_a_pattern() -> None:
    office = "The county office for resident parking has {} desks for visitors."
    assert differing(*(office.format(10 + n) for n in range(6))) == []
    assert len(differing(*(office.format(10 + n) for n in range(2)))) == 1


def test_what_was_replaced_or_has_expired_may_say_otherwise() -> None:
    text = "The parking permit costs ${} a year for every resident."
    old = document("old", text.format(40))
    new = Metadata(publisher="O", published="2021-01-01", url="https://e.org/", supersedes=("old",))
    assert check(old, document("new", text.format(45), new), codes=DIFFERING) == []
    gone = Metadata(valid_until="2026-01-01")
    assert check(old, document("gone", text.format(45), gone), codes=DIFFERING) == []


# --- as a whole -------------------------------------------------------------------------------


@given(st.lists(SOUP.filter(str.strip), min_size=1, max_size=4))
def test_whatever_the_documents_hold(texts: list[str]) -> None:
    check(*(document(f"d{n}", text) for n, text in enumerate(texts)))


class Text(str):
    """One whose end can be seen."""

    __slots__ = ("__weakref__",)


class Made(Sequence[Document]):
    """Documents that are made whenever one is asked for. `most`: texts that were there at once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._texts: list[weakref.ref[Text]] = []
        self.most = 0

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        assert isinstance(at, int)
        if at >= self._count:
            raise IndexError(at)
        costs = f"The parking permit costs ${40 + 5 * (at == 1)} a year for every resident."
        text = Text(f"Number {at}.\n\n{costs}\n\n{LONG}\n\nRing us on any working day\n")
        self._texts = [it for it in self._texts if it() is not None] + [weakref.ref(text)]
        self.most = max(self.most, len(self._texts))
        return document(f"d{at}", text)


def test_no_text_is_held() -> None:
    made = Made(40)
    found = lint(Corpus(documents=made, skipped=(), files={}), TODAY)
    assert made.most <= KEPT + 3
    codes = {finding.code for finding in found}
    assert {Code.DIFFERING_FIGURE, Code.BOILERPLATE, Code.NEAR_DUPLICATE} <= codes


def test_progress_is_told_for_every_document() -> None:
    corpus = Corpus(
        documents=(document("a", LONG), document("b", LONG), document("c", "Open.")),
        skipped=(),
        files={},
    )
    steps: list[tuple[str, int, int]] = []
    lint(corpus, TODAY, lambda *step: steps.append(step))
    assert steps == [("checking", 3, 1)] * 3 + [("comparing", 3, 1)] * 3


def test_the_bundled_documents_have_no_problems() -> None:
    found = lint(load_corpus(BUNDLED), TODAY)
    assert [f.code for f in found if f.severity is Severity.PROBLEM] == []
    assert {f.code for f in found} == {Code.MISSING_DATE, Code.BOILERPLATE}
