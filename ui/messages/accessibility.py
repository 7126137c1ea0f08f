"""What the desk says of its own accessibility: one statement a language, English where there is
none.

What always holds: it claims no more than the tests look at, and names what is known not to work.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.messages.accessibility_form import Part, Statement
from ui.messages.accessibility_more import FRENCH, GERMAN, ITALIAN, PORTUGUESE

_ENGLISH = Statement(
    language="en",
    title="Accessibility",
    aim="Everyone should be able to ask here and to read the answers. "
    "We aim at the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.",
    parts=(
        Part(
            title="What works",
            items=(
                (
                    "Everything can be done with the keyboard alone. The key / goes to the "
                    "question, and can be turned off."
                ),
                (
                    "Screen readers are told when an answer is there and what it is. Quotes, "
                    "documents and headings are marked as such, in their own language."
                ),
                (
                    "Text can be made four times as large, and the window 320 pixels narrow. "
                    "Nobody has to scroll from side to side."
                ),
                (
                    "Dark colours and the high contrast colours of your system are kept. "
                    "Nothing blinks, and nothing slides for those who turned that off."
                ),
                (
                    "Documents, quotes and conversations are pages that need no script and can be "
                    "printed."
                ),
            ),
        ),
        Part(
            title="How we know",
            body="Each time the program changes, tests look at every page in a browser. They use "
            "the rules of axe-core, the keyboard, and what screen readers are told. They do so in "
            "each of the sizes and colours above.",
        ),
        Part(
            title="What doesn't work yet",
            items=(
                (
                    "A document is as accessible as its text allows. The pages of a PDF are also "
                    "shown as pictures; their text stands beside them."
                ),
                "Some messages about a lost connection are in English only.",
                "No group of people who use screen readers has tried the desk for us yet.",
            ),
        ),
    ),
    trouble="If something stands in your way",
    ask="Please tell",
    ask_here="Please tell whoever runs this site.",
)

_SPANISH = Statement(
    language="es",
    title="Accesibilidad",
    aim="Todas las personas deberían poder preguntar aquí y leer las respuestas. "
    "Nuestro objetivo son las pautas WCAG 2.2, nivel AA.",
    parts=(
        Part(
            title="Qué funciona",
            items=(
                (
                    "Todo se puede hacer solo con el teclado. La tecla / lleva a la pregunta y se "
                    "puede desactivar."
                ),
                (
                    "Los lectores de pantalla avisan cuando hay una respuesta y dicen cuál es. Las "
                    "citas, los documentos y los títulos están marcados como tales, en su idioma."
                ),
                (
                    "El texto puede hacerse cuatro veces más grande, y la ventana tener solo 320 "
                    "píxeles, sin desplazarse hacia los lados."
                ),
                (
                    "Se respetan los colores oscuros y los de alto contraste de su sistema. Nada "
                    "parpadea, y nada se desliza si usted lo ha desactivado."
                ),
                (
                    "Los documentos, las citas y las conversaciones son páginas que no necesitan "
                    "scripts y se pueden imprimir."
                ),
            ),
        ),
        Part(
            title="Cómo lo sabemos",
            body="Cada vez que el programa cambia, unas pruebas miran cada página en un navegador. "
            "Usan las reglas de axe-core, el teclado y lo que reciben los lectores de pantalla. "
            "Lo hacen en todos los tamaños y colores indicados.",
        ),
        Part(
            title="Qué no funciona todavía",
            items=(
                (
                    "Un documento es tan accesible como lo permite su texto. Las páginas de un PDF "
                    "se muestran también como imágenes; su texto está al lado."
                ),
                "Algunos avisos sobre una conexión perdida están solo en inglés.",
                "Ningún grupo de personas que usan lectores de pantalla lo ha probado aún.",
            ),
        ),
    ),
    trouble="Si algo se lo impide",
    ask="Por favor, dígaselo",
    ask_here="Por favor, dígaselo a quien mantiene este sitio.",
)

STATEMENTS: Mapping[str, Statement] = MappingProxyType(
    {it.language: it for it in (_ENGLISH, _SPANISH, GERMAN, FRENCH, ITALIAN, PORTUGUESE)}
)


def statement(language: str) -> Statement:
    """That of a language, else the English one."""
    return STATEMENTS.get(language, _ENGLISH)
