"""Spanish for reports of a measurement, and for what is said of saved quotes."""

from types import MappingProxyType

from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.wording import counts

count = counts("es")

REPORT = ReportWords(
    evaluation_title="Cómo responde el servicio",
    calibration_title="La decisión, ajustada a sus preguntas",
    questions=count(one="1 pregunta.", many="{n} preguntas."),
    not_fitted=(
        "Cada cifra de después es de preguntas que no se usaron para ajustar. Es una "
        "validación cruzada de cinco partes."
    ),
    threshold_moved="Umbral: {before} antes, {after} después.",
    figures_title="Cifras",
    figure_heads=("Cifra", "Valor", "Qué es"),
    figures=MappingProxyType(
        {
            "recall@5": "documentos pertinentes entre los cinco primeros hallados",
            "recall@10": "documentos pertinentes entre los diez primeros hallados",
            "ndcg@5": "cómo de arriba están entre los cinco primeros (ganancia normalizada)",
            "ndcg@10": "cómo de arriba están entre los diez primeros",
            "mrr": "uno dividido por el puesto del primer documento pertinente",
            "hit@1": "el primer documento hallado es pertinente",
            "cited@1": "la primera cita es de un documento pertinente",
            "quote@1": "la primera cita tiene las palabras esperadas",
            "quote@3": "las tres primeras citas las tienen juntas",
            "in_section@1": "la primera cita es de la sección por la que se pregunta",
            "quote_chars": "caracteres de la primera cita, mediana",
            "answered_answerable": "respondidas, de las preguntas que tienen respuesta",
            "refused_unanswerable": "rechazadas, de las preguntas que no la tienen",
            "balanced_accuracy": "media de answered_answerable y refused_unanswerable",
            "auroc": "la confianza es mayor donde hay respuesta",
            "ece": "cuánto se aleja la confianza de la parte que acierta; 0 es lo mejor",
            "quotes": "citas que se compararon con sus documentos",
            "verbatim_faults": "citas que no son palabra por palabra; debe ser 0",
            "p50_ms": "milisegundos que tarda una pregunta, mediana",
            "p95_ms": "milisegundos en el percentil 95",
        }
    ),
    change_title="Antes y después",
    change_heads=("Cifra", "Antes", "Después"),
    plots_title="Gráficos",
    tables_title="Lo mismo en tablas",
    reliability="Fiabilidad",
    right_answers="Acertar es que la primera cita responda.",
    right_holds="Acertar es que los documentos tengan una respuesta.",
    reliability_reads=(
        "En la línea de trazos una confianza de {confidence} acierta ocho veces de cada diez. "
        "Un punto más grande son más preguntas."
    ),
    reliability_alt="Parte que acierta según la confianza: {points}.",
    reliability_point="{share} de aciertos con confianza {confidence}",
    decisions="Respuestas y rechazos",
    decisions_reads=(
        "Lo que cada umbral respondería de las preguntas con respuesta, y rechazaría de las demás."
    ),
    decisions_alt=(
        "Con el umbral de {threshold} se responde el {answered} de las preguntas con "
        "respuesta. De las demás se rechaza el {refused}."
    ),
    confidence="Confianza",
    confidence_reads="La seguridad del servicio, en preguntas con respuesta y sin ella.",
    confidence_alt=(
        "La confianza es al menos {confidence} en {right} de {answerable} preguntas con "
        "respuesta y en {wrong} de {others} sin ella."
    ),
    time="Tiempo",
    time_reads="Cuántas de las preguntas tardaron como mucho eso.",
    time_alt=(
        "La mitad de las preguntas tardó como mucho {median} ms, y 95 de cada 100 como mucho "
        "{most} ms."
    ),
    axis_confidence="confianza",
    axis_mean="confianza media",
    axis_right="parte que acierta",
    axis_threshold="umbral",
    axis_rightly="parte con razón",
    axis_questions="preguntas",
    axis_ms="milisegundos",
    axis_share="parte de las preguntas",
    answered="respondidas",
    refused="rechazadas",
    answer="respuesta",
    no_answer="sin respuesta",
    reliability_table="Fiabilidad: cuántas veces acierta cada confianza",
    reliability_heads=("Confianza", "Preguntas", "Confianza media", "Parte que acierta"),
    between="de {low} a {high}",
    points_table=(
        "Lo que haría un umbral, en preguntas: se responde con razón a las que tienen respuesta"
    ),
    points_heads=(
        *("Umbral", "Respondidas con razón", "Respondidas sin razón"),
        *("Rechazadas con razón", "Rechazadas sin razón", "Exactitud equilibrada"),
    ),
    misses_title="Los peores fallos",
    misses_none="Ninguno: cada respuesta acierta, y cada rechazo también.",
    miss_heads=("Qué pasó", "Pregunta", "Citado", "Esperado"),
    miss_answered="respondida, confianza {confidence}",
    miss_refused="rechazada, confianza {confidence}",
    after="después de:",
    nothing_found="no se halló nada",
    not_shown="no se muestra como respuesta:",
    refusal_expected="un rechazo: los documentos no tienen respuesta",
    answer_expected="una respuesta",
    expected="«{text}»",
    expected_or="o",
    expected_with="con",
)

VERIFY = VerifyWords(
    states=MappingProxyType(
        {
            "unchanged": "sin cambios",
            "moved": "en otro lugar",
            "changed": "cambiada",
            "gone": "desaparecida",
        }
    ),
    was_at="antes en {start}",
    was_in="antes en {document}, {start}",
    was="antes:",
    now="ahora:",
    nothing="(nada)",
    spaces="solo cambian los espacios",
)
