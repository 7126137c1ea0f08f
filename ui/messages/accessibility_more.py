"""The statements of accessibility in further languages; what they are is told in
``ui/messages/accessibility.py``.

What always holds: each says the same as the English one.
"""

from __future__ import annotations

from ui.messages.accessibility_form import Part, Statement

GERMAN = Statement(
    language="de",
    title="Barrierefreiheit",
    aim="Alle sollen hier fragen und die Antworten lesen können. "
    "Unser Ziel sind die Richtlinien WCAG 2.2, Stufe AA.",
    parts=(
        Part(
            title="Was funktioniert",
            items=(
                (
                    "Alles lässt sich allein mit der Tastatur bedienen. Die Taste / führt zur "
                    "Frage; sie lässt sich abschalten."
                ),
                (
                    "Bildschirmleseprogramme erfahren, wenn eine Antwort da ist und was sie ist. "
                    "Zitate, Dokumente und Überschriften sind als solche und in ihrer Sprache "
                    "gekennzeichnet."
                ),
                (
                    "Der Text kann viermal so groß und das Fenster nur 320 Pixel breit sein, ohne "
                    "dass man seitwärts rollen muss."
                ),
                (
                    "Dunkle Farben und die Kontrastfarben Ihres Systems bleiben erhalten. Nichts "
                    "blinkt, und nichts gleitet, wenn Sie das abgeschaltet haben."
                ),
                (
                    "Dokumente, Zitate und Gespräche sind Seiten, die kein Skript brauchen und "
                    "sich drucken lassen."
                ),
            ),
        ),
        Part(
            title="Woher wir das wissen",
            body="Bei jeder Änderung des Programms prüfen Tests jede Seite in einem Browser. Sie "
            "nutzen die Regeln von axe-core, die Tastatur und was ein Bildschirmleser erfährt. "
            "Das tun sie in allen genannten Größen und Farben.",
        ),
        Part(
            title="Was noch nicht funktioniert",
            items=(
                (
                    "Ein Dokument ist so zugänglich, wie sein Text es erlaubt. Die Seiten einer "
                    "PDF werden auch als Bilder gezeigt; ihr Text steht daneben."
                ),
                "Einige Meldungen über eine verlorene Verbindung gibt es nur auf Englisch.",
                (
                    "Noch hat keine Gruppe von Menschen mit Bildschirmleseprogrammen die Seite für "
                    "uns erprobt."
                ),
            ),
        ),
    ),
    trouble="Wenn Sie auf ein Hindernis stoßen",
    ask="Bitte wenden Sie sich an",
    ask_here="Bitte wenden Sie sich an den Betreiber dieser Website.",
)

FRENCH = Statement(
    language="fr",
    title="Accessibilité",
    aim="Tout le monde doit pouvoir poser une question ici et lire les réponses. "
    "Nous visons les règles WCAG 2.2, niveau AA.",
    parts=(
        Part(
            title="Ce qui fonctionne",
            items=(
                (
                    "Tout peut se faire au clavier seul. La touche / mène à la question\u202f; "
                    "elle peut être désactivée."
                ),
                (
                    "Les lecteurs d’écran annoncent qu’une réponse est là et ce qu’elle est. Les "
                    "citations, les documents et les titres sont signalés comme tels, dans leur "
                    "langue."
                ),
                (
                    "Le texte peut être quatre fois plus grand, et la fenêtre large de 320 pixels "
                    "seulement, sans défilement de côté."
                ),
                (
                    "Les couleurs sombres et celles à fort contraste de votre système sont "
                    "respectées. Rien ne clignote, et rien ne glisse si vous l’avez désactivé."
                ),
                (
                    "Les documents, les citations et les conversations sont des pages qui se "
                    "passent de script et s’impriment."
                ),
            ),
        ),
        Part(
            title="Comment nous le savons",
            body="À chaque modification du programme, des tests examinent chaque page dans un "
            "navigateur. Ils se servent des règles d’axe-core, du clavier et de ce qu’apprend un "
            "lecteur d’écran. Ils le font dans toutes les tailles et couleurs citées.",
        ),
        Part(
            title="Ce qui ne fonctionne pas encore",
            items=(
                (
                    "Un document est aussi accessible que son texte le permet. Les pages d’un PDF "
                    "sont aussi montrées en images\u202f; leur texte se trouve à côté."
                ),
                "Quand la connexion est perdue, certains messages sont en anglais.",
                (
                    "Aucun groupe de personnes utilisant un lecteur d’écran n’a encore essayé ce "
                    "service pour nous."
                ),
            ),
        ),
    ),
    trouble="Si quelque chose vous gêne",
    ask="Merci de le signaler à",
    ask_here="Merci de le signaler à l’exploitant de ce site.",
)

