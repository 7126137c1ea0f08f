"""French, for the desk's own people."""

from types import MappingProxyType

from corpus.lint import Code, Severity
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import counts

count = counts("fr")

STAFF = StaffWords(
    sign_in_title="Connexion du personnel",
    password="Mot de passe",
    sign_in="Se connecter",
    sign_in_here="Veuillez vous connecter depuis cette page.",
    wrong_password="Ce n’est pas le bon mot de passe.",
    too_many_guesses=count(
        one="Trop de tentatives. Réessayez dans {n} seconde.",
        many="Trop de tentatives. Réessayez dans {n} secondes.",
    ),
    title="Espace du personnel",
    sign_out="Se déconnecter",
    by_day="Questions par jour",
    nothing_asked="Aucune question n’a encore été posée.",
    kept=count(
        one="Les chiffres sont conservés {n} jour.", many="Les chiffres sont conservés {n} jours."
    ),
    kept_in_memory=("Ils sont seulement en mémoire : ils disparaissent au redémarrage du service."),
    answered="avec réponse",
    refused="sans réponse",
    failed="recherche impossible",
    asked=count(one="{n} question", many="{n} questions"),
    asked_between="{questions} du {first} au {last}, par jour",
    as_table="Les mêmes chiffres sous forme de tableau",
    day_heads=("Jour", "Posées", "Avec réponse", "Sans réponse", "Échecs", "Utiles", "Pas utiles"),
    counts_csv="Chiffres en CSV",
    outcomes=MappingProxyType(
        {
            "answered": "avec réponse",
            "settled_by_staff": "aucun document ne répond, selon le personnel",
            "failed": "recherche impossible",
            "nothing_related": "rien à ce sujet",
            "related_but_not_answered": "en rapport, sans réponse",
            "needs_an_earlier_question": "sujet non précisé",
            "empty_question": "vide",
        }
    ),
    outcomes_title="Suite donnée aux questions",
    outcome_heads=("Résultat", "Questions"),
    faults_title="Pourquoi des réponses n’ont pas aidé",
    fault_heads=("Motif", "Réponses"),
    questions_title="Sans réponse, ou pas utiles",
    not_stored=(
        "Les questions ne sont pas conservées. Pour les voir ici, mettez "
        "`store_questions = true` dans la configuration."
    ),
    none_yet="Aucune pour l’instant.",
    questions_listed=count(one="{n} question.", many="{n} questions, les plus fréquentes d’abord."),
    questions_cut=(
        "{n} questions sur {total}, les plus fréquentes d’abord. Le fichier CSV "
        "les contient toutes."
    ),
    question_heads=("Question", "Fois", "Résultat", "Pas utile", "Pourquoi", "Dernière fois"),
    questions_csv="Questions en CSV",
    needs_title="Ce qu’il faudrait écrire",
    themes_title="Questions sans réponse, selon leur sens",
    themes_listed=count(one="{n} thème.", many="{n} thèmes, les plus fréquents d’abord."),
    themes_wait="Les questions sont regroupées en ce moment. Rechargez cette page plus tard.",
    themes_cut="Les {n} thèmes les plus fréquents sur {total}.",
    theme_heads=(
        "Demandé",
        "Fois",
        "Par semaine",
        "Documents les plus proches",
        "Dans aucun document",
    ),
    theme_others=count(one="et {n} autre semblable", many="et {n} autres semblables"),
    theme_solved="Les documents y répondent désormais.",
    course="Questions de chacune des douze semaines jusqu’au {last}",
    heat_title="Ce à quoi les documents répondent",
    heat_intro=(
        "Combien de fois chaque section a été citée. Un bord plus foncé veut dire plus souvent."
    ),
    heat_top="Sous aucun titre",
    heat_quoted=count(one="cité {n} fois", many="cité {n} fois"),
    heat_csv="Enregistrer les sections en CSV",
    your_name="Votre nom, pour le journal",
    pins_title="Réponses choisies par le personnel",
    pins_intro=(
        "Choisissez la citation qui répond à une question, ou indiquez qu’aucun document n’y "
        "répond. Elle vient ensuite en premier quand on pose la même question. C’est toujours le "
        "texte du document : s’il change, votre choix est suspendu jusqu’à ce que vous le revoyiez."
    ),
    pins_open="Choisir des réponses",
    pins_chosen="Ce qui est choisi",
    pins_none="Rien n’est encore choisi.",
    pins_listed=count(
        one="{n} question a une réponse choisie.", many="{n} questions ont une réponse choisie."
    ),
    pins_lost=count(
        one="{n} citation choisie n’est plus telle quelle dans les documents.",
        many="{n} citations choisies ne sont plus telles quelles dans les documents.",
    ),
    pins_export="Enregistrer en JSON Lines",
    pin_heads=("Question", "État", "Citation, ou à qui s’adresser", "Par", "Modifier"),
    pin_states=MappingProxyType(
        {
            "unchanged": "toujours là",
            "moved": "toujours là, à un autre endroit",
            "changed": "le texte a changé",
            "gone": "n’est plus là",
            "none": "aucun document ne répond",
        }
    ),
    pin_choose="Choisir une réponse",
    pin_question="Question",
    pin_look="Autres mots à chercher (facultatif)",
    pin_find="Chercher des citations",
    pin_which="Quelle citation répond à la question ?",
    pin_quote="Citation {n}",
    pin_none_answers="Aucun document n’y répond",
    pin_contact="À qui s’adresser à la place",
    pin_keep="Enregistrer",
    pin_pick="Choisissez l’une des citations, ou qu’aucune ne répond.",
    pin_not_kept=(
        "Impossible d’enregistrer : donnez une question, 50 formulations au plus pour chacune."
    ),
    pin_change="Modifier",
    pin_wording="La même question en d’autres mots",
    pin_add="Ajouter",
    pin_remove="Retirer",
    pin_actions=MappingProxyType(
        {
            "added": "choisie",
            "changed": "modifiée",
            "imported": "reprise",
            "removed": "retirée",
        }
    ),
    log_title="Qui a fait quoi",
    log_heads=("Quand", "Qui", "Quoi", "Question"),
    documents_title="Documents",
    documents_listed=count(
        one="{n} document.", many="{n} documents, les derniers ajoutés d’abord."
    ),
    documents_cut="{n} documents sur {total}, les derniers ajoutés d’abord.",
    document_heads=("Titre", "Éditeur", "Publié", "Indexé (UTC)"),
    unread_title="Fichiers qui n’ont pas pu être lus",
    unread=count(
        one=(
            "{n} fichier n’a pas pu être lu lors de l’indexation des documents : "
            "rien de ce qu’il contient n’est trouvé ni cité. Corrigez-le comme "
            "indiqué à côté, ou retirez-le, puis relancez `quotedesk index`."
        ),
        many=(
            "{n} fichiers n’ont pas pu être lus lors de l’indexation des documents : "
            "rien de ce qu’ils contiennent n’est trouvé ni cité. Corrigez chacun "
            "comme indiqué à côté, ou retirez-le, puis relancez `quotedesk index`."
        ),
    ),
    unread_cut=("{n} fichiers sur {total} sont montrés ; `quotedesk index` les nomme tous."),
    unread_unknown=(
        "On ne sait pas, pour cet index, quels fichiers n’ont pas pu être lus. "
        "Relancez `quotedesk index`."
    ),
    unread_heads=("Fichier", "Ce qui ne va pas, et que faire"),
    checks_title="Vérification des documents",
    checking=("Les documents sont en cours de vérification. Rechargez cette page dans un instant."),
    nothing_found="Rien n’a été trouvé.",
    too_many_to_check="Trop de documents pour une vérification ici : lancez `quotedesk lint`.",
    found=count(one="{n} cas.", many="{n} cas."),
    found_cut=("{n} cas sur {total} sont montrés ; `quotedesk lint` les nomme tous."),
    to_do="À faire : {mend}.",
    summary="{documents} : {problems}, {notes}",
    problems=count(one="{n} problème", many="{n} problèmes"),
    notes=count(one="{n} remarque", many="{n} remarques"),
    more_found=count(
        one="... et {n} autre ; --json les nomme tous",
        many="... et {n} autres ; --json les nomme tous",
    ),
    names_and_more=count(one="{names} et {n} autre", many="{names} et {n} autres"),
    see_place=("Pour voir un passage dans son document : quotedesk show DOCUMENT --span START-END"),
    severities=MappingProxyType(
        {
            Severity.PROBLEM: "problème",
            Severity.NOTE: "remarque",
        }
    ),
    findings=MappingProxyType(
        {
            Code.SKIPPED: "Fichiers laissés de côté",
            Code.DIFFERING_FIGURE: "Le même chiffre donné différemment",
            Code.DIFFERING_PHONE: "Le même téléphone donné différemment",
            Code.UNDECODABLE: "Caractères perdus à la lecture",
            Code.MOJIBAKE: "Caractères illisibles",
            Code.PAGE_WITHOUT_TEXT: "Pages sans texte",
            Code.DUPLICATE: "Le même texte plusieurs fois",
            Code.SUPERSEDES_NOTHING: "Remplacent un document absent",
            Code.DATES: "Dates impossibles",
            Code.MISSING_TITLE: "Documents sans titre",
            Code.NEAR_DUPLICATE: "Presque le même texte",
            Code.SUPERSEDED: "Documents remplacés",
            Code.EXPIRED: "Documents expirés",
            Code.NOT_YET_VALID: "Documents pas encore en vigueur",
            Code.SAME_TITLE: "Documents de même titre",
            Code.MISSING_DATE: "Documents sans date de publication",
            Code.MISSING_PUBLISHER: "Documents sans éditeur",
            Code.MISSING_URL: "Documents sans lien vers l’original",
            Code.ENCODINGS: "Fichiers qui ne sont pas en UTF-8",
            Code.LEFT_OUT: "Contacts et horaires qui ne peuvent pas être cités",
            Code.LONG_PASSAGE: "Passages trop longs pour être lus d’un coup",
            Code.BOILERPLATE: "Lignes de modèle",
            Code.IGNORED: "Fichiers d’autres formats",
        }
    ),
    mends=MappingProxyType(
        {
            Code.SKIPPED: (
                "voyez le motif à côté de chacun ; son texte ne peut être ni trouvé ni cité"
            ),
            Code.DIFFERING_FIGURE: "vérifiez lequel est exact, puis corrigez les autres",
            Code.DIFFERING_PHONE: "vérifiez lequel est exact, puis corrigez les autres",
            Code.UNDECODABLE: (
                "enregistrez à nouveau l’original en UTF-8 ; un PDF, avec ses polices"
            ),
            Code.MOJIBAKE: ("corrigez l’original, ou lisez-le dans l’encodage où il a été écrit"),
            Code.PAGE_WITHOUT_TEXT: (
                "si ce sont des images de texte, passez d’abord un OCR sur le fichier"
            ),
            Code.DUPLICATE: "gardez-en un seul",
            Code.SUPERSEDES_NOTHING: "corrigez l’id, ou retirez-le",
            Code.DATES: "corrigez les dates",
            Code.MISSING_TITLE: "indiquez `title` dans manifest.toml",
            Code.NEAR_DUPLICATE: (
                "gardez-en un, ou dites avec `supersedes` lequel est le plus récent"
            ),
            Code.SUPERSEDED: (
                "retirez-le, sauf s’il doit être cité quand rien de plus récent ne répond"
            ),
            Code.EXPIRED: "renouvelez `valid_until`, ou retirez le document",
            Code.NOT_YET_VALID: "rien, si c’est voulu",
            Code.SAME_TITLE: (
                "donnez à chacun un `title` à lui, pour que les citations les distinguent"
            ),
            Code.MISSING_DATE: "indiquez `published` dans manifest.toml",
            Code.MISSING_PUBLISHER: "indiquez `publisher` dans manifest.toml",
            Code.MISSING_URL: (
                "indiquez `url` dans manifest.toml, pour que les citations renvoient à l’original"
            ),
            Code.ENCODINGS: (
                "enregistrez-les en UTF-8, après avoir vérifié leurs accents et guillemets"
            ),
            Code.LEFT_OUT: (
                "rien, sauf s’il faut les citer : écrivez-les alors aussi dans le texte du document"
            ),
            Code.LONG_PASSAGE: (
                "chacun est cité en entier ou pas du tout : découpez-le en phrases, "
                "points ou paragraphes, ou voyez si le fichier a été bien lu"
            ),
            Code.BOILERPLATE: (
                "ces lignes ont l’air d’un décor de page et n’ouvrent jamais une "
                "réponse : si l’une dit quelque chose, rédigez-la comme une phrase de "
                "son document"
            ),
            Code.IGNORED: "rien, s’ils ne contiennent pas de texte à citer",
        }
    ),
)

API = ApiWords(
    title="L’API",
    intro=(
        "Toute réponse est en JSON. Une erreur est une ligne sous {error}. La "
        "même description pour les programmes : {schema} ; ses textes sont en "
        "anglais. Les programmes dotés d’un modèle de langage arrivent ici "
        "par {mcp}. C’est le Model Context Protocol (streamable HTTP)."
    ),
    example="Exemple",
    takes="Reçoit :",
    replies_of="Réponses de {path}",
    reply_heads=("Statut", "Signification", "Corps"),
    objects="Objets",
    keys_of="Clés de {name}",
    key_heads=("Clé", "Valeur", "Signification"),
    optional="facultatif",
    list_of="liste de",
    either="ou",
    at_most=count(one="{n} caractère au plus", many="{n} caractères au plus"),
)
