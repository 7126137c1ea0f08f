"""Citations as others write and read them, with nothing guessed."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from qa.cite.formats import apa, csl
from qa.reply import Citation

english = partial(Citation, language="en")
URL = "https://example.org/fees"


@pytest.mark.parametrize(
    ("citation", "shown"),
    [
        (
            english(
                title="Fees",
                author="A. Clerk",
                publisher="Town office",
                published="2020-02-14",
                source_url=URL,
                url=f"{URL}#:~:text=x",
            ),
            f"A. Clerk. (2020, February 14). Fees. Town office. {URL}",
        ),
        (
            english(title="What is due?", publisher="Town office", published="2020-02"),
            "Town office. (2020, February). What is due?",
        ),
        (
            english(title="Fees", author="Town", publisher="Town"),
            "Town. (n.d.). Fees.",
        ),
        (
            english(title="Fees", published="2020", source_url=URL),
            f"Fees. (2020). {URL}",
        ),
        (
            english(title="Fees", author="Who?", published="2020-13-40"),
            "Who? (n.d.). Fees.",
        ),
        (english(title="Fees", published="spring"), "Fees. (n.d.)."),
    ],
)
def test_apa(citation: Citation, shown: str) -> None:
    assert apa(citation) == shown


def test_csl_has_what_is_known() -> None:
    citation = Citation(
        title="Fees",
        author="A. Clerk",
        publisher="Town office",
        published="2020-02-14",
        source_url=URL,
        language="en-GB",
    )
    assert csl(citation, "fees", date(2026, 3, 1)) == {
        "id": "fees",
        "type": "webpage",
        "title": "Fees",
        "author": [{"literal": "A. Clerk"}],
        "issued": {"date-parts": [[2020, 2, 14]]},
        "publisher": "Town office",
        "URL": URL,
        "language": "en-GB",
        "accessed": {"date-parts": [[2026, 3, 1]]},
    }


def test_csl_leaves_out_what_is_not() -> None:
    assert csl(english(title="Fees", source_url=URL, page=2), "fees") == {
        "id": "fees",
        "type": "document",
        "title": "Fees",
        "URL": URL,
        "language": "en",
    }
