"""Italian, for the desk's own people."""

from types import MappingProxyType

from corpus.lint import Code, Severity
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import counts

count = counts("it")

STAFF = StaffWords(
    sign_in_title="Accesso del personale",
    password="Password",
    sign_in="Accedi",
    sign_in_here="Acceda da questa pagina.",
    wrong_password="La password non è corretta.",
    too_many_guesses=count(
        one="Troppi tentativi. Riprovi fra {n} secondo.",
        many="Troppi tentativi. Riprovi fra {n} secondi.",
    ),
    title="Area del personale",
    sign_out="Esci",
    by_day="Domande per giorno",
    nothing_asked="Non è ancora stata fatta alcuna domanda.",
    kept=count(
        one="I dati si conservano per {n} giorno.", many="I dati si conservano per {n} giorni."
    ),
    kept_in_memory=("Sono solo in memoria: si perdono quando il servizio viene riavviato."),
    answered="con risposta",
    refused="senza risposta",
    failed="ricerca non riuscita",
    asked=count(one="{n} domanda", many="{n} domande"),
    asked_between="{questions}, periodo {first} – {last}, per giorno",
    as_table="Gli stessi dati in tabella",
    day_heads=(
        "Giorno",
        "Fatte",
        "Con risposta",
        "Senza risposta",
        "Non cercate",
        "Utili",
        "Non utili",
    ),
    counts_csv="Dati in CSV",
    outcomes=MappingProxyType(
        {
            "answered": "con risposta",
            "settled_by_staff": "nessun documento risponde, secondo il personale",
            "failed": "ricerca non riuscita",
            "nothing_related": "nulla di attinente",
            "related_but_not_answered": "attinente, senza risposta",
            "needs_an_earlier_question": "argomento non indicato",
            "empty_question": "vuota",
        }
    ),
    outcomes_title="Che esito hanno avuto",
    outcome_heads=("Esito", "Domande"),
    faults_title="Perché le risposte non sono servite",
    fault_heads=("Motivo", "Risposte"),
    questions_title="Senza risposta, o non utili",
    not_stored=(
        "Le domande non vengono conservate. Per vederle qui, imposti "
        "`store_questions = true` nella configurazione."
    ),
    none_yet="Finora nessuna.",
    questions_listed=count(one="{n} domanda.", many="{n} domande, le più frequenti per prime."),
    questions_cut=(
        "{n} di {total} domande, le più frequenti per prime. Il file CSV le contiene tutte."
    ),
    question_heads=("Domanda", "Volte", "Esito", "Non utile", "Perché", "Ultima volta"),
    questions_csv="Domande in CSV",
    needs_title="Che cosa scrivere ora",
    themes_title="Domande senza risposta, secondo il senso",
    themes_listed=count(one="{n} tema.", many="{n} temi, prima i più frequenti."),
    themes_wait="Le domande vengono raggruppate. Ricarichi questa pagina tra un momento.",
    themes_cut="I {n} temi più frequenti su {total}.",
    theme_heads=(
        "Chiesto",
        "Volte",
        "Per settimana",
        "Documenti più vicini",
        "In nessun documento",
    ),
    theme_others=count(one="e {n} altra simile", many="e {n} altre simili"),
    theme_solved="Ora i documenti rispondono.",
    course="Domande di ciascuna delle dodici settimane fino al {last}",
    heat_title="A che cosa rispondono i documenti",
    heat_intro=(
        "Quante volte è stata citata ogni sezione. Un bordo più scuro vuol dire più volte."
    ),
    heat_top="Sotto nessun titolo",
    heat_quoted=count(one="citato {n} volta", many="citato {n} volte"),
    heat_csv="Salva le sezioni come CSV",
    your_name="Il suo nome, per il registro",
    pins_title="Risposte scelte dal personale",
    pins_intro=(
        "Scelga la citazione che risponde a una domanda, o dica che nessun documento lo fa. "
        "Da allora viene mostrata per prima quando qualcuno chiede lo stesso. Resta il testo del "
        "documento: se cambia, la scelta è sospesa finché non viene riesaminata."
    ),
    pins_open="Scegli le risposte",
    pins_chosen="Che cosa è stato scelto",
    pins_none="Non è ancora stato scelto nulla.",
    pins_listed=count(
        one="{n} domanda ha una risposta scelta.", many="{n} domande hanno una risposta scelta."
    ),
    pins_lost=count(
        one="{n} citazione scelta non è più nei documenti com’era.",
        many="{n} citazioni scelte non sono più nei documenti com’erano.",
    ),
    pins_export="Salva come JSON Lines",
    pin_heads=("Domanda", "Stato", "Citazione, o a chi rivolgersi", "Da", "Modifica"),
    pin_states=MappingProxyType(
        {
            "unchanged": "è ancora lì",
            "moved": "è ancora lì, in un altro punto",
            "changed": "ora c’è un altro testo",
            "gone": "non c’è più",
            "none": "nessun documento risponde",
        }
    ),
    pin_choose="Scegli una risposta",
    pin_question="Domanda",
    pin_look="Altre parole da cercare (facoltativo)",
    pin_find="Cerca citazioni",
    pin_which="Quale citazione risponde alla domanda?",
    pin_quote="Citazione {n}",
    pin_none_answers="Nessun documento risponde",
    pin_contact="A chi rivolgersi invece",
    pin_keep="Salva",
    pin_pick="Scelga una delle citazioni, o che nessuna risponde.",
    pin_not_kept=(
        "Non è stato possibile salvare: dia una domanda, al massimo 50 formulazioni per ciascuna."
    ),
    pin_change="Modifica",
    pin_wording="La stessa domanda con altre parole",
    pin_add="Aggiungi",
    pin_remove="Rimuovi",
    pin_actions=MappingProxyType(
        {
            "added": "scelta",
            "changed": "modificata",
            "imported": "importata",
            "removed": "rimossa",
        }
    ),
    log_title="Chi ha fatto che cosa",
    log_heads=("Quando", "Chi", "Che cosa", "Domanda"),
    documents_title="Documenti",
    documents_listed=count(
        one="{n} documento.", many="{n} documenti, gli ultimi aggiunti per primi."
    ),
    documents_cut="{n} di {total} documenti, gli ultimi aggiunti per primi.",
    document_heads=("Titolo", "Editore", "Pubblicato", "Indicizzato (UTC)"),
    unread_title="File che non è stato possibile leggere",
    unread=count(
        one=(
            "Nell’indicizzare i documenti, {n} file non si è potuto leggere. Nulla di ciò "
            "che contiene viene trovato o citato. Lo "
            "corregga come indicato a lato, o lo tolga, e poi esegua di nuovo "
            "`quotedesk index`."
        ),
        many=(
            "Nell’indicizzare i documenti, {n} file non si sono potuti leggere. Nulla di "
            "ciò che contengono viene trovato o citato. "
            "Corregga ciascuno come indicato a lato, o lo tolga, e poi esegua di "
            "nuovo `quotedesk index`."
        ),
    ),
    unread_cut=("Ne sono mostrati {n} di {total}; `quotedesk index` li elenca tutti."),
    unread_unknown=(
        "Di questo indice non si sa quali file non è stato possibile leggere. "
        "Esegua di nuovo `quotedesk index`."
    ),
    unread_heads=("File", "Che cosa non va e che cosa fare"),
    checks_title="Controllo dei documenti",
    checking=("I documenti sono in fase di controllo. Ricarichi questa pagina fra un momento."),
    nothing_found="Non è stato trovato nulla.",
    too_many_to_check="Troppi documenti per controllarli qui: esegua `quotedesk lint`.",
    found=count(one="{n} caso.", many="{n} casi."),
    found_cut=("Sono mostrati {n} di {total} casi; `quotedesk lint` li elenca tutti."),
    to_do="Che cosa fare: {mend}.",
    summary="{documents}: {problems}, {notes}",
    problems=count(one="{n} problema", many="{n} problemi"),
    notes=count(one="{n} nota", many="{n} note"),
    more_found=count(
        one="... e {n} altro caso; --json li elenca tutti",
        many="... e altri {n} casi; --json li elenca tutti",
    ),
    names_and_more=count(one="{names} e {n} altro", many="{names} e altri {n}"),
    see_place=("Per vedere un punto nel documento: quotedesk show DOCUMENT --span START-END"),
    severities=MappingProxyType(
        {
            Severity.PROBLEM: "problema",
            Severity.NOTE: "nota",
        }
    ),
    findings=MappingProxyType(
        {
            Code.SKIPPED: "File tralasciati",
            Code.DIFFERING_FIGURE: "Lo stesso dato indicato in modi diversi",
            Code.DIFFERING_PHONE: "Lo stesso telefono indicato in modi diversi",
            Code.UNDECODABLE: "Caratteri persi nella lettura",
            Code.MOJIBAKE: "Caratteri illeggibili",
            Code.PAGE_WITHOUT_TEXT: "Pagine senza testo",
            Code.DUPLICATE: "Lo stesso testo più di una volta",
            Code.SUPERSEDES_NOTHING: "Sostituiscono un documento assente",
            Code.DATES: "Date impossibili",
            Code.MISSING_TITLE: "Documenti senza titolo",
            Code.NEAR_DUPLICATE: "Quasi lo stesso testo",
            Code.SUPERSEDED: "Documenti sostituiti",
            Code.EXPIRED: "Documenti scaduti",
            Code.NOT_YET_VALID: "Documenti non ancora in vigore",
            Code.SAME_TITLE: "Documenti con lo stesso titolo",
            Code.MISSING_DATE: "Documenti senza data di pubblicazione",
            Code.MISSING_PUBLISHER: "Documenti senza editore",
            Code.MISSING_URL: "Documenti senza collegamento all’originale",
            Code.ENCODINGS: "File che non sono in UTF-8",
            Code.LEFT_OUT: "Contatti e orari che non si possono citare",
            Code.LONG_PASSAGE: "Passaggi troppo lunghi per leggerli in una volta",
            Code.BOILERPLATE: "Righe di modello",
            Code.IGNORED: "File di altri formati",
        }
    ),
    mends=MappingProxyType(
        {
            Code.SKIPPED: (
                "veda il motivo accanto a ciascuno; il suo testo non può essere trovato né citato"
            ),
            Code.DIFFERING_FIGURE: "verifichi quale è giusto e corregga gli altri",
            Code.DIFFERING_PHONE: "verifichi quale è giusto e corregga gli altri",
            Code.UNDECODABLE: ("salvi di nuovo l’originale in UTF-8; un PDF, con i suoi caratteri"),
            Code.MOJIBAKE: (
                "corregga l’originale, o lo legga nella codifica in cui è stato scritto"
            ),
            Code.PAGE_WITHOUT_TEXT: "se sono immagini di testo, esegua prima un OCR sul file",
            Code.DUPLICATE: "ne conservi uno solo",
            Code.SUPERSEDES_NOTHING: "corregga l’id, o lo tolga",
            Code.DATES: "corregga le date",
            Code.MISSING_TITLE: "indichi `title` in manifest.toml",
            Code.NEAR_DUPLICATE: (
                "ne conservi uno, o indichi con `supersedes` quale è il più recente"
            ),
            Code.SUPERSEDED: (
                "lo tolga, salvo che debba essere citato dove nulla di più recente risponde"
            ),
            Code.EXPIRED: "rinnovi `valid_until`, o tolga il documento",
            Code.NOT_YET_VALID: "nulla, se è voluto",
            Code.SAME_TITLE: (
                "dia a ciascuno un `title` proprio, così che le citazioni li distinguano"
            ),
            Code.MISSING_DATE: "indichi `published` in manifest.toml",
            Code.MISSING_PUBLISHER: "indichi `publisher` in manifest.toml",
            Code.MISSING_URL: (
                "indichi `url` in manifest.toml, così che le citazioni rimandino all’originale"
            ),
            Code.ENCODINGS: ("li salvi in UTF-8, dopo aver controllato accenti e virgolette"),
            Code.LEFT_OUT: (
                "nulla, a meno che non si debba citarli: allora li scriva "
                "anche nel testo del documento"
            ),
            Code.LONG_PASSAGE: (
                "ciascuno è citato per intero o per niente: lo divida in frasi, punti o "
                "paragrafi, o verifichi se il file è stato letto bene"
            ),
            Code.BOILERPLATE: (
                "queste righe sembrano il contorno di una pagina e non aprono mai una "
                "risposta: se una dice qualcosa, la scriva come una frase del suo "
                "documento"
            ),
            Code.IGNORED: "nulla, se non contengono testo da citare",
        }
    ),
)

API = ApiWords(
    title="La API",
    intro=(
        "Ogni risposta è in JSON. Un errore è una riga sotto {error}. La stessa "
        "descrizione per i programmi: {schema}; i suoi testi sono in inglese. "
        "I programmi con un modello linguistico arrivano qui da {mcp}. È il "
        "Model Context Protocol (streamable HTTP)."
    ),
    example="Esempio",
    takes="Riceve:",
    replies_of="Risposte di {path}",
    reply_heads=("Stato", "Significato", "Corpo"),
    objects="Oggetti",
    keys_of="Chiavi di {name}",
    key_heads=("Chiave", "Valore", "Significato"),
    optional="si può omettere",
    list_of="elenco di",
    either="oppure",
    at_most=count(one="al massimo {n} carattere", many="al massimo {n} caratteri"),
)
