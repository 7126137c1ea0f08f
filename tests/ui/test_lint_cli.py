"""`quotedesk lint`, run as a user does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.lint import Code, Finding, Severity
from ui.cli import DONE, ERROR, USAGE, main
from ui.commands.lint import AT_MOST, report_lines
from ui.config import ENVIRONMENT
from ui.messages import ENGLISH
from ui.render import MARK_CLOSE, MARK_OPEN

FEES = "Fees\n\nThe parking permit costs $40 a year for every resident of the town.\n"
PERMITS = "Permits\n\nFor every resident of the town the parking permit costs $45 a year now.\n"

FEES_AT = f"fees.txt {FEES.index('The')}-{len(FEES) - 1}"
PERMITS_AT = f"permits.txt {PERMITS.index('For')}-{len(PERMITS) - 1}"

Lint = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "fees.txt").write_text(FEES)
    return folder


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    def run(*options: str) -> tuple[int, str, str]:
        status = main(["lint", "--corpus", "docs", *options])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_every_kind_has_a_title() -> None:
    assert set(ENGLISH.staff.findings) == set(Code)


def test_notes_only(lint: Lint) -> None:
    status, out, err = lint()
    assert (status, err) == (DONE, "")
    lines = out.splitlines()
    assert lines[0] == "1 document: 0 problems, 3 notes"
    assert lines[1] == "  note          1  Documents without a date of publication"
    start = lines.index("Documents without a date of publication (1)")
    assert lines[start + 1 : start + 3] == [
        "  To do: give `published` in manifest.toml.",
        "  fees.txt",
    ]


def test_a_corpus_without_any_finding(lint: Lint, docs: Path) -> None:
    (docs / "manifest.toml").write_text(
        '[[documents]]\nfile = "fees.txt"\npublisher = "Town"\npublished = 2020-02-14\n'
        'url = "https://example.org/fees"\n'
    )
    assert lint() == (DONE, "1 document: 0 problems, 0 notes\n", "")


def test_figures_that_differ_one_above_the_other(lint: Lint, docs: Path) -> None:
    (docs / "permits.txt").write_text(PERMITS)
    status, out, _ = lint()
    assert status == ERROR
    lines = out.splitlines()
    assert lines[1] == "  problem       1  The same figure given differently"
    start = lines.index("The same figure given differently (1)")
    assert lines[start + 2 : start + 9] == [
        "  $40 (1 document) or $45 (1 document)",
        f"    {FEES_AT}",
        "      The parking permit costs ⟦$40⟧ a year for every resident of the town.",
        f"    {PERMITS_AT}",
        "      For every resident of the town the parking permit costs ⟦$45⟧ a year now.",
        "",
        "Documents without a date of publication (2)",
    ]
    assert max(map(len, lines)) <= 80
    assert lines[-1].startswith("To see a place in its document: quotedesk show")


def test_figures_that_differ_side_by_side(
    lint: Lint, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (docs / "permits.txt").write_text(PERMITS)
    monkeypatch.setenv("COLUMNS", "120")
    _, out, _ = lint()
    [beside] = [line for line in out.splitlines() if FEES_AT in line]
    assert beside.index("|") == 4 + 56 + 1
    assert beside.endswith(f"| {PERMITS_AT}")
    assert max(map(len, out.splitlines())) <= 120


def test_wide_characters_are_not_set_side_by_side(
    lint: Lint, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (docs / "permits.txt").write_text(PERMITS)
    for name in ("fees", "permits"):
        file = docs / f"{name}.txt"
        file.write_text(file.read_text().replace("town", "town 東京"))
    monkeypatch.setenv("COLUMNS", "120")
    status, out, _ = lint()
    assert status == ERROR
    assert " | " not in out


def test_json(lint: Lint, docs: Path) -> None:
    (docs / "permits.txt").write_text(PERMITS)
    (docs / "empty.txt").write_text("\n")
    status, out, err = lint("--json")
    assert (status, err) == (ERROR, "")
    report = json.loads(out)
    assert report["documents"] == 2
    assert report["problems"] == 2
    assert report["notes"] == len(report["findings"]) - 2 == 6
    skipped, differing, *notes = report["findings"]
    assert skipped["code"] == "skipped-file"
    assert skipped["documents"] == []
    assert skipped["message"].startswith("empty.txt: ")
    assert differing["severity"] == "problem"
    assert differing["documents"] == ["fees.txt", "permits.txt"]
    for each, text, figure in zip(
        differing["evidence"], (FEES, PERMITS), ("$40", "$45"), strict=True
    ):
        assert each["text"] == text[each["start"] : each["end"]]
        [[start, end]] = each["highlights"]
        assert each["text"][start:end] == figure
    assert {note["severity"] for note in notes} == {"note"}


def test_a_place_that_was_found_can_be_opened(lint: Lint, docs: Path) -> None:
    (docs / "permits.txt").write_text(PERMITS)
    report = json.loads(lint("--json")[1])
    [differing] = [each for each in report["findings"] if each["code"] == "differing-figure"]
    assert all(
        (docs / each["document_id"]).read_text()[each["start"] : each["end"]] == each["text"]
        for each in differing["evidence"]
    )


def test_control_characters_are_shown_as_escapes(lint: Lint, docs: Path) -> None:
    (docs / "gate.txt").write_text("The gate \x1b[31mopens\x9b at seven o'clock in the morning.\n")
    status, out, _ = lint()
    assert status == ERROR
    assert "\x1b" not in out
    assert f"The gate \\x1b[31mopens{MARK_OPEN}\\x9b{MARK_CLOSE} at seven" in out


def test_a_long_list_is_cut_short_and_says_so() -> None:
    findings = [
        Finding(code=Code.MISSING_DATE, documents=(f"d{n}",), message="no date") for n in range(13)
    ]
    lines = list(report_lines(findings, 80))
    assert lines[-2:] == [
        "  " + ", ".join(f"d{n}" for n in range(AT_MOST)),
        "  ... and 3 more; --json lists them all",
    ]


def test_problems_come_before_notes_in_any_order_of_findings() -> None:
    findings = [
        Finding(code=Code.MISSING_DATE, documents=("a",), message="no date"),
        Finding(code=Code.DUPLICATE, documents=("a", "b"), message="the same"),
    ]
    lines = list(report_lines(findings, 80))
    assert [line.split()[0] for line in lines[:2]] == [str(each) for each in Severity]
    assert "  a, b" in lines


def test_a_corpus_that_is_not_there(lint: Lint, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["lint", "--corpus", "nowhere"])
    assert status == ERROR
    assert capsys.readouterr().err.startswith("quotedesk: nowhere: doesn't exist.")


def test_help_says_what_the_exit_status_means(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["lint", "--help"])
    assert left.value.code == DONE
    assert "Exit status: 0 nothing or notes only, 1 problems or an error" in capsys.readouterr().out
    with pytest.raises(SystemExit) as left:
        main(["lint", "--strict"])
    assert left.value.code == USAGE


def test_in_another_language(lint: Lint, docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEDESK_LANGUAGE", "de")
    (docs / "permits.txt").write_text(PERMITS)
    (docs / "plan.doc").write_bytes(b"x")
    status, out, err = lint()
    assert (status, err) == (ERROR, "")
    said = " ".join(out.split())
    assert said.startswith("2 Dokumente: 2 Probleme, ")
    assert "plan.doc: das Format wird nicht unterstützt; speichern Sie die Datei als DOCX" in said
    assert "$40 (1 Dokument) oder $45 (1 Dokument)" in said
    assert "To do" not in said
    # For programs: the same in every language.
    assert '"not a format that is read, save it as DOCX"' in lint("--json")[1].replace(
        "plan.doc: ", ""
    )


@pytest.mark.parametrize("model", ["", "multilingual"])
def test_documents_in_other_languages_want_another_model(
    lint: Lint, docs: Path, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    (docs / "fees.txt").unlink()
    (docs / "obras.txt").write_text(
        "Obras\n\nLa licencia de obra menor cuesta 62 euros y se resuelve en diez días. No se pide"
        " para pintar el interior de la vivienda, pero sí para los cambios que se hacen en una"
        " fachada o en las ventanas que dan a la calle, y se paga al pedirla.\n"
    )
    monkeypatch.setenv("QUOTEDESK_MODEL", model)
    _, out, _ = lint()
    assert ('model = "multilingual"' in " ".join(out.split())) is (model == "")
    _, out, _ = lint("--json")
    assert len(json.loads(out)["advice"]) == (model == "")


def test_english_documents_want_none(lint: Lint) -> None:
    assert "multilingual" not in lint()[1]
