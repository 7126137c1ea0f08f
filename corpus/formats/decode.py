"""From a file's bytes to its text: the one place where an encoding is found out.

The way: a byte order mark, then UTF-8, then what the file says of itself, then what
charset-normalizer finds most likely among the encodings that documents come in.

What always holds: not one character is changed, line endings included, and only the byte order
mark is dropped: it says how to decode and is no text. A byte that can't be decoded becomes U+FFFD,
and only in a file that is UTF-8 otherwise.
"""

from __future__ import annotations

import codecs
import re

from corpus.errors import CorpusError

# Tried in this order where two fit a file equally well.
USUAL = (
    *("cp1252", "cp1250", "cp1251", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
    *("iso8859_2", "iso8859_15", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp1258", "cp874", "mac_roman", "cp850", "cp866"),
)
# What a file may say of itself. Pages that say Latin-1 mean Windows' superset of it.
_DECLARABLE = frozenset(
    codecs.lookup(name).name
    for name in (*USUAL, "utf-8", "gbk", "cp932", "cp949", "iso2022_jp", "mac_cyrillic")
) | {f"iso8859-{number}" for number in range(2, 17) if number not in {11, 12}}
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "iso8859-9": "cp1254"}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so it goes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_BYTES = 64 * 1024
# Damaged UTF-8 has far more whole characters than broken ones; other encodings have next to none.
_WHOLE_TO_BROKEN = 2
# Likeness to a natural text differs by this much for no reason.
_TIE = 0.02
_C1 = re.compile(rb"[\x80-\x9f]")
# A sign within a word, letters of two alphabets in one, a capital behind small letters or alone
# behind a figure, where a currency's sign stands.
_ODD = re.compile(
    r"[A-Za-zÀ-ʯ][§±¸ˇ˘˝˛¨´`¯¬¦¤¶×÷¢£¥©®¹²³¼½¾¿¡‡†‰�\x80-\x9f](?=[A-Za-zÀ-ʯ])|[ﬁﬂ]"
    r"|[A-Za-z](?=[Ͱ-Ͽ\u0400-\u04ff])|[Ͱ-Ͽ\u0400-\u04ff](?=[A-Za-z])"
    r"|[a-z](?=[À-ÖØ-ÞŠŒŽŸ])|\d\s?(?=[À-ÖØ-ÞŠŒŽŸŁŪŰŮЈ\u0e01-\u0e5b\u2580-\u259f\uff61-\uff9f](?!\w))"
)
# Programs, pictures and archives are full of these; text has at most page breaks and the like.
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.02


def decode(data: bytes, *, where: str, declared: str | None = None) -> tuple[str, str]:
    """The text in `data`, and the name of its encoding. Raises `CorpusError` if it isn't text.

    `declared` is the encoding that the file names, if it does; it counts where it fits.
    """
    text, encoding = _decoded(data, declared, where)
    if "\0" in text:
        raise CorpusError(
            "holds NUL characters, so it is no text file",
            where=where,
            mend="save it as UTF-8 text, or leave it out",
        )
    return text, encoding


def _not_text(where: str) -> CorpusError:
    return CorpusError(
        "no text in a usual encoding", where=where, mend="save it as UTF-8, or leave it out"
    )


def _decoded(data: bytes, declared: str | None, where: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if (wide := _utf16_of(data)) and (text := _strict(data, wide)) is not None:
        return text, wide
    if b"\0" in data:
        raise _not_text(where)
    if len(_CONTROL.findall(data)) <= _MAX_CONTROL * len(data):
        for name in (_known(declared), *_likely(data)):
            if name and (text := _strict(data, name)) is not None:
                return text, name
        text = data.decode("utf-8", "replace")
        if _is_damaged_utf8(text):
            return text, "utf-8"
    raise _not_text(where)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(declared: str | None) -> str | None:
    """The codec that a name in a file means; none that does more than decode text."""
    if not declared or not (declared.isascii() and declared.isprintable()):
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return None
    name = _MEANT.get(name, name)
    return name if name in _DECLARABLE else None


def _utf16_of(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of what is mostly Latin letters is NUL."""
    head = data[: SAMPLE_BYTES & ~1]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = max(even, odd)
    if len(data) % 2 or most * 4 < len(head) or min(even, odd) * 20 > most:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_damaged_utf8(text: str) -> bool:
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(not c.isascii() for c in text) - broken
    return whole >= _WHOLE_TO_BROKEN * broken


def _likely(data: bytes) -> list[str]:
    """The encodings that the bytes look most like, best first.

    None if they are UTF-8 but for a few of them.
    """
    # Where letters of another alphabet begin, rather than the head of a file that is all ASCII.
    first = next((at for at, byte in enumerate(data) if byte > 0x7F), 0)
    sample = data[max(0, first - 1024) :][:SAMPLE_BYTES]
    if _is_damaged_utf8(sample.decode("utf-8", "replace")):
        return []
    from charset_normalizer import from_bytes

    matches = [
        (match, [name for name in match.could_be_from_charset if name in USUAL])
        for match in from_bytes(sample, cp_isolation=list(USUAL), threshold=0.35)
    ]
    if not matches:
        return ["cp1252"]
    best = matches[0][0]
    ties = [
        name
        for match, names in matches
        for name in names
        if match.chaos <= best.chaos + _TIE and match.coherence >= best.coherence - _TIE
    ]
    ties.sort(key=USUAL.index)
    rest = [name for _, names in matches for name in names if name not in ties]
    found = sorted(
        dict.fromkeys((*ties, *rest, "cp1252", "mac_roman")),
        key=lambda name: (_odd(sample, name), name not in ties, USUAL.index(name)),
    )
    # The two of Central Europe differ in a few bytes, which are signs in the one that it isn't.
    if not _C1.search(sample) and _signs(sample, "iso8859_2") < _signs(sample, "cp1250"):
        found = ["iso8859_2" if name == "cp1250" else name for name in found]
    return found


def _odd(sample: bytes, encoding: str) -> int:
    """How much in a text is written as in no language: a few words alone are too short a sample to
    tell it by their letters."""
    return len(_ODD.findall(sample.decode(encoding, "replace")))


def _signs(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    return sum(not (char.isascii() or char.isalpha()) for char in text)
