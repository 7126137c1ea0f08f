"""Portuguese."""

from __future__ import annotations

from corpus.language.value import (
    LONG_NUMBER,
    NUMBER,
    START,
    Language,
    anywhere,
    beginning,
    counting,
    ending,
    endings_of,
    families_of,
    kinds,
    opening,
    pairs,
    spelled,
    spellings_of,
)
from corpus.language.value import word_set as words_of

# Numerals; what is an article too is left out.
_N = (
    r"(?:dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|quatorze|"
    r"catorze|quinze|dez[ae]\w+|dezoito|vinte|trinta|quarenta|cinquenta|sessenta|setenta|"
    r"oitenta|noventa|cem|cento|duzent[oa]s|trezent[oa]s|\w+cent[oa]s|quinhent[oa]s|mil|"
    r"milhao|milhoes|duzia|metade|terco|mei[oa]|dobro)"
)

PORTUGUESE = Language(
    code="pt",
    common=frozenset(
        """de a o que e do da em um para é com não uma os no se na por mais as dos como mas
        ao ele das à seu sua ou ser quando muito nos já também só pelo pela são""".split()  # noqa: SIM905
    ),
    daily=words_of(
        """
        custa custam abre abrem aberto aberta fechado fechada fecha hora horas dia dias segunda
        segundas terca quarta quinta sexta feira feiras sabado sabados domingo domingos manha
        tarde noite semana semanas mes meses ano anos gratis gratuito gratuita criancas adultos
        preco precos taxa tarifa entrada rua camara inscricao permitido proibido proibida devem
        deve paga pagam agua caes horario prefeitura bombeiros emergencia
        nome lixo morada
        """
    ),
    function=words_of(
        """a à sob durante mediante
        ao aos algo algum alguma algumas alguns antes após aquela aquele aqueles
        aquilo as até cada com como contra da das de dela dele deles depois desde dessa
        desse desta deste do dos e é ela elas ele eles em entre era essa essas esse esses
        esta está estão estas este estes estou eu foi for foram há isso isto já lhe lhes
        mais mas me mesmo meu meus minha minhas muito muitos na não nas nem nenhum nessa
        nesse nesta neste no nos nós nossa nosso nossos num numa o onde os ou outra outras
        outro outros para pela pelas pelo pelos por porque porquê pode podem posso quais
        qual quando quanta quantas quanto quantos que quê quem se sem ser será seu seus si
        só sobre sou sua suas são também te tem têm tenho teu tu tudo todo todos toda
        todas um uma umas uns você vocês olá obrigado obrigada"""
    ),
    question=words_of("que quê quem qual quais quando quanto quanta quantos quantas onde como"),
    asking=words_of(
        """dizer diga saber explicar mostrar pergunta tipo tipos coisa coisas custa custam
        custar data existe existem acontece"""
    ),
    plain=words_of(
        """aberta aberto abre abrem abrir acontece ainda ajuda alguém ano anos aqui assim bem
        caso coisa coisas começa começar conseguir contacto contato custa custam custar
        custo dar data deve devem devo dia dias diz dizer dinheiro durante existe existem
        faz fazem fazer fecha fecham fechar fechado fica ficar forma funciona grande
        gratuito há hoje hora horas horário informação informações ir lado leva levar
        ligar lugar maior maneira melhor menor menos mês meses mínimo máximo minuto
        minutos modo ninguém novo nova número noite obter ocorre oferece paga pagam pagar
        parte pedir pessoa pessoas pode poder possível precisa precisam preciso preço
        primeira primeiro problema quero quer querem receber saber semana semanas serve
        tempo ter tipo tipos tratar trazer usar vai vale tirar valor ver vez vezes vida vou
        documento documentos texto página resposta pergunta
        abaixo acerca acima adiante alem antes atras comprado comprar conforme contra defronte
        dentro desculpe desculpa debaixo diante dirijo dirigir embaixo excepto exceto filha
        filho fora frente indicar junto longe marido mulher esposa perto perdi perdido perder
        pois porventura quanto realmente relativamente respeito salvo saberia verdade vizinho
        vizinha"""
    ),
    pronouns=words_of("ele ela eles elas isso isto dele dela deles"),
    pointing=words_of(
        """ele ela eles elas isso isto aquilo esse essa esses essas este estes dele dela
        deles ali então mesmo mesma outro outra outros outras também ambos ambas"""
    ),
    idle=anywhere(
        r"est[ea] (?:manhã|tarde|noite|mês|ano|semana|verão|inverno|sábado|domingo|\w+-feira"
        r"|fim de semana)",
    ),
    personal=words_of("eu meu meus minha minhas nós nosso nossa nossos"),
    story=words_of(
        "tenho temos sou somos moro vivo estou estamos me quero queria preciso comprei perdi"
    ),
    padding=opening(
        "olá|adeus|bom dia|boa (?:tarde|noite)|(?:muito )?obrigad[oa]|por favor|desculpe",
        "(?:pode|poderia|podia)(?: me)? dizer(?:-me)?|diga-me|gostaria de saber|quer(?:o|ia) saber",
        "tenho uma pergunta",
    ),
    following=opening("e|mas|ou|então|também"),
    joining=("e", "também", "tambem", "além disso"),
    begins=beginning(
        r"o que (?:e|preciso|precisamos|devo|tenho|posso|faco|fazer|levar|acontece|se|ha)",
        r"ha|existem?|posso|podemos|pode-se|aceitam|e verdade|e preciso",
        r"e (?:obrigatori|necessari|gratuit|gratis|possivel|permitid|proibid)\w*",
    ),
    leaning=beginning(
        "est[ea]s?|ess[ea]s?|isso|isto|aquel[ea]s?|el[ea]s?|seus?|suas?|ambos|ambas|também",
        "além disso",
        "no entanto|porém|portanto|assim|por (?:isso|exemplo)|então|mas|e|ou|sim|não|n[eo]sse caso",
        "[oa]s? (?:mesm[oa]s?|seguintes?|outr[oa]s?|anterior(?:es)?)",
    ),
    announcing=ending("abaixo", "a seguir", "seguintes?"),
    ordinals={
        **counting(
            """primeiro primeira\nsegundo segunda\nterceiro terceira\nquarto quarta\nquinto quinta
            sexto sexta\nsétimo sétima\noitavo oitava\nnono nona\ndécimo décima"""
        ),
        "ultimo": -1,
        "ultima": -1,
    },
    counted=words_of("o a este esta qual que e"),
    # Days of the week count too: "a segunda-feira".
    compounds=frozenset(
        f"{day} feira" for day in ("segunda", "terceira", "terca", "quarta", "quinta", "sexta")
    )
    | {"primeiros socorros", "segunda mao", "terceira idade", "primeira vez", "ultima vez"},
    times=words_of(
        "ano anos mês meses semana semanas dia dias hora horas minuto minutos vez século"
    ),
    items=words_of("um uma ponto pontos coisa coisas elemento"),
    contact=words_of(
        "telefone numero morada endereco correio email site ligar ligo contactar contatar escrever"
        " enviar envio codigo postal cep atende pertence fica"
    ),
    numerals=spelled(
        """um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze
        catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito
        dezanove/dezenove""",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    ),
    months=(
        *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
        *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    ),
    short=pairs(
        """tel=telefone av=avenida r=rua num=número pag=página sr=senhor sra=senhora
        dr=doutor dra=doutora depto=departamento seg=segunda ter=terça qua=quarta
        qui=quinta sex=sexta sáb=sábado dom=domingo jan=janeiro fev=fevereiro mar=março
        abr=abril jun=junho jul=julho ago=agosto set=setembro out=outubro nov=novembro
        dez=dezembro max=máximo min=mínimo bici=bicicleta info=informação foto=fotografia"""
    ),
    spellings=spellings_of("ao=oes ao=aes"),
    endings=endings_of(
        """
        o os a as e es ar er ir ado ada ados adas ido ida idos idas cao coes acao acoes icao
        icoes amento amentos imento imentos am em ando endo ei ou agem agens
        """
    ),
    families=families_of(
        """
        inscrev inscric inscrit
        subscrev subscric subscrit
        traduz traduc
        conduz conduc
        constroi constru
        eleg eleic eleit
        decid decis
        manten mantem manut
        devolv devoluc
        """
    ),
    asks=kinds(
        holder=(
            rf"^\W*(?:de|a) quem\b.*{NUMBER}|"
            rf"^\W*quem (?:e|tem|atende)\b.*{LONG_NUMBER}"
        ),
        phone=(
            r"\bnumeros? (?:de|do) (?:telefone|telemovel|celular|fax|contac?to|emergencia)\b|"
            r"\b(?:para )?que numero\b.*(?:lig|marc|disc)|\bpara que numero\b|"
            r"\btelefones? (?:da|do|de|dos|das|para)\b|^\W*telefones?\b|\btelefone\W*$|"
            r"\bqual (?:e )?o (?:telefone|numero|contac?to telefonico)\b|"
            r"\bpara onde (?:e que )?(?:ligo|devo ligar|tenho de ligar|tenho que ligar|"
            r"posso ligar)\b"
        ),
        email=(
            r"\bendereco (?:de )?(?:e-?mail|correio eletronico|eletronico)\b|"
            r"\bcorreio eletronico\b|\bqual (?:e )?o e-?mail\b"
        ),
        web=(
            r"\b(?:pagina|sitio|site|endereco) (?:web|da internet|na internet)\b|"
            r"\bqual (?:e )?o (?:site|link|sitio)\b|\bem que (?:site|sitio)\b"
        ),
        postal=(
            r"\bendereco postal\b|\bmorada (?:postal|completa|exata)\b|"
            r"\bqual (?:e )?(?:o endereco|a morada)\b|\bpara que (?:morada|endereco)\b|"
            r"\bcodigo postal\b|\bcep\b"
        ),
        sent=(
            r"\bpara onde (?:e que )?(?:envio|mando|devo enviar|tenho de enviar|tenho que enviar|"
            r"posso enviar)\b"
        ),
        amount=(
            r"\bquanto (?:e que |se |me |nos |tenho de |tenho que |vou |vai )*(?:cust\w+|pag\w+|"
            r"cobr\w+|fica|ficam|vale|valem|receb\w+|sai|dinheiro|devo)\b|"
            r"\bquantos (?:euros|reais)\b|\bquanto e (?:o|a|que e)\b|"
            r"\b(?:que|qual (?:e )?(?:o|a)) (?:\w+ )?(?:preco|valor|custo|taxa|tarifa|multa|"
            r"montante|coima|mensalidade)\b|"
            r"\b(?:preco|custo|taxa|valor|tarifa) (?:da|do|de|para)\b"
        ),
        duration=(
            r"\bquanto tempo\b|\bquanto (?:e que )?(?:demora\w*|dura\w*)\b|"
            r"\bquant[oa]s (?:anos|meses|semanas|dias|horas|minutos)\b|"
            r"\b(?:que|qual (?:e )?o|em que) prazo\b|\bque idade\b"
        ),
        number=(
            r"\bquant[oa]s\b|"
            r"\b(?:que|qual (?:e )?a) (?:percentagem|porcentagem|proporcao|quantidade|parte)\b"
        ),
        date=(
            rf"{START}(?:a partir de |desde |ate |para )?quando\b|"
            r"\b(?:a partir de|desde|ate) quando\b|"
            r"\bquando (?:e que|abre|fecha|comeca|termina|e)\b|"
            r"\b(?:que|qual (?:e )?(?:o|a)|quais (?:sao )?os) (?:dias?|datas?|mes|ano|horas?|"
            r"horarios?)\b|"
            r"\bdata limite\b|\bhorarios? (?:de|da|do)\b"
        ),
        steps=(
            r"\bcomo (?:posso|e que|se|faco|fazer|devo|pedir|peco|obter|obtenho|solicit\w+|tenho|"
            r"inscrev\w+|consigo|renov\w+|reclam\w+|cancel\w+)\b|"
            r"\b(?:que|quais (?:sao )?os) passos\b"
        ),
        person=(
            rf"{START}(?:a |de |com |por |para )?quem\b|\ba quem (?:devo|posso|me)\b|"
            r"\bque (?:pessoa|autora?|presidente|entidade)\b"
        ),
        place=(
            rf"{START}(?:para |de |por )?a?onde\b|"
            r"\b(?:em|a) que (?:cidade|rua|local|lugar|edificio|balcao|pais)\b|"
            r"\bonde (?:vou|entrego|e que|fica|ficam|posso|se|esta|tenho|devo|ha)\b|"
            r"\bqual (?:e )?(?:a rua|a cidade|o local)\b"
        ),
        reason=(
            rf"{START}por ?que\b(?! (?:horas|dia))|"
            r"\bqual (?:e |foi )?(?:a razao|o motivo|a causa)\b|\bpor que (?:razao|motivo)\b"
        ),
        list=(
            r"\bquais (?:sao|os|as)\b|"
            r"\bque (?:documentos|requisitos|papeis|servicos|apoios|tipos|condicoes|objetivos|"
            r"comprovativos|beneficios|sintomas|medidas)\b|"
            r"\bo que (?:e preciso|preciso de|tenho de|tenho que|devo) (?:levar|apresentar|"
            r"entregar)\b"
        ),
    ),
    tells=kinds(
        number=rf"\b{_N}\b|\b(?:vari[oa]s|muit[oa]s|pouc[oa]s|maioria|tod[oa]s|nenhuma?)\b",
        amount=(
            rf"\b{_N} (?:euros?|reais|real|dolares|centimos|centavos|por cento)\b|"
            r"\b(?:gratis|gratuit\w+|sem custos?|isent[oa]s?)\b"
        ),
        date=(
            r"\b(?:dia )?\d{1,2} de cada mes\b|"
            r"\b(?:segunda|terca|quarta|quinta|sexta)(?:s?-feiras?)?\b|"
            r"\b(?:sabados?|domingos?|feriados?|hoje|amanha|ontem|decada|seculo|imediat\w+|"
            r"anual\w*|mensal\w*|diari\w+|quando|depois|antes|apos|ate|desde|durante|a partir|"
            r"meio-dia|meia-noite)\b|"
            r"\b(?:primeir[oa]|segund[oa]|terceir[oa]|quart[oa]|ultim[oa]) (?:dia|semana|mes|"
            r"trimestre|semestre|ano|quinzena|sabado|domingo)\b|"
            r"\bseculo [ivx]+\b|"
            rf"\b(?:\d+|{_N}|uma?) (?:minutos?|horas?|dias?|semanas?|mes|meses|anos?)\b|"
            rf"\bas (?:\d{{1,2}}|{_N})\b"
        ),
        duration=(
            rf"\b(?:\d[\d,.]*|{_N}|uma?|vari[oa]s|algun\w*|"
            r"algumas) (?:a \d+ )?(?:\w+ )?(?:segundos?|minutos?|horas?|dias?|semanas?|mes|meses|"
            r"trimestres?|anos?|decadas?|seculos?|geracao|geracoes)\b|"
            r"\b(?:permanente|indeterminad\w+|indefinid\w+|vitalici\w+|ate)\b"
        ),
        reason=(
            r"\b(?:porque|devido a|ja que|visto que|uma vez que|para|a fim de|por isso|portanto|"
            r"motiv\w+|causa\w*|razao|razoes|permit\w+|ajud\w+|garant\w+)\b"
        ),
        person=(
            r"\b(?:voces?|pessoas?|gente|cidada\w*|municipes?|morador\w*|famili\w+|pais|pai|mae|"
            r"maes|tutor\w*|filh[oa]s?|menores|alun[oa]s?|estudantes?|membros?|pessoal|agentes?|"
            r"funcionari\w+|tecnic[oa]s?|juiz\w*|juizes|advogad\w+|tribunal|tribunais|"
            r"departamentos?|vereador\w*|presidente|prefeit\w+|empresas?|governo|camara|"
            r"trabalhador\w*|equipas?|equipes?|grupos?|utentes?|usuari\w+|utilizador\w*|"
            r"medic[oa]s?|professor\w*|director\w*|diretor\w*|coordenador\w*|responsave\w+|"
            r"proprietari\w+|inquilin\w+|titular\w*|requerentes?|qualquer|quem|ninguem|ela|elas|"
            r"eles|comunidade\w*)\b"
        ),
        place=(
            r"\b(?:em|no|na|nos|nas|ao|a|junto|perto|desde|ate|por|entre|norte|sul|leste|oeste|"
            r"pagina|site|sede|balcao|centro|portal|rua|avenida|praca|edificio)\b"
        ),
    ),
)
