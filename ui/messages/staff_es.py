"""Spanish, for the desk's own people."""

from types import MappingProxyType

from corpus.lint import Code, Severity
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import counts

count = counts("es")

STAFF = StaffWords(
    sign_in_title="Acceso del personal",
    password="Contraseña",
    sign_in="Entrar",
    sign_in_here="Entre desde esta página.",
    wrong_password="Esa no es la contraseña.",
    too_many_guesses=count(
        one="Demasiados intentos. Vuelva a intentarlo dentro de 1 segundo.",
        many="Demasiados intentos. Vuelva a intentarlo dentro de {n} segundos.",
    ),
    title="Personal",
    sign_out="Salir",
    by_day="Preguntas por día",
    nothing_asked="Todavía no se ha preguntado nada.",
    kept=count(one="Las cifras se guardan 1 día.", many="Las cifras se guardan {n} días."),
    kept_in_memory="Solo están en memoria: se pierden cuando el servicio se reinicia.",
    answered="respondidas",
    refused="sin respuesta",
    failed="no se pudieron buscar",
    asked=count(one="1 pregunta", many="{n} preguntas"),
    asked_between="{questions} del {first} al {last}, por día",
    as_table="Las mismas cifras en una tabla",
    day_heads=(
        "Día",
        "Hechas",
        "Respondidas",
        "Sin respuesta",
        "No buscadas",
        "Útiles",
        "No útiles",
    ),
    counts_csv="Cifras en CSV",
    outcomes=MappingProxyType(
        {
            "answered": "respondida",
            "settled_by_staff": "ningún documento responde, según el personal",
            "failed": "no se pudo buscar",
            "nothing_related": "nada relacionado",
            "related_but_not_answered": "relacionado, sin respuesta",
            "needs_an_earlier_question": "no dice de qué se trata",
            "empty_question": "vacía",
        }
    ),
    outcomes_title="Qué fue de ellas",
    outcome_heads=("Resultado", "Preguntas"),
    faults_title="Por qué no sirvieron las respuestas",
    fault_heads=("Motivo", "Respuestas"),
    questions_title="Sin respuesta, o no útiles",
    not_stored=(
        "Las preguntas no se guardan. Para verlas aquí, ponga `store_questions = true` en la "
        "configuración."
    ),
    none_yet="Ninguna hasta ahora.",
    questions_listed=count(one="1 pregunta.", many="{n} preguntas, primero las más frecuentes."),
    questions_cut=(
        "{n} de {total} preguntas, primero las más frecuentes. El archivo CSV las tiene todas."
    ),
    question_heads=("Pregunta", "Veces", "Resultado", "No útil", "Por qué", "Última vez"),
    questions_csv="Preguntas en CSV",
    needs_title="Qué escribir a continuación",
    themes_title="Preguntas sin respuesta, por su significado",
    themes_listed=count(one="1 tema.", many="{n} temas, primero los más frecuentes."),
    themes_wait="Se están agrupando las preguntas. Vuelva a cargar esta página en un momento.",
    themes_cut="Los {n} temas más frecuentes de {total}.",
    theme_heads=(
        "Se preguntó",
        "Veces",
        "Por semana",
        "Documentos más cercanos",
        "En ningún documento",
    ),
    theme_others=count(one="y 1 más parecida", many="y {n} más parecidas"),
    theme_solved="Los documentos ya responden a esto.",
    course="Preguntas en cada una de las doce semanas hasta el {last}",
    heat_title="A qué responden los documentos",
    heat_intro=(
        "Cuántas veces se citó algo de cada sección. Un borde más oscuro significa más veces."
    ),
    heat_top="Bajo ningún título",
    heat_quoted=count(one="citado una vez", many="citado {n} veces"),
    heat_csv="Guardar las secciones como CSV",
    your_name="Su nombre, para el registro",
    pins_title="Respuestas elegidas por el personal",
    pins_intro=(
        "Elija la cita que responde a una pregunta, o indique que ningún documento la responde. "
        "Desde entonces sale la primera cuando alguien pregunta lo mismo. Sigue siendo el texto "
        "del documento: si cambia, su elección queda en suspenso hasta que usted la revise."
    ),
    pins_open="Elegir respuestas",
    pins_chosen="Lo que está elegido",
    pins_none="Todavía no hay nada elegido.",
    pins_listed=count(
        one="1 pregunta tiene una respuesta elegida.",
        many="{n} preguntas tienen una respuesta elegida.",
    ),
    pins_lost=count(
        one="1 cita elegida ya no está en los documentos como estaba.",
        many="{n} citas elegidas ya no están en los documentos como estaban.",
    ),
    pins_export="Guardar como JSON Lines",
    pin_heads=("Pregunta", "Estado", "Cita, o a quién preguntar", "Por", "Cambiar"),
    pin_states=MappingProxyType(
        {
            "unchanged": "sigue igual",
            "moved": "sigue igual, en otro lugar",
            "changed": "ahora dice otra cosa",
            "gone": "ya no está",
            "none": "ningún documento responde",
        }
    ),
    pin_choose="Elegir una respuesta",
    pin_question="Pregunta",
    pin_look="Otras palabras que buscar (puede quedar vacío)",
    pin_find="Buscar citas",
    pin_which="¿Qué cita responde a la pregunta?",
    pin_quote="Cita {n}",
    pin_none_answers="Ninguno de los documentos la responde",
    pin_contact="A quién preguntar en su lugar",
    pin_keep="Guardar",
    pin_pick="Elija una de las citas, o que ninguna responde.",
    pin_not_kept="No se pudo guardar: escriba una pregunta, hasta 50 formas de cada una.",
    pin_change="Cambiar",
    pin_wording="La misma pregunta con otras palabras",
    pin_add="Añadir",
    pin_remove="Quitar",
    pin_actions=MappingProxyType(
        {
            "added": "elegida",
            "changed": "cambiada",
            "imported": "incorporada",
            "removed": "quitada",
        }
    ),
    log_title="Quién hizo qué",
    log_heads=("Cuándo", "Quién", "Qué", "Pregunta"),
    documents_title="Documentos",
    documents_listed=count(
        one="1 documento.", many="{n} documentos, primero los más recientes aquí."
    ),
    documents_cut="{n} de {total} documentos, primero los más recientes aquí.",
    document_heads=("Título", "Editor", "Publicado", "Indexado (UTC)"),
    unread_title="Archivos que no se pudieron leer",
    unread=count(
        one=(
            "Al indexar los documentos no se pudo leer 1 archivo. Nada de lo que contiene se "
            "encuentra ni se cita. Corríjalo como se indica a su lado, o retírelo, y "
            "ejecute otra vez `quotedesk index`."
        ),
        many=(
            "Al indexar los documentos no se pudieron leer {n} archivos. Nada de lo que contienen "
            "se encuentra ni se cita. Corrija cada uno como se indica a su lado, "
            "o retírelo, y ejecute otra vez `quotedesk index`."
        ),
    ),
    unread_cut="Se muestran {n} de {total}; `quotedesk index` los nombra todos.",
    unread_unknown=(
        "De este índice no se sabe qué archivos no se pudieron leer. Ejecute otra vez "
        "`quotedesk index`."
    ),
    unread_heads=("Archivo", "Qué le pasa y qué hacer"),
    checks_title="Revisión de los documentos",
    checking="Se están revisando los documentos. Vuelva a cargar esta página en un momento.",
    nothing_found="No se encontró nada.",
    too_many_to_check="Hay demasiados documentos para revisarlos aquí: ejecute `quotedesk lint`.",
    found=count(one="1 caso.", many="{n} casos."),
    found_cut="Se muestran {n} de {total} casos; `quotedesk lint` los nombra todos.",
    to_do="Qué hacer: {mend}.",
    summary="{documents}: {problems}, {notes}",
    problems=count(one="1 problema", many="{n} problemas"),
    notes=count(one="1 nota", many="{n} notas"),
    more_found=count(
        one="... y 1 caso más; --json los nombra todos",
        many="... y {n} casos más; --json los nombra todos",
    ),
    names_and_more=count(one="{names} y 1 más", many="{names} y {n} más"),
    see_place="Para ver un lugar en su documento: quotedesk show DOCUMENT --span START-END",
    severities=MappingProxyType({Severity.PROBLEM: "problema", Severity.NOTE: "nota"}),
    findings=MappingProxyType(
        {
            Code.SKIPPED: "Archivos que no se leyeron",
            Code.DIFFERING_FIGURE: "La misma cifra, dada de distinta manera",
            Code.DIFFERING_PHONE: "El mismo teléfono, dado de distinta manera",
            Code.UNDECODABLE: "Caracteres perdidos al leer",
            Code.MOJIBAKE: "Caracteres ilegibles",
            Code.PAGE_WITHOUT_TEXT: "Páginas sin texto",
            Code.DUPLICATE: "El mismo texto más de una vez",
            Code.SUPERSEDES_NOTHING: "Sustituyen a un documento que no está",
            Code.DATES: "Fechas imposibles",
            Code.MISSING_TITLE: "Documentos sin título",
            Code.NEAR_DUPLICATE: "Casi el mismo texto",
            Code.SUPERSEDED: "Documentos sustituidos",
            Code.EXPIRED: "Documentos caducados",
            Code.NOT_YET_VALID: "Documentos que aún no están en vigor",
            Code.SAME_TITLE: "Documentos con el mismo título",
            Code.MISSING_DATE: "Documentos sin fecha de publicación",
            Code.MISSING_PUBLISHER: "Documentos sin editor",
            Code.MISSING_URL: "Documentos sin una dirección a la que enlazar",
            Code.ENCODINGS: "Archivos que no están en UTF-8",
            Code.LEFT_OUT: "Contactos y horarios que no se pueden citar",
            Code.LONG_PASSAGE: "Pasajes demasiado largos para leerlos de una vez",
            Code.BOILERPLATE: "Texto de plantilla",
            Code.IGNORED: "Archivos de otros formatos",
        }
    ),
    mends=MappingProxyType(
        {
            Code.SKIPPED: (
                "vea el motivo al lado de cada uno; su texto no se puede encontrar ni citar"
            ),
            Code.DIFFERING_FIGURE: "averigüe cuál es la correcta y corrija las demás",
            Code.DIFFERING_PHONE: "averigüe cuál es el correcto y corrija los demás",
            Code.UNDECODABLE: "guarde de nuevo el original en UTF-8; un PDF, con sus fuentes",
            Code.MOJIBAKE: (
                "corrija el original, o léalo con la codificación en la que se escribió"
            ),
            Code.PAGE_WITHOUT_TEXT: (
                "si son imágenes de texto, pase antes el archivo por un programa de OCR"
            ),
            Code.DUPLICATE: "conserve uno de ellos",
            Code.SUPERSEDES_NOTHING: "corrija el id, o quítelo",
            Code.DATES: "corrija las fechas",
            Code.MISSING_TITLE: "indique `title` en manifest.toml",
            Code.NEAR_DUPLICATE: "conserve uno, o diga con `supersedes` cuál es el más reciente",
            Code.SUPERSEDED: ("retírelo, salvo que se deba citar donde nada más reciente responde"),
            Code.EXPIRED: "renueve `valid_until`, o retire el documento",
            Code.NOT_YET_VALID: "nada, si es lo que se quiere",
            Code.SAME_TITLE: ("dé a cada uno un `title` propio, para que las citas los distingan"),
            Code.MISSING_DATE: "indique `published` en manifest.toml",
            Code.MISSING_PUBLISHER: "indique `publisher` en manifest.toml",
            Code.MISSING_URL: (
                "indique `url` en manifest.toml, para que las citas enlacen con el original"
            ),
            Code.ENCODINGS: ("guárdelos en UTF-8, después de mirar sus acentos y comillas"),
            Code.LEFT_OUT: (
                "nada, salvo que se deba citar: entonces dígalo también en el texto del documento"
            ),
            Code.LONG_PASSAGE: (
                "cada uno se cita entero o no se cita: divídalo en frases, puntos o párrafos, o "
                "mire si el archivo se leyó bien"
            ),
            Code.BOILERPLATE: (
                "estas líneas parecen el adorno de una página y nunca encabezan una respuesta: si "
                "alguna dice algo, redáctela como una frase de su documento"
            ),
            Code.IGNORED: "nada, si no contienen texto que citar",
        }
    ),
)

API = ApiWords(
    title="La API",
    intro=(
        "Toda respuesta es JSON. Un error es una línea bajo {error}. La misma descripción para "
        "programas: {schema}; sus textos están en inglés. Los programas con un modelo de "
        "lenguaje llegan aquí por {mcp}. Es el Model Context Protocol (streamable HTTP)."
    ),
    example="Ejemplo",
    takes="Recibe:",
    replies_of="Respuestas de {path}",
    reply_heads=("Estado", "Significado", "Cuerpo"),
    objects="Objetos",
    keys_of="Claves de {name}",
    key_heads=("Clave", "Valor", "Significado"),
    optional="se puede omitir",
    list_of="lista de",
    either="o",
    at_most=count(one="1 carácter como máximo", many="{n} caracteres como máximo"),
)
