"""German, for the desk's own people."""

from types import MappingProxyType

from corpus.lint import Code, Severity
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import counts

count = counts("de")

STAFF = StaffWords(
    sign_in_title="Anmeldung für das Personal",
    password="Kennwort",
    sign_in="Anmelden",
    sign_in_here="Bitte melden Sie sich auf dieser Seite an.",
    wrong_password="Das Kennwort ist nicht richtig.",
    too_many_guesses=count(
        one=("Zu viele Versuche. Bitte versuchen Sie es in {n} Sekunde noch einmal."),
        many=("Zu viele Versuche. Bitte versuchen Sie es in {n} Sekunden noch einmal."),
    ),
    title="Für das Personal",
    sign_out="Abmelden",
    by_day="Fragen nach Tagen",
    nothing_asked="Es wurde noch nichts gefragt.",
    kept=count(
        one="Die Zahlen werden {n} Tag aufbewahrt.", many="Die Zahlen werden {n} Tage aufbewahrt."
    ),
    kept_in_memory=(
        "Sie stehen nur im Arbeitsspeicher: Beim Neustart des Dienstes gehen sie verloren."
    ),
    answered="beantwortet",
    refused="ohne Antwort",
    failed="nicht nachgeschlagen",
    asked=count(one="{n} Frage", many="{n} Fragen"),
    asked_between="{questions} vom {first} bis {last}, nach Tagen",
    as_table="Dieselben Zahlen als Tabelle",
    day_heads=(
        "Tag",
        "Gestellt",
        "Beantwortet",
        "Ohne Antwort",
        "Nicht nachgeschlagen",
        "Hilfreich",
        "Nicht hilfreich",
    ),
    counts_csv="Zahlen als CSV",
    outcomes=MappingProxyType(
        {
            "answered": "beantwortet",
            "settled_by_staff": "kein Dokument antwortet, sagt das Personal",
            "failed": "nicht nachgeschlagen",
            "nothing_related": "nichts dazu vorhanden",
            "related_but_not_answered": "Ähnliches, keine Antwort",
            "needs_an_earlier_question": "Gegenstand fehlt",
            "empty_question": "leer",
        }
    ),
    outcomes_title="Was daraus wurde",
    outcome_heads=("Ergebnis", "Fragen"),
    faults_title="Warum Antworten nicht geholfen haben",
    fault_heads=("Grund", "Antworten"),
    questions_title="Ohne Antwort oder nicht hilfreich",
    not_stored=(
        "Die Fragen werden nicht gespeichert. Um sie hier zu sehen, setzen Sie "
        "in der Konfiguration `store_questions = true`."
    ),
    none_yet="Bisher keine.",
    questions_listed=count(one="{n} Frage.", many="{n} Fragen, die häufigsten zuerst."),
    questions_cut=("{n} von {total} Fragen, die häufigsten zuerst. Die CSV-Datei enthält alle."),
    question_heads=("Frage", "Anzahl", "Ergebnis", "Nicht hilfreich", "Warum", "Zuletzt"),
    questions_csv="Fragen als CSV",
    needs_title="Was als Nächstes zu schreiben ist",
    themes_title="Fragen ohne Antwort, nach ihrem Sinn",
    themes_listed=count(one="{n} Thema.", many="{n} Themen, die häufigsten zuerst."),
    themes_wait="Die Fragen werden geordnet. Bitte laden Sie diese Seite gleich noch einmal.",
    themes_cut="Die {n} häufigsten von {total} Themen.",
    theme_heads=("Gefragt", "Anzahl", "Nach Wochen", "Nächste Dokumente", "In keinem Dokument"),
    theme_others=count(one="und {n} ähnliche", many="und {n} ähnliche"),
    theme_solved="Die Dokumente beantworten das inzwischen.",
    course="Fragen in jeder der zwölf Wochen bis {last}",
    heat_title="Was die Dokumente beantworten",
    heat_intro="Wie oft etwas aus jedem Abschnitt zitiert wurde. Ein dunklerer Rand heißt öfter.",
    heat_top="Unter keiner Überschrift",
    heat_quoted=count(one="{n}-mal zitiert", many="{n}-mal zitiert"),
    heat_csv="Abschnitte als CSV speichern",
    your_name="Ihr Name, für das Protokoll",
    pins_title="Vom Personal ausgewählte Antworten",
    pins_intro=(
        "Wählen Sie das Zitat, das eine Frage beantwortet, oder halten Sie fest, dass kein "
        "Dokument sie beantwortet. Das steht dann an erster Stelle, wenn jemand dasselbe fragt. Es "
        "bleibt der Text des Dokuments: Ändert er sich, so ruht Ihre Wahl, bis Sie sie ansehen."
    ),
    pins_open="Antworten auswählen",
    pins_chosen="Was ausgewählt ist",
    pins_none="Noch ist nichts ausgewählt.",
    pins_listed=count(
        one="{n} Frage hat eine ausgewählte Antwort.",
        many="{n} Fragen haben eine ausgewählte Antwort.",
    ),
    pins_lost=count(
        one="{n} ausgewähltes Zitat steht nicht mehr so in den Dokumenten.",
        many="{n} ausgewählte Zitate stehen nicht mehr so in den Dokumenten.",
    ),
    pins_export="Als JSON Lines speichern",
    pin_heads=("Frage", "Zustand", "Zitat oder Auskunftsstelle", "Von", "Ändern"),
    pin_states=MappingProxyType(
        {
            "unchanged": "steht unverändert",
            "moved": "steht unverändert an anderer Stelle",
            "changed": "dort steht jetzt anderes",
            "gone": "ist nicht mehr da",
            "none": "kein Dokument antwortet",
        }
    ),
    pin_choose="Eine Antwort auswählen",
    pin_question="Frage",
    pin_look="Andere Suchwörter (darf leer bleiben)",
    pin_find="Zitate suchen",
    pin_which="Welches Zitat beantwortet die Frage?",
    pin_quote="Zitat {n}",
    pin_none_answers="Kein Dokument beantwortet sie",
    pin_contact="Wer stattdessen Auskunft gibt",
    pin_keep="Speichern",
    pin_pick="Wählen Sie eines der Zitate, oder dass keines antwortet.",
    pin_not_kept=(
        "Das konnte nicht gespeichert werden: Geben Sie eine Frage an, höchstens 50 Fassungen."
    ),
    pin_change="Ändern",
    pin_wording="Dieselbe Frage in anderen Worten",
    pin_add="Hinzufügen",
    pin_remove="Entfernen",
    pin_actions=MappingProxyType(
        {
            "added": "ausgewählt",
            "changed": "geändert",
            "imported": "übernommen",
            "removed": "entfernt",
        }
    ),
    log_title="Wer was getan hat",
    log_heads=("Wann", "Wer", "Was", "Frage"),
    documents_title="Dokumente",
    documents_listed=count(
        one="{n} Dokument.", many="{n} Dokumente, die zuletzt aufgenommenen zuerst."
    ),
    documents_cut="{n} von {total} Dokumenten, die zuletzt aufgenommenen zuerst.",
    document_heads=("Titel", "Herausgeber", "Veröffentlicht", "Indexiert (UTC)"),
    unread_title="Dateien, die nicht gelesen werden konnten",
    unread=count(
        one=(
            "{n} Datei war beim Indexieren nicht zu lesen. Was darin steht, wird weder "
            "gefunden noch zitiert. Beheben Sie den Fehler, wie daneben steht, oder "
            "nehmen Sie die Datei heraus. Starten Sie dann `quotedesk index` noch einmal."
        ),
        many=(
            "{n} Dateien waren beim Indexieren nicht zu lesen. Was darin steht, wird weder "
            "gefunden noch zitiert. Beheben Sie jeden Fehler, wie daneben steht, oder "
            "nehmen Sie die Dateien heraus. Starten Sie dann `quotedesk index` noch einmal."
        ),
    ),
    unread_cut=("{n} von {total} werden gezeigt; `quotedesk index` nennt alle."),
    unread_unknown=(
        "Zu diesem Index ist nicht bekannt, welche Dateien nicht gelesen werden "
        "konnten. Führen Sie `quotedesk index` noch einmal aus."
    ),
    unread_heads=("Datei", "Fehler und Abhilfe"),
    checks_title="Prüfung der Dokumente",
    checking=("Die Dokumente werden gerade geprüft. Laden Sie diese Seite gleich noch einmal."),
    nothing_found="Es wurde nichts gefunden.",
    too_many_to_check="Hier sind es zu viele Dokumente: `quotedesk lint` prüft sie.",
    found=count(one="{n} Fund.", many="{n} Funde."),
    found_cut=("{n} von {total} Funden werden gezeigt; `quotedesk lint` nennt alle."),
    to_do="Zu tun: {mend}.",
    summary="{documents}: {problems}, {notes}",
    problems=count(one="{n} Problem", many="{n} Probleme"),
    notes=count(one="{n} Hinweis", many="{n} Hinweise"),
    more_found=count(
        one="... und {n} weiterer; --json nennt alle", many="... und {n} weitere; --json nennt alle"
    ),
    names_and_more=count(one="{names} und {n} weiteres", many="{names} und {n} weitere"),
    see_place=("Um eine Stelle im Dokument zu sehen: quotedesk show DOCUMENT --span START-END"),
    severities=MappingProxyType(
        {
            Severity.PROBLEM: "Problem",
            Severity.NOTE: "Hinweis",
        }
    ),
    findings=MappingProxyType(
        {
            Code.SKIPPED: "Ausgelassene Dateien",
            Code.DIFFERING_FIGURE: "Dieselbe Angabe mit verschiedenen Zahlen",
            Code.DIFFERING_PHONE: "Dieselbe Telefonnummer verschieden angegeben",
            Code.UNDECODABLE: "Beim Lesen verlorene Zeichen",
            Code.MOJIBAKE: "Entstellte Zeichen",
            Code.PAGE_WITHOUT_TEXT: "Seiten ohne Text",
            Code.DUPLICATE: "Mehrmals derselbe Text",
            Code.SUPERSEDES_NOTHING: "Ersetzt ein Dokument, das fehlt",
            Code.DATES: "Unmögliche Datumsangaben",
            Code.MISSING_TITLE: "Dokumente ohne Titel",
            Code.NEAR_DUPLICATE: "Fast derselbe Text",
            Code.SUPERSEDED: "Ersetzte Dokumente",
            Code.EXPIRED: "Abgelaufene Dokumente",
            Code.NOT_YET_VALID: "Noch nicht gültige Dokumente",
            Code.SAME_TITLE: "Dokumente mit gleichem Titel",
            Code.MISSING_DATE: "Dokumente ohne Veröffentlichungsdatum",
            Code.MISSING_PUBLISHER: "Dokumente ohne Herausgeber",
            Code.MISSING_URL: "Dokumente ohne Link zum Original",
            Code.ENCODINGS: "Dateien, die nicht in UTF-8 sind",
            Code.LEFT_OUT: "Kontakte und Zeiten, die nicht zitiert werden können",
            Code.LONG_PASSAGE: ("Textstellen, die zu lang sind, um auf einmal gelesen zu werden"),
            Code.BOILERPLATE: "Zeilen einer Vorlage",
            Code.IGNORED: "Dateien anderer Formate",
        }
    ),
    mends=MappingProxyType(
        {
            Code.SKIPPED: (
                "Siehe den Grund daneben; der Text kann weder gefunden noch zitiert werden"
            ),
            Code.DIFFERING_FIGURE: (
                "Stellen Sie fest, was richtig ist, und korrigieren Sie das andere"
            ),
            Code.DIFFERING_PHONE: (
                "Stellen Sie fest, welche richtig ist, und korrigieren Sie die anderen"
            ),
            Code.UNDECODABLE: (
                "Speichern Sie das Original neu in UTF-8, ein PDF mit seinen Schriften"
            ),
            Code.MOJIBAKE: (
                "Korrigieren Sie das Original oder lesen Sie es in der Kodierung, in der "
                "es geschrieben wurde"
            ),
            Code.PAGE_WITHOUT_TEXT: (
                "Sind es Bilder von Text, lassen Sie zuerst eine Texterkennung laufen"
            ),
            Code.DUPLICATE: "Behalten Sie nur eines davon",
            Code.SUPERSEDES_NOTHING: "Korrigieren Sie die ID oder nehmen Sie sie heraus",
            Code.DATES: "Korrigieren Sie die Datumsangaben",
            Code.MISSING_TITLE: "Geben Sie in manifest.toml `title` an",
            Code.NEAR_DUPLICATE: (
                "Behalten Sie eines oder geben Sie mit `supersedes` an, welches das neuere ist"
            ),
            Code.SUPERSEDED: (
                "Nehmen Sie es heraus, es sei denn, es soll zitiert werden, wo nichts "
                "Neueres antwortet"
            ),
            Code.EXPIRED: ("Verlängern Sie `valid_until` oder nehmen Sie das Dokument heraus"),
            Code.NOT_YET_VALID: "nichts, wenn das so gewollt ist",
            Code.SAME_TITLE: (
                "Geben Sie jedem einen eigenen `title`, damit die Zitate sie unterscheiden"
            ),
            Code.MISSING_DATE: "Geben Sie in manifest.toml `published` an",
            Code.MISSING_PUBLISHER: "Geben Sie in manifest.toml `publisher` an",
            Code.MISSING_URL: (
                "Geben Sie in manifest.toml `url` an, damit die Zitate auf das Original verweisen"
            ),
            Code.ENCODINGS: (
                "Prüfen Sie Umlaute, Akzente und Anführungszeichen: Stimmen sie, speichern "
                "Sie die Datei in UTF-8"
            ),
            Code.LEFT_OUT: (
                "Nichts, es sei denn, es soll zitiert werden: Dann schreiben Sie es auch "
                "in den Text des Dokuments"
            ),
            Code.LONG_PASSAGE: (
                "Jede wird ganz oder gar nicht zitiert: Gliedern Sie sie in Sätze, Punkte "
                "oder Absätze, oder sehen Sie nach, ob die Datei richtig gelesen wurde"
            ),
            Code.BOILERPLATE: (
                "Diese Zeilen sehen wie Beiwerk einer Seite aus und stehen nie am Anfang "
                "einer Antwort: Sagt eine davon etwas aus, fassen Sie sie als Satz ihres "
                "Dokuments"
            ),
            Code.IGNORED: ("nichts, wenn sie keinen Text enthalten, der zitiert werden soll"),
        }
    ),
)

API = ApiWords(
    title="Die API",
    intro=(
        "Jede Antwort ist JSON. Ein Fehler ist eine Zeile unter {error}. "
        "Dieselbe Beschreibung für Programme: {schema}; ihre Texte sind "
        "englisch. Programme mit einem Sprachmodell erreichen den Dienst unter {mcp}. "
        "Das ist das Model Context Protocol (streamable HTTP)."
    ),
    example="Beispiel",
    takes="Nimmt:",
    replies_of="Antworten von {path}",
    reply_heads=("Status", "Bedeutung", "Rumpf"),
    objects="Objekte",
    keys_of="Schlüssel von {name}",
    key_heads=("Schlüssel", "Wert", "Bedeutung"),
    optional="kann fehlen",
    list_of="Liste von",
    either="oder",
    at_most=count(one="höchstens {n} Zeichen", many="höchstens {n} Zeichen"),
)
