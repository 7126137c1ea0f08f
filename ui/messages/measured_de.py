"""German for reports of a measurement, and for what is said of saved quotes."""

from types import MappingProxyType

from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.wording import counts

count = counts("de")

REPORT = ReportWords(
    evaluation_title="Wie gut die Antworten sind",
    calibration_title="Die Entscheidung, an Ihre Fragen angepasst",
    questions=count(one="1 Frage.", many="{n} Fragen."),
    not_fitted=(
        "Jede Zahl nach der Anpassung gilt für Fragen, an die nicht angepasst wurde. Das ist "
        "eine fünffache Kreuzvalidierung."
    ),
    threshold_moved="Schwelle: {before} vorher, {after} nachher.",
    figures_title="Kennzahlen",
    figure_heads=("Kennzahl", "Wert", "Was sie sagt"),
    figures=MappingProxyType(
        {
            "recall@5": "passende Dokumente unter den ersten fünf gefundenen",
            "recall@10": "passende Dokumente unter den ersten zehn gefundenen",
            "ndcg@5": "wie weit oben sie unter den ersten fünf stehen (normierter Gewinn)",
            "ndcg@10": "wie weit oben sie unter den ersten zehn stehen",
            "mrr": "eins durch den Rang des ersten passenden Dokuments",
            "hit@1": "das erste gefundene Dokument passt",
            "cited@1": "das erste Zitat ist aus einem passenden Dokument",
            "quote@1": "das erste Zitat hat die erwarteten Wörter",
            "quote@3": "die ersten drei Zitate haben sie zusammen",
            "in_section@1": "das erste Zitat ist aus dem Abschnitt, nach dem gefragt wird",
            "quote_chars": "Zeichen des ersten Zitats, Median",
            "answered_answerable": "beantwortet, von den Fragen mit Antwort",
            "refused_unanswerable": "abgelehnt, von den Fragen ohne Antwort",
            "balanced_accuracy": "Mittel aus answered_answerable und refused_unanswerable",
            "auroc": "die Sicherheit ist höher, wo es eine Antwort gibt",
            "ece": "wie weit die Sicherheit vom richtigen Anteil abweicht; 0 ist am besten",
            "quotes": "Zitate, die mit ihren Dokumenten verglichen wurden",
            "verbatim_faults": "Zitate, die nicht wörtlich sind; muss 0 sein",
            "p50_ms": "Millisekunden für eine Frage, Median",
            "p95_ms": "Millisekunden beim 95. Perzentil",
        }
    ),
    change_title="Vorher und nachher",
    change_heads=("Kennzahl", "Vorher", "Nachher"),
    plots_title="Diagramme",
    tables_title="Dasselbe als Tabellen",
    reliability="Verlässlichkeit",
    right_answers="Richtig heißt, dass das erste Zitat antwortet.",
    right_holds="Richtig heißt, dass in den Dokumenten eine Antwort steht.",
    reliability_reads=(
        "Auf der gestrichelten Linie ist eine Sicherheit von {confidence} in acht von zehn Fällen "
        "richtig. Ein größerer Punkt sind mehr Fragen."
    ),
    reliability_alt="Richtiger Anteil nach Sicherheit: {points}.",
    reliability_point="{share} richtig bei Sicherheit {confidence}",
    decisions="Antworten und Ablehnungen",
    decisions_reads=(
        "Was jede Schwelle von den Fragen mit Antwort beantworten und von denen ohne Antwort "
        "ablehnen würde."
    ),
    decisions_alt=(
        "Bei der Schwelle {threshold} werden {answered} der Fragen mit Antwort beantwortet. "
        "Von den anderen werden {refused} abgelehnt."
    ),
    confidence="Sicherheit",
    confidence_reads="Wie sicher die Auskunft ist, bei Fragen mit Antwort und bei solchen ohne.",
    confidence_alt=(
        "Eine Sicherheit von {confidence} oder mehr haben {right} von {answerable} Fragen mit "
        "Antwort und {wrong} von {others} ohne."
    ),
    time="Zeit",
    time_reads="Wie viele der Fragen höchstens so lange dauerten.",
    time_alt=(
        "Die Hälfte der Fragen dauerte höchstens {median} ms, und 95 von 100 höchstens {most} ms."
    ),
    axis_confidence="Sicherheit",
    axis_mean="mittlere Sicherheit",
    axis_right="richtiger Anteil",
    axis_threshold="Schwelle",
    axis_rightly="Anteil zu Recht",
    axis_questions="Fragen",
    axis_ms="Millisekunden",
    axis_share="Anteil der Fragen",
    answered="beantwortet",
    refused="abgelehnt",
    answer="Antwort",
    no_answer="keine Antwort",
    reliability_table="Verlässlichkeit: wie oft jede Sicherheit richtig ist",
    reliability_heads=("Sicherheit", "Fragen", "Mittlere Sicherheit", "Richtiger Anteil"),
    between="{low} bis {high}",
    points_table=(
        "Was eine Schwelle bewirken würde, in Fragen: zu Recht beantwortet sind die mit Antwort"
    ),
    points_heads=(
        *("Schwelle", "Zu Recht beantwortet", "Zu Unrecht beantwortet"),
        *("Zu Recht abgelehnt", "Zu Unrecht abgelehnt", "Ausgewogene Genauigkeit"),
    ),
    misses_title="Die größten Fehler",
    misses_none="Keine: Jede Antwort ist richtig, und jede Ablehnung auch.",
    miss_heads=("Was geschah", "Frage", "Zitiert", "Erwartet"),
    miss_answered="beantwortet, Sicherheit {confidence}",
    miss_refused="abgelehnt, Sicherheit {confidence}",
    after="nach:",
    nothing_found="nichts wurde gefunden",
    not_shown="nicht als Antwort gezeigt:",
    refusal_expected="eine Ablehnung: In den Dokumenten steht keine Antwort",
    answer_expected="eine Antwort",
    expected="„{text}“",
    expected_or="oder",
    expected_with="mit",
)

VERIFY = VerifyWords(
    states=MappingProxyType(
        {
            "unchanged": "unverändert",
            "moved": "verschoben",
            "changed": "geändert",
            "gone": "verschwunden",
        }
    ),
    was_at="vorher bei {start}",
    was_in="vorher in {document} bei {start}",
    was="vorher:",
    now="jetzt:",
    nothing="(nichts)",
    spaces="nur Leerraum ist anders",
)
