"""Italian for reports of a measurement, and for what is said of saved quotes."""

from types import MappingProxyType

from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.wording import counts

count = counts("it")

REPORT = ReportWords(
    evaluation_title="Come risponde il servizio",
    calibration_title="La decisione, adattata alle Sue domande",
    questions=count(one="1 domanda.", many="{n} domande."),
    not_fitted=(
        "Ogni cifra dopo l’adattamento è di domande che non vi hanno preso parte. È una "
        "convalida incrociata in cinque parti."
    ),
    threshold_moved="Soglia: {before} prima, {after} dopo.",
    figures_title="Cifre",
    figure_heads=("Cifra", "Valore", "Che cos’è"),
    figures=MappingProxyType(
        {
            "recall@5": "documenti utili tra i primi cinque trovati",
            "recall@10": "documenti utili tra i primi dieci trovati",
            "ndcg@5": "quanto in alto sono tra i primi cinque (guadagno normalizzato)",
            "ndcg@10": "quanto in alto sono tra i primi dieci",
            "mrr": "uno diviso per il posto del primo documento utile",
            "hit@1": "il primo documento trovato è utile",
            "cited@1": "la prima citazione viene da un documento utile",
            "quote@1": "la prima citazione ha le parole attese",
            "quote@3": "le prime tre citazioni le hanno insieme",
            "in_section@1": "la prima citazione viene dalla sezione richiesta",
            "quote_chars": "caratteri della prima citazione, mediana",
            "answered_answerable": "con risposta, tra le domande che ne hanno una",
            "refused_unanswerable": "rifiutate, tra le domande che non ne hanno",
            "balanced_accuracy": "media di answered_answerable e refused_unanswerable",
            "auroc": "la fiducia è più alta dove c’è una risposta",
            "ece": "distanza tra la fiducia e la quota giusta; 0 è il meglio",
            "quotes": "citazioni confrontate con i loro documenti",
            "verbatim_faults": "citazioni che non sono parola per parola; deve essere 0",
            "p50_ms": "millisecondi per una domanda, mediana",
            "p95_ms": "millisecondi al 95º percentile",
        }
    ),
    change_title="Prima e dopo",
    change_heads=("Cifra", "Prima", "Dopo"),
    plots_title="Grafici",
    tables_title="Lo stesso in tabelle",
    reliability="Affidabilità",
    right_answers="Giusto vuol dire che la prima citazione risponde.",
    right_holds="Giusto vuol dire che i documenti hanno una risposta.",
    reliability_reads=(
        "Sulla linea tratteggiata una fiducia di {confidence} è giusta otto volte su dieci. "
        "Un punto più grande sono più domande."
    ),
    reliability_alt="Quota giusta secondo la fiducia: {points}.",
    reliability_point="{share} giuste con fiducia {confidence}",
    decisions="Risposte e rifiuti",
    decisions_reads=(
        "Che cosa farebbe ogni soglia: rispondere alle domande che hanno una risposta, rifiutare "
        "le altre."
    ),
    decisions_alt=(
        "Con la soglia {threshold}, {answered} delle domande con risposta la ricevono. Delle "
        "altre, {refused} sono rifiutate."
    ),
    confidence="Fiducia",
    confidence_reads="Quanto è sicuro il servizio, per domande con risposta e senza.",
    confidence_alt=(
        "La fiducia è almeno {confidence} per {right} domande su {answerable} con risposta, e "
        "per {wrong} su {others} senza."
    ),
    time="Tempo",
    time_reads="Quante domande hanno preso al massimo questo tempo.",
    time_alt=(
        "Metà delle domande ha preso al massimo {median} ms, e 95 su 100 al massimo {most} ms."
    ),
    axis_confidence="fiducia",
    axis_mean="fiducia media",
    axis_right="quota giusta",
    axis_threshold="soglia",
    axis_rightly="quota a ragione",
    axis_questions="domande",
    axis_ms="millisecondi",
    axis_share="quota delle domande",
    answered="con risposta",
    refused="rifiutate",
    answer="risposta",
    no_answer="nessuna risposta",
    reliability_table="Affidabilità: quante volte ogni fiducia è giusta",
    reliability_heads=("Fiducia", "Domande", "Fiducia media", "Quota giusta"),
    between="da {low} a {high}",
    points_table=(
        "Che cosa farebbe una soglia, in domande: è giusto rispondere a quelle che hanno risposta"
    ),
    points_heads=(
        *("Soglia", "Risposte a ragione", "Risposte a torto"),
        *("Rifiuti a ragione", "Rifiuti a torto", "Accuratezza bilanciata"),
    ),
    misses_title="Gli errori peggiori",
    misses_none="Nessuno: ogni risposta è giusta, e ogni rifiuto anche.",
    miss_heads=("Che cosa è successo", "Domanda", "Citato", "Atteso"),
    miss_answered="con risposta, fiducia {confidence}",
    miss_refused="rifiutata, fiducia {confidence}",
    after="dopo:",
    nothing_found="non si è trovato nulla",
    not_shown="non mostrato come risposta:",
    refusal_expected="un rifiuto: i documenti non hanno una risposta",
    answer_expected="una risposta",
    expected="«{text}»",
    expected_or="oppure",
    expected_with="con",
)

VERIFY = VerifyWords(
    states=MappingProxyType(
        {
            "unchanged": "invariata",
            "moved": "spostata",
            "changed": "cambiata",
            "gone": "scomparsa",
        }
    ),
    was_at="prima a {start}",
    was_in="prima in {document} a {start}",
    was="prima:",
    now="ora:",
    nothing="(nulla)",
    spaces="cambiano solo gli spazi",
)
