"""Markdown, also mixed with HTML, as the text that people see on the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind
from corpus.errors import CorpusError
from corpus.formats.markdown.read import read_markdown
from corpus.formats.parsed import Parsed


def read(text: str) -> Parsed:
    return read_markdown(text.encode(), where="page.md")


def shape(parsed: Parsed) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(parsed.text)) for b in parsed.blocks]


def items(parsed: Parsed) -> list[Block]:
    return [block for block in parsed.blocks if block.kind is BlockKind.ITEM]


def test_markup_is_gone_and_link_text_stays() -> None:
    page = read("# A *new* form\n\nSend **form 1** to [the office](https://x.org/a_(b)) `now`.\n")
    assert page.text == "A new form\n\nSend form 1 to the office now."
    assert shape(page) == [
        ("heading", 1, "A new form"),
        ("paragraph", 0, "Send form 1 to the office now."),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- a\n\nb -->",
        "{% include a.html x='1' %}",
        "{{ page.b }}",
        "{:.note #a}",
        "{% comment %}secret{% endcomment %}",
        "{::comment}secret{:/comment}",
        "![alt text](a.png)",
        "<script>\nlet a = '**b**';\n</script>",
        "<style>p { color: red }</style>",
        "<div hidden>secret</div>",
        '<div style="display: none">secret</div>',
        "~~secret~~",
        "<svg><text>secret</text></svg>",
    ],
)
def test_what_a_reader_does_not_see_is_dropped(hidden: str) -> None:
    assert read(f"Before\n\n{hidden}\n\nAfter").text == "Before\n\nAfter"


def test_generator_tags_in_code_are_what_the_page_is_about() -> None:
    page = read("Write `{{ name }}`:\n\n```\n{% if a %}\n\n  {{ b }}\n```\n")
    assert page.text == "Write {{ name }}:\n\n{% if a %}\n\n  {{ b }}"
    assert page.blocks[-1].kind is BlockKind.CODE


def test_lists_keep_marks_outside_of_their_items() -> None:
    page = read("You need:\n\n- one\n- two\n  1. first\n  2. second\n\n     more of it\n- three\n")
    assert page.text == (
        "You need:\n\n• one\n• two\n  1. first\n  2. second\n    more of it\n• three"
    )
    found = [(b.level, b.span.of(page.text)) for b in items(page)]
    assert found == [
        *((1, "one"), (1, "two"), (2, "first"), (2, "second"), (2, "more of it"), (1, "three")),
    ]
    assert len({block.group for block in items(page)}) == 1


def test_ordered_lists_count_from_their_start() -> None:
    assert read("7. seven\n8. eight").text == "7. seven\n8. eight"
    assert read("<ol><li>a<li value=5>b<li>c</ol>").text == "1. a\n5. b\n6. c"


def test_two_lists_are_two_groups() -> None:
    page = read("- a\n- b\n\ntext\n\n- c\n")
    assert [block.group for block in items(page)] == [1, 1, 2]


@pytest.mark.parametrize(
    "table",
    [
        "| Status | Amount |\n|---|---|\n| **Died** in 2001 | $2,000 |\n| | none |\n",
        (
            "<table><thead><tr><td>Status<td>Amount</thead><tr><td><b>Died</b> in<br>2001"
            "<td><p>$2,000<tr><td><td>none</table>"
        ),
        "<table><tr><th>Status<th>Amount<tr><td>Died in 2001<td>$2,000<tr><td><td>none</table>",
    ],
)
def test_tables_are_rows(table: str) -> None:
    page = read(f"Rates\n\n{table}\n\nEnd")
    assert page.text == "Rates\n\nStatus | Amount\nDied in 2001 | $2,000\n| none\n\nEnd"
    rows = page.blocks[1:4]
    assert [block.header for block in rows] == [True, False, False]
    assert {(block.kind, block.group) for block in rows} == {(BlockKind.ROW, 1)}


def test_a_table_that_only_places_things_is_no_table() -> None:
    page = read("<table><tr><td><h2>Left</h2><p>Text</p><td><table><tr><td>a<td>b</table></table>")
    assert [kind for kind, _, _ in shape(page)] == ["heading", "paragraph", "row"]


def test_breaks() -> None:
    page = read("Mail it to:<br>\nOffice<br/>PO Box 1\n\nOne<br><br>Two\n<br>\n")
    assert page.text == "Mail it to:\nOffice\nPO Box 1\n\nOne\n\nTwo"
    assert len(page.blocks) == 3


def test_space_collapses_as_in_a_browser_but_no_break_spaces_stay() -> None:
    assert read("a  b\n c&nbsp;&nbsp;d\n").text == "a b c\xa0\xa0d"


ACCORDION = """\
## Signing in

<ul class="usa-accordion">
  <li markdown="1" itemscope>
    <button class="usa-accordion-button" aria-controls="a1" itemprop="name">How do I sign in? </button>
    <div id="a1" hidden itemprop="text">
      <p>In **1 of 2** ways:</p>
      <ul><li>By mail, <strong>or</strong></li><li>By phone</li></ul>

      <h4>Also</h4>
      Come by.
    </div>
  </li>
  <li><button class="usa-accordion-button">Is it free?</button><div>Yes.</div></li>
