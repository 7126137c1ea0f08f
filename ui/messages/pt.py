"""Portuguese: complete, as the type of a catalogue demands, with no pronoun for the reader.

Words and spelling are Brazil's, as those of the tag ``pt`` are in Unicode's CLDR.
"""

from types import MappingProxyType

from qa.reply import Reason
from ui.messages.catalogue import Catalogue
from ui.messages.measured_pt import REPORT, VERIFY
from ui.messages.phrases_pt import PHRASES
from ui.messages.staff_pt import API, STAFF
from ui.messages.wording import Wording, counts

count = counts("pt")

PORTUGUESE = Catalogue(
    language="pt",
    language_name="Português",
    languages="Idioma",
    date_form="{day} de {month} de {year}",
    month_form="{month} de {year}",
    first_day="1º",
    promise=("As respostas são citações exatas dos documentos, e nada mais."),
    no_script=("Para fazer perguntas é preciso JavaScript. Os documentos podem ser lidos sem ele:"),
    welcome_title="O que deseja saber?",
    welcome_body=count(
        one=(
            "Pergunte com suas próprias palavras. Aparecem os trechos que respondem, tais "
            "como estão e com seu lugar no documento. Se ele não tiver a "
            "resposta, isso será informado."
        ),
        many=(
            "Pergunte com suas próprias palavras. Aparecem os trechos que respondem, "
            "palavra por palavra e com sua fonte, de {n} documentos. Se eles não "
            "tiverem a resposta, isso será informado."
        ),
    ),
    question_label="Sua pergunta",
    question_placeholder="Faça uma pergunta",
    ask="Perguntar",
    new_conversation="Nova conversa",
    examples="Perguntas para começar",
    conversation_cleared="Uma nova conversa começou.",
    filter_all=count(one="Buscar em {n} documento", many="Buscar nos {n} documentos"),
    filter_some="Buscar em {n} de {total} documentos",
    filter_legend="Só nestes",
    filter_hint="Se nenhum for marcado, a busca é feita em todos.",
    filter_clear="Buscar em todos",
    keys="Atalhos de teclado",
    keys_question="Ir para a pergunta",
    keys_close="Fechar a fonte, estando nela",
    keys_on="Usar a tecla /",
    you_asked="Sua pergunta:",
    quotes_found=count(one="{n} citação", many="{n} citações"),
    strong_match="Correspondência clara",
    likely_match="Correspondência provável",
    possible_match="Correspondência possível",
    chosen_by_staff="Escolhido pela equipe",
    quote_number="Citação {n}",
    searched_for="Busca feita:",
    understood_with="Entendido com:",
    missing_words="Em nenhum documento:",
    unquoted_words="Não está na primeira citação:",
    unanswered_parts="Sem resposta:",
    ask_exactly="Buscar exatamente o que escrevi",
    ask_alone="Perguntar sem a conversa",
    open_source="Abrir a fonte",
    open_page="Abrir como página",
    original="Original",
    copy="Copiar",
    copy_link="Copiar link",
    copied="Copiado",
    copy_failed=("Não foi possível copiar. Selecione o texto e copie-o manualmente."),
    slip="Ficha",
    page="página {page}",
    columns="Colunas: {names}",
    opens_new_tab="(abre em outra guia)",
    refusals=MappingProxyType(
        {
            Reason.NOTHING_RELATED: Wording(
                title="Nada foi encontrado sobre isso",
                body=(
                    "Nenhum trecho parece relacionado com a pergunta. Outras palavras podem ajudar."
                ),
            ),
            Reason.NOT_ANSWERED: Wording(
                title="Não foi encontrada uma resposta segura",
                body=(
                    "Os trechos mais próximos estão abaixo. Nenhum responde com certeza à "
                    "pergunta; veja se servem."
                ),
            ),
            Reason.NEEDS_CONTEXT: Wording(
                title="A que se refere a pergunta?",
                body=(
                    "Ela parece continuar uma pergunta anterior. Pergunte de novo, dizendo "
                    "de que se trata."
                ),
            ),
            Reason.EMPTY_QUESTION: Wording(
                title="Ainda não há pergunta",
                body="Escreva sua pergunta, como faria a uma pessoa, e aperte Enter.",
            ),
        }
    ),
    related=count(
        one="O trecho mais próximo (talvez não responda à pergunta)",
        many=("Os {n} trechos mais próximos (talvez não respondam à pergunta)"),
    ),
    related_more=count(
        one="Mais {n} trecho (talvez também não responda)",
        many="Mais {n} trechos (talvez também não respondam)",
    ),
    searched_all=count(one="Busca feita em {n} documento.", many="Busca feita nos {n} documentos."),
    searched_some="Busca feita em {n} de {total} documentos, os escolhidos.",
    ask_everywhere="Buscar em todos os documentos",
    contact="A quem perguntar:",
    staff_say_none="A equipe verificou: estes documentos não respondem a isto.",
    helpful="Isto ajudou?",
    yes="Sim",
    no="Não",
    thanks="Agradecemos.",
    feedback_failed="Não foi possível enviar. Tente de novo.",
    fault="O que estava errado? (opcional)",
    faults=MappingProxyType(
        {
            "not_what_i_asked": "Não é o que perguntei",
            "incomplete": "Falta alguma coisa",
            "out_of_date": "Está desatualizado",
            "hard_to_understand": "É difícil de entender",
            "other": "Outra coisa",
        }
    ),
    remark="Com suas próprias palavras (opcional)",
    remark_hint=(
        "Fica guardado com sua pergunta para a equipe deste serviço. Não escreva "
        "nomes nem outros dados pessoais."
    ),
    send="Enviar",
    keep="Guardar esta conversa:",
    read_or_print="Ler ou imprimir",
    save_html="Salvar como HTML",
    save_markdown="Salvar como Markdown",
    conversation="Conversa",
    made_on="{desk}, {date}",
    slip_title="Ficha",
    slip_link="Leia no contexto:",
    slip_code="Código QR do endereço acima",
    slip_made="Citado palavra por palavra por {desk} em {date}.",
    source="Fonte",
    documents=count(one="{n} documento", many="{n} documentos"),
    documents_left_out=count(one="e mais {n} documento", many="e mais {n} documentos"),
    choose_document=("Abra a fonte de uma citação para lê-la aqui ou comece por um documento."),
    close_source="Fechar a fonte",
    back_to_conversation="Voltar à conversa",
    contents="Sumário",
    to_quote="Ir para a citação",
    marked_places="Trechos marcados",
    next_mark="Próximo trecho marcado",
    previous_mark="Trecho marcado anterior",
    original_pages=count(one="No original ({n} página)", many="No original ({n} páginas)"),
    original_page=("Página {page} do original, com a citação emoldurada. O texto vem a seguir."),
    author="Autoria",
    publisher="Editor",
    published="Publicado",
    valid_from="Válido a partir de",
    valid_until="Válido até",
    not_yet_valid="Não está em vigor antes de {date}",
    expired="Vencido: foi válido até {date}",
    superseded="Substituído por {document}",
    licence="Licença",
    source_opened="Fonte aberta: {title}",
    back_to_desk="Fazer uma pergunta",
    question_too_long=count(
        one="A pergunta tem {n} caractere a mais", many="A pergunta tem {n} caracteres a mais"
    ),
    question_limit=(
        "Podem ser lidos no máximo {limit} caracteres. A pergunta continua no campo: encurte-a ali."
    ),
    busy=Wording(
        title="O serviço está sobrecarregado",
        body=(
            "Muitas pessoas estão fazendo perguntas agora. Tente de novo daqui a "
            "pouco; nada do que foi escrito se perdeu."
        ),
    ),
    too_many=count(
        one=("Chegaram perguntas demais do seu endereço. Tente de novo em {n} segundo."),
        many=("Chegaram perguntas demais do seu endereço. Tente de novo em {n} segundos."),
    ),
    not_asked="A pergunta não foi enviada",
    offline=(
        "Não é possível acessar o serviço neste momento. Verifique a conexão e "
        "tente de novo; a pergunta continua no campo."
    ),
    failed=Wording(
        title="Não funcionou",
        body=(
            "Não foi possível buscar a pergunta. Tente de novo; se voltar a "
            "acontecer, avise quem cuida deste serviço."
        ),
    ),
    unknown_document=Wording(
        title="Este documento não existe",
        body=(
            "Não há nenhum documento neste endereço. Talvez tenha mudado de nome ou sido retirado."
        ),
    ),
    unknown_conversation=Wording(
        title="Esta conversa não existe",
        body=(
            "As conversas ficam guardadas só por algumas horas. Esta não existe "
            "mais, ou nunca existiu."
        ),
    ),
    unknown_picture=Wording(
        title="Não há imagem desta página",
        body=("O original não está disponível ou não tem essa página. O texto pode ser lido aqui."),
    ),
    bad_range=Wording(
        title="Esse lugar não existe no documento",
        body=("O endereço indica uma parte do texto que o documento não tem."),
    ),
    unknown_page=Wording(title="Esta página não existe", body="Não há nada neste endereço."),
    opening=Wording(
        title="O serviço está sendo aberto",
        body=("Em um momento esta página aparece sozinha. Os documentos já podem ser lidos."),
    ),
    no_chat=Wording(
        title="Documentos para ler",
        body=("Nesta página não é possível fazer perguntas. Os documentos podem ser lidos aqui."),
    ),
    desks="Balcões",
    closed=Wording(
        title="Ainda não é possível perguntar aqui",
        body="Os documentos ainda estão sendo preparados. Volte mais tarde, por favor.",
    ),
    ask_at_desk="Abrir o balcão completo",
    staff=STAFF,
    api=API,
    report=REPORT,
    verify=VERIFY,
    phrases=PHRASES,
)
