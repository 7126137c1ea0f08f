"""The staff's page: who gets in, what it shows, and what it exports."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from markupsafe import Markup

from corpus.document import Span
from corpus.errors import ConfigError
from corpus.files import Skipped
from corpus.lint import Code, Evidence, Finding, Severity, lint
from corpus.load import Corpus
from qa.reply import Reason
from tests.ui.fakes import DOCUMENTS, FakeDesk, asking_over
from tests.ui.parsed import Parsed, parse
from tests.ui.test_messages import strings
from ui.config import Config, Secrets
from ui.messages import CATALOGUES, ENGLISH, SPANISH, Catalogue
from ui.web.app import create_app
from ui.web.outcomes import ANSWERED, FAILED, SETTLED, Day, Fault, Group
from ui.web.staff import holdings, sign_in
from ui.web.staff import routes as staff
from ui.web.staff.chart import chart
from ui.web.staff.csv import questions_csv
from ui.web.staff.overview import overview_page
from ui.web.staff.routes import COOKIE, Checks
from ui.web.staff.sign_in import GUESSES_A_MINUTE, SESSION_SECONDS, Password, Sessions, hashed

OK, SEE_OTHER, FORBIDDEN, MISSING, LIMITED = 200, 303, 403, 404, 429
PASSWORD = "correct horse ü"
HOSTILE = '=HYPERLINK("http://evil.example","<img src=x onerror=alert(1)>")'


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """The hash at a cost that tests can afford."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sign_in, "_N", 2**4)
        yield


def client_with(ledger: Path, *, store_questions: bool = True, base: str = "http") -> TestClient:
    config = Config(ledger=str(ledger), store_questions=store_questions, rate_limit=0)
    app = create_app(FakeDesk(), config=config, secrets=Secrets(staff_password=PASSWORD))
    return TestClient(app, base_url=f"{base}://desk.example", follow_redirects=False)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_with(tmp_path / "ledger.sqlite") as found:
        yield found


