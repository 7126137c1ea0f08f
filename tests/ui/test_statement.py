"""The page about accessibility, in each language, and the links to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.ui.fakes import FakeDesk
from ui.config import Config
from ui.messages import CATALOGUES
from ui.messages.accessibility import STATEMENTS, statement
from ui.messages.accessibility_form import Statement
from ui.web.app import create_app

OK = 200


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    desk = FakeDesk(contact="Ms <b>Key</b>, room 2.")
    with TestClient(create_app(desk, config=Config(rate_limit=0))) as made:
        yield made


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_statement_is_in_the_readers_language(client: TestClient, language: str) -> None:
    said = statement(language)
    page = client.get("/accessibility", params={"lang": language})
    assert page.status_code == OK
    assert f"<h1>{said.title}</h1>" in page.text
    assert "Ms &lt;b&gt;Key&lt;/b&gt;, room 2." in page.text
    if said.language != language:
        assert f'<article lang="{said.language}"' in page.text


def test_a_language_without_one_gets_the_english_one() -> None:
    assert statement("xx") is STATEMENTS["en"]


@pytest.mark.parametrize("path", ["/", "/doc/ncsl%20blog.txt", "/nothing", "/api/docs"])
def test_every_page_leads_there(client: TestClient, path: str) -> None:
    assert 'href="/accessibility"' in client.get(path).text.replace('\\"', '"')


def test_statements_say_the_same(client: TestClient) -> None:
    def shape(said: Statement) -> list[tuple[bool, int]]:
        return [(bool(part.body), len(part.items)) for part in said.parts]

    assert len({str(shape(it)) for it in STATEMENTS.values()}) == 1
