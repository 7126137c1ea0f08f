"""What hasn't changed since it was last read isn't read again, and nothing that has is missed."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import corpus
import corpus.files
import corpus.folder
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.files import Opened, open_file
from corpus.load import Before, Corpus, glance, load_corpus, unchanged
from corpus.original import original_bytes

OLD_NS = 1_500_000_000_000_000_000


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def packed(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def before(loaded: Corpus) -> Before:
    return Before(files=loaded.files, documents={it.id: it for it in loaded.documents})


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes were read."""
    names: list[str] = []
    real = open_file

    def noted(root: Path, name: str, limit: int | None = None) -> Opened:
        names.append(name)
        return real(root, name, limit)

    monkeypatch.setattr(corpus.folder, "open_file", noted)
    return names


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled as soon as they are written: no test waits two seconds."""
    monkeypatch.setattr(corpus.files, "SETTLED_NS", -(10**12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    broken = "---\na: b: c\n---\nText"
    archive = packed({"one.txt": "First of the archive.", "deep/two.md": "# Two\n\nSecond."})
    return put(
        tmp_path / "docs",
        {
            "a.txt": "Text of a.",
            "b.md": "# Bee\n\nText of b.",
            "broken.md": broken,
            "c.zip": archive,
            "rows.jsonl": '{"_id": "r1", "text": "Row one."}\n{"_id": "r2", "text": "Row two."}\n{',
            "picture.heic": "x",
        },
    )


IDS = ["a.txt", "b.md", "c.zip/deep/two.md", "c.zip/one.txt", "r1", "r2"]


def test_every_kind_of_file_gives_its_documents(folder: Path) -> None:
    found = load_corpus(folder)
    assert [it.id for it in found.documents] == IDS
    assert [(it.where, it.fault) for it in found.skipped] == [
        ("picture.heic", False),
        ("broken.md", True),
        ("rows.jsonl line 3", True),
    ]
    assert found.files["c.zip"].documents == ("c.zip/deep/two.md", "c.zip/one.txt")


@pytest.mark.usefixtures("settled")
def test_nothing_is_read_twice(folder: Path, opened: list[str]) -> None:
    first = load_corpus(folder)
    assert sorted(opened) == ["a.txt", "b.md", "broken.md", "c.zip", "rows.jsonl"]
    opened.clear()
    same = unchanged(folder, first.files)
    assert same is not None
    assert (same.files, same.skipped) == (first.files, first.skipped)
    again = load_corpus(folder, before=before(first))
    assert opened == []
    assert again == first
    assert all(new is old for new, old in zip(again.documents, first.documents, strict=True))


@pytest.mark.usefixtures("settled")
def test_only_the_changed_file_is_read(folder: Path, opened: list[str]) -> None:
    first = load_corpus(folder)
    opened.clear()
    put(folder, {"b.md": "# Bee\n\nText of B."})
    assert unchanged(folder, first.files) is None
    opened.clear()
    second = load_corpus(folder, before=before(first))
    assert set(opened) == {"b.md"}
    assert [it.text for it in second.documents] == [
        "Bee\n\nText of B." if it.id == "b.md" else it.text for it in first.documents
    ]
    assert second == load_corpus(folder)


def lead_outside(path: Path) -> None:
    path.unlink()
    path.symlink_to(__file__)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": lambda folder: put(folder, {"a.txt": "Text of A."}),
    "a new file": lambda folder: put(folder, {"aa.txt": "x"}),
    "a file less": lambda folder: (folder / "a.txt").unlink(),
    "a name": lambda folder: (folder / "a.txt").rename(folder / "z.txt"),
    "a member": lambda folder: put(folder, {"c.zip": packed({"one.txt": "first"})}),
    "a line": lambda folder: put(folder, {"rows.jsonl": '{"_id": "r1", "text": "Row one"}'}),
    "a title": lambda folder: put(
        folder, {"manifest.toml": '[[documents]]\nfile = "a.txt"\ntitle = "T"'}
    ),
    "a member's title": lambda folder: put(
        folder, {"manifest.toml": '[[documents]]\nfile = "c.zip/one.txt"\ntitle = "T"'}
    ),
    "a broken file mended": lambda folder: put(folder, {"broken.md": "Text"}),
    "a file that leads outside": lambda folder: lead_outside(folder / "a.txt"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(folder: Path, change: str) -> None:
    first = load_corpus(folder)
    looks = glance(folder)
    CHANGES[change](folder)
    assert glance(folder) != looks
    assert unchanged(folder, first.files) is None
    assert load_corpus(folder, before=before(first)) == load_corpus(folder)
    assert load_corpus(folder) != first


@pytest.mark.usefixtures("settled")
def test_a_change_that_keeps_size_and_date_is_seen(folder: Path) -> None:
    path = folder / "a.txt"
    os.utime(path, ns=(OLD_NS, OLD_NS))
    first = load_corpus(folder)
    path.write_bytes(b"Text of A.")
    os.utime(path, ns=(OLD_NS, OLD_NS))
    assert unchanged(folder, first.files) is None


def test_a_file_that_has_just_been_written_is_looked_into_again(
    folder: Path, opened: list[str]
) -> None:
    """Its dates may be too coarse to show what is written to it within the same moment."""
    first = load_corpus(folder)
    assert {filed.stamp for filed in first.files.values()} == {None}
    opened.clear()
    assert unchanged(folder, first.files) == Corpus(
        documents=(), skipped=first.skipped, files=first.files
    )
    assert sorted(opened) == sorted(first.files)


@pytest.mark.usefixtures("settled")
def test_a_file_that_was_only_touched_gets_a_new_stamp(folder: Path, opened: list[str]) -> None:
    first = load_corpus(folder)
    os.utime(folder / "a.txt")
    opened.clear()
    same = unchanged(folder, first.files)
    assert same is not None
    assert opened == ["a.txt"]
    assert same.files["a.txt"].stamp != first.files["a.txt"].stamp
    assert same.files["a.txt"].sha256 == first.files["a.txt"].sha256
    opened.clear()
    assert unchanged(folder, same.files) == same
    assert opened == []


def test_a_file_that_cant_be_read_is_tried_again_each_time(tmp_path: Path) -> None:
    folder = put(tmp_path, {"a.txt": "Text", "b.txt": " "})
    first = load_corpus(folder)
    assert unchanged(folder, first.files) is not None
    put(folder, {"b.txt": "Text"})
    assert [it.id for it in load_corpus(folder, before=before(first)).documents] == [
        "a.txt",
        "b.txt",
    ]


def test_a_document_that_is_not_known_any_more_is_read_anew(folder: Path) -> None:
    first = load_corpus(folder)
    lost = Before(files=first.files, documents={})
    assert load_corpus(folder, before=lost) == first


def test_one_json_lines_file_is_a_corpus(tmp_path: Path, opened: list[str]) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text('{"_id": "a", "text": "One."}\n')
    first = load_corpus(path)
    assert unchanged(path, first.files) is not None
    (tmp_path / "link.jsonl").symlink_to(path)
    assert load_corpus(tmp_path / "link.jsonl") == first
    path.write_text('{"_id": "a", "text": "One."}\n{"_id": "b", "text": "Two."}')
    assert unchanged(path, first.files) is None
    assert [it.id for it in load_corpus(path, before=before(first)).documents] == ["a", "b"]


def test_a_glance_is_never_an_error(tmp_path: Path) -> None:
    assert "doesn't exist" in str(glance(tmp_path / "none"))
    put(tmp_path, {"manifest.toml": "x ="})
    assert "not TOML" in str(glance(tmp_path))
    (tmp_path / "manifest.toml").write_text("")
    looks = glance(tmp_path)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert glance(tmp_path) != looks
    assert glance(tmp_path) == glance(tmp_path)


def test_a_glance_at_many_files_is_as_small_as_at_few(tmp_path: Path) -> None:
    few, many = (len(repr(glance(put(tmp_path, {f"{n}.txt": "x" for n in range(size)}))))
                 for size in (1, 90))  # fmt: skip
    assert many < few + 50  # how its bytes are written differs


class TestArchives:
    def test_what_cannot_be_a_document_is_named(self, tmp_path: Path) -> None:
        names: dict[str, str | bytes] = {
            "../../evil.txt": "x",
            "good.txt": "Good text.",
            "inner.ZIP": packed({"x.txt": "x"}),
            "empty.txt": "",
            "notes.bin": "x",
            "manifest.toml": '[[documents]]\nfile = "good.txt"\nid = "taken"',
            ".hidden.txt": "x",
            "__MACOSX/._good.txt": "x",
            "rows.jsonl": '{"_id": "r", "text": "Row."}\n[]',
        }
        put(tmp_path, {"a.zip": packed(names), "b.zip": b"PK\x03\x04 no", "c.zip": packed({})})
        found = load_corpus(tmp_path)
        assert [it.id for it in found.documents] == ["a.zip/good.txt", "r"]
        assert found.documents[0].source is not None
        assert found.documents[0].source.file == "a.zip/good.txt"
        assert {it.where for it in found.skipped if it.fault} == {
            "a.zip/../../evil.txt",
            "a.zip/inner.ZIP",
            "a.zip/empty.txt",
            "a.zip/rows.jsonl line 2",
            "b.zip",
            "c.zip",
        }
        others = {it.where for it in found.skipped if not it.fault}
        assert others == {"a.zip/notes.bin", "a.zip/manifest.toml"}

    def test_the_manifest_may_name_members(self, tmp_path: Path) -> None:
        manifest = (
            '[[documents]]\nfile = "a.zip/x.txt"\nid = "ex"\npublisher = "P"\n'
            '[[documents]]\nfile = "a.zip/gone.txt"\n'
        )
        put(tmp_path, {"a.zip": packed({"x.txt": "Text"}), "manifest.toml": manifest})
        found = load_corpus(tmp_path)
        [document] = found.documents
        assert (document.id, document.metadata.publisher) == ("ex", "P")
        [left] = found.skipped
        assert left.where == "a.zip/gone.txt"
        assert "not in the archive" in left.why

    @pytest.mark.parametrize("name", ["a.zip", "rows.jsonl"])
    def test_the_manifest_names_no_file_of_many_documents(self, tmp_path: Path, name: str) -> None:
        put(tmp_path, {"a.zip": packed({"x.txt": "Text"}), "rows.jsonl": "{}"})
        put(tmp_path, {"manifest.toml": f'[[documents]]\nfile = "{name}"\ntitle = "T"'})
        with pytest.raises(CorpusError, match="holds several documents") as caught:
            load_corpus(tmp_path)
        assert caught.value.mend


class TestOriginals:
    def test_they_are_the_bytes_that_were_read(self, folder: Path) -> None:
        texts: dict[str, bytes] = {
            "a.txt": b"Text of a.",
            "c.zip/one.txt": b"First of the archive.",
            "c.zip/deep/two.md": b"# Two\n\nSecond.",
        }
        found = {it.id: it for it in load_corpus(folder).documents}
        for id_, data in texts.items():
            assert original_bytes(folder, found[id_]) == data
            assert hashlib.sha256(data).hexdigest() == getattr(found[id_].source, "sha256", "")

    def test_a_file_that_has_changed_or_gone_is_one_line(self, folder: Path) -> None:
        found = {it.id: it for it in load_corpus(folder).documents}
        put(folder, {"a.txt": "Text of A.", "c.zip": packed({"one.txt": "other"})})
        (folder / "b.md").unlink()

        def refused(document: Document, what: str) -> None:
            with pytest.raises(CorpusError, match=what) as caught:
                original_bytes(folder, document)
            assert "\n" not in str(caught.value)

        for id_ in ("a.txt", "c.zip/one.txt", "c.zip/deep/two.md"):
            refused(found[id_], "isn't the file that was indexed")
        refused(found["b.md"], "can't be read")
        refused(found["r1"], "has no file of its own")
        (folder / "b.md").symlink_to(__file__)
        refused(found["b.md"], "leads outside")
