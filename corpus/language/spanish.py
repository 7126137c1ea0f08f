"""Spanish."""

from __future__ import annotations

from corpus.language.value import Language, beginning, counting, ending, opening, pairs, spelled
from corpus.language.value import word_set as words_of

SPANISH = Language(
    code="es",
    common=frozenset(
        """de la que el en y a los se del las por un para con no una su al lo como más o pero
        sus le ya este sí porque esta entre cuando muy sin sobre también hasta hay donde
        es""".split()  # noqa: SIM905
    ),
    function=words_of(
        """a al algo algun alguna algunas alguno algunos ante antes como con contra cual
        cuales cuando cuanta cuantas cuanto cuantos de del desde donde dos e el ella ellas
        ellos en entre era es esa esas ese eso esos esta estan estas este esto estos fue
        ha hacia han hasta hay la las le les lo los mas me mi mis mucho muchos muy nada ni
        no nos nosotros o para pero por porque puede pueden puedo que quien quienes se ser
        si sin sobre son su sus tambien te tiene tienen tengo todo todos tu tus un una
        unas uno unos usted ustedes y ya yo gracias hola"""
    ),
    question=words_of(
        "que quien quienes cual cuales cuando cuanto cuanta cuantos cuantas donde como"
    ),
    plain=words_of(
        """abre abren abrir abierto abierta acepta aceptan acudir ahi ahora alguien alli anos
        ano aqui asi aun ayuda ayudar bien buscar caso casa cierra cierran cerrar cerrado
        cada cosa cosas cobra cobran conseguir contacto costar cuesta cuestan costo coste
        dar debe deben debo decir deja despues dia dias dice dicen dinero dispone durante
        empieza empezar empiezan encontrar encuentra estar este existe existen fecha forma
        ganar gente gratis grande hace hacen hacer hago hacerse haber hora horas horario
        hoy incluye informacion ir lado lleva llevar llama llamar llamo lugar manana
        manera mayor mejor menor menos mes meses minimo maximo minutos momento necesita
        necesitan necesito necesitar necesario nadie noche nuevo nueva numero ofrece
        ofrecen ocurre otra otro otras otros paga pagan pagar pago parte pasa pasar pedir
        pide persona personas poder podemos podria poner precio primera primero problema
        puesto quiero quiere quieren quisiera recibir saber sabe sale salir seguir segun
        semana semanas senor senora sera sirve sitio solicita solicitar solo tal tanto
        tarda tener tiempo tipo tipos toca tomar trabajar tras usar vale van vamos ver vez
        veces viene vivir voy vida documento documentos texto pagina respuesta pregunta
        preguntas"""
    ),
    # Without accents "esta" is "está" more often, "el" an article, and "su" may be "your".
    pronouns=words_of("ella ello ellos ellas eso esto"),
    pointing=words_of(
        """eso esto ese esa esos esas este estos aquello ella ello ellos ellas ahi alli
        entonces mismo misma otro otra otros otras demas tambien ambos ambas"""
    ),
    personal=words_of("yo mi nosotros"),
    padding=opening(
        "hola|buen[oa]s (?:días|dias|tardes|noches)|muchas gracias|gracias|por favor|perdone?",
        "(?:me )?(?:puede|podría|podria|puedes)(?:n)? decirme|dígame|digame|dime",
        "(?:quisiera|quiero|me gustaría|me gustaria) (?:saber|preguntar)|tengo una pregunta",
    ),
    following=opening("y|e|o|pero|entonces|también|tambien"),
    leaning=beginning(
        "est[eao]s?|es[eao]s?|aquell[ao]s?|él|ella|ellos|ellas|sus?|ambos|ambas|también|además",
        "sin embargo|por (?:lo tanto|eso|ello|ejemplo)|así|entonces|pero|y|o|sí|no|en (?:ese|este)"
        " caso|de lo contrario|l[ao]s? (?:mism[ao]s?|siguientes?|otr[ao]s?|anterior(?:es)?)",
    ),
    announcing=ending("a continuación", "(?:los|las|el|la|lo) siguientes?", "abajo"),
    ordinals={
        **counting(
            """primero primera primer 1o 1a\nsegundo segunda 2o 2a\ntercero tercera tercer 3o 3a
            cuarto cuarta 4o 4a\nquinto quinta 5o 5a\nsexto sexta 6o 6a\nseptimo septima 7o 7a
            octavo octava 8o 8a\nnoveno novena 9o 9a\ndecimo decima 10o 10a"""
        ),
        "ultimo": -1,
        "ultima": -1,
    },
    counted=words_of("el la lo este esta cual que y"),
    compounds=frozenset(
        (
            "primeros auxilios",
            "segunda mano",
            "tercera edad",
            "primera vez",
            "segunda vez",
            "ultima vez",
            "ultima hora",
            "tercera persona",
            "primera dama",
            "cuarto de",
            "segunda feira",
            "cuarto bano",
            "primer apellido",
            "segundo apellido",
            "segunda vivienda",
        )
    ),
    times=words_of(
        "ano anos mes meses semana semanas dia dias hora horas minuto minutos vez siglo"
    ),
    items=words_of("uno punto puntos cosa cosas elemento"),
    contact=words_of(
        "telefono numero correo electronico direccion postal sitio pagina llamar llamo"
    ),
    numerals=spelled(
        """uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
        quince dieciseis diecisiete dieciocho diecinueve veinte"""
    ),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    short=pairs(
        """tel=telefono tfno=telefono telf=telefono av=avenida avda=avenida c=calle
        num=numero pag=pagina sr=senor sra=senora dr=doctor dra=doctora dpto=departamento
        depto=departamento ayto=ayuntamiento lun=lunes mar=martes mie=miercoles jue=jueves
        vie=viernes sab=sabado dom=domingo ene=enero feb=febrero abr=abril jun=junio
        jul=julio ago=agosto sep=septiembre sept=septiembre oct=octubre nov=noviembre
        dic=diciembre max=maximo min=minimo bus=autobus bici=bicicleta info=informacion
        foto=fotografia moto=motocicleta"""
    ),
)
