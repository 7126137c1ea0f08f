"""Spanish: complete, as the type of a catalogue demands, and addressed to the reader as `usted`."""

from types import MappingProxyType

from qa.reply import Reason
from ui.messages.catalogue import Catalogue
from ui.messages.measured_es import REPORT, VERIFY
from ui.messages.phrases_es import PHRASES
from ui.messages.staff_es import API, STAFF
from ui.messages.wording import Wording, counts

count = counts("es")

SPANISH = Catalogue(
    language="es",
    language_name="Español",
    languages="Idioma",
    date_form="{day} de {month} de {year}",
    month_form="{month} de {year}",
    first_day="1",
    promise="Las respuestas son citas exactas de los documentos, y nada más.",
    no_script=(
        "Para hacer preguntas se necesita JavaScript. Los documentos se pueden leer sin él:"
    ),
    welcome_title="¿Qué desea saber?",
    welcome_body=count(
        one=(
            "Pregunte con sus propias palabras. Verá los pasajes que responden, palabra por "
            "palabra y con su lugar en el documento. Si no contiene la respuesta, se le dirá."
        ),
        many=(
            "Pregunte con sus propias palabras. Verá los pasajes que responden, palabra por "
            "palabra y con su fuente, de {n} documentos. Si no contienen la respuesta, se le dirá."
        ),
    ),
    question_label="Su pregunta",
    question_placeholder="Haga una pregunta",
    ask="Preguntar",
    new_conversation="Nueva conversación",
    examples="Preguntas para empezar",
    conversation_cleared="Ha empezado una nueva conversación.",
    filter_all=count(one="Buscar en 1 documento", many="Buscar en los {n} documentos"),
    filter_some="Buscar en {n} de {total} documentos",
    filter_legend="Solo en estos",
    filter_hint="Si no marca ninguno, se busca en todos.",
    filter_clear="Buscar en todos",
    keys="Atajos de teclado",
    keys_question="Ir a la pregunta",
    keys_close="Cerrar la fuente, dentro de ella",
    keys_on="Usar la tecla /",
    you_asked="Su pregunta:",
    quotes_found=count(one="1 cita", many="{n} citas"),
    strong_match="Coincidencia clara",
    likely_match="Coincidencia probable",
    possible_match="Coincidencia posible",
    chosen_by_staff="Elegido por el personal",
    quote_number="Cita {n}",
    searched_for="Se buscó:",
    understood_with="Entendido con:",
    missing_words="En ningún documento:",
    unquoted_words="No está en la primera cita:",
    unanswered_parts="Sin respuesta:",
    ask_exactly="Buscar exactamente lo que escribí",
    ask_alone="Preguntar sin la conversación",
    open_source="Abrir la fuente",
    open_page="Abrir como página",
    original="Original",
    copy="Copiar",
    copy_link="Copiar enlace",
    copied="Copiado",
    copy_failed="No se pudo copiar. Seleccione el texto y cópielo a mano.",
    slip="Ficha",
    page="página {page}",
    columns="Columnas: {names}",
    opens_new_tab="(se abre en otra pestaña)",
    refusals=MappingProxyType(
        {
            Reason.NOTHING_RELATED: Wording(
                title="No se encontró nada sobre esto",
                body=(
                    "Ningún pasaje parece tener relación con la pregunta. "
                    "Quizá ayuden otras palabras."
                ),
            ),
            Reason.NOT_ANSWERED: Wording(
                title="No se encontró una respuesta segura",
                body=(
                    "Abajo están los pasajes más cercanos. Ninguno responde con seguridad a la "
                    "pregunta; vea si le sirven."
                ),
            ),
            Reason.NEEDS_CONTEXT: Wording(
                title="¿A qué se refiere la pregunta?",
                body=(
                    "Parece que sigue a una pregunta anterior. "
                    "Vuelva a hacerla nombrando de qué se trata."
                ),
            ),
            Reason.EMPTY_QUESTION: Wording(
                title="Todavía no hay ninguna pregunta",
                body="Escriba una pregunta con sus propias palabras y pulse Intro.",
            ),
        }
    ),
    related=count(
        one="El pasaje más cercano (quizá no responda a esto)",
        many="Los {n} pasajes más cercanos (quizá no respondan a esto)",
    ),
    related_more=count(
        one="1 pasaje más (quizá tampoco responda a esto)",
        many="{n} pasajes más (quizá tampoco respondan a esto)",
    ),
    searched_all=count(one="Se buscó en 1 documento.", many="Se buscó en los {n} documentos."),
    searched_some="Se buscó en {n} de {total} documentos, los elegidos.",
    ask_everywhere="Buscar en todos los documentos",
    contact="A quién preguntar:",
    staff_say_none="El personal lo ha comprobado: estos documentos no responden a esto.",
    helpful="¿Le ha sido útil?",
    yes="Sí",
    no="No",
    thanks="Gracias.",
    feedback_failed="No se pudo enviar. Inténtelo otra vez.",
    fault="¿Qué estaba mal? (opcional)",
    faults=MappingProxyType(
        {
            "not_what_i_asked": "No es lo que pregunté",
            "incomplete": "Falta algo",
            "out_of_date": "No está al día",
            "hard_to_understand": "Es difícil de entender",
            "other": "Otra cosa",
        }
    ),
    remark="Con sus propias palabras (opcional)",
    remark_hint=(
        "Se guarda con su pregunta para el personal de este servicio. "
        "No escriba nombres ni otros datos personales."
    ),
    send="Enviar",
    keep="Guardar esta conversación:",
    read_or_print="Leer o imprimir",
    save_html="Guardar como HTML",
    save_markdown="Guardar como Markdown",
    conversation="Conversación",
    made_on="{desk}, {date}",
    slip_title="Ficha",
    slip_link="Léalo en su lugar:",
    slip_code="Código QR de la dirección de arriba",
    slip_made="Citado palabra por palabra por {desk} el {date}.",
    source="Fuente",
    documents=count(one="1 documento", many="{n} documentos"),
    documents_left_out=count(one="y 1 documento más", many="y {n} documentos más"),
    choose_document="Abra la fuente de una cita para leerla aquí, o empiece por un documento.",
    close_source="Cerrar la fuente",
    back_to_conversation="Volver a la conversación",
    contents="Contenido",
    to_quote="Ir a la cita",
    marked_places="Lugares marcados",
    next_mark="Siguiente lugar marcado",
    previous_mark="Lugar marcado anterior",
    original_pages=count(
        one="En el original (1 página)",
        many="En el original ({n} páginas)",
    ),
    original_page="Página {page} del original, con la cita enmarcada. Su texto va a continuación.",
    author="Autor",
    publisher="Editor",
    published="Publicado",
    valid_from="Válido desde",
    valid_until="Válido hasta",
    not_yet_valid="No está en vigor antes del {date}",
    expired="Caducado: fue válido hasta el {date}",
    superseded="Sustituido por {document}",
    licence="Licencia",
    source_opened="Fuente abierta: {title}",
    back_to_desk="Hacer una pregunta",
    question_too_long=count(
        one="La pregunta tiene 1 carácter de más",
        many="La pregunta tiene {n} caracteres de más",
    ),
    question_limit=(
        "Se pueden leer {limit} caracteres como máximo. Sigue en su campo: acórtela allí."
    ),
    busy=Wording(
        title="El servicio está ocupado",
        body=(
            "Muchas personas preguntan en este momento. Inténtelo otra vez dentro de un momento; "
            "no se ha perdido nada de lo que escribió."
        ),
    ),
    too_many=count(
        one=(
            "Ha habido demasiadas preguntas desde su dirección. Inténtelo otra vez dentro de 1 "
            "segundo."
        ),
        many=(
            "Ha habido demasiadas preguntas desde su dirección. Inténtelo otra vez dentro de {n} "
            "segundos."
        ),
    ),
    not_asked="La pregunta no se ha enviado",
    offline=(
        "No se puede llegar al servicio en este momento. Compruebe su conexión e inténtelo otra "
        "vez; su pregunta sigue en el campo."
    ),
    failed=Wording(
        title="No ha funcionado",
        body=(
            "No se pudo buscar la pregunta. Inténtelo otra vez; si vuelve a ocurrir, avise a "
            "quien gestiona este servicio."
        ),
    ),
    unknown_document=Wording(
        title="No existe ese documento",
        body="Aquí no hay ningún documento en esa dirección. Quizá se renombró o se retiró.",
    ),
    unknown_conversation=Wording(
        title="No existe esa conversación",
        body="Las conversaciones se guardan solo unas horas. Esta ya no está, o nunca existió.",
    ),
    unknown_picture=Wording(
        title="No hay imagen de esta página",
        body="El original no está disponible o no tiene esa página. Su texto se puede leer aquí.",
    ),
    bad_range=Wording(
        title="No existe ese lugar en el documento",
        body="La dirección nombra una parte del texto que el documento no tiene.",
    ),
    unknown_page=Wording(
        title="No existe esa página",
        body="No hay nada en esta dirección.",
    ),
    opening=Wording(
        title="Se está abriendo",
        body="En un momento esta página aparece sola. Los documentos ya se pueden leer.",
    ),
    no_chat=Wording(
        title="Documentos para leer",
        body="En esta página no se pueden hacer preguntas. Aquí se pueden leer los documentos.",
    ),
    desks="Servicios de consulta",
    closed=Wording(
        title="Todavía no se puede preguntar aquí",
        body="Sus documentos aún se están preparando. Vuelva más tarde, por favor.",
    ),
    ask_at_desk="Abrir el servicio completo",
    staff=STAFF,
    api=API,
    report=REPORT,
    verify=VERIFY,
    phrases=PHRASES,
)
