"""Postal addresses of many countries: by postcode and town, by street and house, by box.

What always holds: a number beside a word is no address by itself ("in 2024 Paris", "room 12"); one
is told by a postcode of its country's form with a town where an address has it, a word for a street
with a house's number, or a word for a post box.
"""

from __future__ import annotations

import re

_UP = r"(?:(?![a-zß-öø-ÿ])[^\W\d_])"  # a capital, or a letter of a script that has none
_TOWN = rf"\b{_UP}[\w’'.-]{{1,40}}"
_NUMBER = r"\d{1,5}(?:[ ]?[a-zA-Z]\b|[-/–]\d{1,4}[a-z]?)?"
# Where a line of an address begins.
_EDGE = r"(?:^|[,\n|:;·•–—(]|\b(?:at|in|à|en|a|to|is|in)\b)[ \t\u00a0]*"

_POSTCODES = (
    r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b",  # US: the state's two letters
    r"\b[A-Z]{1,2}\d[A-Z\d]?[ \u00a0]\d[A-Z]{2}\b",  # UK
    r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z][ \u00a0-]?\d[A-Z]\d\b",  # Canada
    r"\b[AC-FHKNPRTV-Y]\d[\dW][ \u00a0]?[0-9AC-FHKNPRTV-Y]{4}\b",  # Ireland
    r"〒[ ]?\d{3}-?\d{4}",
    rf"\b\d{{4}}[ \u00a0]?[A-Z]{{2}}[ \u00a0]+{_TOWN}",  # the Netherlands
    rf"\b\d{{2}}-\d{{3}}[ \u00a0]+{_TOWN}|\b\d{{4}}-\d{{3}}[ \u00a0]+{_TOWN}",  # Poland, Portugal
    r"\b\d{5}-\d{3}\b(?!-)",  # Brazil
    r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)[ \u00a0]\d{4}\b|\bSingapore[ \u00a0]\d{6}\b",
    rf"{_EDGE}(?:[A-Z]{{1,3}}[ -])?(?!(?:19|20)\d\d\b)\d{{4}}[ \u00a0]+{_TOWN}",
    rf"{_EDGE}(?:[A-Z]{{1,3}}[ -])?\d{{5,6}}[ \u00a0]+{_TOWN}",
    rf"{_EDGE}(?:[A-Z]{{1,3}}[ -])?\d{{3}}[ \u00a0]\d{{2}}[ \u00a0]+{_TOWN}",  # CZ, SK, SE, GR
    # A town, then six digits: India, Russia, China.
    rf"{_TOWN}(?:,[ ]|[ ]?[-–][ ]?)\d{{3}}[ ]?\d{{3}}\b",
)
_ENGLISH = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Square|Sq|Court|Ct|Place|"
    r"Pl|Terrace|Crescent|Close|Parkway|Pkwy|Highway|Hwy|Row|Quay|Gardens|Grove|Mews|Hill|Circle|"
    r"Green|Walk|Broadway|Plaza)\b"
)
_ROMANCE = (
    r"(?:rue|avenue|av\.|boulevard|bd\.?|place|quai|impasse|chemin|route|allée|allee|cours|square|"
    r"chaussée|calle|c/|c\.|avenida|avda\.?|paseo|plaza|pza\.?|plza\.?|carrera|carretera|camino|"
    r"ronda|travesía|calzada|via|viale|piazza|p\.zza|corso|largo|vicolo|strada|rua|r\.|praça|"
    r"travessa|alameda|estrada|strada|bulevardul|str\.|bd|carrer|passeig)"
)
_LINKS = (
    r"(?:(?:de|du|des|la|le|les|l[’']|d[’']|del|della|dei|degli|do|da|dos|das|los|las)[ ]?){0,3}"
)
_GERMANIC = (
    r"(?:stra(?:ß|ss)e|str\.|platz|gasse|weg|allee|ring|ufer|damm|markt|graben|steig|chaussee|hof|"
    r"straat|laan|plein|kade|gracht|singel|dreef|steenweg|gata|gatan|vägen|torget|torg|vej|gade|"
    r"plads|allé|veien|vei|gate|plass|katu|ntie|aukio|kuja)"
)
_STREETS = (
    (
        rf"\b{_NUMBER},?[ \u00a0](?:[NSEW]\.?[ ])?"
        rf"(?:(?:{_UP}[\w’'.-]{{0,40}}|\d+(?:st|nd|rd|th)|of|the)[ ]){{1,4}}{_ENGLISH}"
    ),
    rf"\b{_NUMBER}(?:[ ](?:bis|ter))?,?[ \u00a0](?i:{_ROMANCE})[ \u00a0]{_LINKS}{_UP}\w",
    (
        rf"\b(?i:{_ROMANCE})[ \u00a0]?(?:[^\d,;.\n|]{{0,40}}[ \u00a0.])?"
        rf"{_UP}[\w’'.-]{{1,40}},?[ \u00a0]"
        rf"(?:n[.ºo°]{{1,2}}[ ]?|#[ ]?)?{_NUMBER}(?!\w|[ \u00a0][a-zà-ÿ])"
    ),
    rf"\b{_UP}[\w.-]{{0,40}}(?i:{_GERMANIC}),?[ \u00a0]{_NUMBER}\b",
    (
        rf"\b{_UP}\w{{1,40}}(?:[ -]{_UP}?[\w.]{{1,40}}){{0,3}}[ -]"
        rf"(?i:{_GERMANIC}),?[ \u00a0]{_NUMBER}\b"
    ),
    (
        r"\b(?:Am|An der|Auf der|Im|In der|Zum|Zur|Unter den|Alter|Alte|Neuer|Neue)[ ]"
        rf"{_TOWN}(?:[ ]{_TOWN})?[ ]\d{{1,4}}\b"
    ),
    (
        rf"(?i:\b(?:ul|al|pl|os|nám|tř|ulica|ulice|utca|út|körút|tér|ulitsa|ул|улица|пр|проспект|"
        rf"пл|площадь|вул|οδός|λεωφ)\b)\.?[ ]"
        rf"[^\d\n|;]{{2,40}}?,?[ ](?:д\.?[ ]?|nr[ .]?)?{_NUMBER}\b"
    ),
    (
        rf"\b{_UP}\w{{1,40}}(?:[ ]{_UP}\w{{1,40}})?[ ](?:utca|út|körút|tér|u\.|ulice|"
        r"náměstí|mah\.|cad\.|caddesi|sok\.|sokak|sokağı|bulvarı|ulica)[ ]"
        r"(?i:no[.:]{0,2}[ ]?)?\d{1,4}\b"
    ),
    r"\d[ ]?(?:丁目|番地|号|號|番)|[路街道][ ]?\d{1,5}[ ]?[号號]",
    r"[가-힣]+(?:로|길)[ ]?\d{1,4}|(?:شارع|רחוב)[ ][^\d\n]{2,30}\d",
)
_BOXES = (
    r"\b(?:P\.?\s?O\.?|G\.?P\.?O\.?|Post(?:al)?(?: Office)?|Private)\s?(?:Box|Bag)\b",
    (
        r"\b(?:Postfach|Postbus|Postboks|Postbox|Postlåda|Postilokero|PL|BP|B\.P\.|CP|C\.P\.|CS|"
        r"TSA|"
        r"Apartado(?: de correos| postal)?|Apdo\.?|Casilla(?: postal| de correo)?|Casella postale|"
        r"Caixa postal|Apartat|Skr(?:ytka)?\.? poczt(?:owa)?\.?|Pošt\. přihr\.|а/я|Т\.Θ\.|"
        r"Boîte postale|"
        r"Case postale|Locked Bag|Poste restante)[ \u00a0]*(?:n[.º°]{1,2}[ ]?|nr[.]?[ ])?\d"
    ),
)
_POSTAL = re.compile("|".join((*_POSTCODES, *_STREETS, *_BOXES)), re.MULTILINE)


def holds_postal(text: str) -> bool:
    """Does a text give somewhere to send a letter to?"""
    return _POSTAL.search(text) is not None
