"""What a cell of a spreadsheet shows for its value, format by format."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.office.number_format import shown_number, shown_text

ACCOUNTING = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'
PHONE = "[<=9999999]###-####;(###) ###-####"
HALF_PAST_EIGHT = 8.5 / 24
FIRST_OF_MARCH = 46447  # 2027


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        # Decimals, thousands, currencies
        (1250.5, '#,##0.00 "EUR"', "1,250.50 EUR"),
        (1250.5, "[$€-407] #,##0.00", "€ 1,250.50"),
        (12, "[$£-809]#,##0.00", "£12.00"),
        (12.5, "#,##0.00 kr", "12.50 kr"),
        (9.5, '0.00" €/h"', "9.50 €/h"),
        (1250.5, ACCOUNTING, "$1,250.50"),
        (-5, ACCOUNTING, "$(5.00)"),
        (0, ACCOUNTING, "$-"),
        (2.675, "0.00", "2.68"),
        (1234.567, "#,##0.###", "1,234.567"),
        (0.5, "#.##", ".5"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"M"', "1.2M"),
        # Leading zeros, and digits in groups
        (455771302, "0000000000", "0455771302"),
        (455771399, "0000 000 000", "0455 771 399"),
        (2025550112, "(000) 000-0000", "(202) 555-0112"),
        (5550112, PHONE, "555-0112"),
        (2025550112, PHONE, "(202) 555-0112"),
        (1067, "00000", "01067"),
        # Sections, conditions, colours
        (-1250.5, "#,##0.00;[Red](#,##0.00)", "(1,250.50)"),
        (-1250.5, "[Red]#,##0.00", "-1,250.50"),
        (0, '0.00 "€";-0.00 "€";"free"', "free"),
        (45, '[Red][>50]0"!";[<=50]0', "45"),
        (-45, '[<0]"minus "0;0', "minus 45"),
        (5, ";;;", ""),
        # Percent, scientific, fractions
        (0.15, "0%", "15%"),
        (0.156, "0.0 %", "15.6 %"),
        (12345678, "0.00E+00", "1.23E+07"),
        (0.00012, "0.0E-0", "1.2E-4"),
        (12345, "##0.0E+0", "12.3E+3"),
        (9.999, "0.00E+00", "1.00E+01"),
        (1.25, "# ?/?", "1 1/4"),
        (0.5, "# ?/?", "1/2"),
        (1.5, "?/?", "3/2"),
        (0.3, "# ?/8", "2/8"),
        # Units that nobody has quoted
        (5, "0 days", "5 days"),
        (5, 'General" kg"', "5 kg"),
        # None, and text
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (123456789012, "General", "123456789012"),
        (1e20, "General", "1E+20"),
        (-3.0, "", "-3"),
        (5, "@", "5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, form: str, shown: str) -> None:
    assert shown_number(value, form) == shown


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (HALF_PAST_EIGHT, "h:mm", "8:30"),
        (HALF_PAST_EIGHT, "hh:mm:ss", "08:30:00"),
        (HALF_PAST_EIGHT + 0.5, "h:mm AM/PM", "8:30 PM"),
        (0.9999999, "h:mm", "0:00"),
        (1.5 / 86400, "ss.00", "01.50"),
        (26 / 24, "[h]:mm", "26:00"),
        (1.5, "[hh]:mm:ss", "36:00:00"),
        (0.0625, '[m]" min"', "90 min"),
        (FIRST_OF_MARCH, "dd/mm/yyyy", "01/03/2027"),
        (FIRST_OF_MARCH, "yyyy-mm-dd;@", "2027-03-01"),
        (FIRST_OF_MARCH, "[$-407]d. mmmm yyyy", "1. März 2027"),
        (FIRST_OF_MARCH, '[$-407]dddd", "d/\\ mmmm\\ yyyy', "Montag, 1. März 2027"),
        (FIRST_OF_MARCH, "[$-413]dd/mm/yyyy", "01-03-2027"),
        (FIRST_OF_MARCH, "[$-40C]dd/mm/yyyy", "01/03/2027"),
        (FIRST_OF_MARCH, "[$-40C]dddd d mmmm yyyy", "lundi 1 mars 2027"),
        (FIRST_OF_MARCH, "[$-pl-PL]d mmmm", "1 marca"),
        (FIRST_OF_MARCH, "[$-409]d\\-mmm\\-yy;@", "1-Mar-27"),
        (FIRST_OF_MARCH, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Monday, March 01, 2027"),
        # The order of these is each machine's own.
        (FIRST_OF_MARCH, "mm-dd-yy", "2027-03-01"),
        (FIRST_OF_MARCH + HALF_PAST_EIGHT, "m/d/yy h:mm", "2027-03-01 8:30"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (-1, "yyyy-mm-dd", "-1"),
    ],
)
def test_a_moment_is_shown_as_its_format_says(value: float, form: str, shown: str) -> None:
    assert shown_number(value, form) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [("@", "x"), ("0.00", "x"), ('"<"@">"', "<x>"), ('0;0;0;"Code "@', "Code x"), (";;;", "")],
)
def test_a_text_is_shown_as_its_format_says(form: str, shown: str) -> None:
    assert shown_text("x", form) == shown


@given(
    value=st.floats(),
    form=st.text(st.sampled_from(list('0#?.,%E+-/@;"\\_*[]<>=$hmsyd GRe1 €')), max_size=30),
)
def test_any_format_gives_a_text(value: float, form: str) -> None:
    assert isinstance(shown_number(value, form), str)
    assert isinstance(shown_text("x", form), str)


@given(value=st.floats(-1e9, 1e9), places=st.integers(0, 4))
def test_decimals_are_those_of_the_value(value: float, places: int) -> None:
    shown = shown_number(value, "0." + "0" * places if places else "0")
    assert math.isclose(float(shown), value, abs_tol=0.500001 * 10**-places, rel_tol=1e-12)
