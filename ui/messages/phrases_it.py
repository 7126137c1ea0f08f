"""Italian for what the lower floors say: findings, unreadable files, errors of requests."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.messages.wording import Count, counts

count = counts("it")

PHRASES: Mapping[str, str | Count] = MappingProxyType(
    {
        "{what}, {mend}": "{what}; {mend}",
        "{file}: {why}": "{file}: {why}",
        "{first} or {rest}": "{first} o {rest}",
        "{several} and {last}": "{several} e {last}",
        "line {n}": "riga {n}",
        "every worker that had it died ({n} tries)": (
            "ogni processo che lo leggeva si è interrotto ({n} tentativi)"
        ),
        "split it, or give workers more memory": "lo divida o dia più memoria ai processi",
        "not a format that is read": "il formato non è supportato",
        "holds no text": "non contiene testo",
        "is an archive without documents": "è un archivio senza documenti",
        "a manifest in an archive isn't read": "un manifesto dentro un archivio non viene letto",
        "name its members in the corpus folder's": (
            "indichi i file nel manifesto della cartella dei documenti"
        ),
        "named in {manifest}, but not in the archive": (
            "indicato in {manifest}, ma assente dall’archivio"
        ),
        "mend its name": "corregga il nome",
        "an archive inside an archive": "un archivio dentro un archivio",
        "unpack it": "lo estragga",
        "check the folder's permissions": "controlli i permessi della cartella",
        "a link that leads outside of the corpus folder": (
            "un collegamento che porta fuori dalla cartella dei documenti"
        ),
        "a link in a circle": "un collegamento circolare",
        "can't be read ({reason})": "non può essere letto ({reason})",
        "not a regular file": "non è un file normale",
        "a link to a folder": "un collegamento a una cartella",
        "put the folder itself there": "vi metta la cartella stessa",
        "split it": "lo divida",
        "is empty": "è vuoto",
        "larger than {size} MB": "supera {size} MB",
        "its name isn't UTF-8": "il nome non è in UTF-8",
        "rename it": "lo rinomini",
        "holds more than {n} files": "contiene più di {n} file",
        "unpack it or split it": "lo estragga o lo divida",
        "unpacks to more than {size} MB": "una volta estratto supera {size} MB",
        "split it, or leave it out": "lo divida o lo tolga",
        "named as if it lay outside of the archive": (
            "il nome indica un luogo esterno all’archivio"
        ),
        "a link": "un collegamento",
        "encrypted": "cifrato",
        "save it without a password": "lo salvi senza password",
        "packed in a way that isn't read": "compresso con un metodo non supportato",
        "use the usual one (deflate)": "usi quello abituale (deflate)",
        "packed to less than 1/{n} of its size, as in a zip bomb": (
            "compresso a meno di 1/{n} della sua dimensione, come una bomba zip"
        ),
        "not a ZIP archive, or a damaged one": "non è un archivio ZIP, o è danneggiato",
        "save or pack it again": "lo salvi o lo comprima di nuovo",
        "its part {part} is {why}": "la parte {part}: {why}",
        "missing": "mancante",
        "damaged": "danneggiato",
        "save the document again, or leave it out": "salvi di nuovo il documento o lo tolga",
        "pack it again": "lo comprima di nuovo",
        "no text in a usual encoding": "nessun testo in una codifica usuale",
        "save it as UTF-8, or leave it out": "lo salvi in UTF-8 o lo tolga",
        "holds NUL characters, so it is no text file": (
            "contiene caratteri NUL, quindi non è un file di testo"
        ),
        "save it as UTF-8 text, or leave it out": "lo salvi come testo in UTF-8 o lo tolga",
        "names no book in it": "non indica alcun libro",
        "make the EPUB again": "crei di nuovo l’EPUB",
        "is locked (DRM)": "è protetto (DRM)",
        "get a copy without the lock": "si procuri una copia senza protezione",
        "its HTML is larger than {size} MB": "il suo HTML supera {size} MB",
        "its HTML is nested thousands of elements deep": (
            "il suo HTML ha migliaia di elementi annidati"
        ),
        "close its elements": "chiuda gli elementi",
        "its HTML can't be parsed": "il suo HTML non può essere interpretato",
        "mend the HTML, or leave it out": "corregga l’HTML o tolga il file",
        "not a JSON object": "non è un oggetto JSON",
        "not JSON: {reason} (column {column})": "non è JSON: {reason} (colonna {column})",
        "not JSON that can be read: a huge number, or nested too deeply": (
            "JSON illeggibile: un numero enorme o troppi livelli"
        ),
        "not UTF-8": "non è in UTF-8",
        "no _id": "senza _id",
        "no text": "senza testo",
        "holds half a surrogate pair": "contiene metà di una coppia surrogata Unicode",
        "longer than {size} MB": "supera {size} MB",
        "_id {id} was given on {line} already": "l’_id {id} compare già alla {line}",
        "is no e-mail (EML)": "non è un’e-mail (EML)",
        "save it in a mail program as .eml, or leave it out": (
            "lo salvi come .eml da un programma di posta o lo tolga"
        ),
        "has too many parts or lines for a mail": "ha troppe parti o righe per un’e-mail",
        "not an e-mail that can be read": "e-mail illeggibile",
        "save it again in a mail program as .eml": (
            "lo salvi di nuovo come .eml da un programma di posta"
        ),
        "has more than {n} files on it": "ha più di {n} allegati",
        "save them into a folder of documents": "li salvi in una cartella di documenti",
        "lies too deep in other mails": "è annidato in troppe e-mail",
        "save it by itself": "lo salvi a parte",
        "save its files into a folder of documents": (
            "salvi gli allegati in una cartella di documenti"
        ),
        "its text would be longer than {n} characters": "il testo supererebbe {n} caratteri",
        "has more than {n} parts": "ha più di {n} parti",
        "leave it out": "lo tolga",
        "is encrypted or sealed": "è cifrato o sigillato",
        "save its text from a mail program, or leave it out": (
            "salvi il testo da un programma di posta o lo tolga"
        ),
        "an archive in a mail": "un archivio in un’e-mail",
        "save it among the documents": "lo salvi fra i documenti",
        "its front matter is longer than {n} characters": (
            "l’intestazione (front matter) supera {n} caratteri"
        ),
        "shorten it, or close it with a line ---": "la accorci o la chiuda con una riga ---",
        "its front matter is not YAML ({reason})": (
            "l’intestazione (front matter) non è YAML ({reason})"
        ),
        "mend the lines between the two --- lines; quote values that hold ': '": (
            "corregga le righe fra i due ---; metta fra virgolette i valori che contengono ': '"
        ),
        "its lists or quotes are nested too deeply": (
            "gli elenchi o le citazioni hanno troppi livelli"
        ),
        "flatten them": "riduca i livelli",
        "not a Word document that can be read": "documento Word illeggibile",
        "open it in a word processor and save it again as DOCX": (
            "lo apra in un programma di scrittura e lo salvi di nuovo come DOCX"
        ),
        "is locked": "è bloccato",
        "holds no spreadsheet": "non contiene un foglio di calcolo",
        "holds no text document": "non contiene un documento di testo",
        "save it as ODT": "lo salvi come ODT",
        "not a slide show that can be read": "presentazione illeggibile",
        "open it in a program for slides and save it again as PPTX": (
            "la apra in un programma per presentazioni e la salvi di nuovo come PPTX"
        ),
        "holds no slides": "non contiene diapositive",
        "save it again as PPTX, or leave it out": "lo salvi di nuovo come PPTX o lo tolga",
        "has more than {n} slides": "ha più di {n} diapositive",
        "split it, or use CSV": "lo divida o usi il formato CSV",
        "has more than {n} cells": "ha più di {n} celle",
        "split it, or save it as CSV": "la divida o la salvi come CSV",
        "has a table of more than {n} cells": "ha una tabella con più di {n} celle",
        "not a workbook that can be read": "cartella di lavoro illeggibile",
        "open it in a spreadsheet program and save it again as XLSX": (
            "la apra in un foglio elettronico e la salvi di nuovo come XLSX"
        ),
        "its XML can't be parsed": "il suo XML non può essere interpretato",
        "save it again, or leave it out": "lo salvi di nuovo o lo tolga",
        "is no rich text (RTF)": "non è testo formattato (RTF)",
        "save it again as RTF, or leave it out": "lo salvi di nuovo come RTF o lo tolga",
        "save it again in a word processor": "lo salvi di nuovo da un programma di scrittura",
        "its groups are nested more than {n} deep": "i gruppi hanno più di {n} livelli",
        "is no PDF, or a damaged one": "non è un PDF, o è danneggiato",
        "save it anew as PDF": "lo salvi di nuovo come PDF",
        "is encrypted and opens only with a password": "è cifrato e si apre solo con una password",
        "save a copy without a password": "salvi una copia senza password",
        "has no pages": "non ha pagine",
        "has {n} pages": count(one="ha {n} pagina", many="ha {n} pagine"),
        "split it: a file may have {n} pages": "lo divida: un file può avere {n} pagine",
        "is a damaged PDF ({reason})": "è un PDF danneggiato ({reason})",
        "page {page} holds {n} characters": "la pagina {page} contiene {n} caratteri",
        "a page may hold {n}": "una pagina può contenerne {n}",
        "its menu, header, footer or margin gives what is no part of the text: {quotes}": (
            "il menu, l’intestazione, il piè di pagina o il margine dà ciò che "
            "non fa parte del testo: {quotes}"
        ),
        "pages {pages} are images without text, the other pages are read": count(
            one=("la pagina {pages} è un’immagine senza testo, le altre sono state lette"),
            many=("le pagine {pages} sono immagini senza testo, le altre sono state lette"),
        ),
        "its pages are images without text": "le sue pagine sono immagini senza testo",
        "run OCR first, for example ocrmypdf": "esegua prima un OCR, per esempio ocrmypdf",
        "holds more than {n} characters": "contiene più di {n} caratteri",
        "save it as DOCX": "lo salvi come DOCX",
        "export it as DOCX or PDF": "lo esporti come DOCX o PDF",
        "save it as PPTX": "lo salvi come PPTX",
        "export it as PPTX or PDF": "lo esporti come PPTX o PDF",
        "save it as XLSX": "lo salvi come XLSX",
        "export it as XLSX": "lo esporti come XLSX",
        "save it as .eml, from a mail program": "lo salvi come .eml da un programma di posta",
        "save its mails as .eml, from a mail program": (
            "salvi le sue e-mail come .eml da un programma di posta"
        ),
        "save its mails as .eml, each in a file of its own": (
            "salvi le sue e-mail come .eml, ciascuna in un file"
        ),
        "{share} of {small} stands in {large} too, and is {part} of that": (
            "il {share} di {small} si trova anche in {large}, di cui è il {part}"
        ),
        "the same text, but for case and white space": "lo stesso testo, salvo maiuscole e spazi",
        "{n} places with UTF-8 that was read as another encoding: {found} for {meant}": count(
            one=("{n} punto con UTF-8 letto in un’altra codifica: {found} invece di {meant}"),
            many=("{n} punti con UTF-8 letto in un’altra codifica: {found} invece di {meant}"),
        ),
        "{n} characters lost or no text: {named}": count(
            one="{n} carattere perso o che non è testo: {named}",
            many="{n} caratteri persi o che non sono testo: {named}",
        ),
        "read as {encoding}: {some} of {n} documents": count(
            one="letti come {encoding}: {some} di {n} documento",
            many="letti come {encoding}: {some} di {n} documenti",
        ),
        "nowhere to part it in {n} characters": "{n} caratteri senza un punto in cui dividerli",
        "no text on pages {pages}": count(
            one="nessun testo a pagina {pages}", many="nessun testo alle pagine {pages}"
        ),
        "in {n} documents": count(one="in {n} documento", many="in {n} documenti"),
        "{figure} ({n} documents)": count(
            one="{figure} ({n} documento)", many="{figure} ({n} documenti)"
        ),
        "no title but the name of its file": "nessun titolo oltre al nome del file",
        "no date of publication": "nessuna data di pubblicazione",
        "no publisher": "nessun editore",
        "no address of the original": "nessun indirizzo dell’originale",
        "published {date}, which is still to come": "pubblicato: {date}, una data futura",
        "valid from {first} until {last}, which is never": (
            "valido da: {first}; fino a: {last}; cioè mai"
        ),
        "expired {date}": "scaduto: {date}",
        "valid from {date} only": "valido solo dal: {date}",
        "supersedes itself": "sostituisce sé stesso",
        "supersedes {document}, which isn't there": "sostituisce {document}, che non c’è",
        "superseded by {document} and still there": "sostituito da {document} e ancora presente",
        "{n} documents are called {title}": "{n} documenti hanno il titolo {title}",
        "the question has {n} characters, at most {most} are read": (
            "la domanda ha {n} caratteri; se ne leggono al massimo {most}"
        ),
        "ask it in fewer words": "la ponga con meno parole",
        "the question has more than {n} characters": "la domanda ha più di {n} caratteri",
        "the history has more than {n} messages": "la cronologia ha più di {n} messaggi",
        "message {number} of the history has more than {n} characters": (
            "il messaggio {number} della cronologia ha più di {n} caratteri"
        ),
        "history is not a list of {role, content}": "history non è un elenco di {role, content}",
        "the question is missing or not a string": "la domanda manca o non è una stringa",
        "the question is nested too deeply": "la domanda ha troppi livelli",
        "the body": "il corpo",
        "{name} is not JSON": "{name} non è JSON",
        "{name} is not a JSON object": "{name} non è un oggetto JSON",
        "write it as {form}": "scriva così: {form}",
        "write it as {form}, with the keys that you need": (
            "scriva così, con le chiavi che servono: {form}"
        ),
        "the body is not of the form {form}, the last two of at most {n} characters": (
            "il corpo non ha la forma {form}; gli ultimi due di al massimo {n} caratteri"
        ),
        '"filters" is not an object': '"filters" non è un oggetto',
        "there is no filter {name}": "non esiste il filtro {name}",
        '"{key}" of the filters is not a list of strings': (
            '"{key}" dei filtri non è un elenco di stringhe'
        ),
        '"{key}" of the filters is not a date': '"{key}" dei filtri non è una data',
        '"{key}" of the filters is not true or false': '"{key}" dei filtri non è true né false',
        "since {since} lies after until {until}": "since {since} è successivo a until {until}",
        "swap them": "li scambi",
        "no document passes all of the filters": "nessun documento soddisfa tutti i filtri",
        "leave some of the filters out": "tolga qualche filtro",
        "there is no document {name}": "non esiste il documento {name}",
        "there is no publisher {name}": "non esiste l’editore {name}",
        "there is no tag {name}": "non esiste l’etichetta {name}",
        "there is no language {name}": "non ci sono documenti nella lingua {name}",
        "did you mean {names}?": "intendeva {names}?",
        "see the ids with `quotedesk show`": "veda gli id con `quotedesk show`",
        "there are {names}": "ci sono {names}",
        "there are {names} and others": "ci sono {names} e altri",
        "no document has a publisher: leave the filter out": (
            "nessun documento ha un editore: tolga il filtro"
        ),
        "no document has a tag: leave the filter out": (
            "nessun documento ha etichette: tolga il filtro"
        ),
        "no document has a language: leave the filter out": (
            "nessun documento indica la lingua: tolga il filtro"
        ),
        "the question could not be looked up": "non è stato possibile cercare la domanda",
        "there is no such recent reply": "non c’è una risposta recente così",
        "limit is not a number from 1 to {n}": "limit non è un numero da 1 a {n}",
        "there is no such document to go on after: begin without": (
            "non c’è un documento così dopo cui continuare: si cominci senza"
        ),
        "there are no documents to ask about": "non ci sono documenti su cui fare domande",
        "internal error": "errore interno",
        "there is nothing at this address": "non c’è nulla a questo indirizzo",
        "Not Found": "non c’è nulla a questo indirizzo",
        "Method Not Allowed": "metodo non consentito",
        "the desk is busy": "il servizio è sovraccarico",
        "try again in a moment": "riprovi fra un momento",
        "the request is larger than {n} bytes": "la richiesta supera {n} byte",
        "the request came too slowly": "la richiesta è arrivata troppo lentamente",
    }
)
