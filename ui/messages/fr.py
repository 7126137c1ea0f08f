"""French: complete, as the type of a catalogue demands, and addressed to the reader as `vous`.

What always holds: no line breaks before ; : ? ! since the spaces there are such as don't break.
"""

from types import MappingProxyType

from qa.reply import Reason
from ui.messages.catalogue import Catalogue
from ui.messages.measured_fr import REPORT, VERIFY
from ui.messages.phrases_fr import PHRASES
from ui.messages.staff_fr import API, STAFF
from ui.messages.wording import Wording, counts

count = counts("fr")

FRENCH = Catalogue(
    language="fr",
    language_name="Français",
    languages="Langue",
    date_form="{day} {month} {year}",
    month_form="{month} {year}",
    first_day="1er",
    promise=("Les réponses sont des citations exactes des documents, rien d’autre."),
    no_script=(
        "Pour poser des questions, JavaScript est nécessaire. Les documents se "
        "lisent aussi sans lui :"
    ),
    welcome_title="Que souhaitez-vous savoir ?",
    welcome_body=count(
        one=(
            "Posez votre question avec vos propres mots. Vous verrez les passages "
            "qui y répondent, mot pour mot et avec leur place dans le document. S’il "
            "ne contient pas de réponse, cela vous sera indiqué."
        ),
        many=(
            "Posez votre question avec vos propres mots. Vous verrez les passages "
            "qui y répondent, mot pour mot et avec leur source, tirés de {n} "
            "documents. S’ils ne contiennent pas de réponse, cela vous sera indiqué."
        ),
    ),
    question_label="Votre question",
    question_placeholder="Posez une question",
    ask="Demander",
    new_conversation="Nouvelle conversation",
    examples="Questions pour commencer",
    conversation_cleared="Une nouvelle conversation a commencé.",
    filter_all=count(one="Chercher dans {n} document", many="Chercher dans les {n} documents"),
    filter_some="Chercher dans {n} des {total} documents",
    filter_legend="Seulement dans ceux-ci",
    filter_hint="Si aucun n’est coché, la recherche porte sur tous.",
    filter_clear="Chercher dans tous",
    keys="Raccourcis clavier",
    keys_question="Aller à la question",
    keys_close="Fermer la source, si vous y êtes",
    keys_on="Utiliser la touche /",
    you_asked="Votre question :",
    quotes_found=count(one="{n} citation", many="{n} citations"),
    strong_match="Correspondance nette",
    likely_match="Correspondance probable",
    possible_match="Correspondance possible",
    chosen_by_staff="Choisi par le personnel",
    quote_number="Citation {n}",
    searched_for="Recherche effectuée :",
    understood_with="Compris avec :",
    missing_words="Dans aucun document :",
    unquoted_words="Absent de la première citation :",
    unanswered_parts="Sans réponse :",
    ask_exactly="Chercher exactement ce que j’ai écrit",
    ask_alone="Demander sans la conversation",
    open_source="Ouvrir la source",
    open_page="Ouvrir en pleine page",
    original="Original",
    copy="Copier",
    copy_link="Copier le lien",
    copied="Copié",
    copy_failed=("La copie n’a pas abouti. Sélectionnez le texte et copiez-le à la main."),
    slip="Fiche",
    page="page {page}",
    columns="Colonnes : {names}",
    opens_new_tab="(s’ouvre dans un nouvel onglet)",
    refusals=MappingProxyType(
        {
            Reason.NOTHING_RELATED: Wording(
                title="Rien n’a été trouvé à ce sujet",
                body=(
                    "Aucun passage ne semble avoir de rapport avec la question. "
                    "D’autres mots peuvent aider."
                ),
            ),
            Reason.NOT_ANSWERED: Wording(
                title="Aucune réponse sûre n’a été trouvée",
                body=(
                    "Les passages les plus proches sont ci-dessous. Aucun ne répond avec "
                    "certitude à la question ; à vous d’en juger."
                ),
            ),
            Reason.NEEDS_CONTEXT: Wording(
                title="À quoi la question se rapporte-t-elle ?",
                body=(
                    "Elle semble faire suite à une autre question. Posez-la de nouveau en "
                    "précisant de quoi il s’agit."
                ),
            ),
            Reason.EMPTY_QUESTION: Wording(
                title="Il n’y a pas encore de question",
                body=("Écrivez une question avec vos propres mots, puis appuyez sur Entrée."),
            ),
        }
    ),
    related=count(
        one=("Le passage le plus proche (il ne répond peut-être pas à la question)"),
        many=("Les {n} passages les plus proches (ils ne répondent peut-être pas à la question)"),
    ),
    related_more=count(
        one="{n} autre passage (il n’y répond peut-être pas non plus)",
        many=("{n} autres passages (ils n’y répondent peut-être pas non plus)"),
    ),
    searched_all=count(
        one="Recherche faite dans {n} document.", many="Recherche faite dans les {n} documents."
    ),
    searched_some=("Recherche faite dans {n} des {total} documents, ceux qui ont été choisis."),
    ask_everywhere="Chercher dans tous les documents",
    contact="À qui s’adresser :",
    staff_say_none="Le personnel a vérifié : ces documents n’y répondent pas.",
    helpful="Était-ce utile ?",
    yes="Oui",
    no="Non",
    thanks="Merci.",
    feedback_failed="L’envoi n’a pas abouti. Veuillez réessayer.",
    fault="Qu’est-ce qui n’allait pas ? (facultatif)",
    faults=MappingProxyType(
        {
            "not_what_i_asked": "Ce n’est pas ce que j’ai demandé",
            "incomplete": "Il manque quelque chose",
            "out_of_date": "Ce n’est pas à jour",
            "hard_to_understand": "C’est difficile à comprendre",
            "other": "Autre chose",
        }
    ),
    remark="Avec vos propres mots (facultatif)",
    remark_hint=(
        "Votre remarque est conservée avec votre question pour le personnel de "
        "ce service. N’indiquez ni noms ni autres données personnelles."
    ),
    send="Envoyer",
    keep="Garder cette conversation :",
    read_or_print="Lire ou imprimer",
    save_html="Enregistrer en HTML",
    save_markdown="Enregistrer en Markdown",
    conversation="Conversation",
    made_on="{desk}, {date}",
    slip_title="Fiche",
    slip_link="À lire dans son contexte :",
    slip_code="Code QR de l’adresse ci-dessus",
    slip_made="Cité mot pour mot par {desk} le {date}.",
    source="Source",
    documents=count(one="{n} document", many="{n} documents"),
    documents_left_out=count(one="et {n} autre document", many="et {n} autres documents"),
    choose_document=(
        "Ouvrez la source d’une citation pour la lire ici, ou commencez par un document."
    ),
    close_source="Fermer la source",
    back_to_conversation="Retour à la conversation",
    contents="Sommaire",
    to_quote="Aller à la citation",
    marked_places="Passages marqués",
    next_mark="Passage marqué suivant",
    previous_mark="Passage marqué précédent",
    original_pages=count(one="Dans l’original ({n} page)", many="Dans l’original ({n} pages)"),
    original_page=("Page {page} de l’original, avec la citation encadrée. Son texte suit."),
    author="Auteur",
    publisher="Éditeur",
    published="Publié",
    valid_from="Valable à partir du",
    valid_until="Valable jusqu’au",
    not_yet_valid="Pas en vigueur avant le {date}",
    expired="Expiré : valable jusqu’au {date}",
    superseded="Remplacé par {document}",
    licence="Licence",
    source_opened="Source ouverte : {title}",
    back_to_desk="Poser une question",
    question_too_long=count(
        one="La question a {n} caractère de trop", many="La question a {n} caractères de trop"
    ),
    question_limit=(
        "Il est possible de lire {limit} caractères au plus. La question est "
        "encore dans son champ : raccourcissez-la."
    ),
    busy=Wording(
        title="Le service est très sollicité",
        body=(
            "Beaucoup de personnes posent des questions en ce moment. Réessayez dans "
            "un instant ; rien de ce que vous avez écrit n’est perdu."
        ),
    ),
    too_many=count(
        one=("Trop de questions sont venues de votre adresse. Réessayez dans {n} seconde."),
        many=("Trop de questions sont venues de votre adresse. Réessayez dans {n} secondes."),
    ),
    not_asked="La question n’a pas été envoyée",
    offline=(
        "Le service est injoignable pour le moment. Vérifiez votre connexion et "
        "réessayez ; votre question est encore dans son champ."
    ),
    failed=Wording(
        title="Cela n’a pas fonctionné",
        body=(
            "La recherche n’a pas pu aboutir. Réessayez ; si cela se répète, "
            "dites-le aux responsables de ce service."
        ),
    ),
    unknown_document=Wording(
        title="Ce document n’existe pas",
        body=("Il n’y a pas de document à cette adresse. Il a peut-être été renommé ou retiré."),
    ),
    unknown_conversation=Wording(
        title="Cette conversation n’existe pas",
        body=(
            "Les conversations ne sont conservées que quelques heures. Celle-ci "
            "n’existe plus, ou n’a jamais existé."
        ),
    ),
    unknown_picture=Wording(
        title="Pas d’image de cette page",
        body=(
            "L’original n’est pas disponible, ou n’a pas cette page. Son texte peut être lu ici."
        ),
    ),
    bad_range=Wording(
        title="Cet endroit n’existe pas dans le document",
        body=("L’adresse désigne une partie du texte que le document n’a pas."),
    ),
    unknown_page=Wording(title="Cette page n’existe pas", body="Il n’y a rien à cette adresse."),
    opening=Wording(
        title="Le service est en cours d’ouverture",
        body=(
            "Cette page s’affichera d’elle-même dans un instant. Les documents "
            "peuvent déjà être lus."
        ),
    ),
    no_chat=Wording(
        title="Documents à lire",
        body=(
            "Cette page ne permet pas de poser de questions. Les documents peuvent être lus ici."
        ),
    ),
    desks="Guichets",
    closed=Wording(
        title="Ce guichet ne peut pas encore être interrogé",
        body="Ses documents sont encore en préparation. Merci de revenir plus tard.",
    ),
    ask_at_desk="Ouvrir le guichet complet",
    staff=STAFF,
    api=API,
    report=REPORT,
    verify=VERIFY,
    phrases=PHRASES,
)
