"""Italian: complete, as the type of a catalogue demands, and addressed to the reader as `Lei`.

Only its buttons have the short forms that buttons have.
"""

from types import MappingProxyType

from qa.reply import Reason
from ui.messages.catalogue import Catalogue
from ui.messages.measured_it import REPORT, VERIFY
from ui.messages.phrases_it import PHRASES
from ui.messages.staff_it import API, STAFF
from ui.messages.wording import Wording, counts

count = counts("it")

ITALIAN = Catalogue(
    language="it",
    language_name="Italiano",
    languages="Lingua",
    date_form="{day} {month} {year}",
    month_form="{month} {year}",
    first_day="1º",
    promise=("Le risposte sono citazioni esatte dei documenti, e nient’altro."),
    no_script=("Per fare domande serve JavaScript. I documenti si possono leggere anche senza:"),
    welcome_title="Che cosa desidera sapere?",
    welcome_body=count(
        one=(
            "Ponga la domanda con parole sue. Vedrà i passaggi che rispondono, "
            "parola per parola e con la loro posizione nel documento. Se non "
            "contiene la risposta, le verrà detto."
        ),
        many=(
            "Ponga la domanda con parole sue. Vedrà i passaggi che rispondono, "
            "parola per parola e con la loro fonte, tratti da {n} documenti. Se non "
            "contengono la risposta, le verrà detto."
        ),
    ),
    question_label="La sua domanda",
    question_placeholder="Faccia una domanda",
    ask="Chiedi",
    new_conversation="Nuova conversazione",
    examples="Domande per cominciare",
    conversation_cleared="È iniziata una nuova conversazione.",
    filter_all=count(one="Cerca in {n} documento", many="Cerca in tutti i {n} documenti"),
    filter_some="Cerca in {n} di {total} documenti",
    filter_legend="Solo in questi",
    filter_hint="Se non ne seleziona nessuno, si cerca in tutti.",
    filter_clear="Cerca in tutti",
    keys="Scorciatoie da tastiera",
    keys_question="Vai alla domanda",
    keys_close="Chiudi la fonte, se ci si trova dentro",
    keys_on="Usa il tasto /",
    you_asked="La sua domanda:",
    quotes_found=count(one="{n} citazione", many="{n} citazioni"),
    strong_match="Corrispondenza chiara",
    likely_match="Corrispondenza probabile",
    possible_match="Corrispondenza possibile",
    chosen_by_staff="Scelto dal personale",
    quote_number="Citazione {n}",
    searched_for="Ricerca fatta:",
    understood_with="Inteso con:",
    missing_words="In nessun documento:",
    unquoted_words="Non è nella prima citazione:",
    unanswered_parts="Senza risposta:",
    ask_exactly="Cerca esattamente ciò che ho scritto",
    ask_alone="Chiedi senza la conversazione",
    open_source="Apri la fonte",
    open_page="Apri come pagina",
    original="Originale",
    copy="Copia",
    copy_link="Copia il link",
    copied="Copiato",
    copy_failed=("Non è stato possibile copiare. Selezioni il testo e lo copi a mano."),
    slip="Promemoria",
    page="pagina {page}",
    columns="Colonne: {names}",
    opens_new_tab="(si apre in una nuova scheda)",
    refusals=MappingProxyType(
        {
            Reason.NOTHING_RELATED: Wording(
                title="Non è stato trovato nulla in proposito",
                body=(
                    "Nessun passaggio sembra attinente alla domanda. Altre parole possono "
                    "essere d’aiuto."
                ),
            ),
            Reason.NOT_ANSWERED: Wording(
                title="Non è stata trovata una risposta sicura",
                body=(
                    "I passaggi più vicini sono qui sotto. Nessuno dà una risposta certa "
                    "alla domanda; veda se le sono utili."
                ),
            ),
            Reason.NEEDS_CONTEXT: Wording(
                title="A che cosa si riferisce la domanda?",
                body=(
                    "Sembra seguire una domanda precedente. La ripeta indicando di che cosa "
                    "si tratta."
                ),
            ),
            Reason.EMPTY_QUESTION: Wording(
                title="Non c’è ancora una domanda",
                body="Scriva una domanda con parole sue e prema Invio.",
            ),
        }
    ),
    related=count(
        one=("Il passaggio più vicino (forse non risponde alla domanda)"),
        many=("I {n} passaggi più vicini (forse non rispondono alla domanda)"),
    ),
    related_more=count(
        one="{n} altro passaggio (forse neppure questo risponde)",
        many="Altri {n} passaggi (forse neppure questi rispondono)",
    ),
    searched_all=count(
        one="Ricerca fatta in {n} documento.", many="Ricerca fatta in tutti i {n} documenti."
    ),
    searched_some=("Ricerca fatta in {n} di {total} documenti, quelli scelti."),
    ask_everywhere="Cerca in tutti i documenti",
    contact="A chi rivolgersi:",
    staff_say_none="Il personale ha verificato: questi documenti non rispondono.",
    helpful="Le è stato utile?",
    yes="Sì",
    no="No",
    thanks="Grazie.",
    feedback_failed="Non è stato possibile inviare. Riprovi.",
    fault="Che cosa non andava? (facoltativo)",
    faults=MappingProxyType(
        {
            "not_what_i_asked": "Non è ciò che ho chiesto",
            "incomplete": "Manca qualcosa",
            "out_of_date": "Non è aggiornato",
            "hard_to_understand": "È difficile da capire",
            "other": "Altro",
        }
    ),
    remark="Con parole sue (facoltativo)",
    remark_hint=(
        "Viene conservato con la sua domanda per il personale del servizio. Non "
        "scriva nomi né altri dati personali."
    ),
    send="Invia",
    keep="Conservare questa conversazione:",
    read_or_print="Leggi o stampa",
    save_html="Salva come HTML",
    save_markdown="Salva come Markdown",
    conversation="Conversazione",
    made_on="{desk}, {date}",
    slip_title="Promemoria",
    slip_link="Da leggere nel contesto:",
    slip_code="Codice QR dell’indirizzo qui sopra",
    slip_made="Citato parola per parola da {desk} in data {date}.",
    source="Fonte",
    documents=count(one="{n} documento", many="{n} documenti"),
    documents_left_out=count(one="e {n} altro documento", many="e altri {n} documenti"),
    choose_document=("Apra la fonte di una citazione per leggerla qui, o cominci da un documento."),
    close_source="Chiudi la fonte",
    back_to_conversation="Torna alla conversazione",
    contents="Indice",
    to_quote="Vai alla citazione",
    marked_places="Punti evidenziati",
    next_mark="Punto evidenziato successivo",
    previous_mark="Punto evidenziato precedente",
    original_pages=count(one="Nell’originale ({n} pagina)", many="Nell’originale ({n} pagine)"),
    original_page=("Pagina {page} dell’originale, con la citazione incorniciata. Il testo segue."),
    author="Autore",
    publisher="Editore",
    published="Pubblicato",
    valid_from="Inizio della validità",
    valid_until="Data di scadenza",
    not_yet_valid="Non ancora in vigore (inizio: {date})",
    expired="Scaduto (data di scadenza: {date})",
    superseded="Sostituito da {document}",
    licence="Licenza",
    source_opened="Fonte aperta: {title}",
    back_to_desk="Fai una domanda",
    question_too_long=count(
        one="La domanda ha {n} carattere di troppo", many="La domanda ha {n} caratteri di troppo"
    ),
    question_limit=(
        "Si possono leggere al massimo {limit} caratteri. La domanda è ancora "
        "nel suo campo: la accorci lì."
    ),
    busy=Wording(
        title="Il servizio è sovraccarico",
        body=(
            "In questo momento molte persone fanno domande. Riprovi fra poco; nulla "
            "di ciò che ha scritto è andato perso."
        ),
    ),
    too_many=count(
        one=("Dal suo indirizzo sono arrivate troppe domande. Riprovi fra {n} secondo."),
        many=("Dal suo indirizzo sono arrivate troppe domande. Riprovi fra {n} secondi."),
    ),
    not_asked="La domanda non è stata inviata",
    offline=(
        "Il servizio al momento non è raggiungibile. Controlli la connessione e "
        "riprovi; la sua domanda è ancora nel campo."
    ),
    failed=Wording(
        title="Non ha funzionato",
        body=(
            "Non è stato possibile cercare la domanda. Riprovi; se succede di nuovo, "
            "avvisi chi gestisce il servizio."
        ),
    ),
    unknown_document=Wording(
        title="Documento inesistente",
        body=("A questo indirizzo non c’è alcun documento. Forse è stato rinominato o tolto."),
    ),
    unknown_conversation=Wording(
        title="Conversazione inesistente",
        body=(
            "Le conversazioni si conservano solo per qualche ora. Questa non c’è "
            "più, o non c’è mai stata."
        ),
    ),
    unknown_picture=Wording(
        title="Nessuna immagine di questa pagina",
        body=(
            "L’originale non è disponibile o non ha questa pagina. Il suo testo si può leggere qui."
        ),
    ),
    bad_range=Wording(
        title="Punto inesistente nel documento",
        body=("L’indirizzo indica una parte di testo che il documento non ha."),
    ),
    unknown_page=Wording(title="Pagina inesistente", body="Non c’è nulla a questo indirizzo."),
    opening=Wording(
        title="Il servizio si sta aprendo",
        body=(
            "Fra un momento questa pagina comparirà da sola. I documenti si possono già leggere."
        ),
    ),
    no_chat=Wording(
        title="Documenti da leggere",
        body=("In questa pagina non si possono fare domande. I documenti si possono leggere qui."),
    ),
    desks="Sportelli",
    closed=Wording(
        title="Questo sportello non può ancora ricevere domande",
        body="I suoi documenti sono ancora in preparazione. La preghiamo di tornare più tardi.",
    ),
    ask_at_desk="Aprire lo sportello completo",
    staff=STAFF,
    api=API,
    report=REPORT,
    verify=VERIFY,
    phrases=PHRASES,
)