ITALIAN = Statement(
    language="it",
    title="Accessibilità",
    aim="Tutti devono poter fare domande qui e leggere le risposte. "
    "Il nostro obiettivo sono le linee guida WCAG 2.2, livello AA.",
    parts=(
        Part(
            title="Che cosa funziona",
            items=(
                (
                    "Tutto si può fare con la sola tastiera. Il tasto / porta alla domanda e si "
                    "può disattivare."
                ),
                (
                    "I lettori di schermo annunciano quando c’è una risposta e qual è. Citazioni, "
                    "documenti e titoli sono indicati come tali, nella loro lingua."
                ),
                (
                    "Il testo può essere quattro volte più grande e la finestra larga solo 320 "
                    "pixel, senza scorrere di lato."
                ),
                (
                    "I colori scuri e quelli ad alto contrasto del sistema sono rispettati. Nulla "
                    "lampeggia, e nulla scorre per chi lo ha disattivato."
                ),
                (
                    "Documenti, citazioni e conversazioni sono pagine senza bisogno di script. Si "
                    "possono anche stampare."
                ),
            ),
        ),
        Part(
            title="Come lo sappiamo",
            body="A ogni modifica del programma, alcune prove esaminano ogni pagina in un browser. "
            "Usano le regole di axe-core, la tastiera e ciò che riceve un lettore di schermo. Lo "
            "fanno in tutte le dimensioni e i colori indicati.",
        ),
        Part(
            title="Che cosa non funziona ancora",
            items=(
                (
                    "Un documento è accessibile quanto lo permette il suo testo. Le pagine di un "
                    "PDF sono mostrate anche come immagini; il loro testo sta accanto."
                ),
                "Alcuni messaggi su una connessione perduta sono solo in inglese.",
                "Nessun gruppo di persone che usano lettori di schermo lo ha ancora provato.",
            ),
        ),
    ),
    trouble="Se qualcosa è d’ostacolo",
    ask="Lo segnali a",
    ask_here="Lo segnali a chi gestisce questo sito.",
)

PORTUGUESE = Statement(
    language="pt",
    title="Acessibilidade",
    aim="Todas as pessoas devem poder perguntar aqui e ler as respostas. "
    "Nosso objetivo são as diretrizes WCAG 2.2, nível AA.",
    parts=(
        Part(
            title="O que funciona",
            items=(
                (
                    "Tudo pode ser feito só com o teclado. A tecla / leva à pergunta e pode ser "
                    "desativada."
                ),
                (
                    "Os leitores de tela avisam quando há uma resposta e dizem qual é. Citações, "
                    "documentos e títulos estão assinalados como tal, na sua língua."
                ),
                (
                    "O texto pode ficar quatro vezes maior e a janela ter só 320 pixels, sem "
                    "rolagem para os lados."
                ),
                (
                    "As cores escuras e as de alto contraste do seu sistema são respeitadas. Nada "
                    "pisca, e nada desliza para quem o desativou."
                ),
                (
                    "Documentos, citações e conversas são páginas sem scripts. Também se podem "
                    "imprimir."
                ),
            ),
        ),
        Part(
            title="Como sabemos",
            body="Sempre que o programa muda, testes examinam cada página em um navegador. Eles "
            "usam as regras do axe-core, o teclado e o que um leitor de tela recebe. Fazem isso em "
            "todos os tamanhos e cores indicados.",
        ),
        Part(
            title="O que ainda não funciona",
            items=(
                (
                    "Um documento é tão acessível quanto o seu texto permite. As páginas de um PDF "
                    "também são mostradas como imagens; o seu texto está ao lado."
                ),
                "Algumas mensagens sobre uma conexão perdida estão só em inglês.",
                "Ainda nenhum grupo de pessoas que usam leitores de tela o experimentou.",
            ),
        ),
    ),
    trouble="Se algo o impedir",
    ask="Por favor, diga-o a",
    ask_here="Por favor, diga-o a quem mantém este site.",
)
