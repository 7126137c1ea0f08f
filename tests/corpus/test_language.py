"""Which language a text is told to be in where nothing says so."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from corpus.language import LANGUAGES
from corpus.language.detect import READ_CHARS, language_of, told_beside, told_in
from corpus.load import Before, load_corpus
from ui.config import BUNDLED

PARAGRAPHS = {
    "en": "The office is open from nine to twelve. To ask for an appointment, call us or write to "
    "the address that is given below with your name and the number of your file.",
    "es": "La oficina atiende a las personas que solicitan el permiso de residencia. Para pedir "
    "cita, llame por teléfono o escriba un correo con su nombre y número de expediente. Los "
    "documentos se entregan en la ventanilla.",
    "fr": "Les visiteurs se garent derrière le bâtiment. Le portail ferme à huit heures du soir et "
    "ouvre à sept heures du matin. Pour obtenir une carte, il faut écrire au bureau.",
    "de": "Die Besucher parken hinter dem Gebäude. Das Tor schließt um acht Uhr am Abend und wird "
    "um sieben Uhr am Morgen geöffnet. Für einen Ausweis ist eine Unterschrift nötig.",
    "pt": "Os visitantes estacionam atrás do edifício. O portão fecha às oito horas da noite e "
    "abre às sete horas da manhã. Para obter um cartão, é preciso escrever com a sua assinatura.",
    "it": "I visitatori parcheggiano dietro l'edificio. Il cancello chiude alle otto di sera e "
    "apre alle sette di mattina. Per ottenere una tessera è necessario scrivere all'ufficio con la "
    "propria firma, che non si può delegare.",
}
NOT_TOLD = {
    "title": "Plan de acción para la protección de las víctimas",
    "names": "Calle de la Luna, Calle del Sol, Plaza de los Reyes, Avenida de las Américas, Paseo "
    "de la Castellana, San Juan y San Pedro, El Escorial, Puerta de Toledo, Ronda de Atocha",
    "code": "def parse(a, e, o):\n    for y in range(e):\n        if a[y] is not None and o:\n"
    "            return a[y] + o\n    raise ValueError(a, e, o)\n" * 5,
    "numbers": "id;de;la;total\n" + "\n".join(f"{n};{n * 7};{n * 9};{n * 16}" for n in range(200)),
    "Dutch": "De bezoekers parkeren achter het gebouw. De poort sluit om acht uur in de avond en "
    "gaat om zeven uur in de ochtend open. Voor een pas is een handtekening nodig, die op het "
    "kantoor wordt gezet.",
    "Catalan": "Els visitants aparquen darrere de l'edifici. La porta tanca a les vuit del vespre "
    "i obre a les set del matí. Per obtenir una targeta cal escriure a l'oficina amb la signatura.",
    "both": PARAGRAPHS["en"] + " " + PARAGRAPHS["es"],
    "nothing": "",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_is_told(language: str) -> None:
    text = PARAGRAPHS[language]
    assert language_of(text) == language
    assert language_of(text.upper()) == language
    assert language_of(unicodedata.normalize("NFD", text)) == language


@pytest.mark.parametrize("kind", NOT_TOLD)
def test_what_is_not_clear_is_english(kind: str) -> None:
    assert language_of(NOT_TOLD[kind]) == "en"


def test_only_the_beginning_is_read() -> None:
    spanish = (PARAGRAPHS["es"] + "\n") * (READ_CHARS // len(PARAGRAPHS["es"]) + 1)
    assert language_of(spanish + PARAGRAPHS["en"] * 2_000) == "es"


def test_the_bundled_documents_are_english(tmp_path: Path) -> None:
    for source in BUNDLED.glob("*.txt"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    documents = load_corpus(tmp_path).documents  # without their manifest
    assert [document.metadata.language for document in documents] == ["en", "en"]


def test_what_a_file_or_the_manifest_says_counts(tmp_path: Path) -> None:
    spanish = PARAGRAPHS["es"]
    (tmp_path / "a.txt").write_text(spanish)
    (tmp_path / "b.md").write_text(f"---\nlang: ca\n---\n{spanish}\n")
    (tmp_path / "c.txt").write_text(spanish)
    (tmp_path / "d.html").write_text(f'<html lang="es-MX"><p>{spanish}</p></html>')
    (tmp_path / "manifest.toml").write_text('[[documents]]\nfile = "c.txt"\nlanguage = "en"\n')
    languages = [document.metadata.language for document in load_corpus(tmp_path).documents]
    assert languages == ["es", "ca", "en", "es-MX"]


SHORT = {
    "en": "The pool is closed on Mondays.",
    "es": "Las averías se comunican en el 900 123 456.",
    "fr": "La déchèterie est fermée le mardi.",
    "de": "Das Bad ist am Montag geschlossen.",
    "pt": "A piscina não abre às segundas e ao domingo.",
    "it": "Gli uffici della piscina non sono aperti il lunedì e la domenica.",
}


@pytest.mark.parametrize("language", SHORT)
def test_a_sentence_tells_its_language_beside_others(language: str) -> None:
    assert told_in(SHORT[language]) is None
    assert told_beside([SHORT[language]], []) == [language]
    assert told_beside([SHORT[language]], ["de", "de", "es"]) == [language]


def test_words_of_several_languages_tell_the_one_that_has_them_all() -> None:
    call = "Para pedir la recogida de muebles viejos llame al 948 42 03 06 de 9 a 14 horas."
    assert told_beside([call], []) == ["es"]
    assert told_beside(["Casa de la Cultura, La Paz"], ["fr"]) == ["fr"]


def test_the_ending_of_an_address_is_no_word() -> None:
    assert told_beside(["Fundbüro: www.fund.de, fund@stadt.es, bus.al.la.para"], ["de"]) == ["de"]


def test_what_tells_nothing_is_read_as_the_others_are() -> None:
    assert told_beside(["Zürich 5", "Año nuevo"], ["es", "es", "fr"]) == ["es", "es"]
    assert told_beside(["Zürich 5"], []) == ["en"]
    assert told_beside(["Registry office: 8:00 to 12:00", "Zürich"], ["es"]) == ["en", "es"]
    assert told_beside([], ["es"]) == []


def test_a_short_page_is_read_anew_when_the_pages_beside_it_are_others(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(PARAGRAPHS["es"])
    (tmp_path / "short.html").write_text("<h1>Zürich</h1><p>9-12</p>")
    first = load_corpus(tmp_path)
    assert [it.metadata.language for it in first.documents] == ["es", "es"]
    assert [it.metadata.assumed for it in first.documents] == [False, True]
    (tmp_path / "long.txt").write_text(PARAGRAPHS["fr"])
    before = Before(files=first.files, documents={it.id: it for it in first.documents})
    again = load_corpus(tmp_path, before=before)
    assert [it.metadata.language for it in again.documents] == ["fr", "fr"]


# Files of three sentences, alone in their folder.
THREE = {
    "en": (
        "The library is closed on Mondays. A card costs nothing. Books may be kept for a month.",
        "Rubbish goes out before seven. Glass has a bin of its own. Nobody collects on holidays.",
    ),
    "es": (
        "El vale se entrega en la caja. No se paga en efectivo. Caduca a los tres meses.",
        "En julio la piscina abre a las nueve. En agosto cierra. La línea 5 para en la puerta.",
        "Los menores de doce años entran gratis. No se permite comer dentro. Hay taquillas.",
        "La oficina atiende de lunes a viernes. No se necesita cita. Traiga una copia del recibo.",
    ),
    "pt": (
        "A biblioteca fecha às segundas. O cartão não custa nada. Os livros ficam por um mês.",
        "O recibo é entregue no caixa. Não se paga em dinheiro. Ele vale por três meses.",
        "Menores de doze anos entram de graça. Não é permitido comer. Há armários na entrada.",
        "Em julho a piscina abre às nove. Em agosto não abre. A linha 5 para na porta da casa.",
    ),
    "fr": (
        "La bibliothèque est fermée le lundi. La carte est gratuite. Les prêts durent un mois.",
        "Le bon est remis à la caisse. On ne paie pas en espèces. Il est valable trois mois.",
        "En juillet la piscine ouvre à neuf heures. En août elle est fermée. Le bus 5 y passe.",
    ),
    "de": (
        "Die Bücherei ist am Montag zu. Der Ausweis kostet nichts. Bücher gibt es für einen Monat.",
        "Der Gutschein liegt an der Kasse. Bar zahlen geht nicht. Er gilt drei Monate lang.",
        "Im Juli öffnet das Bad um neun. Im August ist es zu. Der Bus 5 hält vor der Tür.",
    ),
    "it": (
        "La biblioteca è chiusa il lunedì. La tessera non costa nulla. I libri si tengono un mese.",
        "Il buono si ritira alla cassa. Non si paga in contanti. Vale per tre mesi dalla data.",
        "In luglio la piscina apre alle nove. In agosto è chiusa. La linea 5 si ferma davanti.",
    ),
}


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in THREE.items() for text in texts]
)
def test_three_sentences_are_enough(language: str, text: str) -> None:
    assert (told_in(text) or told_beside([text], ())[0]) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wochenmarkt\n\nDer Stand kostet 14 Euro am Tag."),
        ("de", "Fundbüro\n\nGeöffnet montags von 8 bis 12 Uhr."),
        ("fr", "Une place coûte 14 euros."),
        ("fr", "Renseignements à l'accueil."),
        ("es", "El puesto cuesta 14 euros al día."),
        ("es", "CERRADO LOS LUNES"),
        ("it", "Mercato\n\nIl posto costa 14 euro al giorno."),
        ("it", "Chiuso il lunedì."),
        ("pt", "O lugar custa 14 euros por dia."),
        ("pt", "A biblioteca fecha às 18 horas."),
        ("de", "Eine Katze kostet 180 Franken.\n\nTierheim Bern, Am Rain 72, 3019 Bern"),
        ("fr", "Cours | Début | Prix\n\nDanse | 9 septembre | 310 €\n\nPoterie | 3 juin | 45 €"),
        ("en", "Course | Start | Fee\n\nDance | 9 September | 310\n\nPottery | 3 April | 45"),
        ("it", "Numeri di emergenza\n\nVigili del fuoco: 115"),
        ("en", "Largest cities in Argentina: Mar del Plata, La Plata, Rosario"),
        ("en", "Los Angeles, El Paso, San Diego and Las Vegas."),
        ("en", "Du Pont, Van der Berg, Von Trapp"),
        ("en", "Die casting: 40 dollars"),
        ("en", "Lunes & Co, 12 Mill Road"),
    ],
)
def test_a_page_of_a_line_is_told_by_what_it_is_about(language: str, text: str) -> None:
    assert told_beside([text], ()) == [language]


@pytest.mark.parametrize(
    "text",
    [
        "De bibliotheek is op maandag gesloten. Een pas kost niets. Boeken mag u een maand houden.",
        "Biblioteket är stängt på måndagar. Ett kort kostar ingenting. Böcker lånas i en månad.",
        "Kirjasto on suljettu maanantaisin. Kortti on ilmainen. Kirjat voi pitää kuukauden.",
        "GET /api/ask 200. POST /api/feedback 204. See RFC 9110, section 15.",
    ],
)
def test_a_language_that_is_not_known_is_not_taken_for_one_that_is(text: str) -> None:
    assert told_beside([text], ()) == ["en"]
