"""Portuguese, for the desk's own people."""

from types import MappingProxyType

from corpus.lint import Code, Severity
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import counts

count = counts("pt")

STAFF = StaffWords(
    sign_in_title="Acesso da equipe",
    password="Senha",
    sign_in="Entrar",
    sign_in_here="Entre a partir desta página.",
    wrong_password="A senha não está correta.",
    too_many_guesses=count(
        one="Tentativas demais. Tente de novo em {n} segundo.",
        many="Tentativas demais. Tente de novo em {n} segundos.",
    ),
    title="Área da equipe",
    sign_out="Sair",
    by_day="Perguntas por dia",
    nothing_asked="Ainda não houve perguntas.",
    kept=count(
        one="Os números ficam guardados por {n} dia.",
        many="Os números ficam guardados por {n} dias.",
    ),
    kept_in_memory=("Estão só na memória: perdem-se quando o serviço é reiniciado."),
    answered="respondidas",
    refused="sem resposta",
    failed="busca não realizada",
    asked=count(one="{n} pergunta", many="{n} perguntas"),
    asked_between="{questions} de {first} a {last}, por dia",
    as_table="Os mesmos números em tabela",
    day_heads=(
        "Dia",
        "Feitas",
        "Respondidas",
        "Sem resposta",
        "Não buscadas",
        "Úteis",
        "Não úteis",
    ),
    counts_csv="Números em CSV",
    outcomes=MappingProxyType(
        {
            "answered": "respondida",
            "settled_by_staff": "nenhum documento responde, segundo a equipe",
            "failed": "busca não realizada",
            "nothing_related": "nada relacionado",
            "related_but_not_answered": "relacionado, sem resposta",
            "needs_an_earlier_question": "assunto não indicado",
            "empty_question": "vazia",
        }
    ),
    outcomes_title="O que aconteceu com elas",
    outcome_heads=("Resultado", "Perguntas"),
    faults_title="Por que respostas não ajudaram",
    fault_heads=("Motivo", "Respostas"),
    questions_title="Sem resposta, ou não úteis",
    not_stored=(
        "As perguntas não são guardadas. Para vê-las aqui, ponha "
        "`store_questions = true` na configuração."
    ),
    none_yet="Nenhuma até agora.",
    questions_listed=count(one="{n} pergunta.", many="{n} perguntas, as mais frequentes primeiro."),
    questions_cut=(
        "{n} de {total} perguntas, as mais frequentes primeiro. O arquivo CSV tem todas."
    ),
    question_heads=("Pergunta", "Vezes", "Resultado", "Não útil", "Por quê", "Última vez"),
    questions_csv="Perguntas em CSV",
    needs_title="O que escrever a seguir",
    themes_title="Perguntas sem resposta, pelo seu sentido",
    themes_listed=count(one="{n} tema.", many="{n} temas, primeiro os mais frequentes."),
    themes_wait="As perguntas estão sendo agrupadas. Recarregue esta página em instantes.",
    themes_cut="Os {n} temas mais frequentes de {total}.",
    theme_heads=(
        "Perguntado",
        "Vezes",
        "Por semana",
        "Documentos mais próximos",
        "Em nenhum documento",
    ),
    theme_others=count(one="e mais {n} parecida", many="e mais {n} parecidas"),
    theme_solved="Os documentos já respondem a isto.",
    course="Perguntas em cada uma das doze semanas até {last}",
    heat_title="A que respondem os documentos",
    heat_intro=(
        "Quantas vezes se citou algo de cada seção. Uma margem mais escura significa mais vezes."
    ),
    heat_top="Sob nenhum título",
    heat_quoted=count(one="citado {n} vez", many="citado {n} vezes"),
    heat_csv="Salvar as seções como CSV",
    your_name="O seu nome, para o registro",
    pins_title="Respostas escolhidas pela equipe",
    pins_intro=(
        "Escolha a citação que responde a uma pergunta, ou diga que nenhum documento o faz. "
        "A partir daí ela aparece em primeiro lugar quando perguntarem o mesmo. Continua sendo "
        "o texto do documento: se mudar, a escolha fica suspensa até ser revista."
    ),
    pins_open="Escolher respostas",
    pins_chosen="O que está escolhido",
    pins_none="Ainda nada está escolhido.",
    pins_listed=count(
        one="{n} pergunta tem uma resposta escolhida.",
        many="{n} perguntas têm uma resposta escolhida.",
    ),
    pins_lost=count(
        one="{n} citação escolhida já não está nos documentos como estava.",
        many="{n} citações escolhidas já não estão nos documentos como estavam.",
    ),
    pins_export="Salvar como JSON Lines",
    pin_heads=("Pergunta", "Estado", "Citação, ou a quem perguntar", "Por", "Alterar"),
    pin_states=MappingProxyType(
        {
            "unchanged": "continua lá",
            "moved": "continua lá, em outro lugar",
            "changed": "agora está lá outro texto",
            "gone": "já não está lá",
            "none": "nenhum documento responde",
        }
    ),
    pin_choose="Escolher uma resposta",
    pin_question="Pergunta",
    pin_look="Outras palavras a procurar (opcional)",
    pin_find="Procurar citações",
    pin_which="Que citação responde à pergunta?",
    pin_quote="Citação {n}",
    pin_none_answers="Nenhum documento responde",
    pin_contact="A quem perguntar em vez disso",
    pin_keep="Salvar",
    pin_pick="Escolha uma das citações, ou que nenhuma responde.",
    pin_not_kept=(
        "Não foi possível salvar: indique uma pergunta, no máximo 50 formulações para cada uma."
    ),
    pin_change="Alterar",
    pin_wording="A mesma pergunta com outras palavras",
    pin_add="Adicionar",
    pin_remove="Remover",
    pin_actions=MappingProxyType(
        {
            "added": "escolhida",
            "changed": "alterada",
            "imported": "importada",
            "removed": "removida",
        }
    ),
    log_title="Quem fez o quê",
    log_heads=("Quando", "Quem", "O quê", "Pergunta"),
    documents_title="Documentos",
    documents_listed=count(
        one="{n} documento.", many="{n} documentos, os últimos incluídos primeiro."
    ),
    documents_cut="{n} de {total} documentos, os últimos incluídos primeiro.",
    document_heads=("Título", "Editor", "Publicado", "Indexado (UTC)"),
    unread_title="Arquivos que não puderam ser lidos",
    unread=count(
        one=(
            "{n} arquivo não pôde ser lido quando os documentos foram indexados; "
            "nada do que ele contém é encontrado nem citado. Corrija-o como indicado "
            "ao lado, ou retire-o, e execute de novo `quotedesk index`."
        ),
        many=(
            "{n} arquivos não puderam ser lidos quando os documentos foram "
            "indexados; nada do que eles contêm é encontrado nem citado. Corrija "
            "cada um como indicado ao lado, ou retire-o, e execute de novo "
            "`quotedesk index`."
        ),
    ),
    unread_cut=("São mostrados {n} de {total}; `quotedesk index` lista todos."),
    unread_unknown=(
        "Não se sabe, deste índice, quais arquivos não puderam ser lidos. "
        "Execute de novo `quotedesk index`."
    ),
    unread_heads=("Arquivo", "O que há de errado e o que fazer"),
    checks_title="Verificação dos documentos",
    checking=("Os documentos estão sendo verificados. Recarregue esta página daqui a pouco."),
    nothing_found="Nada foi encontrado.",
    too_many_to_check="Há documentos demais para verificar aqui: execute `quotedesk lint`.",
    found=count(one="{n} caso.", many="{n} casos."),
    found_cut=("São mostrados {n} de {total} casos; `quotedesk lint` lista todos."),
    to_do="O que fazer: {mend}.",
    summary="{documents}: {problems}, {notes}",
    problems=count(one="{n} problema", many="{n} problemas"),
    notes=count(one="{n} nota", many="{n} notas"),
    more_found=count(
        one="... e mais {n} caso; --json lista todos",
        many="... e mais {n} casos; --json lista todos",
    ),
    names_and_more=count(one="{names} e mais {n}", many="{names} e mais {n}"),
    see_place=("Para ver um lugar no documento: quotedesk show DOCUMENT --span START-END"),
    severities=MappingProxyType(
        {
            Severity.PROBLEM: "problema",
            Severity.NOTE: "nota",
        }
    ),
    findings=MappingProxyType(
        {
            Code.SKIPPED: "Arquivos deixados de fora",
            Code.DIFFERING_FIGURE: "O mesmo número dado de formas diferentes",
            Code.DIFFERING_PHONE: "O mesmo telefone dado de formas diferentes",
            Code.UNDECODABLE: "Caracteres perdidos na leitura",
            Code.MOJIBAKE: "Caracteres ilegíveis",
            Code.PAGE_WITHOUT_TEXT: "Páginas sem texto",
            Code.DUPLICATE: "O mesmo texto mais de uma vez",
            Code.SUPERSEDES_NOTHING: "Substituem um documento ausente",
            Code.DATES: "Datas impossíveis",
            Code.MISSING_TITLE: "Documentos sem título",
            Code.NEAR_DUPLICATE: "Quase o mesmo texto",
            Code.SUPERSEDED: "Documentos substituídos",
            Code.EXPIRED: "Documentos vencidos",
            Code.NOT_YET_VALID: "Documentos ainda não em vigor",
            Code.SAME_TITLE: "Documentos com o mesmo título",
            Code.MISSING_DATE: "Documentos sem data de publicação",
            Code.MISSING_PUBLISHER: "Documentos sem editor",
            Code.MISSING_URL: "Documentos sem link para o original",
            Code.ENCODINGS: "Arquivos que não estão em UTF-8",
            Code.LEFT_OUT: "Contatos e horários que não podem ser citados",
            Code.LONG_PASSAGE: "Trechos longos demais para ler de uma vez",
            Code.BOILERPLATE: "Linhas de modelo",
            Code.IGNORED: "Arquivos de outros formatos",
        }
    ),
    mends=MappingProxyType(
        {
            Code.SKIPPED: (
                "veja o motivo ao lado de cada um; o texto não pode ser encontrado nem citado"
            ),
            Code.DIFFERING_FIGURE: "descubra qual é o certo e corrija os outros",
            Code.DIFFERING_PHONE: "descubra qual é o certo e corrija os outros",
            Code.UNDECODABLE: "salve de novo o original em UTF-8; um PDF, com as fontes",
            Code.MOJIBAKE: ("corrija o original ou leia-o na codificação em que foi escrito"),
            Code.PAGE_WITHOUT_TEXT: "se forem imagens de texto, passe antes um OCR no arquivo",
            Code.DUPLICATE: "mantenha só um deles",
            Code.SUPERSEDES_NOTHING: "corrija o id ou retire-o",
            Code.DATES: "corrija as datas",
            Code.MISSING_TITLE: "indique `title` em manifest.toml",
            Code.NEAR_DUPLICATE: ("mantenha um, ou diga com `supersedes` qual é o mais recente"),
            Code.SUPERSEDED: (
                "retire-o, a não ser que deva ser citado quando nada mais recente responder"
            ),
            Code.EXPIRED: "renove `valid_until` ou retire o documento",
            Code.NOT_YET_VALID: "nada, se for intencional",
            Code.SAME_TITLE: (
                "dê a cada um seu próprio `title`, para que as citações os distingam"
            ),
            Code.MISSING_DATE: "indique `published` em manifest.toml",
            Code.MISSING_PUBLISHER: "indique `publisher` em manifest.toml",
            Code.MISSING_URL: (
                "indique `url` em manifest.toml, para que as citações levem ao original"
            ),
            Code.ENCODINGS: ("salve-os em UTF-8, depois de conferir os acentos e as aspas"),
            Code.LEFT_OUT: (
                "nada, a não ser que se deva citar: então escreva-o também no texto do documento"
            ),
            Code.LONG_PASSAGE: (
                "cada um é citado inteiro ou não é citado: divida-o em frases, itens ou "
                "parágrafos, ou veja se o arquivo foi bem lido"
            ),
            Code.BOILERPLATE: (
                "estas linhas parecem a moldura de uma página e nunca iniciam uma "
                "resposta: se alguma disser algo, redija-a como uma frase do documento"
            ),
            Code.IGNORED: "nada, se não tiverem texto a citar",
        }
    ),
)

API = ApiWords(
    title="A API",
    intro=(
        "Toda resposta é JSON. Um erro é uma linha em {error}. A mesma descrição "
        "para programas: {schema}; seus textos estão em inglês. Os programas "
        "com um modelo de linguagem chegam aqui por {mcp}. É o Model Context "
        "Protocol (streamable HTTP)."
    ),
    example="Exemplo",
    takes="Recebe:",
    replies_of="Respostas de {path}",
    reply_heads=("Status", "Significado", "Corpo"),
    objects="Objetos",
    keys_of="Chaves de {name}",
    key_heads=("Chave", "Valor", "Significado"),
    optional="pode ser omitido",
    list_of="lista de",
    either="ou",
    at_most=count(one="no máximo {n} caractere", many="no máximo {n} caracteres"),
)
