"""Spanish."""

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
)
from corpus.language.value import word_set as words_of

# Numerals; what is an article too is left out.
_N = (
    r"(?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|"
    r"quince|dieci\w+|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|"
    r"cien|ciento|\w+cient[oa]s|quinient[oa]s|mil|millon|millones|docena|mitad|tercio|"
    r"medi[oa]|doble)"
)

SPANISH = Language(
    code="es",
    common=frozenset(
        """de la que el en y a los se del las por un para con no una su al lo como más o pero
        sus le ya este sí porque esta entre cuando muy sin sobre también hasta hay donde
        es""".split()  # noqa: SIM905
    ),
    daily=words_of(
        """
        cuesta cuestan abre abren abierto abierta cerrado cerrada cierra hora horas dia dias
        lunes martes miercoles jueves viernes sabado sabados domingo domingos manana tarde noche
        semana semanas mes meses ano anos gratis gratuito gratuita ninos adultos precio precios
        tasa tarifa entrada calle ayuntamiento inscripcion permitido prohibido prohibe prohibida
        deben debe paga pagan agua perros horario emergencia emergencias bomberos tarifas importe
        concepto cuota basura nombre
        """
    ),
    function=words_of(
        """a al cada segun durante mediante
        algo algun alguna algunas alguno algunos ante antes como con contra cual
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
        preguntas
        abajo acerca ademas alrededor amable amables arriba bastante cerca comprado comprar
        conforme corresponde cumplo debajo delante dentro detras dirijo dirigirme encarga
        encima enfrente excepto frente fuera hija hijo marido esposa indicar indicarme indicara
        indique junto oiga oye perdido perder pues realmente respecto salvo seria serian
        tampoco tan vecino vecina verdad cierto mia mio mias mios nuestra nuestro
        nuestras nuestros suya suyo falta faltan papeles"""
    ),
    # Without accents "esta" is "está" more often, "el" an article, and "su" may be "your".
    pronouns=words_of("ella ello ellos ellas eso esto"),
    pointing=words_of(
        """eso esto ese esa esos esas este estos aquello ella ello ellos ellas ahi alli
        entonces mismo misma otro otra otros otras demas tambien ambos ambas"""
    ),
    idle=anywhere(
        r"est[ea] (?:mañana|tarde|noche|mes|año|semana|verano|invierno|lunes|martes|miércoles"
        r"|jueves|viernes|sábado|domingo|fin de semana)",
    ),
    personal=words_of("yo mi nosotros"),
    story=words_of(
        "he hemos tengo tenemos soy somos vivo vivimos estoy estamos me nos quiero queria necesito"
    ),
    padding=opening(
        "hola|adi[oó]s|buen[oa]s (?:días|dias|tardes|noches)|muchas gracias|gracias",
        "por favor|perdone?",
        "(?:me )?(?:puede|podría|podria|puedes)(?:n)? decirme|dígame|digame|dime",
        "(?:quisiera|quiero|me gustaría|me gustaria) (?:saber|preguntar)|tengo una pregunta",
    ),
    following=opening("y|e|o|pero|entonces|también|tambien"),
    joining=("y", "e", "además", "ademas", "también", "tambien"),
    begins=beginning(
        r"hay|se puede[ns]?|puedo|podemos|hace falta|tienen|aceptan|admiten|es verdad",
        r"es (?:obligatori|necesari|gratuit|posible|gratis)\w*",
        r"esta[ns]? (?:abiert|cerrad|permitid|prohibid)[oa]s?",
    ),
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
        "telefono numero correo electronico direccion codigo postal sitio pagina llamar llamo"
        " contactar"
        " escribir enviar envio atiende contesta pertenece encuentra"
    ),
    numerals=spelled(
        """uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
        quince dieciseis diecisiete dieciocho diecinueve""",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        lambda one, ten: f"{ten[:-1]}i{one}",
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
        dic=diciembre max=maximo min=minimo bus=autobus bici=bicicleta carnet=carne info=informacion
        foto=fotografia moto=motocicleta"""
    ),
    endings=endings_of(
        """
        o os a as e es an en ar er ir ado ada ados adas ido ida idos idas cion ciones acion
        aciones icion iciones amiento amientos imiento imientos aje ajes arse erse irse ando
        iendo
        """
    ),
    families=families_of(
        """
        inscrib inscrip inscrit
        renuev renov
        devuelv devolv devoluc devuelt
        traduc traduzc traduj
        conduc conduzc
        constru
        eleg elig elij elecc elect
        suscrib suscrip
        mantien manten mantuv
        resuelv resolv resoluc resuelt
        recog recoj
        prueb prob
        """
    ),
    asks=kinds(
        holder=(
            rf"^\W*(?:a|de) quien\b.*{NUMBER}|"
            rf"^\W*quien (?:es|tiene|contesta|atiende|responde)\b.*{LONG_NUMBER}"
        ),
        phone=(
            r"\bnumeros? (?:de )?(?:telefonos?|tel|movil|celular|fax|contacto|emergencias?)\b|"
            r"\bque numeros? (?:\w+ ){0,3}(?:llam|marc)|\ba que (?:telefono|numero)\b|"
            r"\btelefonos? (?:de|del|para|al que|gratuito)\b|^\W*telefonos?\b|\btelefonos?\W*$|"
            r"\b(?:que|cual es el|cuales son los) telefonos?\b|"
            r"\ba?donde (?:llamo|puedo llamar|hay que llamar|tengo que llamar)\b"
        ),
        email=(
            r"\bcorreo electronico\b|\bdireccion de (?:correo|e-?mail)\b|"
            r"\b(?:que|cual es el) (?:correo|e-?mail)\b"
        ),
        web=(
            r"\b(?:pagina|sitio|direccion) web\b|\ben que (?:web|pagina)\b|"
            r"\bcual es (?:la web|el enlace)\b"
        ),
        postal=(
            r"\bdireccion (?:postal|de envio|completa|exacta)\b|\b(?:a que|cual es la) direccion\b|"
            r"\bcodigo postal\b"
        ),
        sent=(
            r"\ba ?donde (?:envio|mando|escribo|remito|debo enviar|puedo enviar|hay que enviar|"
            r"se envian?|puedo escribir)\b"
        ),
        amount=(
            r"\bcuanto (?:me |nos |te |le |les |se |hay que |tengo que |tendria que |van? a )*(?:"
            r"cuestan?|cost\w+|val[ei]\w*|cobra\w*|pag\w+|sale|salen|piden|dan|daban|ponen|"
            r"devuelven|sube|dinero|seria)\b|"
            r"\ba cuanto (?:esta|asciende|sale|ascienden)\b|\bcuantos (?:euros|pesos|dolares)\b|"
            r"\b(?:que|cual es (?:el|la)) (?:\w+ )?(?:precio|coste|costo|tarifa|importe|tasa|"
            r"multa|cuantia)\b|"
            r"\b(?:precio|coste|costo|tarifa|importe|multa) (?:de|del|para|por)\b"
        ),
        duration=(
            r"\bcuanto (?:tiempo|dura\w*|tarda\w*|demora\w*|falta)\b|"
            r"\bcuant[oa]s (?:anos|meses|semanas|dias|horas|minutos)\b|"
            r"\b(?:que|cual es el|cual es la) (?:plazo|edad|duracion|antelacion)\b"
        ),
        number=(
            r"\bcuant[oa]s\b|\b(?:que|cual es el) (?:porcentaje|numero|tamano|peso|aforo) de\b|"
            r"\bque (?:parte|proporcion) de\b"
        ),
        date=(
            rf"{START}(?:a partir de |desde |hasta |para )?cuando\b|"
            r"\b(?:a partir de|desde|hasta) cuando\b|"
            r"\b(?:que|cual es el|cual es la|cuales son los) (?:dias?|fechas?|mes|ano|horas?|"
            r"horarios?)\b|"
            r"\b(?:fecha|plazo) (?:limite|maxim[ao]|final|tope)\b|\bhorarios? (?:de|del)\b"
        ),
        steps=(
            r"\bcomo (?:puedo|puede|podemos|podria|se|me|nos|hago|hacer|hay que|tengo que|debo|"
            r"tramit\w+|solicit\w+|pido|pedir|consigo|obtengo|reclam\w+|anul\w+|renuev\w+|"
            r"renovar)\b|"
            r"\bque (?:pasos|tramites)\b|\bpasos para\b"
        ),
        person=(
            rf"{START}(?:a |de |con |por |para |ante )?quien(?:es)?\b|"
            r"\bque (?:persona|autora?|presidente|alcalde|alcaldesa|organismo)\b"
        ),
        place=(
            rf"{START}(?:a |de |en |por |desde |hasta )?a?donde\b|"
            r"\ba?donde (?:tengo|hay|puedo|debo|queda|estan?|voy)\b|"
            r"\ben que (?:ciudad|calle|lugar|sitio|edificio|oficina|planta|municipio|colonia)\b|"
            r"\bque (?:ciudad|pais|calle|edificio)\b"
        ),
        reason=(
            rf"{START}por que\b|\bcual (?:es|fue) (?:la|el) (?:causa|motivo|razon)\b|"
            r"\ba que se debe\b|\bpor que (?:motivo|razon|causa)\b"
        ),
        list=(
            r"\bcuales son\b|"
            r"\bque (?:documentos|documentacion|papeles|requisitos|servicios|ayudas|tipos|clases|"
            r"opciones|condiciones|objetivos|datos|medidas|sintomas|beneficios)\b|"
            r"^\W*(?:enumera|nombra)\b"
        ),
    ),
    tells=kinds(
        number=rf"\b{_N}\b|\b(?:vari[oa]s|much[oa]s|poc[oa]s|mayoria|tod[oa]s|ningun[oa]?)\b",
        amount=(
            rf"\b{_N} (?:euros?|dolares|pesos|centimos|por ciento)\b|"
            r"\b(?:gratis|gratuit\w+|sin (?:coste|costo|cargo)|exent[oa]s?)\b"
        ),
        date=(
            r"\b(?:dia )?\d{1,2} de cada mes\b|"
            r"\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|festivos?|hoy|manana|"
            r"ayer|decada|siglo|inmediat\w+|anual\w*|mensual\w*|diari\w+|cuando|despues|antes|"
            r"hasta|desde|durante|a partir|mediodia|medianoche)\b|"
            r"\b(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|ultim[oa]) (?:dia|"
            r"semana|mes|trimestre|semestre|ano|quincena|lunes|martes|miercoles|jueves|viernes|"
            r"sabado|domingo)\b|"
            r"\bsiglo [ivx]+\b|"
            rf"\b(?:\d+|{_N}|una?) (?:minutos?|horas?|dias?|semanas?|mes|meses|anos?)\b|"
            rf"\ba las? (?:\d{{1,2}}|{_N}|una)\b"
        ),
        duration=(
            rf"\b(?:\d[\d,.]*|{_N}|una?|vari[oa]s|algun[oa]s) (?:a \d+ )?(?:\w+ )?(?:segundos?|"
            r"minutos?|horas?|dias?|semanas?|mes|meses|trimestres?|anos?|decadas?|siglos?|"
            r"generacion\w*)\b|"
            r"\b(?:permanente|indefinid\w+|vitalici\w+|hasta|de por vida)\b"
        ),
        reason=(
            r"\b(?:porque|debido a|ya que|puesto que|dado que|para|a fin de|con el fin|"
            r"por lo tanto|por ello|motiv\w+|causa\w*|razon\w*|permit\w+|ayud\w+|garanti\w+)\b"
        ),
        person=(
            r"\b(?:usted(?:es)?|personas?|gente|ciudadan\w+|vecin\w+|famili\w+|padres?|madres?|"
            r"tutor\w*|hij[oa]s?|menores|alumn\w+|estudiantes?|miembros?|personal|agentes?|"
            r"funcionari\w+|tecnic[oa]s?|juez\w*|jueces|abogad\w+|tribunal\w*|departamentos?|"
            r"concej\w+|alcald\w+|empresas?|gobierno|ayuntamiento|trabajador\w*|equipos?|grupos?|"
            r"usuari\w+|medic[oa]s?|profesor\w*|director\w*|coordinador\w*|responsables?|"
            r"propietari\w+|titular\w*|solicitantes?|cualquiera?|quien(?:es)?|nadie|ella|ellos|"
            r"ellas|comunidad\w*)\b"
        ),
        place=(
            r"\b(?:en|al?|ante|cerca|junto|desde|hasta|por|entre|norte|sur|oeste|pagina|web|sede|"
            r"oficinas?|centro|portal|calle|avenida|plaza)\b"
        ),
    ),
)
