"""German: complete, as the type of a catalogue demands, and addressed to the reader as `Sie`."""

from types import MappingProxyType

from qa.reply import Reason
from ui.messages.catalogue import Catalogue
from ui.messages.measured_de import REPORT, VERIFY
from ui.messages.phrases_de import PHRASES
from ui.messages.staff_de import API, STAFF
from ui.messages.wording import Wording, counts

count = counts("de")

GERMAN = Catalogue(
    language="de",
    language_name="Deutsch",
    languages="Sprache",
    date_form="{day}. {month} {year}",
    month_form="{month} {year}",
    first_day="1",
    promise=("Die Antworten sind wörtliche Zitate aus den Dokumenten, nichts anderes."),
    no_script=("Für Fragen wird JavaScript benötigt. Die Dokumente lassen sich auch ohne lesen:"),
    welcome_title="Was möchten Sie wissen?",
    welcome_body=count(
        one=(
            "Fragen Sie mit Ihren eigenen Worten. Sie erhalten die Textstellen, die "
            "Ihre Frage beantworten, im Wortlaut und mit Fundstelle im Dokument. "
            "Enthält es keine Antwort, wird Ihnen das mitgeteilt."
        ),
        many=(
            "Fragen Sie mit Ihren eigenen Worten. Sie erhalten die Textstellen, die "
            "Ihre Frage beantworten, im Wortlaut und mit Quelle, aus {n} Dokumenten. "
            "Enthalten sie keine Antwort, wird Ihnen das mitgeteilt."
        ),
    ),
    question_label="Ihre Frage",
    question_placeholder="Stellen Sie eine Frage",
    ask="Fragen",
    new_conversation="Neues Gespräch",
    examples="Fragen für den Anfang",
    conversation_cleared="Ein neues Gespräch hat begonnen.",
    filter_all=count(one="In {n} Dokument suchen", many="In allen {n} Dokumenten suchen"),
    filter_some="In {n} von {total} Dokumenten suchen",
    filter_legend="Nur in diesen",
    filter_hint="Ist keines angekreuzt, werden alle durchsucht.",
    filter_clear="In allen suchen",
    keys="Tastenkürzel",
    keys_question="Zur Frage springen",
    keys_close="Quelle schließen, während Sie darin sind",
    keys_on="Taste / verwenden",
    you_asked="Ihre Frage:",
    quotes_found=count(one="{n} Zitat", many="{n} Zitate"),
    strong_match="Deutlicher Treffer",
    likely_match="Wahrscheinlicher Treffer",
    possible_match="Möglicher Treffer",
    chosen_by_staff="Vom Personal ausgewählt",
    quote_number="Zitat {n}",
    searched_for="Gesucht nach:",
    understood_with="Verstanden mit:",
    missing_words="In keinem Dokument:",
    unquoted_words="Nicht im ersten Zitat:",
    unanswered_parts="Ohne Antwort:",
    ask_exactly="Genau nach meiner Eingabe suchen",
    ask_alone="Ohne das Gespräch fragen",
    open_source="Quelle öffnen",
    open_page="Als Seite öffnen",
    original="Original",
    copy="Kopieren",
    copy_link="Link kopieren",
    copied="Kopiert",
    copy_failed=(
        "Das Kopieren ist nicht gelungen. Bitte markieren Sie den Text und "
        "kopieren Sie ihn von Hand."
    ),
    slip="Merkzettel",
    page="Seite {page}",
    columns="Spalten: {names}",
    opens_new_tab="(öffnet sich in einem neuen Tab)",
    refusals=MappingProxyType(
        {
            Reason.NOTHING_RELATED: Wording(
                title="Dazu wurde nichts gefunden",
                body=(
                    "Keine Textstelle scheint zur Frage zu passen. Vielleicht helfen andere Wörter."
                ),
            ),
            Reason.NOT_ANSWERED: Wording(
                title="Es wurde keine sichere Antwort gefunden",
                body=(
                    "Unten stehen die Textstellen, die der Frage am nächsten kommen. Keine "
                    "beantwortet sie mit Sicherheit; bitte prüfen Sie selbst."
                ),
            ),
            Reason.NEEDS_CONTEXT: Wording(
                title="Worauf bezieht sich die Frage?",
                body=(
                    "Sie scheint an eine frühere Frage anzuschließen. Bitte stellen Sie sie "
                    "noch einmal und nennen Sie, worum es geht."
                ),
            ),
            Reason.EMPTY_QUESTION: Wording(
                title="Es gibt noch keine Frage",
                body=(
                    "Schreiben Sie eine Frage mit Ihren eigenen Worten und drücken Sie die "
                    "Eingabetaste."
                ),
            ),
        }
    ),
    related=count(
        one=("Die Textstelle, die am nächsten kommt (sie beantwortet die Frage vielleicht nicht)"),
        many=(
            "Die {n} Textstellen, die am nächsten kommen (sie beantworten die Frage "
            "vielleicht nicht)"
        ),
    ),
    related_more=count(
        one=("{n} weitere Textstelle (auch sie ist vielleicht keine Antwort)"),
        many=("{n} weitere Textstellen (auch sie sind vielleicht keine Antwort)"),
    ),
    searched_all=count(one="Durchsucht: {n} Dokument.", many="Durchsucht: alle {n} Dokumente."),
    searched_some="Durchsucht: {n} von {total} Dokumenten, wie ausgewählt.",
    ask_everywhere="In allen Dokumenten suchen",
    contact="Weitere Auskunft:",
    staff_say_none="Das Personal hat nachgesehen: Diese Dokumente beantworten das nicht.",
    helpful="War das hilfreich?",
    yes="Ja",
    no="Nein",
    thanks="Vielen Dank.",
    feedback_failed=("Das konnte nicht gesendet werden. Bitte versuchen Sie es noch einmal."),
    fault="Was stimmte nicht? (freiwillig)",
    faults=MappingProxyType(
        {
            "not_what_i_asked": "Danach habe ich nicht gefragt",
            "incomplete": "Es fehlt etwas",
            "out_of_date": "Es ist veraltet",
            "hard_to_understand": "Es ist schwer zu verstehen",
            "other": "Etwas anderes",
        }
    ),
    remark="Mit Ihren eigenen Worten (freiwillig)",
    remark_hint=(
        "Ihr Hinweis wird zusammen mit Ihrer Frage für das Personal dieses "
        "Dienstes aufbewahrt. Bitte nennen Sie keine Namen oder anderen "
        "persönlichen Daten."
    ),
    send="Senden",
    keep="Dieses Gespräch aufbewahren:",
    read_or_print="Lesen oder drucken",
    save_html="Als HTML speichern",
    save_markdown="Als Markdown speichern",
    conversation="Gespräch",
    made_on="{desk}, {date}",
    slip_title="Merkzettel",
    slip_link="Im Zusammenhang lesen:",
    slip_code="QR-Code der obigen Adresse",
    slip_made="Wörtlich zitiert von {desk} am {date}.",
    source="Quelle",
    documents=count(one="{n} Dokument", many="{n} Dokumente"),
    documents_left_out=count(one="und {n} weiteres Dokument", many="und {n} weitere Dokumente"),
    choose_document=(
        "Öffnen Sie die Quelle eines Zitats, um sie hier zu lesen, oder beginnen "
        "Sie mit einem Dokument."
    ),
    close_source="Quelle schließen",
    back_to_conversation="Zurück zum Gespräch",
    contents="Inhalt",
    to_quote="Zum Zitat",
    marked_places="Markierte Stellen",
    next_mark="Nächste markierte Stelle",
    previous_mark="Vorige markierte Stelle",
    original_pages=count(one="Im Original ({n} Seite)", many="Im Original ({n} Seiten)"),
    original_page=(
        "Seite {page} des Originals, das Zitat ist eingerahmt. Der Text folgt darunter."
    ),
    author="Verfasst von",
    publisher="Herausgeber",
    published="Veröffentlicht",
    valid_from="Gültig ab",
    valid_until="Gültig bis",
    not_yet_valid="Erst in Kraft ab {date}",
    expired="Abgelaufen: gültig bis {date}",
    superseded="Ersetzt durch {document}",
    licence="Lizenz",
    source_opened="Quelle geöffnet: {title}",
    back_to_desk="Eine Frage stellen",
    question_too_long=count(
        one="Die Frage ist um {n} Zeichen zu lang", many="Die Frage ist um {n} Zeichen zu lang"
    ),
    question_limit=(
        "Es können höchstens {limit} Zeichen gelesen werden. Die Frage steht "
        "noch im Eingabefeld: Bitte kürzen Sie sie dort."
    ),
    busy=Wording(
        title="Der Dienst ist ausgelastet",
        body=(
            "Zurzeit stellen viele Menschen Fragen. Bitte versuchen Sie es gleich "
            "noch einmal; von dem, was Sie geschrieben haben, geht nichts verloren."
        ),
    ),
    too_many=count(
        one=(
            "Von Ihrer Adresse kamen zu viele Fragen. Bitte versuchen Sie es in {n} "
            "Sekunde noch einmal."
        ),
        many=(
            "Von Ihrer Adresse kamen zu viele Fragen. Bitte versuchen Sie es in {n} "
            "Sekunden noch einmal."
        ),
    ),
    not_asked="Die Frage wurde nicht gesendet",
    offline=(
        "Der Dienst ist gerade nicht erreichbar. Bitte prüfen Sie Ihre "
        "Verbindung und versuchen Sie es noch einmal; Ihre Frage steht noch im "
        "Eingabefeld."
    ),
    failed=Wording(
        title="Das ist nicht gelungen",
        body=(
            "Die Frage konnte nicht nachgeschlagen werden. Bitte versuchen Sie es "
            "noch einmal; geschieht es wieder, melden Sie es bitte der Stelle, die "
            "diesen Dienst betreibt."
        ),
    ),
    unknown_document=Wording(
        title="Dieses Dokument gibt es nicht",
        body=(
            "Unter dieser Adresse gibt es hier kein Dokument. Vielleicht wurde es "
            "umbenannt oder entfernt."
        ),
    ),
    unknown_conversation=Wording(
        title="Dieses Gespräch gibt es nicht",
        body=(
            "Gespräche werden nur einige Stunden aufbewahrt. Dieses ist nicht mehr "
            "vorhanden, oder es hat es nie gegeben."
        ),
    ),
    unknown_picture=Wording(
        title="Kein Bild dieser Seite",
        body=(
            "Das Original ist nicht verfügbar oder hat diese Seite nicht. Der Text "
            "kann hier gelesen werden."
        ),
    ),
    bad_range=Wording(
        title="Diese Stelle gibt es im Dokument nicht",
        body=("Die Adresse nennt einen Textbereich, den das Dokument nicht hat."),
    ),
    unknown_page=Wording(
        title="Diese Seite gibt es nicht", body="Unter dieser Adresse gibt es nichts."
    ),
    opening=Wording(
        title="Der Dienst wird gerade geöffnet",
        body=(
            "Diese Seite erscheint gleich von selbst. Die Dokumente können schon gelesen werden."
        ),
    ),
    no_chat=Wording(
        title="Dokumente zum Lesen",
        body=(
            "Auf dieser Seite können keine Fragen gestellt werden. Die Dokumente "
            "können hier gelesen werden."
        ),
    ),
    desks="Auskunftsstellen",
    closed=Wording(
        title="Diese Auskunftsstelle kann noch nicht befragt werden",
        body="Ihre Dokumente werden noch vorbereitet. Bitte kommen Sie später wieder.",
    ),
    ask_at_desk="Die ganze Auskunftsstelle öffnen",
    staff=STAFF,
    api=API,
    report=REPORT,
    verify=VERIFY,
    phrases=PHRASES,
)
