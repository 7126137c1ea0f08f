"""French for what the lower floors say: findings, unreadable files, errors of requests."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.messages.wording import Count, counts

count = counts("fr")

PHRASES: Mapping[str, str | Count] = MappingProxyType(
    {
        "{what}, {mend}": "{what} ; {mend}",
        "{file}: {why}": "{file} : {why}",
        "{first} or {rest}": "{first} ou {rest}",
        "{several} and {last}": "{several} et {last}",
        "line {n}": "ligne {n}",
        "every worker that had it died ({n} tries)": (
            "chaque processus qui le lisait s’est arrêté ({n} essais)"
        ),
        "split it, or give workers more memory": (
            "divisez-le ou donnez plus de mémoire aux processus"
        ),
        "not a format that is read": "son format n’est pas pris en charge",
        "holds no text": "ne contient pas de texte",
        "is an archive without documents": "est une archive sans documents",
        "a manifest in an archive isn't read": "un manifeste placé dans une archive n’est pas lu",
        "name its members in the corpus folder's": (
            "nommez ses fichiers dans celui du dossier de documents"
        ),
        "named in {manifest}, but not in the archive": (
            "nommé dans {manifest}, mais absent de l’archive"
        ),
        "mend its name": "corrigez son nom",
        "an archive inside an archive": "une archive dans une archive",
        "unpack it": "décompressez-la",
        "check the folder's permissions": "vérifiez les droits d’accès au dossier",
        "a link that leads outside of the corpus folder": (
            "un lien qui mène hors du dossier de documents"
        ),
        "a link in a circle": "un lien qui tourne en rond",
        "can't be read ({reason})": "ne peut pas être lu ({reason})",
        "not a regular file": "n’est pas un fichier ordinaire",
        "a link to a folder": "un lien vers un dossier",
        "put the folder itself there": "mettez-y le dossier lui-même",
        "split it": "divisez-le",
        "is empty": "est vide",
        "larger than {size} MB": "dépasse {size} Mo",
        "its name isn't UTF-8": "son nom n’est pas en UTF-8",
        "rename it": "renommez-le",
        "holds more than {n} files": "contient plus de {n} fichiers",
        "unpack it or split it": "décompressez-le ou divisez-le",
        "unpacks to more than {size} MB": "dépasse {size} Mo une fois décompressé",
        "split it, or leave it out": "divisez-le ou retirez-le",
        "named as if it lay outside of the archive": (
            "son nom désigne un endroit hors de l’archive"
        ),
        "a link": "un lien",
        "encrypted": "chiffré",
        "save it without a password": "enregistrez-le sans mot de passe",
        "packed in a way that isn't read": "compressé d’une façon qui n’est pas prise en charge",
        "use the usual one (deflate)": "utilisez la méthode habituelle (deflate)",
        "packed to less than 1/{n} of its size, as in a zip bomb": (
            "compressé à moins de 1/{n} de sa taille, comme une bombe zip"
        ),
        "not a ZIP archive, or a damaged one": "n’est pas une archive ZIP, ou elle est endommagée",
        "save or pack it again": "enregistrez ou compressez à nouveau",
        "its part {part} is {why}": "sa partie {part} : {why}",
        "missing": "absent",
        "damaged": "endommagé",
        "save the document again, or leave it out": (
            "enregistrez à nouveau le document, ou retirez-le"
        ),
        "pack it again": "compressez-le à nouveau",
        "no text in a usual encoding": "pas de texte dans un encodage courant",
        "save it as UTF-8, or leave it out": "enregistrez-le en UTF-8, ou retirez-le",
        "holds NUL characters, so it is no text file": (
            "contient des caractères NUL ; ce n’est donc pas un fichier texte"
        ),
        "save it as UTF-8 text, or leave it out": (
            "enregistrez-le comme texte en UTF-8, ou retirez-le"
        ),
        "names no book in it": "n’indique aucun livre",
        "make the EPUB again": "recréez le fichier EPUB",
        "is locked (DRM)": "est verrouillé (DRM)",
        "get a copy without the lock": "procurez-vous une copie sans verrou",
        "its HTML is larger than {size} MB": "son HTML dépasse {size} Mo",
        "its HTML is nested thousands of elements deep": (
            "son HTML imbrique des milliers d’éléments"
        ),
        "close its elements": "fermez ses éléments",
        "its HTML can't be parsed": "son HTML ne peut pas être analysé",
        "mend the HTML, or leave it out": "corrigez le HTML, ou retirez le fichier",
        "not a JSON object": "n’est pas un objet JSON",
        "not JSON: {reason} (column {column})": "n’est pas du JSON : {reason} (colonne {column})",
        "not JSON that can be read: a huge number, or nested too deeply": (
            "JSON illisible : un nombre énorme ou trop de niveaux"
        ),
        "not UTF-8": "n’est pas en UTF-8",
        "no _id": "sans _id",
        "no text": "sans texte",
        "holds half a surrogate pair": "contient une moitié de paire de substitution Unicode",
        "longer than {size} MB": "dépasse {size} Mo",
        "_id {id} was given on {line} already": "l’_id {id} figure déjà à la {line}",
        "is no e-mail (EML)": "n’est pas un courriel (EML)",
        "save it in a mail program as .eml, or leave it out": (
            "enregistrez-le au format .eml depuis une messagerie, ou retirez-le"
        ),
        "has too many parts or lines for a mail": (
            "a trop de parties ou de lignes pour un courriel"
        ),
        "not an e-mail that can be read": "courriel illisible",
        "save it again in a mail program as .eml": (
            "enregistrez-le à nouveau au format .eml depuis une messagerie"
        ),
        "has more than {n} files on it": "porte plus de {n} pièces jointes",
        "save them into a folder of documents": "enregistrez-les dans un dossier de documents",
        "lies too deep in other mails": "se trouve trop profondément dans d’autres courriels",
        "save it by itself": "enregistrez-le à part",
        "save its files into a folder of documents": (
            "enregistrez ses pièces jointes dans un dossier de documents"
        ),
        "its text would be longer than {n} characters": "son texte dépasserait {n} caractères",
        "has more than {n} parts": "a plus de {n} parties",
        "leave it out": "retirez-le",
        "is encrypted or sealed": "est chiffré ou scellé",
        "save its text from a mail program, or leave it out": (
            "enregistrez son texte depuis une messagerie, ou retirez-le"
        ),
        "an archive in a mail": "une archive dans un courriel",
        "save it among the documents": "enregistrez-la parmi les documents",
        "its front matter is longer than {n} characters": (
            "son en-tête (front matter) dépasse {n} caractères"
        ),
        "shorten it, or close it with a line ---": (
            "raccourcissez-le, ou fermez-le par une ligne ---"
        ),
        "its front matter is not YAML ({reason})": (
            "son en-tête (front matter) n’est pas du YAML ({reason})"
        ),
        "mend the lines between the two --- lines; quote values that hold ': '": (
            "corrigez les lignes entre les deux --- ; mettez entre guillemets les "
            "valeurs qui contiennent ': '"
        ),
        "its lists or quotes are nested too deeply": "ses listes ou citations ont trop de niveaux",
        "flatten them": "réduisez le nombre de niveaux",
        "not a Word document that can be read": "document Word illisible",
        "open it in a word processor and save it again as DOCX": (
            "ouvrez-le dans un traitement de texte et enregistrez-le à nouveau au format DOCX"
        ),
        "is locked": "est verrouillé",
        "holds no spreadsheet": "ne contient pas de feuille de calcul",
        "holds no text document": "ne contient pas de document texte",
        "save it as ODT": "enregistrez-le au format ODT",
        "not a slide show that can be read": "présentation illisible",
        "open it in a program for slides and save it again as PPTX": (
            "ouvrez-la dans un logiciel de présentation et enregistrez-la à nouveau au format PPTX"
        ),
        "holds no slides": "ne contient pas de diapositives",
        "save it again as PPTX, or leave it out": (
            "enregistrez-le à nouveau au format PPTX, ou retirez-le"
        ),
        "has more than {n} slides": "a plus de {n} diapositives",
        "split it, or use CSV": "divisez-le, ou utilisez le format CSV",
        "has more than {n} cells": "a plus de {n} cellules",
        "split it, or save it as CSV": "divisez-le, ou enregistrez-le au format CSV",
        "has a table of more than {n} cells": "a un tableau de plus de {n} cellules",
        "not a workbook that can be read": "classeur illisible",
        "open it in a spreadsheet program and save it again as XLSX": (
            "ouvrez-le dans un tableur et enregistrez-le à nouveau au format XLSX"
        ),
        "its XML can't be parsed": "son XML ne peut pas être analysé",
        "save it again, or leave it out": "enregistrez-le à nouveau, ou retirez-le",
        "is no rich text (RTF)": "n’est pas du texte enrichi (RTF)",
        "save it again as RTF, or leave it out": (
            "enregistrez-le à nouveau au format RTF, ou retirez-le"
        ),
        "save it again in a word processor": (
            "enregistrez-le à nouveau depuis un traitement de texte"
        ),
        "its groups are nested more than {n} deep": "ses groupes ont plus de {n} niveaux",
        "is no PDF, or a damaged one": "n’est pas un PDF, ou il est endommagé",
        "save it anew as PDF": "enregistrez-le à nouveau au format PDF",
        "is encrypted and opens only with a password": (
            "est chiffré et ne s’ouvre qu’avec un mot de passe"
        ),
        "save a copy without a password": "enregistrez une copie sans mot de passe",
        "has no pages": "n’a pas de pages",
        "has {n} pages": count(one="a {n} page", many="a {n} pages"),
        "split it: a file may have {n} pages": "divisez-le : un fichier peut avoir {n} pages",
        "is a damaged PDF ({reason})": "est un PDF endommagé ({reason})",
        "page {page} holds {n} characters": "la page {page} contient {n} caractères",
        "a page may hold {n}": "une page peut en contenir {n}",
        "its menu, header, footer or margin gives what is no part of the text: {quotes}": (
            "son menu, son en-tête, son pied de page ou sa marge donne ce qui "
            "ne fait pas partie du texte : {quotes}"
        ),
        "pages {pages} are images without text, the other pages are read": count(
            one=("la page {pages} est une image sans texte, les autres ont été lues"),
            many=("les pages {pages} sont des images sans texte, les autres ont été lues"),
        ),
        "its pages are images without text": "ses pages sont des images sans texte",
        "run OCR first, for example ocrmypdf": "passez d’abord un OCR, par exemple ocrmypdf",
        "holds more than {n} characters": "contient plus de {n} caractères",
        "save it as DOCX": "enregistrez-le au format DOCX",
        "export it as DOCX or PDF": "exportez-le au format DOCX ou PDF",
        "save it as PPTX": "enregistrez-le au format PPTX",
        "export it as PPTX or PDF": "exportez-le au format PPTX ou PDF",
        "save it as XLSX": "enregistrez-le au format XLSX",
        "export it as XLSX": "exportez-le au format XLSX",
        "save it as .eml, from a mail program": (
            "enregistrez-le au format .eml depuis une messagerie"
        ),
        "save its mails as .eml, from a mail program": (
            "enregistrez ses courriels au format .eml depuis une messagerie"
        ),
        "save its mails as .eml, each in a file of its own": (
            "enregistrez ses courriels au format .eml, chacun dans son fichier"
        ),
        "{share} of {small} stands in {large} too, and is {part} of that": (
            "{share} de {small} se trouve aussi dans {large}, dont cela fait {part}"
        ),
        "the same text, but for case and white space": (
            "le même texte, aux majuscules et aux espaces près"
        ),
        "{n} places with UTF-8 that was read as another encoding: {found} for {meant}": count(
            one=("{n} endroit en UTF-8 lu dans un autre encodage : {found} au lieu de {meant}"),
            many=("{n} endroits en UTF-8 lus dans un autre encodage : {found} au lieu de {meant}"),
        ),
        "{n} characters lost or no text: {named}": count(
            one="{n} caractère perdu ou qui n’est pas du texte : {named}",
            many=("{n} caractères perdus ou qui ne sont pas du texte : {named}"),
        ),
        "read as {encoding}: {some} of {n} documents": count(
            one="lus en {encoding} : {some} document sur {n}",
            many="lus en {encoding} : {some} documents sur {n}",
        ),
        "nowhere to part it in {n} characters": "{n} caractères sans endroit où couper",
        "no text on pages {pages}": count(
            one="pas de texte à la page {pages}", many="pas de texte aux pages {pages}"
        ),
        "in {n} documents": count(one="dans {n} document", many="dans {n} documents"),
        "{figure} ({n} documents)": count(
            one="{figure} ({n} document)", many="{figure} ({n} documents)"
        ),
        "no title but the name of its file": "pas d’autre titre que le nom du fichier",
        "no date of publication": "pas de date de publication",
        "no publisher": "pas d’éditeur",
        "no address of the original": "pas d’adresse de l’original",
        "published {date}, which is still to come": "publié : {date}, une date à venir",
        "valid from {first} until {last}, which is never": (
            "valable du {first} au {last}, c’est-à-dire jamais"
        ),
        "expired {date}": "expiré : {date}",
        "valid from {date} only": "valable seulement à partir du : {date}",
        "supersedes itself": "se remplace lui-même",
        "supersedes {document}, which isn't there": "remplace {document}, qui n’est pas là",
        "superseded by {document} and still there": "remplacé par {document} et encore là",
        "{n} documents are called {title}": "{n} documents s’intitulent {title}",
        "the question has {n} characters, at most {most} are read": (
            "la question a {n} caractères ; {most} au plus sont lus"
        ),
        "ask it in fewer words": "posez-la en moins de mots",
        "the question has more than {n} characters": "la question a plus de {n} caractères",
        "the history has more than {n} messages": "l’historique a plus de {n} messages",
        "message {number} of the history has more than {n} characters": (
            "le message {number} de l’historique a plus de {n} caractères"
        ),
        "history is not a list of {role, content}": (
            "history n’est pas une liste de {role, content}"
        ),
        "the question is missing or not a string": "la question manque ou n’est pas une chaîne",
        "the question is nested too deeply": "la question a trop de niveaux",
        "the body": "le corps",
        "{name} is not JSON": "{name} n’est pas du JSON",
        "{name} is not a JSON object": "{name} n’est pas un objet JSON",
        "write it as {form}": "écrivez : {form}",
        "write it as {form}, with the keys that you need": (
            "écrivez, avec les clés dont vous avez besoin : {form}"
        ),
        "the body is not of the form {form}, the last two of at most {n} characters": (
            "le corps n’est pas de la forme {form} ; les deux derniers ont {n} caractères au plus"
        ),
        '"filters" is not an object': '"filters" n’est pas un objet',
        "there is no filter {name}": "il n’y a pas de filtre {name}",
        '"{key}" of the filters is not a list of strings': (
            '"{key}" des filtres n’est pas une liste de chaînes'
        ),
        '"{key}" of the filters is not a date': '"{key}" des filtres n’est pas une date',
        '"{key}" of the filters is not true or false': (
            '"{key}" des filtres n’est ni true ni false'
        ),
        "since {since} lies after until {until}": "since {since} est postérieur à until {until}",
        "swap them": "échangez-les",
        "no document passes all of the filters": "aucun document ne satisfait à tous les filtres",
        "leave some of the filters out": "retirez certains filtres",
        "there is no document {name}": "il n’y a pas de document {name}",
        "there is no publisher {name}": "il n’y a pas d’éditeur {name}",
        "there is no tag {name}": "il n’y a pas d’étiquette {name}",
        "there is no language {name}": "il n’y a pas de document dans la langue {name}",
        "did you mean {names}?": "vouliez-vous dire {names} ?",
        "see the ids with `quotedesk show`": "voyez les id avec `quotedesk show`",
        "there are {names}": "il y a {names}",
        "there are {names} and others": "il y a {names} et d’autres",
        "no document has a publisher: leave the filter out": (
            "aucun document n’a d’éditeur : retirez le filtre"
        ),
        "no document has a tag: leave the filter out": (
            "aucun document n’a d’étiquette : retirez le filtre"
        ),
        "no document has a language: leave the filter out": (
            "aucun document n’indique sa langue : retirez le filtre"
        ),
        "the question could not be looked up": "la recherche n’a pas pu aboutir",
        "there is no such recent reply": "il n’y a pas de réponse récente de ce nom",
        "limit is not a number from 1 to {n}": "limit n’est pas un nombre de 1 à {n}",
        "there is no such document to go on after: begin without": (
            "il n’y a pas de tel document après lequel continuer : commencez sans lui"
        ),
        "there are no documents to ask about": "il n’y a pas de documents à interroger",
        "internal error": "erreur interne",
        "there is nothing at this address": "il n’y a rien à cette adresse",
        "Not Found": "il n’y a rien à cette adresse",
        "Method Not Allowed": "méthode non autorisée",
        "the desk is busy": "le service est très sollicité",
        "try again in a moment": "réessayez dans un instant",
        "the request is larger than {n} bytes": "la requête dépasse {n} octets",
        "the request came too slowly": "la requête est arrivée trop lentement",
    }
)
