"""Portuguese for reports of a measurement, and for what is said of saved quotes."""

from types import MappingProxyType

from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.wording import counts

count = counts("pt")

REPORT = ReportWords(
    evaluation_title="Como o serviço responde",
    calibration_title="A decisão, ajustada às suas perguntas",
    questions=count(one="{n} pergunta.", many="{n} perguntas."),
    not_fitted=(
        "Cada número depois do ajuste é de perguntas que não serviram para ajustar. É uma "
        "validação cruzada em cinco partes."
    ),
    threshold_moved="Limiar: {before} antes, {after} depois.",
    figures_title="Números",
    figure_heads=("Número", "Valor", "O que é"),
    figures=MappingProxyType(
        {
            "recall@5": "documentos úteis entre os cinco primeiros encontrados",
            "recall@10": "documentos úteis entre os dez primeiros encontrados",
            "ndcg@5": "a posição deles entre os cinco primeiros (ganho normalizado)",
            "ndcg@10": "a posição deles entre os dez primeiros",
            "mrr": "um dividido pela posição do primeiro documento útil",
            "hit@1": "o primeiro documento encontrado é útil",
            "cited@1": "a primeira citação é de um documento útil",
            "quote@1": "a primeira citação tem as palavras esperadas",
            "quote@3": "as três primeiras citações as têm juntas",
            "in_section@1": "a primeira citação é da seção de que se pergunta",
            "quote_chars": "caracteres da primeira citação, mediana",
            "answered_answerable": "respondidas, das perguntas que têm resposta",
            "refused_unanswerable": "recusadas, das perguntas que não têm",
            "balanced_accuracy": "média de answered_answerable e refused_unanswerable",
            "auroc": "a confiança é maior onde há resposta",
            "ece": "distância entre a confiança e a parte certa; 0 é o melhor",
            "quotes": "citações comparadas com os seus documentos",
            "verbatim_faults": "citações que não são palavra por palavra; deve ser 0",
            "p50_ms": "milissegundos por pergunta, mediana",
            "p95_ms": "milissegundos no percentil 95",
        }
    ),
    change_title="Antes e depois",
    change_heads=("Número", "Antes", "Depois"),
    plots_title="Gráficos",
    tables_title="O mesmo em tabelas",
    reliability="Fiabilidade",
    right_answers="Certo quer dizer que a primeira citação responde.",
    right_holds="Certo quer dizer que os documentos têm uma resposta.",
    reliability_reads=(
        "Na linha tracejada, uma confiança de {confidence} está certa oito vezes em dez. "
        "Um ponto maior são mais perguntas."
    ),
    reliability_alt="Parte certa segundo a confiança: {points}.",
    reliability_point="{share} certas com confiança {confidence}",
    decisions="Respostas e recusas",
    decisions_reads=(
        "O que cada limiar responderia das perguntas com resposta, e recusaria das que não têm."
    ),
    decisions_alt=(
        "Com o limiar de {threshold}, {answered} das perguntas com resposta são respondidas. "
        "Das outras, {refused} são recusadas."
    ),
    confidence="Confiança",
    confidence_reads="A certeza do serviço, em perguntas com resposta e sem ela.",
    confidence_alt=(
        "A confiança é pelo menos {confidence} em {right} de {answerable} perguntas com "
        "resposta, e em {wrong} de {others} sem ela."
    ),
    time="Tempo",
    time_reads="Quantas perguntas levaram no máximo esse tempo.",
    time_alt=(
        "Metade das perguntas levou no máximo {median} ms, e 95 em cada 100 no máximo {most} ms."
    ),
    axis_confidence="confiança",
    axis_mean="confiança média",
    axis_right="parte certa",
    axis_threshold="limiar",
    axis_rightly="parte com razão",
    axis_questions="perguntas",
    axis_ms="milissegundos",
    axis_share="parte das perguntas",
    answered="respondidas",
    refused="recusadas",
    answer="resposta",
    no_answer="sem resposta",
    reliability_table="Fiabilidade: quantas vezes cada confiança está certa",
    reliability_heads=("Confiança", "Perguntas", "Confiança média", "Parte certa"),
    between="de {low} a {high}",
    points_table=("O que um limiar faria, em perguntas: responde-se com razão às que têm resposta"),
    points_heads=(
        *("Limiar", "Respondidas com razão", "Respondidas sem razão"),
        *("Recusadas com razão", "Recusadas sem razão", "Exatidão equilibrada"),
    ),
    misses_title="Os piores erros",
    misses_none="Nenhum: cada resposta está certa, e cada recusa também.",
    miss_heads=("O que aconteceu", "Pergunta", "Citado", "Esperado"),
    miss_answered="respondida, confiança {confidence}",
    miss_refused="recusada, confiança {confidence}",
    after="depois de:",
    nothing_found="nada foi encontrado",
    not_shown="não mostrado como resposta:",
    refusal_expected="uma recusa: os documentos não têm resposta",
    answer_expected="uma resposta",
    expected="“{text}”",
    expected_or="ou",
    expected_with="com",
)

VERIFY = VerifyWords(
    states=MappingProxyType(
        {
            "unchanged": "inalterada",
            "moved": "em outro lugar",
            "changed": "alterada",
            "gone": "desaparecida",
        }
    ),
    was_at="antes em {start}",
    was_in="antes em {document}, {start}",
    was="antes:",
    now="agora:",
    nothing="(nada)",
    spaces="só os espaços mudaram",
)
