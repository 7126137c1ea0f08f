"""What is known in a text by its look alone: numbers to ring, addresses, money, dates, times.

One definition for what answers a question and for what `lint` compares. What always holds: a place
that is given is a slice of the text, and a text without a digit, a dot or an @ costs next to
nothing to look at.
"""

from corpus.figures.address import holds_postal
from corpus.figures.calendar import DATE, DATED, MONTH, MONTH_ALONE, MONTHS, TIME
from corpus.figures.money import MONEY
from corpus.figures.online import holds_email, holds_web
from corpus.figures.phone import heads_phones, holds_phone, is_region, phone_value, phones_in
from corpus.figures.regions import regions_of

__all__ = [
    "DATE",
    "DATED",
    "MONEY",
    "MONTH",
    "MONTHS",
    "MONTH_ALONE",
    "TIME",
    "heads_phones",
    "holds_email",
    "holds_phone",
    "holds_postal",
    "holds_web",
    "is_region",
    "phone_value",
    "phones_in",
    "regions_of",
]
