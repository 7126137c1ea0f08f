"""Folders, manifests and JSON Lines: what loads, what is left out and what stops."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

import corpus.folder
import corpus.load
from corpus.errors import CorpusError
from corpus.load import load_corpus
from corpus.manifest import load_manifest
from tests.corpus.pdfs import Page, Pdf, paragraph

BUNDLED = Path(corpus.load.__file__).parent / "documents"


def put(folder: Path, **files: str) -> Path:
    """Files by name; ``__`` stands for a slash and ``_`` before the suffix for the dot."""
    for name, text in files.items():
        path = folder / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    put(tmp_path, b_txt="Bee\r\n\r\ntext", a_md="# Ay\n\n**text**", sub__c_markdown="Sea")
    seen: list[tuple[int, int]] = []
    found = load_corpus(tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert [(d.id, d.title, d.text) for d in found.documents] == [
        ("a.md", "Ay", "Ay\n\ntext"),
        ("b.txt", "Bee", "Bee\r\n\r\ntext"),
        ("sub/c.markdown", "Sea", "Sea"),
    ]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    for document in found.documents:
        assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_what_cannot_be_read_is_listed_and_the_rest_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus.folder, "MAX_FILE_BYTES", 100)
    put(tmp_path, a_txt="Text", b_heic="x", c_txt=" \n", d_txt="x" * 101, e_md="---\ntitle: x\n---")
    put(tmp_path, f_md="---\na: b: c\n---\nText")
    (tmp_path / ".h.txt").write_text("hidden")
    put(tmp_path / ".git", i_txt="hidden")
    os.mkfifo(tmp_path / "j.txt")
    found = load_corpus(tmp_path)
    assert [document.id for document in found.documents] == ["a.txt"]
    reasons = {one.where: one.why for one in found.skipped}
    assert list(reasons) == ["b.heic", "c.txt", "d.txt", "e.md", "f.md", "j.txt"]
    assert reasons["b.heic"] == "not a format that is read"
    assert reasons["c.txt"] == "is empty"
    assert reasons["d.txt"].startswith("larger than")
    assert reasons["e.md"] == "holds no text"
    assert "line 2" in reasons["f.md"]
    assert reasons["j.txt"] == "not a regular file"
    assert [one.where for one in found.skipped if not one.fault] == ["b.heic"]
    assert list(found.files) == ["a.txt", "c.txt", "d.txt", "e.md", "f.md", "j.txt"]


def test_pages_of_a_pdf_that_are_images_are_listed_and_the_others_are_read(tmp_path: Path) -> None:
    lines = ["The yard is open on Mondays.", "It is closed in May."]
    pages = [Page(texts=paragraph(lines)), Page(image=True), Page(image=True)]
    (tmp_path / "a.pdf").write_bytes(Pdf(pages=pages).data())
    found = load_corpus(tmp_path)
    assert [document.id for document in found.documents] == ["a.pdf"]
    [left] = found.skipped
    assert left.where == "a.pdf"
    assert left.fault
    assert left.why.startswith("pages 2-3 are images without text")
    assert "run OCR" in left.why


def test_links_outside_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder, outside = put(tmp_path / "in", a_txt="Text"), put(tmp_path / "out", b_txt="Secret")
    (folder / "b.txt").symlink_to(outside / "b.txt")
    (folder / "out").symlink_to(outside)
    (folder / "c.txt").symlink_to(folder / "a.txt")
    (folder / "d.txt").symlink_to(folder / "d.txt")
    found = load_corpus(folder)
    assert [document.id for document in found.documents] == ["a.txt", "c.txt"]
    assert {one.where: one.why for one in found.skipped} == {
        "out": "a link to a folder, put the folder itself there",
        "b.txt": "a link that leads outside of the corpus folder",
        "d.txt": "can't be read (a link in a circle)",
    }
    assert all(one.fault for one in found.skipped)


def test_a_title_comes_from_the_best_place(tmp_path: Path) -> None:
    put(tmp_path, a_md="---\ntitle: Front\n---\n# Head", b_md="Text\n\n# Head", d_txt="w " * 200)
    put(tmp_path, c_txt="x", manifest_toml='[[documents]]\nfile = "c.txt"\ntitle = "Named  so"')
    found = load_corpus(tmp_path)
    assert [document.title for document in found.documents] == ["Front", "Head", "Named so", "d"]


def test_the_manifest_goes_before_front_matter(tmp_path: Path) -> None:
    put(tmp_path, a_md="---\nauthor: Ann\ndate: 2020-01-02\n---\nText", b_txt="Not listed")
    put(
        tmp_path,
        manifest_toml='[[documents]]\nfile = "a.md"\nid = "one"\nauthor = "Bo"\ntags = ["x"]\n'
        'valid_from = 2020-01-01\nvalid_until = "2021-01-01"\nsupersedes = "zero"\n',
    )
    one, other = load_corpus(tmp_path).documents
    assert (one.id, other.id) == ("one", "b.txt")
    facts = one.metadata
    assert (facts.author, facts.published, facts.tags) == ("Bo", "2020-01-02", ("x",))
    assert (facts.valid_from, facts.valid_until) == ("2020-01-01", "2021-01-01")
    assert facts.supersedes == ("zero",)
    assert facts.language == "en"


@pytest.mark.parametrize(
    ("table", "match"),
    [
        ('file = "b.txt"', r"'b\.txt' doesn't exist\. Mend its name"),
        ('file = "../x.txt"', r"outside of the corpus folder\. Move"),
        ('file = "/etc/hostname"', "outside of the corpus folder"),
        ('id = "x"', "document 1 has no 'file'"),
        ("file = 3", "document 1 has no 'file'"),
        (
            'file = "a.txt"\nautor = "x"',
            r"unknown key 'autor' for .*\. Did you mean 'author'\?$",
        ),
        ('file = "a.txt"\nzzz = "x"', "Known are file, id, title"),
        ('file = "a.txt"\ntitle = 3', r"'title' of 'a\.txt' is not a string"),
        ('file = "a.txt"\nid = " "', r"'id' of 'a\.txt' is not a string"),
        ('file = "a.txt"\npublished = "last May"', "Write a date such as 2020-02-14"),
        ('file = "a.txt"\npublished = 2020', "Write a date"),
        ('file = "a.txt"\ntags = ["a", 1]', "Write a list of strings"),
        ('file = "a.txt"\nurl = "javascript:alert(1)"', "starts with https://"),
        ('file = "a.txt"\nvalid_from = 2021-01-01\nvalid_until = 2020-01-01', "lies before"),
        ('file = "a.txt"\n[[documents]]\nfile = "./a.txt"', r"'a\.txt' is listed twice"),
        ('file = "a.txt"\nid = "c.txt"', "belongs to both"),
        (
            'file = "a.txt"\nid = "x"\n[[documents]]\nfile = "c.txt"\nid = "x"',
            "id 'x' is given to both",
        ),
        ("file =", r"not TOML: .*line 2"),
        ('file = "a.txt"\n[other]', "unknown key 'other'"),
    ],
)
def test_a_wrong_manifest_stops_with_the_mend(tmp_path: Path, table: str, match: str) -> None:
    put(tmp_path, a_txt="Text", c_txt="Text", manifest_toml=f"[[documents]]\n{table}\n")
    with pytest.raises(CorpusError, match=match) as caught:
        load_corpus(tmp_path)
    assert caught.value.where.endswith("manifest.toml")
    assert caught.value.mend
    assert "\n" not in str(caught.value)


def test_documents_must_be_tables(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="not a list of tables"):
        load_manifest(put(tmp_path, manifest_toml='documents = "a"'))


def test_no_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"doesn't exist\. Give a folder"):
        load_corpus(tmp_path / "none")
    with pytest.raises(CorpusError, match=r"holds no documents\. Put \.txt"):
        load_corpus(tmp_path)
    put(tmp_path, a_heic="x")
    with pytest.raises(CorpusError, match=r"no documents; a\.heic: not a format .*\. Put "):
        load_corpus(tmp_path)
    with pytest.raises(CorpusError, match="neither a folder nor"):
        load_corpus(tmp_path / "a.heic")


def test_a_corpus_that_cant_be_read_has_one_advice(tmp_path: Path) -> None:
    put(tmp_path, a_heic="x", b_pdf="x")
    why = "b.pdf: is no PDF, or a damaged one, save it anew as PDF."
    with pytest.raises(CorpusError) as caught:
        load_corpus(tmp_path)
    assert str(caught.value) == f"{tmp_path}: its only document can't be read. Mend {why}"
    put(tmp_path, c_pdf="x")
    with pytest.raises(CorpusError) as caught:
        load_corpus(tmp_path)
    assert str(caught.value) == f"{tmp_path}: none of its 2 documents can be read. Begin with {why}"


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"_id": "a", "title": "Ay", "text": " Text\r\nof a ", "url": "https://x.org/"}),
        json.dumps({"_id": "b", "title": "", "text": "First line\nmore", "unknown": [1]}),
        "",
        json.dumps({"_id": "a", "text": "again"}),
        json.dumps({"_id": "c", "title": "none"}),
        "{",
        "[1]",
        json.dumps({"text": "no id"}),
        '{"_id": "d", "text": "\\ud800"}',
        "[" * 100_000,
        json.dumps({"_id": 7, "text": "x " * 100}),
    ]
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = load_corpus(path)
    assert [(d.id, d.title) for d in found.documents] == [
        ("a", "Ay"),
        ("b", "First line"),
        ("7", "7"),
    ]
    assert found.documents[0].text == " Text\r\nof a "
    assert found.documents[0].metadata.url == "https://x.org/"
    reasons = {one.where: one.why for one in found.skipped}
    assert reasons.pop("all.jsonl line 6").startswith("not JSON: ")
    assert reasons == {
        "all.jsonl line 4": "_id 'a' was given on line 1 already",
        "all.jsonl line 5": "no text",
        "all.jsonl line 7": "not a JSON object",
        "all.jsonl line 8": "no _id",
        "all.jsonl line 9": "holds half a surrogate pair",
        "all.jsonl line 10": "not JSON that can be read: a huge number, or nested too deeply",
    }


def test_a_json_line_over_the_limit_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.formats.jsonl.MAX_LINE_BYTES", 40)
    path = tmp_path / "all.jsonl"
    path.write_text('{"_id": "a", "text": "%s"}\n{"_id": "b", "text": "x"}' % ("x" * 200))
    found = load_corpus(path)
    assert [document.id for document in found.documents] == ["b"]
    assert [one.where for one in found.skipped] == ["all.jsonl line 1"]


def test_the_bundled_documents_are_what_they_were() -> None:
    found = load_corpus(BUNDLED)
    assert found.skipped == ()
    assert {document.id: document.sha256 for document in found.documents} == {
        "hsdl-dhs-strategy": "1ee7e1b88a6c208e639c2267200ee69b249dadef81ad83a3f0f64c8aac75da73",
        "ncsl-dhs-strategy": "c30e5a84d6861185b92cf7829cc2f0cacf1bc6dda90c3d6df93581e2e21c44e3",
    }
    for document in found.documents:
        data = (BUNDLED / f"{document.id}.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == document.sha256
        assert document.metadata.url is not None
    assert found.documents[1].metadata.author == "Carlee Goldberg"
    assert found.documents[1].metadata.published == "2020-02-14"


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("a.doc", "DOCX"),
        ("a.PPT", "PPTX"),
        ("a.msg", ".eml"),
        ("a.xls", "XLSX"),
        ("a.mbox", ".eml"),
    ],
)
def test_documents_of_kinds_that_are_not_read_are_named_with_the_mend(
    tmp_path: Path, name: str, mend: str
) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "b.txt").write_text("Text.", encoding="utf-8")
    [left] = load_corpus(tmp_path).skipped
    assert (left.where, left.fault) == (name, True)
    assert left.why.startswith("not a format that is read, save it")
    assert mend in left.why
