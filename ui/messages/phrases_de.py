"""German for what the lower floors say: findings, unreadable files, errors of requests."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.messages.wording import Count, counts

count = counts("de")

PHRASES: Mapping[str, str | Count] = MappingProxyType(
    {
        "{what}, {mend}": "{what}; {mend}",
        "{file}: {why}": "{file}: {why}",
        "{first} or {rest}": "{first} oder {rest}",
        "{several} and {last}": "{several} und {last}",
        "line {n}": "Zeile {n}",
        "every worker that had it died ({n} tries)": (
            "jeder Prozess, der es las, brach ab ({n} Versuche)"
        ),
        "split it, or give workers more memory": (
            "teilen Sie es auf, oder geben Sie den Prozessen mehr Speicher"
        ),
        "not a format that is read": "das Format wird nicht unterstützt",
        "holds no text": "enthält keinen Text",
        "is an archive without documents": "ist ein Archiv ohne Dokumente",
        "a manifest in an archive isn't read": "ein Manifest in einem Archiv wird nicht gelesen",
        "name its members in the corpus folder's": (
            "führen Sie die Dateien im Manifest des Dokumentenordners auf"
        ),
        "named in {manifest}, but not in the archive": (
            "in {manifest} genannt, aber nicht im Archiv vorhanden"
        ),
        "mend its name": "korrigieren Sie den Namen",
        "an archive inside an archive": "ein Archiv in einem Archiv",
        "unpack it": "entpacken Sie es",
        "check the folder's permissions": "prüfen Sie die Zugriffsrechte des Ordners",
        "a link that leads outside of the corpus folder": (
            "eine Verknüpfung, die aus dem Dokumentenordner hinausführt"
        ),
        "a link in a circle": "eine Verknüpfung, die im Kreis führt",
        "can't be read ({reason})": "kann nicht gelesen werden ({reason})",
        "not a regular file": "ist keine gewöhnliche Datei",
        "a link to a folder": "eine Verknüpfung mit einem Ordner",
        "put the folder itself there": "legen Sie den Ordner selbst dort ab",
        "split it": "teilen Sie die Datei auf",
        "is empty": "ist leer",
        "larger than {size} MB": "ist größer als {size} MB",
        "its name isn't UTF-8": "der Dateiname ist nicht in UTF-8",
        "rename it": "benennen Sie die Datei um",
        "holds more than {n} files": "enthält mehr als {n} Dateien",
        "unpack it or split it": "entpacken oder teilen Sie es",
        "unpacks to more than {size} MB": "ist entpackt größer als {size} MB",
        "split it, or leave it out": "teilen Sie die Datei auf oder nehmen Sie sie heraus",
        "named as if it lay outside of the archive": (
            "der Name zeigt auf eine Stelle außerhalb des Archivs"
        ),
        "a link": "eine Verknüpfung",
        "encrypted": "verschlüsselt",
        "save it without a password": "speichern Sie die Datei ohne Kennwort",
        "packed in a way that isn't read": "mit einem nicht unterstützten Verfahren gepackt",
        "use the usual one (deflate)": "verwenden Sie das übliche (Deflate)",
        "packed to less than 1/{n} of its size, as in a zip bomb": (
            "auf weniger als 1/{n} der Größe gepackt, wie bei einer ZIP-Bombe"
        ),
        "not a ZIP archive, or a damaged one": "ist kein ZIP-Archiv oder beschädigt",
        "save or pack it again": "speichern oder packen Sie die Datei neu",
        "its part {part} is {why}": "Bestandteil {part}: {why}",
        "missing": "fehlt",
        "damaged": "beschädigt",
        "save the document again, or leave it out": (
            "speichern Sie das Dokument neu oder nehmen Sie es heraus"
        ),
        "pack it again": "packen Sie die Datei neu",
        "no text in a usual encoding": "kein Text in einer üblichen Zeichenkodierung",
        "save it as UTF-8, or leave it out": (
            "speichern Sie die Datei in UTF-8 oder nehmen Sie sie heraus"
        ),
        "holds NUL characters, so it is no text file": (
            "enthält NUL-Zeichen, ist also keine Textdatei"
        ),
        "save it as UTF-8 text, or leave it out": (
            "speichern Sie die Datei als Text in UTF-8 oder nehmen Sie sie heraus"
        ),
        "names no book in it": "nennt kein Buch darin",
        "make the EPUB again": "erstellen Sie die EPUB-Datei neu",
        "is locked (DRM)": "ist gesperrt (DRM)",
        "get a copy without the lock": "beschaffen Sie eine Kopie ohne Sperre",
        "its HTML is larger than {size} MB": "der HTML-Teil ist größer als {size} MB",
        "its HTML is nested thousands of elements deep": (
            "das HTML ist tausende Elemente tief verschachtelt"
        ),
        "close its elements": "schließen Sie die Elemente",
        "its HTML can't be parsed": "das HTML ist nicht lesbar",
        "mend the HTML, or leave it out": (
            "korrigieren Sie das HTML oder nehmen Sie die Datei heraus"
        ),
        "not a JSON object": "ist kein JSON-Objekt",
        "not JSON: {reason} (column {column})": "kein JSON: {reason} (Spalte {column})",
        "not JSON that can be read: a huge number, or nested too deeply": (
            "unlesbares JSON: eine zu große Zahl oder zu tief verschachtelt"
        ),
        "not UTF-8": "nicht in UTF-8",
        "no _id": "ohne _id",
        "no text": "ohne Text",
        "holds half a surrogate pair": "enthält ein halbes Unicode-Ersatzpaar",
        "longer than {size} MB": "ist länger als {size} MB",
        "_id {id} was given on {line} already": "die _id {id} steht schon in {line}",
        "is no e-mail (EML)": "ist keine E-Mail (EML)",
        "save it in a mail program as .eml, or leave it out": (
            "speichern Sie sie in einem E-Mail-Programm als .eml oder nehmen Sie sie heraus"
        ),
        "has too many parts or lines for a mail": "hat zu viele Teile oder Zeilen für eine E-Mail",
        "not an e-mail that can be read": "keine lesbare E-Mail",
        "save it again in a mail program as .eml": (
            "speichern Sie sie in einem E-Mail-Programm neu als .eml"
        ),
        "has more than {n} files on it": "hat mehr als {n} Anhänge",
        "save them into a folder of documents": "speichern Sie sie in einem Dokumentenordner",
        "lies too deep in other mails": "steckt zu tief in anderen E-Mails",
        "save it by itself": "speichern Sie sie einzeln",
        "save its files into a folder of documents": (
            "speichern Sie die Anhänge in einem Dokumentenordner"
        ),
        "its text would be longer than {n} characters": "der Text wäre länger als {n} Zeichen",
        "has more than {n} parts": "hat mehr als {n} Teile",
        "leave it out": "nehmen Sie die Datei heraus",
        "is encrypted or sealed": "ist verschlüsselt oder versiegelt",
        "save its text from a mail program, or leave it out": (
            "speichern Sie den Text aus einem E-Mail-Programm oder nehmen Sie die Datei heraus"
        ),
        "an archive in a mail": "ein Archiv in einer E-Mail",
        "save it among the documents": "speichern Sie es bei den Dokumenten",
        "its front matter is longer than {n} characters": (
            "der Kopf (Front Matter) ist länger als {n} Zeichen"
        ),
        "shorten it, or close it with a line ---": (
            "kürzen Sie ihn oder schließen Sie ihn mit einer Zeile --- ab"
        ),
        "its front matter is not YAML ({reason})": (
            "der Kopf (Front Matter) ist kein YAML ({reason})"
        ),
        "mend the lines between the two --- lines; quote values that hold ': '": (
            "korrigieren Sie die Zeilen zwischen den beiden ---; setzen Sie Werte "
            "mit ': ' in Anführungszeichen"
        ),
        "its lists or quotes are nested too deeply": (
            "Listen oder Zitate sind zu tief verschachtelt"
        ),
        "flatten them": "verringern Sie die Verschachtelung",
        "not a Word document that can be read": "kein lesbares Word-Dokument",
        "open it in a word processor and save it again as DOCX": (
            "öffnen Sie es in einem Textprogramm und speichern Sie es neu als DOCX"
        ),
        "is locked": "ist gesperrt",
        "holds no spreadsheet": "enthält keine Tabelle",
        "holds no text document": "enthält kein Textdokument",
        "save it as ODT": "speichern Sie die Datei als ODT",
        "not a slide show that can be read": "keine lesbare Präsentation",
        "open it in a program for slides and save it again as PPTX": (
            "öffnen Sie sie in einem Präsentationsprogramm und speichern Sie sie neu als PPTX"
        ),
        "holds no slides": "enthält keine Folien",
        "save it again as PPTX, or leave it out": (
            "speichern Sie die Datei neu als PPTX oder nehmen Sie sie heraus"
        ),
        "has more than {n} slides": "hat mehr als {n} Folien",
        "split it, or use CSV": "teilen Sie die Datei auf oder verwenden Sie CSV",
        "has more than {n} cells": "hat mehr als {n} Zellen",
        "split it, or save it as CSV": "teilen Sie die Tabelle auf oder speichern Sie sie als CSV",
        "has a table of more than {n} cells": "hat eine Tabelle mit mehr als {n} Zellen",
        "not a workbook that can be read": "keine lesbare Arbeitsmappe",
        "open it in a spreadsheet program and save it again as XLSX": (
            "öffnen Sie sie in einem Tabellenprogramm und speichern Sie sie neu als XLSX"
        ),
        "its XML can't be parsed": "das XML ist nicht lesbar",
        "save it again, or leave it out": "speichern Sie die Datei neu oder nehmen Sie sie heraus",
        "is no rich text (RTF)": "ist kein Rich-Text (RTF)",
        "save it again as RTF, or leave it out": (
            "speichern Sie die Datei neu als RTF oder nehmen Sie sie heraus"
        ),
        "save it again in a word processor": "speichern Sie die Datei in einem Textprogramm neu",
        "its groups are nested more than {n} deep": (
            "Gruppen sind mehr als {n} Ebenen tief verschachtelt"
        ),
        "is no PDF, or a damaged one": "ist kein PDF oder beschädigt",
        "save it anew as PDF": "speichern Sie die Datei neu als PDF",
        "is encrypted and opens only with a password": (
            "ist verschlüsselt und lässt sich nur mit Kennwort öffnen"
        ),
        "save a copy without a password": "speichern Sie eine Kopie ohne Kennwort",
        "has no pages": "hat keine Seiten",
        "has {n} pages": count(one="hat {n} Seite", many="hat {n} Seiten"),
        "split it: a file may have {n} pages": "teilen Sie die Datei auf: Erlaubt sind {n} Seiten",
        "is a damaged PDF ({reason})": "ist ein beschädigtes PDF ({reason})",
        "page {page} holds {n} characters": "Seite {page} enthält {n} Zeichen",
        "a page may hold {n}": "erlaubt sind {n} je Seite",
        "its menu, header, footer or margin gives what is no part of the text: {quotes}": (
            "im Menü, im Kopf, im Fuß oder am Rand steht, was nicht zum Text gehört: {quotes}"
        ),
        "pages {pages} are images without text, the other pages are read": count(
            one=("Seite {pages} ist ein Bild ohne Text, die übrigen Seiten sind gelesen"),
            many=("die Seiten {pages} sind Bilder ohne Text, die übrigen Seiten sind gelesen"),
        ),
        "its pages are images without text": "die Seiten sind Bilder ohne Text",
        "run OCR first, for example ocrmypdf": (
            "lassen Sie zuerst eine Texterkennung laufen, z. B. ocrmypdf"
        ),
        "holds more than {n} characters": "enthält mehr als {n} Zeichen",
        "save it as DOCX": "speichern Sie die Datei als DOCX",
        "export it as DOCX or PDF": "exportieren Sie die Datei als DOCX oder PDF",
        "save it as PPTX": "speichern Sie die Datei als PPTX",
        "export it as PPTX or PDF": "exportieren Sie die Datei als PPTX oder PDF",
        "save it as XLSX": "speichern Sie die Datei als XLSX",
        "export it as XLSX": "exportieren Sie die Datei als XLSX",
        "save it as .eml, from a mail program": (
            "speichern Sie die Datei in einem E-Mail-Programm als .eml"
        ),
        "save its mails as .eml, from a mail program": (
            "speichern Sie die E-Mails darin in einem E-Mail-Programm als .eml"
        ),
        "save its mails as .eml, each in a file of its own": (
            "speichern Sie die E-Mails darin einzeln als .eml"
        ),
        "{share} of {small} stands in {large} too, and is {part} of that": (
            "{share} von {small} stehen auch in {large} und machen dort {part} aus"
        ),
        "the same text, but for case and white space": (
            "derselbe Text, bis auf Groß- und Kleinschreibung und Leerraum"
        ),
        "{n} places with UTF-8 that was read as another encoding: {found} for {meant}": count(
            one=(
                "{n} Stelle mit UTF-8, das in einer anderen Kodierung gelesen wurde: "
                "{found} statt {meant}"
            ),
            many=(
                "{n} Stellen mit UTF-8, das in einer anderen Kodierung gelesen wurde: "
                "{found} statt {meant}"
            ),
        ),
        "{n} characters lost or no text: {named}": count(
            one="{n} Zeichen verloren oder kein Text: {named}",
            many="{n} Zeichen verloren oder kein Text: {named}",
        ),
        "read as {encoding}: {some} of {n} documents": count(
            one="als {encoding} gelesen: {some} von {n} Dokument",
            many="als {encoding} gelesen: {some} von {n} Dokumenten",
        ),
        "nowhere to part it in {n} characters": "{n} Zeichen ohne eine Stelle zum Trennen",
        "no text on pages {pages}": count(
            one="kein Text auf Seite {pages}", many="kein Text auf den Seiten {pages}"
        ),
        "in {n} documents": count(one="in {n} Dokument", many="in {n} Dokumenten"),
        "{figure} ({n} documents)": count(
            one="{figure} ({n} Dokument)", many="{figure} ({n} Dokumente)"
        ),
        "no title but the name of its file": "kein Titel außer dem Dateinamen",
        "no date of publication": "kein Veröffentlichungsdatum",
        "no publisher": "kein Herausgeber",
        "no address of the original": "keine Adresse des Originals",
        "published {date}, which is still to come": (
            "veröffentlicht: {date}, das liegt in der Zukunft"
        ),
        "valid from {first} until {last}, which is never": (
            "gültig ab {first} bis {last}, also nie"
        ),
        "expired {date}": "abgelaufen: {date}",
        "valid from {date} only": "erst gültig ab: {date}",
        "supersedes itself": "ersetzt sich selbst",
        "supersedes {document}, which isn't there": "ersetzt {document}, das nicht vorhanden ist",
        "superseded by {document} and still there": "durch {document} ersetzt und noch vorhanden",
        "{n} documents are called {title}": "{n} Dokumente heißen {title}",
        "the question has {n} characters, at most {most} are read": (
            "die Frage hat {n} Zeichen; höchstens {most} werden gelesen"
        ),
        "ask it in fewer words": "fragen Sie mit weniger Wörtern",
        "the question has more than {n} characters": "die Frage hat mehr als {n} Zeichen",
        "the history has more than {n} messages": "der Verlauf hat mehr als {n} Nachrichten",
        "message {number} of the history has more than {n} characters": (
            "Nachricht {number} des Verlaufs hat mehr als {n} Zeichen"
        ),
        "history is not a list of {role, content}": "history ist keine Liste von {role, content}",
        "the question is missing or not a string": "die Frage fehlt oder ist keine Zeichenkette",
        "the question is nested too deeply": "die Frage ist zu tief verschachtelt",
        "the body": "der Rumpf",
        "{name} is not JSON": "{name} ist kein JSON",
        "{name} is not a JSON object": "{name} ist kein JSON-Objekt",
        "write it as {form}": "schreiben Sie: {form}",
        "write it as {form}, with the keys that you need": (
            "schreiben Sie, mit den nötigen Schlüsseln: {form}"
        ),
        "the body is not of the form {form}, the last two of at most {n} characters": (
            "der Rumpf hat nicht die Form {form}; die beiden letzten mit höchstens {n} Zeichen"
        ),
        '"filters" is not an object': '"filters" ist kein Objekt',
        "there is no filter {name}": "es gibt keinen Filter {name}",
        '"{key}" of the filters is not a list of strings': (
            '"{key}" der Filter ist keine Liste von Zeichenketten'
        ),
        '"{key}" of the filters is not a date': '"{key}" der Filter ist kein Datum',
        '"{key}" of the filters is not true or false': (
            '"{key}" der Filter ist weder true noch false'
        ),
        "since {since} lies after until {until}": "since {since} liegt nach until {until}",
        "swap them": "tauschen Sie sie",
        "no document passes all of the filters": "kein Dokument erfüllt alle Filter",
        "leave some of the filters out": "lassen Sie einige Filter weg",
        "there is no document {name}": "es gibt kein Dokument {name}",
        "there is no publisher {name}": "es gibt keinen Herausgeber {name}",
        "there is no tag {name}": "es gibt kein Schlagwort {name}",
        "there is no language {name}": "es gibt keine Dokumente in der Sprache {name}",
        "did you mean {names}?": "meinten Sie {names}?",
        "see the ids with `quotedesk show`": "die IDs zeigt `quotedesk show`",
        "there are {names}": "es gibt {names}",
        "there are {names} and others": "es gibt {names} und weitere",
        "no document has a publisher: leave the filter out": (
            "kein Dokument hat einen Herausgeber: Lassen Sie den Filter weg"
        ),
        "no document has a tag: leave the filter out": (
            "kein Dokument hat ein Schlagwort: Lassen Sie den Filter weg"
        ),
        "no document has a language: leave the filter out": (
            "kein Dokument nennt seine Sprache: Lassen Sie den Filter weg"
        ),
        "the question could not be looked up": "die Frage konnte nicht nachgeschlagen werden",
        "there is no such recent reply": "eine solche Antwort gab es zuletzt nicht",
        "limit is not a number from 1 to {n}": "limit ist keine Zahl von 1 bis {n}",
        "there is no such document to go on after: begin without": (
            "es gibt kein solches Dokument, nach dem es weitergehen könnte: bitte ohne beginnen"
        ),
        "there are no documents to ask about": (
            "es gibt keine Dokumente, zu denen gefragt werden kann"
        ),
        "internal error": "interner Fehler",
        "there is nothing at this address": "unter dieser Adresse gibt es nichts",
        "Not Found": "unter dieser Adresse gibt es nichts",
        "Method Not Allowed": "Methode nicht erlaubt",
        "the desk is busy": "der Dienst ist ausgelastet",
        "try again in a moment": "versuchen Sie es gleich noch einmal",
        "the request is larger than {n} bytes": "die Anfrage ist größer als {n} Byte",
        "the request came too slowly": "die Anfrage kam zu langsam an",
    }
)