def guess(client: TestClient, password: str, **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/staff/sign-in", data={"password": password}, headers=sent)


@pytest.fixture
def signed_in(client: TestClient) -> TestClient:
    assert guess(client, PASSWORD).status_code == SEE_OTHER
    return client


class TestSignIn:
    def test_without_a_password_there_is_no_staff_page(self) -> None:
        client = TestClient(create_app(FakeDesk()))
        assert client.get("/staff").status_code == MISSING
        assert client.post("/staff/sign-in", data={"password": ""}).status_code == MISSING
        assert client.get("/staff/counts.csv").status_code == MISSING

    def test_only_the_form_is_shown(self, client: TestClient) -> None:
        response = client.get("/staff")
        assert response.status_code == OK
        assert "Documents" not in response.text
        for name in ("questions", "counts"):
            export = client.get(f"/staff/{name}.csv")
            assert (export.status_code, export.text) == (SEE_OTHER, "")
            assert export.headers["location"] == "/staff"

    def test_the_password_opens_it(self, client: TestClient) -> None:
        response = guess(client, PASSWORD)
        assert (response.status_code, response.headers["location"]) == (SEE_OTHER, "/staff")
        cookie = response.headers["set-cookie"]
        for part in ("HttpOnly", "SameSite=strict", "Path=/staff", f"Max-Age={SESSION_SECONDS}"):
            assert part in cookie
        assert "Secure" not in cookie
        page = client.get("/staff")
        assert "Sign out" in page.text
        assert page.headers["cache-control"] == "no-store"

    def test_over_tls_the_cookie_stays_on_it(self, tmp_path: Path) -> None:
        client = client_with(tmp_path / "a.sqlite", base="https")
        assert "Secure" in guess(client, PASSWORD).headers["set-cookie"]

    @pytest.mark.parametrize("password", ["", "correct horse", PASSWORD + " ", "x" * 100_000])
    def test_another_doesnt(self, client: TestClient, password: str) -> None:
        response = guess(client, password)
        assert response.status_code == FORBIDDEN
        assert "set-cookie" not in response.headers
        (alert,) = [
            it
            for it in parse(response.text.removeprefix("<!doctype html>\n")).all("p")
            if it.attributes.get("role") == "alert"
        ]
        assert alert.text == "That is not the password."

    def test_guesses_are_throttled(self, client: TestClient) -> None:
        statuses = [guess(client, "x").status_code for _ in range(GUESSES_A_MINUTE)]
        assert statuses == [FORBIDDEN] * GUESSES_A_MINUTE
        # From now on not even the right one is looked at.
        response = guess(client, PASSWORD)
        assert response.status_code == LIMITED
        assert int(response.headers["retry-after"]) > 0

    def test_signing_out_ends_the_session(self, signed_in: TestClient) -> None:
        name = signed_in.cookies[COOKIE]
        assert signed_in.post("/staff/sign-out").status_code == SEE_OTHER
        assert COOKIE not in signed_in.cookies
        response = signed_in.get("/staff", headers={"cookie": f"{COOKIE}={name}"})
        assert "Sign out" not in response.text

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec_fetch_site": "cross-site", "origin": "http://desk.example"},
            {"sec_fetch_site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
        ],
    )
    def test_forms_of_other_sites_are_refused(
        self, signed_in: TestClient, headers: dict[str, str]
    ) -> None:
        assert guess(signed_in, PASSWORD, **headers).status_code == FORBIDDEN
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        signed_in.post("/staff/sign-out", headers=sent)
        assert "Sign out" in signed_in.get("/staff").text

    @pytest.mark.parametrize(
        "headers",
        [{"sec_fetch_site": "same-origin", "origin": "null"}, {"origin": "http://desk.example"}],
    )
    def test_our_own_are_taken(self, client: TestClient, headers: dict[str, str]) -> None:
        assert guess(client, PASSWORD, **headers).status_code == SEE_OTHER

    @pytest.mark.parametrize("cookie", ["", "x", "../../x", "\u00fc" * 10])
    def test_a_made_up_session_is_none(self, client: TestClient, cookie: str) -> None:
        headers = {b"cookie": f"{COOKIE}={cookie}".encode()}
        response = client.get("/staff", headers=headers)
        assert response.status_code == OK
        assert "Sign out" not in response.text


class TestPassword:
    def test_it_or_its_hash(self) -> None:
        for given in (PASSWORD, hashed(PASSWORD)):
            password = Password(given)
            assert password.matches(PASSWORD)
            assert not password.matches("")
            assert not password.matches(given + "x")
        # Who has only the hash can't sign in with it.
        assert not Password(hashed(PASSWORD)).matches(hashed(PASSWORD))

    def test_every_hash_has_its_own_salt(self) -> None:
        assert hashed(PASSWORD) != hashed(PASSWORD)
        assert hashed(PASSWORD, b"salt" * 4) == hashed(PASSWORD, b"salt" * 4)

    @pytest.mark.parametrize(
        "given",
        ["scrypt:", "scrypt:x", "scrypt:3:8:1:" + "0" * 32 + ":" + "0" * 64,
         "scrypt:0:0:0:" + "0" * 32 + ":" + "0" * 64],
    )  # fmt: skip
    def test_a_hash_that_cant_be_used_is_an_error(self, given: str) -> None:
        with pytest.raises(ConfigError, match="QUOTEDESK_STAFF_PASSWORD: is no hash"):
            Password(given)


class TestSessions:
    def test_they_end_by_themselves(self) -> None:
        now = [0.0]
        sessions = Sessions(clock=lambda: now[0])
        name = sessions.begin()
        now[0] = SESSION_SECONDS - 1
        assert sessions.holds(name)
        now[0] = SESSION_SECONDS
        assert not sessions.holds(name)
        now[0] = 0
        assert not sessions.holds(name)

    def test_the_oldest_give_way(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sign_in, "MAX_SESSIONS", 2)
        sessions = Sessions()
        names = [sessions.begin() for _ in range(3)]
        assert [sessions.holds(it) for it in names] == [False, True, True]
        assert len(set(names)) == 3


