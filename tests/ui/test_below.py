"""The desk below a path of a site: every address that it gives leads back to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.ui.fakes import DOCUMENTS, FakeDesk
from ui.config import Config, Secrets
from ui.web.app import create_app

OK, MISSING = 200, 404
ADDRESS = re.compile(r'(?:href|src|action|data-address)="(/[^"]*)"')
PROXY = "10.0.0.1"


@pytest.fixture(scope="module")
def app() -> Iterator[TestClient]:
    config = Config(trusted_proxies=(PROXY,))
    made = create_app(FakeDesk(), config=config, secrets=Secrets(staff_password="open"))
    with TestClient(made, client=(PROXY, 1), base_url="https://www.town.example") as client:
        client.headers["x-forwarded-prefix"] = "/desk"
        client.headers["x-forwarded-proto"] = "https"
        client.headers["x-forwarded-for"] = "203.0.113.9"
        yield client


def addresses(page: str) -> list[str]:
    # Gradio's page holds our parts in its configuration, as JSON.
    written = page.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")
    return ADDRESS.findall(written.replace('\\"', '"'))


@pytest.mark.parametrize(
    "path", ["/", f"/doc/{DOCUMENTS[0].id}?start=0&end=5", "/nothing", "/staff", "/api/docs"]
)
def test_a_page_names_only_addresses_below_the_path(app: TestClient, path: str) -> None:
    found = addresses(app.get(path, follow_redirects=True).text)
    assert found
    assert [it for it in found if not it.startswith("/desk/") and it != "/desk"] == []
    for address in found:
        if "/nothing" in address or "/sign-" in address:
            continue  # the page itself, which isn't there, and a form's address
        # The proxy cuts the path off.
        answer = app.get(address.replace("&amp;", "&").removeprefix("/desk") or "/")
        assert answer.status_code == OK, address


def test_the_chat_page_s_own_requests_go_below_the_path(app: TestClient) -> None:
    page = app.get("/").text
    assert '"root":"https://www.town.example/desk"' in page
    assert not re.search(r'(?:src|href)="/(?!desk/)', page)
    # What it loads by "./assets/" is found from "https://www.town.example/desk" too.
    assert '<base href="/desk/"' in page


def test_a_proxy_may_leave_the_path_on(app: TestClient) -> None:
    assert app.get("/desk/static/desk.css").status_code == OK
    assert app.get("/static/desk.css").status_code == OK
    answer = app.post("/desk/api/ask", json={"question": "Which goals?"})
    assert answer.json()["answered"] is True
    assert app.get("/desk").status_code == OK
    assert app.get("/desk/nothing").status_code == MISSING


def test_a_language_is_chosen_below_the_path(app: TestClient) -> None:
    page = app.get("/?lang=es")
    assert "Path=/desk;" in page.headers["set-cookie"]
    assert any(it.startswith("/desk/?lang=") for it in addresses(page.text))


def test_a_whole_address_holds_the_path_once(app: TestClient) -> None:
    page = app.get(f"/slip/{DOCUMENTS[0].id}?start=0&end=5").text
    assert f"https://www.town.example/desk/doc/{DOCUMENTS[0].id}" in page


def test_nobody_else_s_word_counts_for_the_path() -> None:
    config = Config(trusted_proxies=(PROXY,))
    with TestClient(create_app(FakeDesk(), config=config), client=("203.0.113.9", 1)) as client:
        page = client.get("/nothing", headers={"x-forwarded-prefix": "/desk"}).text
        assert "/desk" not in page
    with TestClient(create_app(FakeDesk(), config=config), client=(PROXY, 1)) as client:
        for prefix in ("//evil.example", "https://evil.example", "/a b", '/"x', "/..", ""):
            page = client.get("/nothing", headers={"x-forwarded-prefix": prefix}).text
            assert 'href="/static/source.css"' in page


def test_a_path_that_was_set_needs_no_proxy_s_word() -> None:
    with TestClient(create_app(FakeDesk(), config=Config(root_path="/a/desk/"))) as client:
        for path in ("/nothing", "/a/desk/nothing"):
            assert 'href="/a/desk/static/source.css"' in client.get(path).text


def test_a_trusted_proxy_says_what_the_site_is_called_and_nobody_else() -> None:
    slip = f"/slip/{DOCUMENTS[0].id}?start=0&end=5"
    config = Config(trusted_proxies=(PROXY,))
    for peer, said, host in (
        (PROXY, "www.town.example", "www.town.example"),
        (PROXY, "[2001:db8::1]:8080", "[2001:db8::1]:8080"),
        (PROXY, 'a"><b', "testserver"),
        ("203.0.113.9", "www.town.example", "testserver"),
    ):
        with TestClient(create_app(FakeDesk(), config=config), client=(peer, 1)) as client:
            headers = {"x-forwarded-host": said, "x-gradio-server": "http://www.town.example"}
            assert f"http://{host}/doc/" in client.get(slip, headers=headers).text
            assert f'"root":"http://{host}"' in client.get("/", headers=headers).text


def test_slashes_that_a_proxy_leaves_over_are_one(app: TestClient) -> None:
    assert app.get("https://www.town.example//static/desk.css").status_code == OK
