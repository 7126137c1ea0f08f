"""Archives: limits before anything is unpacked, and names that lead nowhere else."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.formats import archive
from corpus.formats.archive import Archive, read_archive
from corpus.formats.parsed import LeftOut, Member
from tests.corpus.office import zipped


def members(data: bytes, *, where: str) -> Iterator[Member | LeftOut]:
    return read_archive(io.BytesIO(data), where=where)


def listed(data: bytes) -> dict[str, str]:
    """What became of each member: ``ok``, or why it was left out."""
    return {
        one.name: "ok" if isinstance(one, Member) else one.why
        for one in members(data, where="a.zip")
    }


def test_members_come_in_order_of_name_without_folders() -> None:
    data = zipped({"b/two.txt": "2", "b/": "", "a.txt": "1"})
    assert list(members(data, where="a.zip")) == [
        Member(name="a.txt", data=b"1"),
        Member(name="b/two.txt", data=b"2"),
    ]


def test_of_two_members_of_one_name_the_later_counts() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "old")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a.txt", "new")
    assert list(members(out.getvalue(), where="x")) == [Member(name="a.txt", data=b"new")]


@pytest.mark.parametrize(
    "name",
    [
        *("../x.txt", "a/../../x.txt", "/etc/x.txt", "\\x.txt", "..\\x.txt", "C:/x.txt", "c:x.txt"),
        *("a\nb.txt", "x" * 2000),
    ],
)
def test_names_that_lead_outside_are_left_out(name: str) -> None:
    found = list(members(zipped({name: "x", "good.txt": "y"}), where="a.zip"))
    assert [one.name for one in found if isinstance(one, Member)] == ["good.txt"]
    [bad] = [one for one in found if isinstance(one, LeftOut)]
    assert bad.why == "named as if it lay outside of the archive"
    assert len(bad.name) <= 80
    assert "\n" not in bad.name
    with pytest.raises(CorpusError, match=r"^a\.zip: its part .* is named as if"):
        Archive(zipped({name: "x"}), where="a.zip")


def test_links_are_left_out() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("other.txt", "x")
    assert listed(out.getvalue()) == {"link.txt": "a link", "other.txt": "ok"}


def test_zip_bombs_are_left_out_unread() -> None:
    data = zipped({"bomb.txt": bytes(20 << 20), "good.txt": b"ok"})
    assert listed(data) == {
        "bomb.txt": "packed to less than 1/200 of its size, as in a zip bomb",
        "good.txt": "ok",
    }


def test_small_files_may_be_packed_tightly() -> None:
    assert listed(zipped({"a.txt": " " * 500_000})) == {"a.txt": "ok"}


def test_large_members_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 10)
    assert listed(zipped({"a.txt": "x" * 11, "b.txt": "x" * 10}))["b.txt"] == "ok"
    assert listed(zipped({"a.txt": "x" * 11}))["a.txt"].startswith("larger than")


def test_limits_of_the_whole_are_checked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{n}.txt": "x" * 10 for n in range(5)})
    with monkeypatch.context() as patch:
        patch.setattr(archive, "MAX_UNPACKED_BYTES", 49)
        with pytest.raises(CorpusError, match=r"^a\.zip: unpacks to more than"):
            next(members(data, where="a.zip"))
    monkeypatch.setattr(archive, "MAX_MEMBERS", 4)
    with pytest.raises(CorpusError, match="more than 4 files"):
        next(members(data, where="a.zip"))
    monkeypatch.setattr(archive, "MAX_MEMBERS", 0)  # and before the list is even read
    with pytest.raises(CorpusError, match="more than 0 files"):
        Archive(data, where="a.zip")


def test_a_size_that_lies_does_not_unpack_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list says 10 bytes, the member holds 5 million: at most 10 come out."""
    data = bytearray(zipped({"a.txt": b"x" * 5_000_000}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.rindex(mark) + offset, 10)
    assert listed(bytes(data)) == {"a.txt": "damaged, pack it again"}


def test_encrypted_members_and_odd_methods_are_left_out() -> None:
    data = bytearray(zipped({"a.txt": "x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert listed(bytes(data)) == {"a.txt": "encrypted, save it without a password"}
    assert "packed in a way" in listed(zipped({"a.txt": "x"}, method=zipfile.ZIP_BZIP2))["a.txt"]
    assert "packed in a way" in listed(zipped({"a.txt": "x"}, method=zipfile.ZIP_LZMA))["a.txt"]


def test_missing_and_damaged_parts_are_clear_errors() -> None:
    data = bytearray(zipped({"a.xml": "x" * 100}, method=zipfile.ZIP_STORED))
    data[50] ^= 1
    part = Archive(bytes(data), where="a.docx")
    assert part.names == ("a.xml",)
    with pytest.raises(CorpusError, match=r"^a\.docx: its part 'a\.xml' is damaged"):
        part.read("a.xml")
    with pytest.raises(CorpusError, match=r"^a\.docx: its part 'b\.xml' is missing"):
        part.read("b.xml")


@given(
    data=st.one_of(st.binary(max_size=200), st.just(zipped({"a": "x" * 50, "b/c.txt": "y"}))),
    at=st.integers(0, 300),
    piece=st.binary(max_size=6),
)
def test_any_bytes_give_members_or_a_corpus_error(data: bytes, at: int, piece: bytes) -> None:
    damaged = data[:at] + piece + data[at + len(piece) :]
    try:
        found = list(members(damaged, where="a.zip"))
    except CorpusError:
        return
    assert all(one.name for one in found if isinstance(one, Member))
