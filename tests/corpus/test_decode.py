"""From bytes to text: marks, declared encodings, and those that are found out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.formats.decode import USUAL, decode
from tests.corpus.texts import TEXT

TEXTS = {
    "de": "Die Prüfung der Anträge dauert höchstens zwei Wochen. Rufen Sie das Bürgerbüro an.",
    "fr": "L’été dernier, les élèves ont été reçus à l’hôtel de ville. Où se trouve la mairie ?",
    "en": "The “strategy” costs £5 – see the café’s menu.",
    "pl": "Wniosek należy złożyć w urzędzie do końca miesiąca. Proszę dołączyć kopię dowodu.",
    "cs": "Žádost podejte na úřadě do konce měsíce. Přiložte prosím kopii průkazu.",
    "ru": "Заявление подаётся в письменной форме. Срок рассмотрения составляет две недели.",
    "el": "Η αίτηση υποβάλλεται γραπτώς. Η προθεσμία είναι δύο εβδομάδες.",
    "tr": "Başvuru yazılı olarak yapılır. Süre iki haftadır, değil mi? Şu işi çöz.",
    "he": "יש להגיש את הבקשה בכתב. המועד הוא שבועיים.",
    "ja": "申請書は書面で提出してください。期限は二週間です。",
    "zh": "申请应以书面形式提交。期限为两周。请提供有效的证件。",
    "ko": "신청서는 서면으로 제출해야 합니다. 기한은 이주일입니다.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("de", "cp1252"), ("de", "cp850"), ("fr", "cp1252"), ("fr", "mac_roman")),
        *(("en", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859_2"), ("cs", "iso8859_2")),
        *(("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("el", "cp1253"), ("tr", "cp1254")),
        *(("he", "cp1255"), ("ja", "shift_jis"), ("ja", "euc_jp"), ("zh", "gb18030")),
        *(("ko", "euc_kr"), ("de", "utf-16-le"), ("en", "utf-16-be"), ("ru", "utf-8")),
    ],
)
def test_usual_encodings_are_found_out(language: str, encoding: str) -> None:
    text = TEXTS[language]
    found, name = decode(text.encode(encoding), where="x")
    assert found == text
    assert text.encode(name) == text.encode(encoding)


def test_letters_far_from_the_head_of_a_file_count() -> None:
    text = "All of this is plain. " * 10_000 + TEXTS["ru"]
    assert decode(text.encode("koi8_r"), where="x") == (text, "koi8_r")


def test_a_declared_encoding_counts_where_it_fits() -> None:
    text = "Ž ž: dva"
    assert decode(text.encode("cp1250"), where="x", declared="windows-1250") == (text, "cp1250")
    # It says Latin-1, as pages do that have Windows' curly quotes.
    assert decode("“a”".encode("cp1252"), where="x", declared="iso-8859-1") == ("“a”", "cp1252")
    # It is UTF-8 whatever it says.
    assert decode("Grüße".encode(), where="x", declared="latin-1") == ("Grüße", "utf-8")


@pytest.mark.parametrize("declared", ["punycode", "hex", "unicode_escape", "x" * 99, "", "ä", "\0"])
def test_only_encodings_of_text_may_be_declared(declared: str) -> None:
    assert decode("Grüße".encode("cp1252"), where="x", declared=declared)[1] == "cp1252"


def test_a_few_bad_bytes_in_utf8_are_marked_and_the_rest_stays() -> None:
    data = "Grüße an alle Bürger".encode() + b"\xff!"
    assert decode(data, where="x") == ("Grüße an alle Bürger\N{REPLACEMENT CHARACTER}!", "utf-8")
    half = "Grüße".encode("utf-16")[:-1]
    assert decode(half, where="x")[0] == "Grüß\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "data", [b"\xff\0\0\x01\xfe\0\0" * 9, bytes(range(1, 256)), b"\x7fELF\x02\x01\x01\xe9" * 20]
)
def test_what_is_no_text_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(CorpusError, match=r"^x: no text in a usual encoding\. Save it as UTF-8"):
        decode(data, where="x")


@given(text=TEXT, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_with_a_mark_or_in_utf8_is_kept(text: str, encoding: str) -> None:
    body = text.lstrip("\ufeff")
    assert decode(body.encode(encoding), where="x")[0] == body


@given(data=st.binary(max_size=300), declared=st.sampled_from([None, *USUAL]))
def test_any_bytes_are_text_or_a_corpus_error(data: bytes, declared: str | None) -> None:
    try:
        text, encoding = decode(data, where="x", declared=declared)
    except CorpusError:
        return
    assert "\0" not in text
    assert "".encode(encoding) == b""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Tarif réduit : 4,50 €", "cp1252"),
        ("Tarif réduit : 4,50 €", "mac_roman"),
        ("Gemüse;2 €\nGroßer Saal;3 €", "cp1252"),
        ("Año 9 €\nNiño;4 €", "cp1252"),
        ("“Hall” – 5 £\n", "cp1252"),
        ("Opłata za śmieci wynosi 12 zł", "cp1250"),
    ],
)
def test_a_few_words_with_a_price_are_told_by_what_no_language_writes(
    text: str, encoding: str
) -> None:
    assert decode(text.encode(encoding), where="x")[0] == text
