"""Italian."""

from __future__ import annotations

from corpus.language.value import Language, beginning, counting, ending, opening, pairs, spelled
from corpus.language.value import word_set as words_of

ITALIAN = Language(
    code="it",
    common=frozenset(
        """di e il la che in a per un è del non una con le si da della i sono come dei al nel
        alla più gli ma anche delle o lo se su ha questo dal essere nella degli""".split()  # noqa: SIM905
    ),
    function=words_of(
        """a ad agli ai al alcuna alcune alcuni all alla alle allo altra altre altri altro
        anche ancora avere ha hanno ho avete abbiamo c che chi ci ciò coi col come con
        contro cosa cui da dagli dai dal dall dalla dalle dallo degli dei del dell della
        delle dello deve devo di dopo dove dov dunque e è ed era essere fa fino fra fu gli
        i il in io l la là le lei li lo loro lui ma me mi mia mie miei mio molti molto ne
        né negli nei nel nell nella nelle nello no noi non nostra nostri nostro o ogni
        oppure per perché però più poi possono posso può prima qual quale quali quando
        quanta quante quanti quanto quel quella quelle quelli quello questa queste questi
        questo qui quindi se sei senza si sì sia siamo sono sta stanno su sua sue sugli
        sui sul sull sulla sulle sullo suo suoi tra tu tua tue tuo tutte tutti tutto un
        una uno vi voi vostra vostro buongiorno buonasera ciao grazie"""
    ),
    question=words_of(
        "chi che cosa quale quali qual quando quanto quanta quanti quante dove come perché"
    ),
    asking=words_of(
        """dire dica sapere spiegare mostrare domanda tipo tipi cose costa costano
        costare data esiste esistono succede"""
    ),
    plain=words_of(
        """aiuto andare anni anno aperta aperto apre aprono aprire arriva avere avviene bene
        bisogna caso chiamare chiamo chiude chiudono chiudere chiuso comincia cominciare
        contatto cose costa costano costare costo dare data denaro devono dice dire dura
        durante durata esiste esistono fanno fare fine funziona gente giorni giorno gratis
        grande inizia inizio informazione informazioni lato lavoro luogo maggiore massimo
        meglio meno mese mesi minimo minuti minuto modo momento mondo nessuno niente
        numero nuova nuovo offre oggi orari orario ora ore ottenere paga pagano pagare
        parte persona persone piccolo porta portare possibile potere prendere prezzo
        problema quota ricevere sapere sera serve servono settimana settimane soldi tempo
        tipo tipi trova trovare usare va vale vedere viene vita volta volte vorrei voglio
        documento documenti testo pagina risposta domanda domande"""
    ),
    pronouns=words_of("lui lei loro esso essa essi ciò"),
    pointing=words_of(
        """lui lei loro esso essa essi ciò questo questa questi queste quello quella quelli
        quelle lì allora stesso stessa altro altra altri altre anche entrambi"""
    ),
    personal=words_of("io mi mio mia miei mie noi nostro nostra nostri"),
    padding=opening(
        "buongiorno|buonasera|salve|ciao|(?:molte )?grazie(?: mille)?|per favore|scusi",
        "(?:può|potrebbe|puoi) dirmi|mi (?:dica|dici)|(?:vorrei|voglio) sapere|ho una domanda",
    ),
    following=opening("e|ed|ma|o|oppure|allora|anche"),
    leaning=beginning(
        "quest[oaie]|quell[oaie]|ciò|egli|lui|lei|ess[oaie]|loro|suo|sua|suoi|sue|entramb[ie]|anche",
        "inoltre|tuttavia|però|quindi|perciò|così|altrimenti|invece|per esempio|ad esempio|allora",
        "in (?:questo|tal) caso|ma|e|ed|o|sì|no|(?:il|la|le|i|lo|gli) (?:stess|altr|seguent)[oaie]",
    ),
    announcing=ending("di seguito", "qui sotto", "seguent[ei]"),
    ordinals={
        **counting(
            """primo prima\nsecondo seconda\nterzo terza\nquarto quarta\nquinto quinta\nsesto sesta
            settimo settima\nottavo ottava\nnono nona\ndecimo decima"""
        ),
        "ultimo": -1,
        "ultima": -1,
    },
    counted=words_of("il la lo questo questa quale che e"),
    compounds=frozenset(
        (
            "primo soccorso",
            "seconda mano",
            "terza eta",
            "prima volta",
            "ultima volta",
            "seconda guerra",
            "prima classe",
            "seconda classe",
            "prima casa",
            "seconda casa",
            "ultimo momento",
            "prima di",
            "prima che",
            "secondo la",
            "secondo il",
        )
    ),
    times=words_of(
        "anno anni mese mesi settimana settimane giorno giorni ora ore minuto minuti volta"
    ),
    items=words_of("uno punto punti cosa cose elemento"),
    contact=words_of("telefono numero indirizzo email posta sito"),
    numerals=spelled(
        """uno/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici
        quattordici quindici sedici diciassette diciotto diciannove venti"""
    ),
    months=(
        *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
        *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    ),
    short=pairs(
        """tel=telefono num=numero pag=pagina sig=signor dott=dottore lun=lunedì mar=martedì
        mer=mercoledì gio=giovedì ven=venerdì sab=sabato dom=domenica gen=gennaio
        feb=febbraio apr=aprile mag=maggio giu=giugno lug=luglio ago=agosto set=settembre
        sett=settembre ott=ottobre nov=novembre dic=dicembre max=massimo min=minimo
        bus=autobus bici=bicicletta info=informazione foto=fotografia auto=automobile"""
    ),
    elisions=words_of(
        """l d un c s n m t v all dall dell nell sull coll quest quell bell sant dov com
        quand anch gl tutt senz nient"""
    ),
)
