"""German. Its nouns are written together: "Abfuhr" stands in "Müllabfuhr"."""

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
    spellings_of,
)
from corpus.language.value import word_set as words_of

# Numerals; what is an article too is left out.
_N = (
    r"(?:eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|\w+zehn|"
    r"\w*zwanzig|\w*dreissig|\w+zig|\w*hundert|\w*tausend|million(?:en)?|milliarden?|"
    r"dutzend|halfte|halb\w*|drittel|viertel|doppelt\w*|einmal|zweimal|dreimal)"
)

GERMAN = Language(
    code="de",
    common=frozenset(
        """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als
        auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie
        einem oder""".split()  # noqa: SIM905
    ),
    daily=words_of(
        """
        kostet kosten uhr tag tage tagen taglich offnet offen geoffnet geschlossen schliesst
        montag montags dienstag dienstags mittwoch mittwochs donnerstag donnerstags freitag
        freitags samstag samstags sonntag sonntags morgen abend woche wochen monat monate jahr
        jahre jahren nacht stunde stunden frei kostenlos kinder kindern erwachsene preis preise
        gebuhr gebuhren betragt eintritt strasse rathaus anmeldung erlaubt verboten zahlen zahlt
        halt abgeholt franken notruf gemeinde offnungszeiten buro miete vermietet
        polizei feuerwehr betrag bezeichnung anschrift mull
        """
    ),
    function=words_of(
        """weshalb je pro ab aber alle allem allen aller alles als also am an andere anderen anderer
        anderes auch auf aus bei beim bin bis bist da dabei dafür damit dann das dass daß dazu
        dein deine dem den denen denn der deren des dessen die dies diese diesem diesen
        dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch
        euer für gegen hab habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr
        ihre ihrem ihren ihrer ihres im in ins ist ja jede jedem jeden jeder jedes jene
        kann kannst kein keine keinem keinen keiner können könnte man mehr mein meine
        meinem meinen meiner mich mir mit muss müssen musst nach neben nicht nichts noch
        nun nur ob oder ohne sehr sei sein seine seinem seinen seiner seit sich sie sind
        so soll sollen sollte sonst über um und uns unser unsere unserem unseren unter vom
        von vor wann war waren warum was wegen weil welche welchem welchen welcher welches
        wem wen wenn wer werde werden wessen wie wieso wieviel wieviele wird wir wo wofür
        woher wohin womit wurde wurden zu zum zur zwischen bitte danke hallo"""
    ),
    question=words_of(
        """wer wen wem wessen was wann wo woher wohin wie warum wieso weshalb welche welcher
        welches welchen welchem wieviel wieviele wofür womit"""
    ),
    asking=words_of(
        """sagen sagt wissen erklären nennen zeigen frage art arten sache sachen kostet
        kosten gibt lautet lauten"""
    ),
    plain=words_of(
        """abgeben anmelden arbeit art beginnt beginnen bekomme bekommen bekommt benötige
        benötigen benötigt bezahlen bezahlt brauche brauchen braucht bringen darf dürfen
        dauer dauert ende endet erhalte erhalten ersten finde finden findet frage fragen
        frist ganz geben gehen geht geld gelten gilt geöffnet geschlossen gibt groß gut
        gebe heute hoch höchstens information informationen insgesamt jahr jahre jahren
        jemand jetzt klein komme kommen kommt kosten kostet kurz lang lange lassen
        leben leute machen macht mache mal maximal melde melden mensch menschen mindestens
        minute minuten monat monate möchte möglich morgen nehmen neu nummer nötig niemand
        offen öffnen öffnet öffnungszeiten ort passiert person personen platz preis
        problem sagen schließen schließt schon sehen stehen steht stelle stunde stunden
        tag tage tagen teil termin teuer tun uhr viel viele vielen weg welt wenig wende
        wenden werden will wissen woche wochen wohnen wollen zahle zahlen zahlt zahl zeit
        ziel dokument dokumente text seite antwort
        ausserhalb betreffend eigentlich freundlicherweise gegenuber gern gerne gekauft gruezi
        guten halt hinterm innerhalb laut liebe mitteilen moin neben nahe oberhalb seitens
        servus sohn sollten tochter trotz unterhalb verloren wahr stimmt stimme wahrend
        wirklich zudem mann frau mutter vater"""
    ),
    pronouns=words_of("er sie es ihn ihm ihr ihre ihnen sein seine"),
    pointing=words_of(
        """er sie es ihn ihm ihr ihre ihnen sein seine das dies diese dieser dieses diesen
        diesem dort dann dabei dafür damit dazu andere anderen auch selbe gleiche beide"""
    ),
    idle=anywhere(
        r"(?:gibt|gab|gäbe)(?: es|['’]s)|es (?:gibt|gab|gäbe)",
        r"(?:ist es|es ist)(?: \w+)? (?:erlaubt|verboten|möglich|nötig|notwendig|Pflicht)",
        r"diese[rnms]? (?:\w+tag|Woche|Monat|Jahr|Wochenende|Morgen|Abend|Sommer|Winter|Herbst)",
        # An article, and the polite "you": both before or within what they belong to.
        r"(?-i:(?:[Dd]as(?= [A-ZÄÖÜ])|(?<=\w )(?:Sie|Ihnen|Ihre?[nmrs]?)))",
    ),
    personal=words_of("ich mich mir mein meine meinen meinem meiner wir uns unser unsere"),
    padding=opening(
        "hallo|tschüss?|auf wiedersehen|guten (?:tag|morgen|abend)|danke(?: schön)?|vielen dank",
        "bitte|entschuldigung",
        "(?:können|könnten|würden) sie mir (?:bitte )?sagen|sagen sie mir",
        "ich (?:möchte|würde|will) (?:gerne? )?wissen|ich habe eine frage",
    ),
    following=opening("und|aber|oder|also|dann"),
    joining=("und", "sowie", "außerdem", "ausserdem", "auch"),
    begins=beginning(
        "(?:ist|sind|war|kann|konnen|konnte|darf|durfen|muss|mussen|soll|sollte|gibt|gilt|hat|haben"
        "|brauche?n?|braucht|wird|werden|kostet|kosten|offnet|schliesst|findet|bekommt?e?|dauert|liegt"
        "|beginnt|erhalte?|lauft|fahrt)"
        r" (?:auch |hier )?(?:ich|man|wir|es|sie|er|de[rmn]|die|das|eine?[nrm]?|mein\w*|unser\w*"
        "|jede[rsn]?|alle|kinder|hunde)"
    ),
    leaning=beginning(
        "dies|diese[rsmn]?|jene[rsmn]?|er|sie|es|ihre?|seine?|beide|auch|jedoch|daher|deshalb|außerdem",
        "zudem|ansonsten|sonst|stattdessen|zum beispiel|in diesem fall|dann|aber|und|oder|ja|nein",
        "de[rs] (?:gleiche|selbe|andere|folgende)|die (?:gleichen?|selben?|anderen?|folgenden?)",
    ),
    announcing=ending("unten", "wie folgt", "folgende[rsnm]?"),
    ordinals={
        **counting(
            """erste ersten erster erstes\nzweite zweiten zweiter zweites
            dritte dritten dritter drittes\nvierte vierten vierter viertes
            fünfte fünften fünfter fünftes\nsechste sechsten sechster sechstes
            siebte siebten siebter siebtes\nachte achten achter achtes
            neunte neunten neunter neuntes\nzehnte zehnten zehnter zehntes"""
        ),
        "letzte": -1,
        "letzten": -1,
        "letzter": -1,
        "letztes": -1,
    },
    counted=words_of("der die das dem den dieser diese dieses welche welcher welches und"),
    compounds=frozenset(("erste hilfe", "ersten hilfe", "zweite hand", "zweiter weltkrieg")),
    times=words_of(
        """jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden
        minute minuten mal jahrhundert nacht"""
    ),
    items=words_of("punkt punkte ding dinge element"),
    contact=words_of(
        "telefon telefonnummer nummer adresse anschrift email mail webseite website rufnummer"
        " postadresse postanschrift internetseite anrufen erreiche erreichen schicke schicken sende"
        " senden gehört meldet postleitzahl plz durchwahl"
    ),
    numerals=spelled(
        """eins/ein/eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn
        vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn""",
        "zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
        lambda one, ten: f"{one}und{ten}",
    ),
    months=(
        *("januar", "februar", "märz", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "dezember"),
    ),
    short=pairs(
        """tel=telefon str=straße nr=nummer mo=montag di=dienstag mi=mittwoch do=donnerstag
        fr=freitag sa=samstag so=sonntag jan=januar feb=februar mär=märz apr=april
        jun=juni jul=juli aug=august sep=september sept=september okt=oktober nov=november
        dez=dezember std=stunde min=minute max=maximal ca=circa abt=abteilung
        hbf=hauptbahnhof kita=kindertagesstätte kfz=kraftfahrzeug lkw=lastkraftwagen
        pkw=personenkraftwagen auto=automobil bus=omnibus rad=fahrrad info=information
        foto=fotografie uni=universität dr=doktor"""
    ),
    compounding=True,
    capitals=True,
    spellings=spellings_of("ae=a oe=o ue=u ss=s"),
    endings=endings_of(
        """
        e en n t te ten et ung ungen de den s es
        """
    ),
    families=families_of(
        """
        abgeb abgab
        ausgeb ausgab
        ruckgab zuruckgeb
        beschwer
        erlaub
        verlier verlor verlust
        """
    ),
    asks=kinds(
        holder=(
            rf"^\W*(?:wem|wessen)\b.*{NUMBER}|"
            rf"^\W*wer (?:hat|ist|meldet)\b.*{LONG_NUMBER}"
        ),
        phone=(
            r"\b(?:telefon|ruf|handy|fax|notruf|service|durchwahl)nummern?\b|"
            r"\b(?:unter )?welche[rn]? (?:nummer|telefon\w*)\b|\bnummer (?:vom|von|des|der|fur)\b|"
            r"\bwas ist die nummer\b|"
            r"\bwo (?:(?:kann|muss|soll) (?:ich|man)\b.{0,40}anrufen|ruf\w* (?:ich|man))\b|"
            r"\bwen (?:ruf\w*|kann ich|muss ich|soll ich)\b.{0,40}\ban(?:rufen)?\b|"
            r"\btelefonisch\b.{0,20}erreich|\btelefon (?:vom|von|der|des)\b|"
            r"^\W*telefon\b|\btelefon\W*$"
        ),
        email=(
            r"\be-?mail[ -]?adressen?\b|\bmailadressen?\b|\bwelche e-?mail\b|"
            r"\bwie (?:lautet|ist) die (?:e-?)?mail\b"
        ),
        web=(
            r"\bweb ?(?:seite|adresse)\b|\binternet ?(?:seite|adresse)\b|\bhomepage\b|"
            r"\bwelche website\b|\bwie lautet der link\b"
        ),
        postal=(
            r"\b(?:post|liefer|brief)(?:anschrift|adresse)\b|"
            r"\b(?:an )?welche[rn]? (?:adresse|anschrift)\b|"
            r"\bwie (?:lautet|ist) die (?:adresse|anschrift)\b|"
            r"\bpostleitzahl\b|\bplz\b"
        ),
        sent=(
            r"\bwohin (?:schick|send|schreib)\w*|"
            r"\bwohin (?:muss|soll|kann|darf) (?:ich|man)\b.{0,60}(?:schicken|senden|schreiben)\b"
        ),
        amount=(
            r"\bwas kostet?n?\b|"
            r"\bwie ?viel (?:kostet?n?|geld|euro|zahl\w*|bezahl\w*|bekomm\w*|krieg\w*)\b|"
            r"\bwie ?viel muss (?:ich|man)\b.{0,40}zahlen\b|\bwas (?:be)?zahl\w*|"
            r"\bwas muss (?:ich|man)\b.{0,40}zahlen\b|"
            r"\bwie (?:teuer|hoch (?:ist|sind|war|ware))\b|\bwelche (?:\w*gebuhr|\w*kosten)\b|"
            r"\b(?:\w*gebuhr|preis|kosten|beitrag|bussgeld|tarif|eintritt) (?:fur|von|der|des|"
            r"einer|eines)\b"
        ),
        duration=(
            r"\bwie lang\w*|\bwie ?viele? (?:jahre|monate|wochen|tage|stunden|minuten)\b|"
            r"\bwie alt\b|\bwelche frist\b|\bwie schnell\b"
        ),
        number=(
            r"\bwie ?viele?\b|\bwie (?:weit|gross|tief|breit|schwer|heiss|oft)\b|"
            r"\b(?:welcher|wie hoch ist der) (?:anteil|prozentsatz)\b|\bwelche anzahl\b"
        ),
        date=(
            r"\bwann\b|\bum wie ?viel uhr\b|"
            r"\bwelche[rmns]? (?:tage?n?|datum|jahr|monat|uhrzeit|termin|stichtag)\b|"
            r"\b(?:offnungszeit\w*|anmeldeschluss|stichtag)\b"
        ),
        steps=(
            r"\bwie (?:kann|muss|soll|konnen|geht|beantrag\w*|meld\w*|stell\w*|bekomm\w*|komm\w*|"
            r"funktioniert|mach\w*|erhalt\w*|lauft|kundig\w*|leg\w*)\b|"
            r"\bwas muss ich (?:tun|machen)\b|\bwelche schritte\b"
        ),
        person=(
            rf"{START}(?:(?:an|mit|bei|von|fur|zu|gegen) )?(?:wer|wen|wem|wessen)\b|"
            r"\b(?:an wen|bei wem|mit wem|wer (?:ist|darf|kann|hat|bekommt|muss|zahlt|gilt))\b|"
            r"\bwelche (?:person|behorde|stelle)\b"
        ),
        place=(
            rf"{START}(?:wo|wohin|woher)\b|"
            r"\b(?:in )?welche[rmns]? (?:stadt|strasse|ort|gebaude|raum|zimmer|land|amt)\b|"
            r"\bwo (?:ist|kann|finde|muss|liegt|befindet|gibt|steht)\b"
        ),
        reason=(
            rf"{START}(?:warum|wieso|weshalb|weswegen)\b|\baus welchem grund\b|"
            r"\bwas ist der grund\b"
        ),
        list=(
            r"\bwelche (?:unterlagen|dokumente|papiere|voraussetzungen|leistungen|angebote|arten|"
            r"moglichkeiten|ziele|nachweise|bedingungen|anforderungen|symptome|massnahmen|sind)\b|"
            r"\bwas (?:brauche|benotige) (?:ich|man)\b|"
            r"\bwas muss (?:ich|man)\b.{0,40}(?:mitbringen|vorlegen)\b"
        ),
    ),
    tells=kinds(
        number=(
            rf"\b{_N}\b|\b(?:mehrere\w*|viele\w*|einige\w*|meist\w*|wenige\w*|alle\w*|keine?\w*)\b"
        ),
        amount=(
            rf"\b{_N} (?:euro|franken|dollar|cent|prozent)\b|"
            r"\b(?:kostenlos\w*|kostenfrei\w*|gebuhrenfrei\w*|gratis|unentgeltlich|frei)\b"
        ),
        date=(
            r"\b\d{1,2}\. (?:jede[ns]|des) monats\b|"
            r"\b(?:montag\w*|dienstag\w*|mittwoch\w*|donnerstag\w*|freitag\w*|samstag\w*|"
            r"sonnabend\w*|sonntag\w*|feiertag\w*|werktag\w*|heute|morgen\w*|gestern|jahrzehnt|"
            r"jahrhundert|sofort|umgehend|unverzuglich|jahrlich\w*|monatlich\w*|taglich\w*|"
            r"wochentlich\w*|wenn|sobald|nach|vor|bis|seit|wahrend|ab|binnen|innerhalb|mittags?|"
            r"mitternacht)\b|"
            r"\b(?:erste|zweite|dritte|vierte|letzte)[nrsm]? (?:tag\w*|woche|monat\w*|quartal\w*|"
            r"jahr\w*|\w+tag)\b|"
            r"\b\d{1,2}\. jahrhundert\b|"
            rf"\b(?:\d+|{_N}|eine[rmn]?) (?:minuten?|stunden?|tage?n?|wochen?|"
            r"monate?n?|jahre?n?)\b|"
            rf"\b(?:\d{{1,2}}|{_N}) uhr\b"
        ),
        duration=(
            rf"\b(?:\d[\d,.]*|{_N}|eine[rmns]?|ein|mehrere\w*|"
            r"einige\w*)[ -](?:bis \d+ )?(?:\w+ )?(?:sekunden?|minuten?|stunden?|tage?n?s?|"
            r"werktage?n?|wochen?|monate?n?s?|quartale?n?|jahre?n?s?|jahrhundert\w*|"
            r"generation\w*)\b|"
            r"\b(?:dauerhaft|unbefristet|unbegrenzt|lebenslang\w*|lebenslanglich|bis)\b"
        ),
        reason=(
            r"\b(?:weil|da|denn|wegen|aufgrund|daher|deshalb|damit|um|zwecks|grund\w*|ursache\w*|"
            r"dient|dienen|hilf\w*|helfen|ermoglich\w*|sicher\w*)\b"
        ),
        person=(
            r"\b(?:sie|wir|personen?|leute|menschen|burger\w*|einwohner\w*|familien?|eltern\w*|"
            r"mutter|vater|kinder\w*|minderjahrige\w*|schuler\w*|student\w*|studierende\w*|"
            r"mitglied\w*|personal|beamt\w+|mitarbeit\w+|richter\w*|anwalt\w*|anwalte|gericht\w*|"
            r"amt|\w+amt|\w+amter|abteilung\w*|burgermeister\w*|unternehmen|firma|regierung|"
            r"arbeitnehmer\w*|arbeitgeber\w*|beschaftigte\w*|team\w*|gruppe\w*|nutzer\w*|arzt\w*|"
            r"arzte|arztin\w*|lehrer\w*|leiter\w*|leitung|eigentumer\w*|mieter\w*|vermieter\w*|"
            r"inhaber\w*|antragstell\w+|berechtigte\w*|jede[rnm]?|alle|niemand|wer|er|verein\w*|"
            r"gemeinden?)\b"
        ),
        place=(
            r"\b(?:in|im|an|am|auf|bei|beim|zu|zum|zur|neben|vor|hinter|zwischen|aus|uber|nord\w*|"
            r"sud\w*|ost\w*|west\w*|seite|website|portal|buro|\w*amt|rathaus|zentrum|schalter|"
            r"zimmer|\w*strasse|\w*platz)\b"
        ),
    ),
)
