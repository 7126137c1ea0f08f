"""Italian."""

from __future__ import annotations

from corpus.language.value import (
    LONG_NUMBER,
    NUMBER,
    START,
    Language,
    anywhere,
    beginning,
    counting,
    ending,
    endings_of,
    families_of,
    kinds,
    opening,
    pairs,
    spelled,
)
from corpus.language.value import word_set as words_of

# Numerals; what is an article too is left out.
_N = (
    r"(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|"
    r"quattordici|quindici|sedici|dicia\w+|diciotto|vent\w+|trenta\w*|quaranta\w*|"
    r"cinquanta\w*|sessanta|settanta|ottanta|novanta|cento|duecento|\w+cento|mille|"
    r"\w*mila|milion[ei]|miliard[oi]|dozzina|decina|meta|terzo|mezz[oa]|doppio)"
)

ITALIAN = Language(
    code="it",
    common=frozenset(
        """di e il la che in a per un è del non una con le si da della i sono come dei al nel
        alla più gli ma anche delle o lo se su ha questo dal essere nella degli""".split()  # noqa: SIM905
    ),
    daily=words_of(
        """
        costa costano apre aprono aperto aperta aperti chiuso chiusa chiude ora ore giorno
        giorni lunedi martedi mercoledi giovedi venerdi sabato domenica mattina pomeriggio sera
        notte settimana settimane mese mesi anno anni gratis gratuito gratuita bambini adulti
        prezzo prezzi tassa tariffa ingresso via comune iscrizione vietato vietata permesso
        devono vanno paga pagano biblioteca orario orari biglietto emergenza emergenze vigili
        fuoco carabinieri importo nome rifiuti
        """
    ),
    function=words_of(
        """a ad entro presso oltre
        agli ai al alcuna alcune alcuni all alla alle allo altra altre altri altro
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
        documento documenti testo pagina risposta domanda domande
        accanto attorno avanti circa comprato comprare contro corretto davanti davvero dentro
        dietro eccetto figlia figlio fuori gentilmente giusto indicare indicarmi intorno
        inoltre lontano lungo malgrado marito moglie nonostante perso perdere potrebbe pure
        riguardo rivolgo rivolgermi rispetto salvo saprebbe scusi senta sopra sotto tranne
        verso vero vicino vicina"""
    ),
    pronouns=words_of("lui lei loro esso essa essi ciò"),
    pointing=words_of(
        """lui lei loro esso essa essi ciò questo questa questi queste quello quella quelli
        quelle lì allora stesso stessa altro altra altri altre anche entrambi"""
    ),
    idle=anywhere(
        r"quest[oa] (?:mattina|sera|mese|anno|settimana|estate|inverno|sabato|domenica|\w+dì|\w+di"
        r"|fine settimana)|quest['’](?:anno|estate|inverno)",
    ),
    personal=words_of("io mi mio mia miei mie noi nostro nostra nostri"),
    story=words_of("ho abbiamo sono siamo vivo abito mi voglio vorrei"),
    padding=opening(
        "arrivederci|buongiorno|buonasera|salve|ciao|(?:molte )?grazie(?: mille)?|per favore|scusi",
        "(?:può|potrebbe|puoi) dirmi|mi (?:dica|dici)|(?:vorrei|voglio) sapere|ho una domanda",
    ),
    following=opening("e|ed|ma|o|oppure|allora|anche"),
    joining=("e", "ed", "inoltre", "anche"),
    begins=beginning(
        r"c['’]e|ci sono|posso|possiamo|si puo|si possono|bisogna|accettano|e vero",
        r"e (?:obbligatori|necessari|gratuit|gratis|possibile|apert|chius|vietat|permess)\w*",
    ),
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
    contact=words_of(
        "telefono numero indirizzo email posta sito chiamare chiamo contattare scrivere scrivo"
        " inviare mandare mando postale cap risponde appartiene trova"
    ),
    numerals=spelled(
        """uno/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici
        quattordici quindici sedici diciassette diciotto diciannove""",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        lambda one, ten: (ten[:-1] if one[0] in "uo" else ten) + one,
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
    endings=endings_of(
        """
        o i a e are ere ire ato ata ati ate uto uta uti ute ito ita iti ite zione zioni azione
        azioni izione izioni mento menti amento amenti imento imenti arsi ersi irsi ano ono
        ando endo
        """
    ),
    families=families_of(
        """
        iscriv iscriz iscritt
        raccogl raccolg raccolt
        traduc traduz tradott
        costru
        eleg elez elett
        decid decis
        manten manut mantien
        risolv risoluz risolt
        scegl scelg scelt
        """
    ),
    asks=kinds(
        holder=(
            rf"^\W*(?:di|a) chi\b.*{NUMBER}|"
            rf"^\W*chi (?:e|ha|risponde)\b.*{LONG_NUMBER}"
        ),
        phone=(
            r"\bnumer[oi] (?:di |del )?(?:telefono|cellulare|fax|emergenza)\b|"
            r"\b(?:a )?(?:che|quale) numero\b|\bnumero (?:verde|da chiamare)\b|"
            r"\b(?:qual e|qual'e) il (?:telefono|numero)\b|"
            r"\btelefono (?:del|della|dell['’]|di|per|dei|delle)|^\W*telefono\b|\btelefono\W*$|"
            r"\bcome (?:vi |li |lo |la )?(?:chiamo|contatto per telefono)\b"
        ),
        email=(
            r"\bindirizzo (?:e-?mail|mail|di posta elettronica)\b|\bposta elettronica\b|"
            r"\b(?:qual e|quale) (?:l['’]|la |e la )?(?:e-?mail|mail|pec)\b"
        ),
        web=(
            r"\bsito (?:web|internet)\b|\bqual e il (?:sito|link)\b|\bsu (?:che|quale) sito\b|"
            r"\bpagina web\b"
        ),
        postal=(
            r"\bindirizzo postale\b|\b(?:a )?(?:che|quale) indirizzo\b|\bqual e l['’]indirizzo\b|"
            r"\bcodice postale\b|\b(?:il|che|quale) cap\b"
        ),
        sent=(r"\bdove (?:devo |posso |bisogna |si )?(?:sped\w+|invi\w+|mand\w+|scriv\w+)\b"),
        amount=(
            r"\bquanto (?:mi |ci |si |vi |me |devo |dovrei |bisogna |viene a )*(?:cost\w+|pag\w+|"
            r"spend\w+|viene|vale|dann?o|prend\w+|spett\w+|rimbors\w+|ammont\w+|chied\w+|soldi)\b|"
            r"\bquant[io] (?:euro|soldi)\b|\ba quanto ammonta\b|\bquanto e (?:il|la|l['’])|"
            r"\b(?:quale?|che) (?:e |sono )?(?:il |la |le |i |l['’])?(?:\w+ )?(?:prezzo|costo|"
            r"tariff[ae]|importo|multa|tassa|ticket|canone|sanzione|contributo)\b|"
            r"\b(?:prezzo|costo|tariffa|importo|multa) (?:del|della|dell['’]|di|per|dei)"
        ),
        duration=(
            r"\bquanto tempo\b|\bquanto (?:dura\w*|ci (?:vuole|mett\w+|si mette)|manca)\b|"
            r"\bquant[ie] (?:anni|mesi|settimane|giorni|ore|minuti)\b|"
            r"\b(?:da|entro|per|in) quanto\b|\bche eta\b|"
            r"\b(?:qual e il|entro quale|entro che) termine\b"
        ),
        number=r"\bquant[ei]\b|\b(?:che|quale) (?:percentuale|parte|quota) d",
        date=(
            rf"{START}(?:da |fino a |entro |per )?quando\b|\b(?:da|fino a|entro) quando\b|"
            r"\bquand['’]e\b|"
            r"\bquando (?:apr\w+|chiud\w+|si|posso|devo|inizia|comincia|finisce|"
            r"scad\w+|viene|passa|riapre)\b|"
            r"\b(?:che|quale|quali|a che) (?:sono (?:i |gli ))?(?:giorn[oi]|data|mese|anno|or[ae]|"
            r"orari[oi])\b|"
            r"\bqual e (?:l['’]orario|la data|il giorno|la scadenza)\b|"
            r"\b(?:orari[oi]|scadenza) (?:di|del|della|dell['’]|per)"
        ),
        steps=(
            r"\bcome (?:si|posso|faccio|devo|fare|funziona|chied\w+|richied\w+|otten\w+|iscriv\w+|"
            r"mi|ci|rinnov\w+|present\w+|pago|disdi\w+)\b|"
            r"\bquali (?:sono i )?passi\b|\b(?:che )?cosa devo fare\b"
        ),
        person=(
            rf"{START}(?:a |di |da |con |per )?chi\b|"
            r"\b(?:a chi (?:devo|posso|mi)|(?:che|quale) (?:persona|autore|presidente|sindaco|"
            r"ente|ufficio))\b"
        ),
        place=(
            rf"{START}(?:da |per )?dov(?:e|['’]e)\b|"
            r"\bin (?:che|quale) (?:citta|via|luogo|edificio|sede|paese|comune)\b|"
            r"\ba (?:che|quale) sportello\b|\bdove (?:si|posso|devo|sono|trovo|va|vado)\b|"
            r"\bdov['’]e\b"
        ),
        reason=(
            rf"{START}(?:perche|come mai)\b|\bqual e (?:il motivo|la ragione|la causa)\b|"
            r"\bper (?:quale|che) motivo\b"
        ),
        list=(
            r"\bquali (?:sono|documenti|requisiti|servizi|carte|condizioni|tipi|obiettivi|"
            r"agevolazioni|aiuti|sintomi|misure)\b|"
            r"\bche (?:documenti|carte|requisiti)\b|"
            r"\bcosa (?:devo|bisogna|serve|occorre|mi serve) (?:portare|presentare|consegnare|"
            r"allegare)\b"
        ),
    ),
    tells=kinds(
        number=(
            rf"\b{_N}\b|"
            r"\b(?:divers[ie]|molt[ie]|poch[ie]|maggior parte|tutt[ie]|nessun[oa]?|alcun[ie])\b"
        ),
        amount=(
            rf"\b{_N} (?:euro|franchi|dollari|centesimi|per cento)\b|"
            r"\b(?:gratis|gratuit\w+|senza spese|esent[ei])\b"
        ),
        date=(
            r"\b\d{1,2} (?:di ogni|del) mese\b|"
            r"\b(?:lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|domeniche|festiv[io]|"
            r"oggi|domani|ieri|decennio|secolo|immediat\w+|annual\w*|mensil\w*|giornal\w+|quando|"
            r"dopo|prima|fino|entro|dal|dall['’]|durante|a partire|mezzogiorno|mezzanotte)\b|"
            r"\b(?:prim[oa]|second[oa]|terz[oa]|quart[oa]|ultim[oa]) (?:giorno|settimana|mese|"
            r"trimestre|semestre|anno|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)\b|"
            r"\b[ivx]+ secolo\b|"
            rf"\b(?:\d+|{_N}|un|una) (?:minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\b|"
            rf"\b(?:alle|dalle|ore) (?:ore )?(?:\d{{1,2}}|{_N})\b"
        ),
        duration=(
            rf"\b(?:\d[\d,.]*|{_N}|un|una|divers[ie]|alcun[ie]) (?:a \d+ )?(?:\w+ )?(?:second[oi]|"
            r"minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|trimestr[ei]|ann[oi]|decenn[oi]|"
            r"secol[oi]|generazion[ei])\b|"
            r"\b(?:permanente|indeterminat\w+|illimitat\w+|a vita|fino)\b"
        ),
        reason=(
            r"\b(?:perche|poiche|a causa|dato che|in quanto|per|al fine|affinche|quindi|percio|"
            r"pertanto|motiv\w+|cause?|ragion[ei]|permett\w+|consent\w+|aiut\w+|garant\w+)\b"
        ),
        person=(
            r"\b(?:lei|voi|person[ae]|gente|cittadin\w+|residenti?|famigli\w+|genitor[ei]|padre|"
            r"madre|tutor[ei]|figli[oa]?|minor[ei]|minorenn[ei]|alunn[oiae]|studenti?|membr[oi]|"
            r"personale|agent[ei]|funzionari\w*|tecnic[oi]|giudic[ei]|avvocat[oi]|tribunale|"
            r"uffici[oi]?|dipartiment[oi]|sindac[oa]|assessor[ei]|aziend[ae]|govern[oi]|comun[ei]|"
            r"lavorator[ei]|dipendent[ei]|squadr[ae]|grupp[oi]|utent[ei]|medic[oi]|insegnant[ei]|"
            r"direttor[ei]|direttrice|coordinator[ei]|responsabil[ei]|proprietari\w*|inquilin\w*|"
            r"titolar[ei]|richiedent[ei]|beneficiari\w*|chiunque|chi|nessuno|lui|loro|"
            r"associazion[ei])\b"
        ),
        place=(
            r"\b(?:a|ad|al|alla|allo|in|nel|nella|nello|presso|vicino|da|su|sul|sulla|tra|nord|"
            r"sud|est|ovest|pagina|sito|sede|ufficio|sportello|centro|portale|via|viale|piazza)\b"
        ),
    ),
)
