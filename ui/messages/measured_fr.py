"""French for reports of a measurement, and for what is said of saved quotes."""

from types import MappingProxyType

from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.wording import counts

count = counts("fr")

REPORT = ReportWords(
    evaluation_title="Comment le service répond",
    calibration_title="La décision, ajustée à vos questions",
    questions=count(one="{n} question.", many="{n} questions."),
    not_fitted=(
        "Chaque chiffre d’après porte sur des questions qui n’ont pas servi à ajuster. C’est "
        "une validation croisée en cinq parts."
    ),
    threshold_moved="Seuil : {before} avant, {after} après.",
    figures_title="Chiffres",
    figure_heads=("Chiffre", "Valeur", "Ce que c’est"),
    figures=MappingProxyType(
        {
            "recall@5": "documents utiles parmi les cinq premiers trouvés",
            "recall@10": "documents utiles parmi les dix premiers trouvés",
            "ndcg@5": "leur rang parmi les cinq premiers (gain normalisé)",
            "ndcg@10": "leur rang parmi les dix premiers",
            "mrr": "un divisé par le rang du premier document utile",
            "hit@1": "le premier document trouvé est utile",
            "cited@1": "la première citation vient d’un document utile",
            "quote@1": "la première citation contient les mots attendus",
            "quote@3": "les trois premières citations les contiennent ensemble",
            "in_section@1": "la première citation vient de la section demandée",
            "quote_chars": "caractères de la première citation, médiane",
            "answered_answerable": "répondues, parmi les questions qui ont une réponse",
            "refused_unanswerable": "refusées, parmi les questions qui n’en ont pas",
            "balanced_accuracy": "moyenne de answered_answerable et refused_unanswerable",
            "auroc": "la confiance est plus haute là où il y a une réponse",
            "ece": "écart entre la confiance et la part juste ; 0 est le mieux",
            "quotes": "citations comparées à leurs documents",
            "verbatim_faults": "citations qui ne sont pas mot pour mot ; doit être 0",
            "p50_ms": "millisecondes par question, médiane",
            "p95_ms": "millisecondes au 95e centile",
        }
    ),
    change_title="Avant et après",
    change_heads=("Chiffre", "Avant", "Après"),
    plots_title="Graphiques",
    tables_title="La même chose en tableaux",
    reliability="Fiabilité",
    right_answers="Juste veut dire que la première citation répond.",
    right_holds="Juste veut dire que les documents contiennent une réponse.",
    reliability_reads=(
        "Sur la ligne en tirets, une confiance de {confidence} est juste huit fois sur dix. "
        "Un point plus grand, ce sont plus de questions."
    ),
    reliability_alt="Part juste selon la confiance : {points}.",
    reliability_point="{share} de juste pour une confiance de {confidence}",
    decisions="Réponses et refus",
    decisions_reads=(
        "Ce que chaque seuil ferait : répondre aux questions qui ont une réponse, refuser "
        "celles qui n’en ont pas."
    ),
    decisions_alt=(
        "Au seuil de {threshold}, {answered} des questions qui ont une réponse en reçoivent "
        "une. Parmi les autres, {refused} sont refusées."
    ),
    confidence="Confiance",
    confidence_reads="Si le service est sûr, pour les questions avec réponse et sans réponse.",
    confidence_alt=(
        "Une confiance de {confidence} ou plus : {right} questions sur {answerable} avec "
        "réponse, {wrong} sur {others} sans réponse."
    ),
    time="Durée",
    time_reads="Combien de questions ont pris au plus ce temps.",
    time_alt=(
        "La moitié des questions a pris au plus {median} ms, et 95 sur 100 au plus {most} ms."
    ),
    axis_confidence="confiance",
    axis_mean="confiance moyenne",
    axis_right="part juste",
    axis_threshold="seuil",
    axis_rightly="part à raison",
    axis_questions="nombre de questions",
    axis_ms="millisecondes",
    axis_share="part des questions",
    answered="répondues",
    refused="refusées",
    answer="réponse",
    no_answer="sans réponse",
    reliability_table="Fiabilité : combien de fois chaque confiance est juste",
    reliability_heads=("Confiance", "Nombre de questions", "Confiance moyenne", "Part juste"),
    between="de {low} à {high}",
    points_table=(
        "Ce que ferait un seuil, en questions : répondre est juste là où il y a une réponse"
    ),
    points_heads=(
        *("Seuil", "Répondues à raison", "Répondues à tort"),
        *("Refusées à raison", "Refusées à tort", "Exactitude équilibrée"),
    ),
    misses_title="Les pires erreurs",
    misses_none="Aucune : chaque réponse est juste, et chaque refus aussi.",
    miss_heads=("Ce qui s’est passé", "Question", "Cité", "Attendu"),
    miss_answered="répondue, confiance {confidence}",
    miss_refused="refusée, confiance {confidence}",
    after="après :",
    nothing_found="rien n’a été trouvé",
    not_shown="pas montré comme réponse :",
    refusal_expected="un refus : les documents n’ont pas de réponse",
    answer_expected="une réponse",
    expected="« {text} »",
    expected_or="ou",
    expected_with="avec",
)

VERIFY = VerifyWords(
    states=MappingProxyType(
        {
            "unchanged": "inchangée",
            "moved": "déplacée",
            "changed": "modifiée",
            "gone": "disparue",
        }
    ),
    was_at="avant à {start}",
    was_in="avant dans {document} à {start}",
    was="avant :",
    now="maintenant :",
    nothing="(rien)",
    spaces="seuls les espaces diffèrent",
)