class TestOverview:
    def test_questions_counts_documents_and_checks(self, signed_in: TestClient) -> None:
        for question in ("Parking?", "parking", "Which goals?"):
            reply = signed_in.post("/api/ask", json={"question": question}).json()
        body = {"reply_id": reply["reply_id"], "helpful": False, "reason": "incomplete"}
        signed_in.post("/api/feedback", json=body)
        parsed = parse(signed_in.get("/staff").text.removeprefix("<!doctype html>\n"))
        assert not parsed.all("script")
        assert not any("style" in it.attributes for it in parsed.all("rect"))
        text = parsed.all("main")[0].text
        rows = [row.text for row in parsed.all("tr")]
        assert any(
            row.startswith("parkingChoose an answer: parking2nothing related0") for row in rows
        )
        assert any(
            row.startswith(
                "Which goals?Choose an answer: Which goals?1answered1Something is missing"
            )
            for row in rows
        )
        assert any(row.endswith("1 March 2026, 12:00") for row in rows)
        for document in DOCUMENTS:
            assert document.title in text
        figures = {it.text for it in parsed.all("td") if it.attributes.get("class") == "figure"}
        assert {"1", "2"} <= figures
        assert "Checks of the documents" in text
        (drawing,) = [it for it in parsed.all("svg") if "role" in it.attributes]
        assert drawing.attributes["role"] == "img"
        today = datetime.now().astimezone().date()
        shown = ENGLISH.date(today.isoformat())
        assert f"3 questions from {shown} to {shown}, by day" in drawing.text

    def test_questions_that_arent_stored_arent_shown(self, tmp_path: Path) -> None:
        client = client_with(tmp_path / "ledger.sqlite", store_questions=False)
        client.post("/api/ask", json={"question": "Parking at Parkhausstrasse?"})
        guess(client, PASSWORD)
        page = client.get("/staff").text
        assert "store_questions" in page
        assert "Parkhaus" not in page
        assert "nothing related" in page
        assert client.get("/staff/questions.csv").text.count("\n") == 1

    def test_hostile_questions_are_text(self, signed_in: TestClient) -> None:
        signed_in.post("/api/ask", json={"question": f"Parking {HOSTILE}"})
        page = signed_in.get("/staff").text
        assert "<img" not in page
        assert "&lt;img src=x" in page

    def test_documents_are_checked_once_and_it_waits_for_no_check(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go, checked = threading.Event(), []

        def slowly(corpus: Corpus, today: date) -> tuple[Finding, ...]:
            assert go.wait(60)
            checked.append(corpus)
            return lint(corpus, today)

        monkeypatch.setattr(staff, "lint", slowly)
        desk, checks = FakeDesk(), Checks()
        assert checks.findings(desk.documents, patience=0) is None
        go.set()
        found = checks.findings(desk.documents, patience=60)
        assert found
        assert checks.findings(desk.documents, patience=60) is found
        assert len(checked) == 1
        assert "being checked" in page_of(desk, findings=None).text
        assert "being checked" not in page_of(desk, findings=found).text


def page_of(
    desk: FakeDesk,
    words: Catalogue = ENGLISH,
    findings: tuple[Finding, ...] | None = (),
) -> Parsed:
    page = overview_page(asking_over(desk), findings, words, Markup(""))
    return parse(page.removeprefix("<!doctype html>\n"))


BROKEN = (
    Skipped(where="minutes.docx", why="not a Word document that can be read, save it again"),
    Skipped(where=f"scans/{HOSTILE}.pdf", why="its pages are images without text, run OCR first"),
)


class TestUnread:
    def test_files_that_could_not_be_read_are_named_with_what_to_do(self) -> None:
        page = page_of(FakeDesk(left_out=BROKEN))
        (table,) = [it for it in page.all("table") if "File" in it.text.split("What")[0]]
        for one in BROKEN:
            assert one.where + one.why in table.text
        assert "2 files could not be read when the documents were indexed" in page.text
        assert not page.all("img")

    def test_where_there_are_none_nothing_is_said_of_them(self) -> None:
        assert ENGLISH.staff.unread_title not in page_of(FakeDesk(left_out=())).text

    def test_an_index_that_does_not_tell_is_not_taken_for_one_without(self) -> None:
        page = page_of(FakeDesk(left_out=None))
        assert ENGLISH.staff.unread_title in page.text
        assert "not known of this index. Run quotedesk index again." in page.text

    def test_a_long_list_says_that_it_is_cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(holdings, "MAX_SHOWN", 1)
        page = page_of(FakeDesk(left_out=BROKEN))
        assert "1 of 2 are shown; quotedesk index lists them all." in page.text
        assert BROKEN[1].why not in page.text


class TestLanguages:
    @pytest.mark.parametrize("words", CATALOGUES.values(), ids=CATALOGUES)
    def test_every_code_of_the_page_has_its_wording(self, words: Catalogue) -> None:
        known = words.staff
        assert set(known.outcomes) == {ANSWERED, SETTLED, FAILED, *Reason}
        assert set(known.findings) == set(known.mends) == set(Code)
        assert set(known.severities) == set(Severity)

    def test_the_browser_s_choice_counts_until_another_is_made(self, client: TestClient) -> None:
        spanish = {"accept-language": "es-MX,es;q=0.9,en;q=0.5"}
        page = client.get("/staff", headers=spanish).text
        assert '<html lang="es"' in page
        assert SPANISH.staff.sign_in_title in page
        assert 'href="/staff?lang=en"' in page
        refused = guess(client, "x", **spanish).text
        assert SPANISH.staff.wrong_password in refused
        # What a form was sent to is no page.
        assert 'href="/staff?lang=en"' in refused
        chosen = client.get("/staff?lang=en", headers=spanish)
        assert ENGLISH.staff.sign_in_title in chosen.text
        assert client.cookies["lang"] == "en"
        assert ENGLISH.staff.sign_in_title in client.get("/staff", headers=spanish).text

    def test_no_english_is_left_in_spanish_but_what_is_marked(self, signed_in: TestClient) -> None:
        asked = signed_in.post("/api/ask", json={"question": "Which goals?"}).json()
        for body in ({"reason": "incomplete"}, {"reason": "Es viejo"}):
            said = {"reply_id": asked["reply_id"], "helpful": False, **body}
            assert signed_in.post("/api/feedback", json=said).status_code == OK
        page = parse(signed_in.get("/staff?lang=es").text.removeprefix("<!doctype html>\n"))
        english = set(strings(ENGLISH.staff)) - set(strings(SPANISH.staff))
        for tag in ("h1", "h2", "h3", "th", "td", "p", "li", "summary", "button", "caption"):
            for it in page.all(tag):
                assert it.text not in english, it
        (question,) = [it for it in page.all("bdi") if it.text == "Which goals?"]
        (remark,) = [it for it in page.all("bdi") if it.text == "Es viejo"]
        # Nobody knows what language a reader wrote in.
        assert question.attributes["lang"] == remark.attributes["lang"] == ""

    def test_what_has_no_catalogue_is_marked_as_english(self) -> None:
        desk = FakeDesk(left_out=BROKEN)
        quoted = DOCUMENTS[0].text[:300]
        place = Evidence(document_id=DOCUMENTS[0].id, span=Span(start=0, end=300), text=quoted)
        finding = Finding(
            code=Code.LONG_PASSAGE,
            documents=(DOCUMENTS[0].id,),
            message="nowhere to part it in 300 characters",
            evidence=(place,),
        )
        page = page_of(desk, SPANISH, (finding,))
        marked = {it.text for it in page.elements if it.attributes.get("lang") == "en"}
        assert {finding.message, *(it.why for it in BROKEN)} <= marked
        # A document's words are in the document's language, and a cut is seen.
        assert f"{quoted[:200]} …" in marked
        text = page.all("main")[0].text
        assert "Pasajes demasiado largos para leerlos de una vez (nota)" in text
        assert "Qué hacer: cada uno se cita entero" in text

    def test_a_mend_s_code_is_code(self) -> None:
        finding = Finding(code=Code.MISSING_TITLE, documents=("a.txt",), message="no title")
        page = page_of(FakeDesk(), SPANISH, (finding,))
        assert "title" in {it.text for it in page.all("code")}
        # The heading has said what the finding says.
        assert "a.txt" in {it.text for it in page.all("li")}
        assert "`" not in page.all("main")[0].text


class TestExports:
    def test_no_cell_is_a_formula(self) -> None:
        cells = (HOSTILE, "+1", "-1", "@x", "\t=1", "  =1", "\r=1", "＝1", "plain", 'a "b", c\nd')
        groups = [
            Group(
                question=cell,
                times=1,
                last="2026-03-01",
                outcome="answered",
                unhelpful=1,
                faults=(Fault.OTHER.value,),
                remarks=(cell,),
            )
            for cell in cells
        ]
        written = "".join(questions_csv(groups))
        assert written.startswith("\ufeffquestion,")
        _, *rows = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
        assert len(rows) == len(cells)
        for row, cell in zip(rows, cells, strict=True):
            for shown in (row[0], row[5]):
                assert shown.removeprefix("'") == cell
                assert not shown.strip().startswith(("=", "+", "-", "@", "＝"))
        assert rows[-2][0] == "plain"

    def test_as_files(self, signed_in: TestClient) -> None:
        signed_in.post("/api/ask", json={"question": "=1+1 parking"})
        response = signed_in.get("/staff/questions.csv")
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert "attachment" in response.headers["content-disposition"]
        assert "'=1+1 parking,1,nothing_related" in response.text
        counts = signed_in.get("/staff/counts.csv").text.splitlines()
        assert counts[1].endswith(",1,0,1,0,0,0")
        # For programs: the same in every language.
        spanish = {"accept-language": "es"}
        for name in ("questions", "counts"):
            said = signed_in.get(f"/staff/{name}.csv", headers=spanish).text
            assert said == signed_in.get(f"/staff/{name}.csv").text
        assert counts[0].startswith("\ufeffday,asked,answered,without an answer,")
        assert signed_in.get("/staff/others.csv").status_code == SEE_OTHER


def test_the_chart_has_a_bar_for_what_became_of_each_day() -> None:
    def day(number: int, **outcomes: int) -> Day:
        when = date(2026, 3, number)
        return Day(day=when, outcomes=outcomes, helpful=0, unhelpful=0, faults={})

    days = (day(1, answered=3, nothing_related=2), day(4, failed=1))
    drawing = parse(str(chart(days, ENGLISH)))
    bars = drawing.all("rect")
    assert [it.attributes["class"] for it in bars] == ["answered", "refused", "failed"]
    heights = [float(it.attributes["height"] or 0) for it in bars]
    assert heights[0] / heights[1] == pytest.approx(1.5, abs=0.01)
    assert heights[0] / heights[2] == pytest.approx(3, abs=0.01)
    assert drawing.all("title")[0].text == "6 questions from 1 March 2026 to 4 March 2026, by day"
    spanish = parse(str(chart(days, SPANISH))).all("title")[0].text
    assert spanish == "6 preguntas del 1 de marzo de 2026 al 4 de marzo de 2026, por día"
    assert [it.text for it in drawing.all("time")] == ["1 March 2026", "4 March 2026"]
    assert drawing.all("time")[1].attributes["datetime"] == "2026-03-04"
