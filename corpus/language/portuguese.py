"""Portuguese."""

from __future__ import annotations

from corpus.language.value import Language, beginning, counting, ending, opening, pairs, spelled
from corpus.language.value import word_set as words_of

PORTUGUESE = Language(
    code="pt",
    common=frozenset(
        """de a o que e do da em um para é com não uma os no se na por mais as dos como mas
        ao ele das à seu sua ou ser quando muito nos já também só pelo pela são""".split()  # noqa: SIM905
    ),
    function=words_of(
        """a à ao aos algo algum alguma algumas alguns antes após aquela aquele aqueles
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
        tempo ter tipo tipos tratar trazer usar vai vale valor ver vez vezes vida vou
        documento documentos texto página resposta pergunta"""
    ),
    pronouns=words_of("ele ela eles elas isso isto dele dela deles"),
    pointing=words_of(
        """ele ela eles elas isso isto aquilo esse essa esses essas este estes dele dela
        deles ali então mesmo mesma outro outra outros outras também ambos ambas"""
    ),
    personal=words_of("eu meu meus minha minhas nós nosso nossa nossos"),
    padding=opening(
        "olá|bom dia|boa (?:tarde|noite)|(?:muito )?obrigad[oa]|por favor|desculpe",
        "(?:pode|poderia|podia)(?: me)? dizer(?:-me)?|diga-me|gostaria de saber|quer(?:o|ia) saber",
        "tenho uma pergunta",
    ),
    following=opening("e|mas|ou|então|também"),
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
    contact=words_of("telefone numero morada endereco correio email site"),
    numerals=spelled(
        """um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze
        catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito
        dezanove/dezenove vinte"""
    ),
    months=(
        *("janeiro", "fevereiro", "marco", "abril", "maio", "junho"),
        *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    ),
    short=pairs(
        """tel=telefone av=avenida r=rua num=número pag=página sr=senhor sra=senhora
        dr=doutor dra=doutora depto=departamento seg=segunda ter=terça qua=quarta
        qui=quinta sex=sexta sáb=sábado dom=domingo jan=janeiro fev=fevereiro mar=março
        abr=abril jun=junho jul=julho ago=agosto set=setembro out=outubro nov=novembro
        dez=dezembro max=máximo min=mínimo bici=bicicleta info=informação foto=fotografia"""
    ),
)
