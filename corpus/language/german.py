"""German. Its nouns are written together: "Abfuhr" stands in "Müllabfuhr"."""

from __future__ import annotations

from corpus.language.value import Language, beginning, counting, ending, opening, pairs, spelled
from corpus.language.value import word_set as words_of

GERMAN = Language(
    code="de",
    common=frozenset(
        """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als
        auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie
        einem oder""".split()  # noqa: SIM905
    ),
    function=words_of(
        """weshalb ab aber alle allem allen aller alles als also am an andere anderen anderer
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
        kosten gibt"""
    ),
    plain=words_of(
        """abgeben anmelden arbeit art beginnt beginnen bekomme bekommen bekommt benötige
        benötigen benötigt bezahlen bezahlt brauche brauchen braucht bringen darf dürfen
        dauer dauert ende endet erhalte erhalten ersten finde finden findet frage fragen
        frist ganz geben gehen geht geld gelten gilt geöffnet geschlossen gibt groß gut
        gebe heute hoch höchstens information informationen insgesamt jahr jahre jahren
        jemand jetzt klein komme kommen kommt kosten kostet kosten kurz lang lange lassen
        leben leute machen macht mache mal maximal melde melden mensch menschen mindestens
        minute minuten monat monate möchte möglich morgen nehmen neu nummer nötig niemand
        offen öffnen öffnet öffnungszeiten ort passiert person personen platz preis
        problem sagen schließen schließt schon sehen stehen steht stelle stunde stunden
        tag tage tagen teil termin teuer tun uhr viel viele vielen weg welt wenig wende
        wenden werden will wissen woche wochen wohnen wollen zahle zahlen zahlt zahl zeit
        ziel dokument dokumente text seite antwort"""
    ),
    pronouns=words_of("er sie es ihn ihm ihr ihre ihnen sein seine"),
    pointing=words_of(
        """er sie es ihn ihm ihr ihre ihnen sein seine das dies diese dieser dieses diesen
        diesem dort dann dabei dafür damit dazu andere anderen auch selbe gleiche beide"""
    ),
    personal=words_of("ich mich mir mein meine meinen meinem meiner wir uns unser unsere"),
    padding=opening(
        "hallo|guten (?:tag|morgen|abend)|danke(?: schön)?|vielen dank|bitte|entschuldigung",
        "(?:können|könnten|würden) sie mir (?:bitte )?sagen|sagen sie mir",
        "ich (?:möchte|würde|will) (?:gerne? )?wissen|ich habe eine frage",
    ),
    following=opening("und|aber|oder|also|dann"),
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
        " postadresse postanschrift internetseite"
    ),
    numerals=spelled(
        """eins/ein/eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn
        vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"""
    ),
    months=(
        *("januar", "februar", "marz", "april", "mai", "juni"),
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
)
