"""Headings, paragraphs, lists and sentences of plain text: the bundled documents, and any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.document import Block, BlockKind, Document, Span
from corpus.load import load_corpus
from corpus.structure import (
    fold,
    is_boilerplate,
    list_groups,
    plain_blocks,
    section_paths,
    sentences,
    units,
)
from tests.corpus.texts import SOUP, TEXT
from tests.indexer.fakes import document_of

PIECES = (
    *(
        "Word ",
        "word",
        "The U.S. ",
        "Dr. X ",
        "Jan. 5. ",
        "Ends here. ",
        "servicesThe end. ",
        "¿Qué? ",
    ),
    *("\n", "\n\n", "\r\n", "\r", "\u2028", "\x85", "\x0c", " ", "\u00a0", "\t", "\u3000"),
    *(
        "- ",
        "  • ",
        "1. ",
        "(a) ",
        "– ",
        "---\n",
        "=====",
        "| a | b |\n",
        "*",
        ": ",
        "; ",
        "中文。",
        "🚲",
    ),
    *(
        "A heading\n\n",
        "long words of a line " * 6,
        "x" * 150,
        "“Quote.” ",
        "…",
        "!!",
        "?",
        "e\u0301",
    ),
)
ANY_TEXT = st.one_of(TEXT, SOUP, st.lists(st.sampled_from(PIECES), max_size=30).map("".join))

BUNDLED = {
    document.id: document
    for document in load_corpus(Path(corpus.__file__).parent / "documents").documents
}
NCSL, HSDL = BUNDLED["ncsl-dhs-strategy"], BUNDLED["hsdl-dhs-strategy"]


def texts(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def split(text: str, language: str = "en") -> list[str]:
    return texts(text, sentences(text, Span(start=0, end=len(text)), language))


def shapes(text: str) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, b.span.of(text)) for b in plain_blocks(text)]


def unit_texts(document: Document) -> list[str]:
    return [unit.span.of(document.text) for unit in units(document)]


def boilerplate(document: Document) -> list[str]:
    return [unit.span.of(document.text) for unit in units(document) if unit.boilerplate]


class TestBundledDocuments:
    def test_sentences_that_run_into_each_other_are_parted(self) -> None:
        found = unit_texts(NCSL)
        first = next(n for n, text in enumerate(found) if text.startswith("Homeland Security Inv"))
        assert found[first].endswith("and refer victims to services")
        assert found[first + 1].startswith("The strategy, which has five key goals, aims")

    def test_the_five_goals_are_a_list_with_its_lead_in(self) -> None:
        [group] = list_groups(HSDL)
        assert group.lead_in is not None
        assert group.lead_in.of(HSDL.text) == (
            "Specifically, the strategy identifies five key goals:"
        )
        items = [HSDL.blocks[number].span.of(HSDL.text) for number in group.items]
        assert [item.split(" –")[0] for item in items] == [
            *("Prevention", "Protection", "Prosecution", "Partnership", "Enabling DHS"),
        ]
        assert group.span == Span(
            start=group.lead_in.start, end=HSDL.blocks[group.items[-1]].span.end
        )

    def test_only_the_last_sentence_of_a_paragraph_introduces_a_list(self) -> None:
        [group] = list_groups(NCSL)
        assert group.lead_in is not None
        assert group.lead_in.of(NCSL.text) == "Initiatives include:"
        assert len(group.items) == 6

    def test_run_in_headings_stay_with_their_sentences(self) -> None:
        found = unit_texts(NCSL)
        for start in (
            "Prevention.\u00a0Focuses efforts on preventing trafficking",
            "Protection.\u00a0\u00a0Recognizes the need",
            "Enabling the DHS.\u00a0Addresses efforts",
        ):
            assert sum(text.startswith(start) for text in found) == 1, start

    def test_abbreviations_end_no_sentence(self) -> None:
        assert unit_texts(HSDL)[0].startswith("The U.S. Department of Homeland Security (DHS)")
        assert any("in NCSL's Washington, D.C., office." in text for text in unit_texts(NCSL))

    def test_boilerplate(self) -> None:
        assert boilerplate(HSDL) == ["Scroll to Top"]
        assert [text.split("\u00a0")[0] for text in boilerplate(NCSL)] == [
            "Email Carlee",
            "Actions: E-mail | Permalink |",
            "Subscribe to the NCSL Blog",
            "Click on the RSS feed at left",
        ]

    def test_what_says_something_is_no_boilerplate(self) -> None:
        for document, start in ((HSDL, "Note: you may need"), (NCSL, "By Carlee Goldberg")):
            [found] = [u for u in units(document) if u.span.of(document.text).startswith(start)]
            assert not found.boilerplate

    def test_headings(self) -> None:
        headings = [
            b.span.of(d.text) for d in (NCSL, HSDL) for b in d.blocks if b.kind is BlockKind.HEADING
        ]
        assert headings == [
            "The NCSL Blog",
            "NCSL Resources:",
            "About the NCSL Blog",
            "DHS Releases Strategy to Combat Human Trafficking",
        ]

    def test_sections(self) -> None:
        paths = section_paths(NCSL)
        assert paths[-1] == ("The NCSL Blog", "About the NCSL Blog")
        assert paths[0] == ()
        # A document's title is not one of its sections.
        assert set(section_paths(HSDL)) == {()}


class TestSentences:
    @given(text=ANY_TEXT, language=st.sampled_from(["en", "es-MX", "zh", "xx", ""]))
    def test_they_are_ordered_disjoint_and_leave_nothing_out(
        self, text: str, language: str
    ) -> None:
        whole = Span(start=0, end=len(text))
        end = 0
        between = ""
        for span in sentences(text, whole, language):
            assert end <= span.start < span.end <= len(text)
            between += text[end : span.start]
            end = span.end
            assert span.of(text) == span.of(text).strip()
        assert not (between + text[end:]).strip()

    @given(before=TEXT, text=ANY_TEXT, after=TEXT)
    def test_a_block_is_split_as_if_it_stood_alone(
        self, before: str, text: str, after: str
    ) -> None:
        span = Span(start=len(before), end=len(before) + len(text))
        moved = sentences(before + text + after, span, "en")
        assert texts(before + text + after, moved) == split(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "The U.S. Department met Dr. Smith on Jan. 5 at 10 a.m. in Washington. It ended.",
                [
                    "The U.S. Department met Dr. Smith on Jan. 5 at 10 a.m. in Washington.",
                    "It ended.",
                ],
            ),
            ("It rose by 3.5 percent. See v2.1.", ["It rose by 3.5 percent.", "See v2.1."]),
            ("You pay at the officeThe fee is 4.", ["You pay at the office", "The fee is 4."]),
            ("You pay it here.The fee is 4.", ["You pay it here.", "The fee is 4."]),
            ("Use eBenefits or HealtheVet.", ["Use eBenefits or HealtheVet."]),
            ("See example.Com/A or a@b.Org now.", ["See example.Com/A or a@b.Org now."]),
            ("Fees. You pay four.", ["Fees. You pay four."]),
            ("Fees.", ["Fees."]),
            ("¿Quién paga? Todos.", ["¿Quién paga?", "Todos."]),
            ("", []),
            (" \u00a0\n", []),
        ],
    )
    def test_examples(self, text: str, expected: list[str]) -> None:
        assert split(text) == expected


class TestBlocks:
    @given(text=ANY_TEXT)
    def test_they_are_ordered_disjoint_and_leave_only_bullets_and_rules_out(
        self, text: str
    ) -> None:
        end = 0
        between = []
        for block in plain_blocks(text):
            assert end <= block.span.start < block.span.end <= len(text)
            assert block.span.of(text) == block.span.of(text).strip()
            between.append(text[end : block.span.start])
            end = block.span.end
        between.append(text[end:])
        for gap in between:
            for line in gap.split():
                # A bullet or a number of an item, or a line that is drawn.
                assert len(line) <= 5 or not any(c.isalnum() for c in line), line
                assert not any(c.isalpha() for c in line) or len(line) <= 3, line

    @given(text=ANY_TEXT)
    def test_units_lie_in_their_blocks_in_order(self, text: str) -> None:
        document = document_of(text)
        end = 0
        for unit in units(document):
            assert end <= unit.span.start < unit.span.end
            end = unit.span.end
            assert document.blocks[unit.block].span.covers(unit.span)
            assert document.blocks[unit.block].kind is not BlockKind.HEADING

    @given(text=ANY_TEXT)
    def test_every_item_is_in_one_list_and_a_list_hangs_together(self, text: str) -> None:
        document = document_of(text)
        seen = [number for group in list_groups(document) for number in group.items]
        grouped = {n for n, b in enumerate(document.blocks) if b.group >= 0}
        assert sorted(seen) == sorted(grouped)
        for group in list_groups(document):
            assert all(group.span.covers(document.blocks[n].span) for n in group.items)

    def test_every_form_of_newline_parts_lines(self) -> None:
        expected = ["One line is here.", "Another one is there."]
        for newline in ("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "\n\n", "\r\n\r\n"):
            text = newline.join(expected) + newline
            assert [piece for _, _, piece in shapes(text)] == expected, repr(newline)

    def test_lines_are_numbered_as_in_the_file(self) -> None:
        text = "A line. It ends.\r\n\r\nB line. It ends.\r\n- c\r\n"
        assert [b.line for b in plain_blocks(text)] == [1, 3, 4]

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_hard_wrapped_text_is_joined(self, newline: str) -> None:
        lines = (
            "Some text here that goes on and on for a long time so that it is wrapped",
            "By hand at about seventy columns, as people did in the old days of mail.",
            "And so on, till its end.",
        )
        text = f"Letters{newline}{newline}{newline.join(lines)}{newline}"
        assert shapes(text) == [("heading", 1, "Letters"), ("paragraph", 0, newline.join(lines))]

    def test_text_with_a_paragraph_a_line_is_not_joined(self) -> None:
        long = "This paragraph is one line however long it gets, and that is quite long. " * 3
        text = f"{long.strip()}\n{long.strip()}"
        assert [kind for kind, _, _ in shapes(text)] == ["paragraph", "paragraph"]

    def test_a_nested_list_has_levels_and_one_number(self) -> None:
        text = (
            "- one\n  - two\n  - three\n    1. four\n- five\n\nA paragraph that ends it.\n\n- six\n"
        )
        assert shapes(text) == [
            ("item", 1, "one"),
            ("item", 2, "two"),
            ("item", 2, "three"),
            ("item", 3, "four"),
            ("item", 1, "five"),
            ("paragraph", 0, "A paragraph that ends it."),
            ("item", 1, "six"),
        ]
        assert [b.group for b in plain_blocks(text)] == [0, 0, 0, 0, 0, -1, 1]

    def test_items_apart_by_blank_lines_are_one_list(self) -> None:
        text = "1. one\n\n2. two\n\n(3) three\n"
        assert [(b.kind, b.group) for b in plain_blocks(text)] == [(BlockKind.ITEM, 0)] * 3

    @pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "1.", "2)", "(3)", "(b)", "c)"])
    def test_an_items_span_starts_after_its_bullet(self, bullet: str) -> None:
        assert shapes(f"{bullet} an item\n{bullet}\u00a0other") == [
            ("item", 1, "an item"),
            ("item", 1, "other"),
        ]

    @pytest.mark.parametrize("text", ["-5 degrees", "3.5 percent", "-", "e.g. this", "*bold* word"])
    def test_what_only_looks_like_a_bullet_is_text(self, text: str) -> None:
        assert all(kind != "item" for kind, _, _ in shapes(text))

    def test_rows_of_a_pipe_table_are_rows_of_one_group(self) -> None:
        text = "| a | b |\n|---|---|\n| c | d |\n\nText that ends it."
        blocks = plain_blocks(text)
        assert [b.kind.value for b in blocks] == ["row", "row", "paragraph"]
        assert blocks[0].group == 0

    @pytest.mark.parametrize(
        "line",
        [
            "A sentence ends with a full stop.",
            "By Ann Other",
            "Scroll to top",
            "starts with a small letter",
            "word " * 15,
            "One. Two things",
        ],
    )
    def test_what_is_no_heading(self, line: str) -> None:
        follows = "This is the text that follows it, and it is long enough for a paragraph."
        text = f"{line.strip()}\n\n{follows}"
        assert [b.kind for b in plain_blocks(text)] == [BlockKind.PARAGRAPH] * 2

    def test_a_line_in_capitals_is_one(self) -> None:
        text = "ENROLLING YOUR CHILD\n\nTown School District\n\nBring these papers to the office."
        assert shapes(text)[0] == ("heading", 1, "ENROLLING YOUR CHILD")
        # Where all is in capitals they say nothing.
        assert shapes("TOWN HALL\n\nROOM 12\n\nSECOND FLOOR")[0][0] == "paragraph"

    def test_opening_hours_and_contacts_are_no_headings(self) -> None:
        text = "Ask us.\n\nMonday 7:00-21:30\nSaturday 9:00-18:00\n\n- a form\n- a photo"
        assert [kind for kind, *_ in shapes(text)][:3] == ["paragraph"] * 3
        text = "Ask us.\n\nwww.town.example, tel. 0455 771 300\n\n- a form\n- a photo"
        assert [kind for kind, *_ in shapes(text)][:2] == ["paragraph"] * 2

    def test_the_last_line_is_no_heading(self) -> None:
        assert shapes("A heading of nothing") == [("paragraph", 0, "A heading of nothing")]

    def test_no_text_has_no_blocks(self) -> None:
        for text in (
            "",
            "\n\n",
            " \u00a0\t\u3000",
            "-----\n=====\n* * *",
            "\ufeff".strip("\ufeff"),
        ):
            assert plain_blocks(text) == ()


class TestLists:
    def test_a_sentence_that_introduces_nothing_is_no_lead_in(self) -> None:
        document = document_of("The office is open.\n\n- a thing\n- b thing\n")
        [group] = list_groups(document)
        assert group.lead_in is None
        assert group.span.of(document.text) == "a thing\n- b thing"

    def test_following_introduces_too_but_a_long_paragraph_doesnt(self) -> None:
        [group] = list_groups(document_of("Bring the following papers.\n\n- a\n- b\n"))
        assert group.lead_in is not None
        [group] = list_groups(document_of("Bring " + "very " * 80 + "much:\n\n- a\n- b\n"))
        assert group.lead_in is None


class TestBoilerplate:
    @pytest.mark.parametrize(
        "text",
        [
            *("Scroll to Top", "Back to top", "Skip to main content", "Contact us", "Email Carlee"),
            *(
                "Share this page",
                "Read more",
                "Subscribe to our news",
                "© 2020 The Town",
                "Tags: a",
            ),
            *("All rights reserved", "Last updated 5 May", "Click on the RSS feed at left"),
        ],
    )
    def test_is(self, text: str) -> None:
        assert is_boilerplate(text)

    @pytest.mark.parametrize(
        "text",
        [
            *("Note: you may need to login", "By Carlee Goldberg", "The permit costs 40 dollars."),
            *("Share of costs that residents pay in the old town", "Contact the office by phone."),
        ],
    )
    def test_is_not(self, text: str) -> None:
        assert not is_boilerplate(text)

    def test_a_word_alone_says_nothing_but_a_number_does(self) -> None:
        long = "The office is open today, and on every other day of the week but Sunday."
        for line, junk in (("Forms", True), ("40 dollars", False), ("Yes.", False)):
            [_, last] = units(document_of(f"{long}\n\n{line}"))
            assert last.boilerplate is junk, line


def test_fold_ignores_case_and_white_space() -> None:
    assert fold(" A\u00a0 b\nSTRASSE ") == fold("a b straße")


def test_sections_follow_the_levels_of_headings() -> None:
    text = "T A x B y C z"
    document = document_of(text)
    kinds = {"T": 1, "A": 2, "B": 3, "C": 2}
    blocks = tuple(
        Block(
            kind=BlockKind.HEADING if word in kinds else BlockKind.PARAGRAPH,
            span=Span(start=at, end=at + 1),
            level=kinds.get(word, 0),
        )
        for at, word in zip(range(0, len(text), 2), text.split(), strict=True)
    )
    made = Document(id="d", title="t", text=text, sha256=document.sha256, blocks=blocks)
    assert section_paths(made) == ((), (), ("A",), ("A",), ("A", "B"), (), ("C",))
