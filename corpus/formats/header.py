"""Whether the first row of a table names its columns, where the document itself doesn't say so.

What always holds: a row names columns only if it is unlike those below it: it isn't where it has
numbers as they have, or where all of them are labels with their values ("Telephone | 0455 771300").
Bold type tells more than texts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from corpus.figures.calendar import DATE
from corpus.figures.money import MONEY
from corpus.figures.online import holds_email, holds_web
from corpus.language.value import word_set

Texts = Sequence[Sequence[str]]
Bold = Sequence[Sequence[bool]]

_NUMBER = re.compile(r"[(+-]?\s*[$€£]?\s*\d[\d.,'\s%]*\)?")
_MOST_CHARS = 40  # of an amount
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY = re.compile(MONEY)
_MOMENT = re.compile(rf"(?:{DATE})|\d{{1,2}}\s?[:.h]\s?\d\d(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d\b")
_PHONE = re.compile(r"(?:\+|00?|\(0?)[\d\s()./–-]{6,20}")
_SENTENCE = re.compile(r"\w+(?:\W+\w+){5}.*[.!]", re.DOTALL)
_NAME_CHARS = 80  # longer texts name nothing
_LABELS = 2  # at least, that say of a table what it is
_PAIR = 2  # a label and its value
_CONTACT = word_set(
    "phone telephone tel fax mobile email mail website homepage telefon telefonnummer fon telefax"
    " handy anschrift adresse internet webseite courriel telephone telefono telefonos movil correo"
    " direccion tfno tlf telefone telemovel morada endereco indirizzo cellulare pec address"
    " offnungszeiten sprechzeiten"
)
# What a column is called whose values are of several kinds.
_ANY = word_set(
    "value values detail details info information description answer answers data content contents"
    " note notes contact contacts how what entry text remark remarks wert werte angabe angaben"
    " beschreibung antwort inhalt daten kontakt bemerkung valeur valeurs donnee donnees reponse"
    " renseignement renseignements remarque valor valores detalle detalles dato datos descripcion"
    " respuesta contacto contactos valore valori dettaglio dettagli dati descrizione risposta"
    " contatto contatti dados detalhe detalhes descricao resposta contato informacion informazioni"
    " informacao informacoes coordonnees"
)


class Kind(Enum):
    """What a value is, by its look alone."""

    AMOUNT = "a number, or money"
    REACH = "how to reach somebody"
    MOMENT = "a date or a time"


def has_header(rows: Texts, bold: Bold = ()) -> bool:
    """Whether the first of these rows names the columns of the others.

    It doesn't where it has numbers in the same columns as they do, years over numbers apart, or
    where each row is a label with its value. `bold`: which cells are in bold type, where that is
    known.
    """
    if len(rows) < 2:
        return False
    if _alone_bold(rows, bold):
        return True
    first = _numbers(rows[0])
    over_years = all(is_year(rows[0][at].strip()) for at in first)
    alike = sum(bool(first & _numbers(row)) for row in rows[1:])
    if not over_years and 2 * alike >= len(rows) - 1:
        return False
    return not are_labels(rows, bold)


def are_labels(rows: Texts, bold: Bold = ()) -> bool:
    """Is each of these rows, the first one too, a label with its value?"""
    pairs = [cells for row in rows if (cells := [*filter(None, map(str.strip, row))])]
    if len(pairs) < _LABELS or _alone_bold(rows, bold):
        return False
    labels = [cells[0] for cells in pairs]
    if any(_all_end(labels, mark) for mark in (":", "?")):
        return True
    if len(pairs[0]) != _PAIR or any(len(cells) > _PAIR for cells in pairs):
        return False
    label, value = pairs[0]
    values = [cells[1] for cells in pairs[1:] if len(cells) == _PAIR]
    if _is_value(value):
        return True
    if is_number(label) or not word_set(value).isdisjoint(_ANY):
        return False
    if not all(map(is_number, values)) and _are_first_bold(rows, bold):
        return True
    contacts = sum(_is_contact(cells[0]) for cells in pairs[1:])
    return contacts >= _LABELS or len({*_kinds(values)}) > 1


def is_number(cell: str) -> bool:
    """Is it a number and nothing else, but for a currency or percent sign?"""
    text = cell.strip()
    if _NUMBER.fullmatch(text):
        return True
    if len(text) > _MOST_CHARS or not any(map(str.isdigit, text)):
        return False
    return _MONEY.fullmatch(text.lstrip("+-−–(").rstrip(")").strip()) is not None


def is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None


def _alone_bold(rows: Texts, bold: Bold) -> bool:
    """Is all of the first row in bold type, and no row below but sums and the like?"""
    drawn = [all(styles) for styles in _drawn(rows, bold)]
    return len(drawn) > 1 and drawn[0] and not drawn[1] and 2 * sum(drawn) <= len(drawn)


def _are_first_bold(rows: Texts, bold: Bold) -> bool:
    """Is the first cell of each row in bold type, and no other?"""
    drawn = [*_drawn(rows, bold)]
    return len(drawn) > 1 and all(styles[0] and not any(styles[1:]) for styles in drawn)


def _drawn(rows: Texts, bold: Bold) -> Iterator[list[bool]]:
    """Which cells are bold of each row that has more than one."""
    for row, styles in zip(rows, bold, strict=False):
        found = [is_bold for cell, is_bold in zip(row, styles, strict=True) if cell.strip()]
        if len(found) > 1:
            yield found


def _all_end(texts: Sequence[str], mark: str) -> bool:
    """Does the first end so, and do most of the others?"""
    ends = [text.endswith(mark) for text in texts]
    return ends[0] and 2 * sum(ends) > len(ends)


def _is_value(cell: str) -> bool:
    """Is it what no column is called?"""
    if len(cell) > _NAME_CHARS or _SENTENCE.fullmatch(cell) or _MONEY.match(cell):
        return True
    return kind_of(cell) is Kind.REACH or _CLOCK.match(cell) is not None


def _is_contact(label: str) -> bool:
    return not word_set(" ".join(re.findall(r"\w+", label))).isdisjoint(_CONTACT)


def _kinds(cells: Iterable[str]) -> Iterator[Kind]:
    return (kind for cell in cells if (kind := kind_of(cell)) is not None)


def kind_of(cell: str) -> Kind | None:
    """None for a text that is none of them."""
    if _MOMENT.match(cell):
        return Kind.MOMENT
    if holds_email(cell) or _PHONE.fullmatch(cell) or (" " not in cell and holds_web(cell)):
        return Kind.REACH
    return Kind.AMOUNT if is_number(cell) or _MONEY.match(cell) else None


def _numbers(row: Sequence[str]) -> frozenset[int]:
    return frozenset(at for at, cell in enumerate(row) if is_number(cell))