</ul>

### Next
"""  # noqa: E501 - lines as they are found


def test_accordions_are_headings_and_their_answers() -> None:
    page = read(ACCORDION)
    assert shape(page) == [
        ("heading", 2, "Signing in"),
        ("heading", 3, "How do I sign in?"),
        ("paragraph", 0, "In 1 of 2 ways:"),
        ("item", 1, "By mail, or"),
        ("item", 1, "By phone"),
        ("heading", 4, "Also"),
        ("paragraph", 0, "Come by."),
        ("heading", 3, "Is it free?"),
        ("paragraph", 0, "Yes."),
        ("heading", 3, "Next"),
    ]
    assert [block.line for block in page.blocks] == [1, 5, 7, 8, 8, 10, 11, 14, 14, 17]


def test_steps_with_headings_are_no_items() -> None:
    page = read('<ol class="process">\n<li>\n\n#### Fill it in\nUse ink.\n\n</li>\n</ol>')
    assert shape(page) == [("heading", 4, "Fill it in"), ("paragraph", 0, "Use ink.")]


def test_markdown_starts_inside_html_without_a_blank_line() -> None:
    page = read('<div class="feature" markdown="1">\n### Who?\nYou:\n\n- a\n- **b**\n</div>\nEnd')
    assert shape(page) == [
        ("heading", 3, "Who?"),
        ("paragraph", 0, "You:"),
        ("item", 1, "a"),
        ("item", 1, "b"),
        ("paragraph", 0, "End"),
    ]


def test_deep_indents_in_html_are_no_code() -> None:
    page = read("<div>\n\n        <p>Text</p>\n\n        Plain\n</div>")
    assert [kind for kind, _, _ in shape(page)] == ["paragraph", "paragraph"]
    assert read("Run:\n\n    make\n").blocks[-1].kind is BlockKind.CODE


def test_definition_lists() -> None:
    page = read("<dl><dt>MAPR</dt><dd>The most you can get.</dd></dl>")
    assert page.text == "• MAPR\n  The most you can get."


def test_lines_count_from_the_top_of_the_file() -> None:
    page = read("---\r\ntitle: T\r\n---\r\n\r\nOne\r\n{% a %}\r\n\r\n- two\r\n- three\r\n")
    assert [block.line for block in page.blocks] == [5, 8, 9]


def test_front_matter() -> None:
    page = read(
        "---\ntitle: 'The page'\nlastupdate: 2017-06-28\nlang: de\nlicense: CC0\nurl: '#'\n"
        "authors: [Ann, Bo]\ntags: a, b\ndescription: no\n---\nText\n---\n"
    )
    assert page.text == "Text"
    assert page.title == "The page"
    assert dict(page.facts) == {
        "published": "2017-06-28",
        "language": "de",
        "licence": "CC0",
        "author": "Ann, Bo",
        "tags": ("a", "b"),
    }


@pytest.mark.parametrize("text", ["---\n\nText\n\n---\n", "---\nText\n---\n", "---\nText\n"])
def test_rules_are_not_front_matter(text: str) -> None:
    assert read(text).text == "Text"


@pytest.mark.parametrize(
    "values", ["a: b: c", "a: [", "[" * 3000, "a: &x [*y]", "x" * 70_000, "? [\n- a"]
)
def test_bad_front_matter_is_a_corpus_error(values: str) -> None:
    with pytest.raises(CorpusError, match=r"^page\.md: its front matter .*\."):
        read(f"---\n{values}\n---\nText")


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 10_000 + "x" + "</div>" * 10_000,
        "> " * 10_000 + "x",
        "".join("  " * depth + "- x\n" for depth in range(200)),
    ],
)
def test_what_is_too_deep_is_an_error_rather_than_half_a_page(text: str) -> None:
    with pytest.raises(CorpusError, match="deep"):
        read(text)


@pytest.mark.parametrize(
    "piece", ["[", "**a ", "[a](b", "<a ", '<a "', "<!-- ", "{{ ", "`", "<b>", "word ", "<li>", "&"]
)
def test_long_odd_lines_are_read_in_good_time(piece: str) -> None:
    try:
        page = read("Head\n\n" + piece * 1_500 + "\n\n" + piece * 1_500)
    except CorpusError:
        return
    assert page.text.startswith("Head")


WORD = st.text("abcXYZ019", min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from(["**{}**", "*{}*", "[{}](https://x.org)", "`{}`", "<b>{}</b>", "{}"]),
            WORDS,
        ),
        min_size=1,
        max_size=5,
    ),
    frame=st.sampled_from(
        ["{}", "- {}", "# {}", "<p>{}</p>", "<li>{}", "> {}", "<div>\n{}\n</div>"]
    ),
)
def test_simple_markup_leaves_the_words_only(parts: list[tuple[str, str]], frame: str) -> None:
    page = read(frame.format(" ".join(form.format(words) for form, words in parts)))
    assert len(page.blocks) == 1
    assert page.blocks[0].span.of(page.text) == " ".join(words for _, words in parts)
