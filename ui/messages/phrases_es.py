"""Spanish for what the lower floors say: findings, unreadable files, errors of requests."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.messages.wording import Count, counts

count = counts("es")

PHRASES: Mapping[str, str | Count] = MappingProxyType(
    {
        "{what}, {mend}": "{what}; {mend}",
        "{file}: {why}": "{file}: {why}",
        "{first} or {rest}": "{first} o {rest}",
        "{several} and {last}": "{several} y {last}",
        "line {n}": "línea {n}",
        "every worker that had it died ({n} tries)": (
            "murió cada proceso que lo leía ({n} intentos)"
        ),
        "split it, or give workers more memory": "divídalo o dé más memoria a los procesos",
        "not a format that is read": "su formato no se puede leer",
        "holds no text": "no contiene texto",
        "is an archive without documents": "es un archivo comprimido sin documentos",
        "a manifest in an archive isn't read": (
            "no se lee un manifiesto dentro de un archivo comprimido"
        ),
        "name its members in the corpus folder's": (
            "nombre sus archivos en el manifiesto de la carpeta de documentos"
        ),
        "named in {manifest}, but not in the archive": (
            "aparece en {manifest}, pero no en el archivo comprimido"
        ),
        "mend its name": "corrija el nombre",
        "an archive inside an archive": "un archivo comprimido dentro de otro",
        "unpack it": "descomprímalo",
        "check the folder's permissions": "revise los permisos de la carpeta",
        "a link that leads outside of the corpus folder": (
            "un enlace que lleva fuera de la carpeta de documentos"
        ),
        "a link in a circle": "un enlace que vuelve a sí mismo",
        "can't be read ({reason})": "no se puede leer ({reason})",
        "not a regular file": "no es un archivo normal",
        "a link to a folder": "un enlace a una carpeta",
        "put the folder itself there": "ponga ahí la carpeta misma",
        "split it": "divídalo",
        "is empty": "está vacío",
        "larger than {size} MB": "ocupa más de {size} MB",
        "its name isn't UTF-8": "su nombre no está en UTF-8",
        "rename it": "cámbiele el nombre",
        "holds more than {n} files": "contiene más de {n} archivos",
        "unpack it or split it": "descomprímalo o divídalo",
        "unpacks to more than {size} MB": "descomprimido ocupa más de {size} MB",
        "split it, or leave it out": "divídalo o retírelo",
        "named as if it lay outside of the archive": (
            "su nombre señala fuera del archivo comprimido"
        ),
        "a link": "un enlace",
        "encrypted": "cifrado",
        "save it without a password": "guárdelo sin contraseña",
        "packed in a way that isn't read": "comprimido con un método que no se puede leer",
        "use the usual one (deflate)": "use el habitual (deflate)",
        "packed to less than 1/{n} of its size, as in a zip bomb": (
            "comprimido a menos de 1/{n} de su tamaño, como una bomba zip"
        ),
        "not a ZIP archive, or a damaged one": "no es un archivo ZIP, o está dañado",
        "save or pack it again": "guárdelo o comprímalo de nuevo",
        "its part {part} is {why}": "su parte {part}: {why}",
        "missing": "falta",
        "damaged": "dañado",
        "save the document again, or leave it out": "guarde de nuevo el documento o retírelo",
        "pack it again": "comprímalo de nuevo",
        "no text in a usual encoding": "no es texto en una codificación habitual",
        "save it as UTF-8, or leave it out": "guárdelo en UTF-8 o retírelo",
        "holds NUL characters, so it is no text file": (
            "contiene caracteres NUL; no es un archivo de texto"
        ),
        "save it as UTF-8 text, or leave it out": "guárdelo como texto en UTF-8 o retírelo",
        "names no book in it": "no indica ningún libro",
        "make the EPUB again": "cree de nuevo el EPUB",
        "is locked (DRM)": "está protegido (DRM)",
        "get a copy without the lock": "consiga una copia sin protección",
        "its HTML is larger than {size} MB": "su HTML ocupa más de {size} MB",
        "its HTML is nested thousands of elements deep": (
            "su HTML tiene miles de elementos anidados"
        ),
        "close its elements": "cierre sus elementos",
        "its HTML can't be parsed": "su HTML no se puede interpretar",
        "mend the HTML, or leave it out": "corrija el HTML o retire el archivo",
        "not a JSON object": "no es un objeto JSON",
        "not JSON: {reason} (column {column})": "no es JSON: {reason} (columna {column})",
        "not JSON that can be read: a huge number, or nested too deeply": (
            "JSON ilegible: un número enorme o demasiados niveles"
        ),
        "not UTF-8": "no está en UTF-8",
        "no _id": "sin _id",
        "no text": "sin texto",
        "holds half a surrogate pair": "contiene medio par sustituto de Unicode",
        "longer than {size} MB": "ocupa más de {size} MB",
        "_id {id} was given on {line} already": "el _id {id} ya figura en la {line}",
        "is no e-mail (EML)": "no es un correo electrónico (EML)",
        "save it in a mail program as .eml, or leave it out": (
            "guárdelo como .eml desde un programa de correo o retírelo"
        ),
        "has too many parts or lines for a mail": (
            "tiene demasiadas partes o líneas para un correo"
        ),
        "not an e-mail that can be read": "es un correo que no se puede leer",
        "save it again in a mail program as .eml": (
            "guárdelo de nuevo como .eml desde un programa de correo"
        ),
        "has more than {n} files on it": "lleva más de {n} archivos adjuntos",
        "save them into a folder of documents": "guárdelos en una carpeta de documentos",
        "lies too deep in other mails": "está dentro de demasiados correos",
        "save it by itself": "guárdelo aparte",
        "save its files into a folder of documents": (
            "guarde sus adjuntos en una carpeta de documentos"
        ),
        "its text would be longer than {n} characters": "su texto pasaría de {n} caracteres",
        "has more than {n} parts": "tiene más de {n} partes",
        "leave it out": "retírelo",
        "is encrypted or sealed": "está cifrado o sellado",
        "save its text from a mail program, or leave it out": (
            "guarde su texto desde un programa de correo o retírelo"
        ),
        "an archive in a mail": "un archivo comprimido en un correo",
        "save it among the documents": "guárdelo entre los documentos",
        "its front matter is longer than {n} characters": (
            "su encabezado (front matter) pasa de {n} caracteres"
        ),
        "shorten it, or close it with a line ---": "acórtelo o ciérrelo con una línea ---",
        "its front matter is not YAML ({reason})": (
            "su encabezado (front matter) no es YAML ({reason})"
        ),
        "mend the lines between the two --- lines; quote values that hold ': '": (
            "corrija las líneas entre los dos ---; entrecomille los valores que contengan ': '"
        ),
        "its lists or quotes are nested too deeply": (
            "sus listas o citas tienen demasiados niveles"
        ),
        "flatten them": "reduzca los niveles",
        "not a Word document that can be read": "es un documento de Word que no se puede leer",
        "open it in a word processor and save it again as DOCX": (
            "ábralo en un procesador de textos y guárdelo de nuevo como DOCX"
        ),
        "is locked": "está protegido",
        "holds no spreadsheet": "no contiene una hoja de cálculo",
        "holds no text document": "no contiene un documento de texto",
        "save it as ODT": "guárdelo como ODT",
        "not a slide show that can be read": "es una presentación que no se puede leer",
        "open it in a program for slides and save it again as PPTX": (
            "ábrala en un programa de presentaciones y guárdela de nuevo como PPTX"
        ),
        "holds no slides": "no contiene diapositivas",
        "save it again as PPTX, or leave it out": "guárdelo de nuevo como PPTX o retírelo",
        "has more than {n} slides": "tiene más de {n} diapositivas",
        "split it, or use CSV": "divídalo o use CSV",
        "has more than {n} cells": "tiene más de {n} celdas",
        "split it, or save it as CSV": "divídala o guárdela como CSV",
        "has a table of more than {n} cells": "tiene una tabla de más de {n} celdas",
        "not a workbook that can be read": "es un libro de cálculo que no se puede leer",
        "open it in a spreadsheet program and save it again as XLSX": (
            "ábralo en un programa de hojas de cálculo y guárdelo de nuevo como XLSX"
        ),
        "its XML can't be parsed": "su XML no se puede interpretar",
        "save it again, or leave it out": "guárdelo de nuevo o retírelo",
        "is no rich text (RTF)": "no es texto enriquecido (RTF)",
        "save it again as RTF, or leave it out": "guárdelo de nuevo como RTF o retírelo",
        "save it again in a word processor": "guárdelo de nuevo desde un procesador de textos",
        "its groups are nested more than {n} deep": "sus grupos tienen más de {n} niveles",
        "is no PDF, or a damaged one": "no es un PDF, o está dañado",
        "save it anew as PDF": "guárdelo de nuevo como PDF",
        "is encrypted and opens only with a password": (
            "está cifrado y solo se abre con contraseña"
        ),
        "save a copy without a password": "guarde una copia sin contraseña",
        "has no pages": "no tiene páginas",
        "has {n} pages": count(one="tiene {n} página", many="tiene {n} páginas"),
        "split it: a file may have {n} pages": "divídalo: un archivo puede tener {n} páginas",
        "is a damaged PDF ({reason})": "es un PDF dañado ({reason})",
        "page {page} holds {n} characters": "la página {page} contiene {n} caracteres",
        "a page may hold {n}": "una página puede contener {n}",
        "its menu, header, footer or margin gives what is no part of the text: {quotes}": (
            "su menú, encabezado, pie o margen da lo que no forma parte del texto: {quotes}"
        ),
        "pages {pages} are images without text, the other pages are read": count(
            one=("la página {pages} es una imagen sin texto, las demás se leyeron"),
            many=("las páginas {pages} son imágenes sin texto, las demás se leyeron"),
        ),
        "its pages are images without text": "sus páginas son imágenes sin texto",
        "run OCR first, for example ocrmypdf": "páselo antes por un OCR, por ejemplo ocrmypdf",
        "holds more than {n} characters": "contiene más de {n} caracteres",
        "save it as DOCX": "guárdelo como DOCX",
        "export it as DOCX or PDF": "expórtelo como DOCX o PDF",
        "save it as PPTX": "guárdelo como PPTX",
        "export it as PPTX or PDF": "expórtelo como PPTX o PDF",
        "save it as XLSX": "guárdelo como XLSX",
        "export it as XLSX": "expórtelo como XLSX",
        "save it as .eml, from a mail program": "guárdelo como .eml desde un programa de correo",
        "save its mails as .eml, from a mail program": (
            "guarde sus correos como .eml desde un programa de correo"
        ),
        "save its mails as .eml, each in a file of its own": (
            "guarde sus correos como .eml, cada uno en su archivo"
        ),
        "{share} of {small} stands in {large} too, and is {part} of that": (
            "el {share} de {small} está también en {large}, y es el {part} de este"
        ),
        "the same text, but for case and white space": (
            "el mismo texto, salvo mayúsculas y espacios"
        ),
        "{n} places with UTF-8 that was read as another encoding: {found} for {meant}": count(
            one=("{n} lugar con UTF-8 leído en otra codificación: {found} en lugar de {meant}"),
            many=("{n} lugares con UTF-8 leído en otra codificación: {found} en lugar de {meant}"),
        ),
        "{n} characters lost or no text: {named}": count(
            one="{n} carácter perdido o que no es texto: {named}",
            many="{n} caracteres perdidos o que no son texto: {named}",
        ),
        "read as {encoding}: {some} of {n} documents": count(
            one="leídos como {encoding}: {some} de {n} documento",
            many="leídos como {encoding}: {some} de {n} documentos",
        ),
        "nowhere to part it in {n} characters": "{n} caracteres sin un lugar donde dividirlos",
        "no text on pages {pages}": count(
            one="sin texto en la página {pages}", many="sin texto en las páginas {pages}"
        ),
        "in {n} documents": count(one="en {n} documento", many="en {n} documentos"),
        "{figure} ({n} documents)": count(
            one="{figure} ({n} documento)", many="{figure} ({n} documentos)"
        ),
        "no title but the name of its file": "sin más título que el nombre del archivo",
        "no date of publication": "sin fecha de publicación",
        "no publisher": "sin editor",
        "no address of the original": "sin dirección del original",
        "published {date}, which is still to come": (
            "publicado: {date}, una fecha que aún no ha llegado"
        ),
        "valid from {first} until {last}, which is never": (
            "válido desde: {first}; hasta: {last}; es decir, nunca"
        ),
        "expired {date}": "caducado: {date}",
        "valid from {date} only": "válido solo desde: {date}",
        "supersedes itself": "se sustituye a sí mismo",
        "supersedes {document}, which isn't there": "sustituye a {document}, que no está",
        "superseded by {document} and still there": "sustituido por {document} y todavía presente",
        "{n} documents are called {title}": "{n} documentos se titulan {title}",
        "the question has {n} characters, at most {most} are read": (
            "la pregunta tiene {n} caracteres; se leen {most} como máximo"
        ),
        "ask it in fewer words": "hágala con menos palabras",
        "the question has more than {n} characters": "la pregunta tiene más de {n} caracteres",
        "the history has more than {n} messages": "el historial tiene más de {n} mensajes",
        "message {number} of the history has more than {n} characters": (
            "el mensaje {number} del historial tiene más de {n} caracteres"
        ),
        "history is not a list of {role, content}": "history no es una lista de {role, content}",
        "the question is missing or not a string": "falta la pregunta o no es una cadena",
        "the question is nested too deeply": "la pregunta tiene demasiados niveles",
        "the body": "el cuerpo",
        "{name} is not JSON": "{name} no es JSON",
        "{name} is not a JSON object": "{name} no es un objeto JSON",
        "write it as {form}": "escríbalo así: {form}",
        "write it as {form}, with the keys that you need": (
            "escríbalo así, con las claves que necesite: {form}"
        ),
        "the body is not of the form {form}, the last two of at most {n} characters": (
            "el cuerpo no tiene la forma {form}; los dos últimos, de {n} caracteres como máximo"
        ),
        '"filters" is not an object': '"filters" no es un objeto',
        "there is no filter {name}": "no existe el filtro {name}",
        '"{key}" of the filters is not a list of strings': (
            '"{key}" de los filtros no es una lista de cadenas'
        ),
        '"{key}" of the filters is not a date': '"{key}" de los filtros no es una fecha',
        '"{key}" of the filters is not true or false': (
            '"{key}" de los filtros no es true ni false'
        ),
        "since {since} lies after until {until}": "since {since} es posterior a until {until}",
        "swap them": "intercámbielos",
        "no document passes all of the filters": "ningún documento cumple todos los filtros",
        "leave some of the filters out": "quite alguno de los filtros",
        "there is no document {name}": "no existe el documento {name}",
        "there is no publisher {name}": "no existe el editor {name}",
        "there is no tag {name}": "no existe la etiqueta {name}",
        "there is no language {name}": "no hay documentos en el idioma {name}",
        "did you mean {names}?": "¿quiso decir {names}?",
        "see the ids with `quotedesk show`": "vea los id con `quotedesk show`",
        "there are {names}": "hay {names}",
        "there are {names} and others": "hay {names} y otros",
        "no document has a publisher: leave the filter out": (
            "ningún documento tiene editor: quite el filtro"
        ),
        "no document has a tag: leave the filter out": (
            "ningún documento tiene etiquetas: quite el filtro"
        ),
        "no document has a language: leave the filter out": (
            "ningún documento indica su idioma: quite el filtro"
        ),
        "the question could not be looked up": "no se pudo buscar la pregunta",
        "there is no such recent reply": "no hay ninguna respuesta reciente así",
        "limit is not a number from 1 to {n}": "limit no es un número del 1 al {n}",
        "there is no such document to go on after: begin without": (
            "no hay ningún documento así tras el que seguir: empiece sin él"
        ),
        "there are no documents to ask about": "no hay documentos sobre los que preguntar",
        "internal error": "error interno",
        "there is nothing at this address": "no hay nada en esta dirección",
        "Not Found": "no hay nada en esta dirección",
        "Method Not Allowed": "método no permitido",
        "the desk is busy": "el servicio está ocupado",
        "try again in a moment": "inténtelo otra vez dentro de un momento",
        "the request is larger than {n} bytes": "la petición ocupa más de {n} bytes",
        "the request came too slowly": "la petición llegó demasiado despacio",
    }
)
