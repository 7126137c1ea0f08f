"""French."""

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
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|"
    r"seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|millions?|milliards?|"
    r"douzaine|dizaine|centaine|moitie|tiers|demie?|double)"
)

FRENCH = Language(
    code="fr",
    common=frozenset(
        """de la le et les des en un du une que est pour qui dans par plus pas au sur ne se
        ce il sont avec à aux ou cette ces son sa ses être vous nous mais leur ont""".split()  # noqa: SIM905
    ),
    daily=words_of(
        """
        coute coutent ouvre ouvert ouverte ouverts ferme fermee fermes heure heures jour jours
        lundi mardi mercredi jeudi vendredi samedi dimanche matin soir semaine semaines mois
        annee ans nuit gratuit gratuite gratuits enfants enfant adultes adulte prix tarif tarifs
        taxe entree rue mairie accueil inscription interdit interdite interdits autorise
        renseignements paie payer horaires numeros urgence pompiers
        montant nom dechets
        """
    ),
    function=words_of(
        """a ai aie as selon sauf durant
        au aucun aucune aussi autre autres aux avant avec avez avoir avons c
        ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment
        combien contre d dans de des depuis des deux dois doit doivent donc dont du elle
        elles en encore entre es est et etaient etait ete etre eu eux fait font faut hors
        ici il ils j je jusque l la le les lequel laquelle lesquels lesquelles leur leurs
        lors lorsque lui m ma mais me meme memes mes moi mon n ne ni non nos notre nous on
        ont ou oui par parce pas pendant peu peut peuvent peux plus pour pourquoi pres
        puis puisque puis qu quand que quel quelle quelles quels quelque quelques quelquun
        qui quoi s sa sans se sera seront ses si sinon soit son sont sous suis sur t ta te
        tes toi ton tous tout toute toutes tres tu un une vers via voici voila vos votre
        vous y bonjour bonsoir merci salut"""
    ),
    question=words_of(
        """qui que quoi quel quelle quels quelles quand ou combien comment pourquoi lequel
        laquelle"""
    ),
    asking=words_of(
        """dire dites savoir connaitre donner donnez expliquer expliquez question type types
        sorte sortes chose choses date coute coutent couter existe existent passe"""
    ),
    plain=words_of(
        """acces afin ai aide aider ainsi aller ans an annee annees apres apporter argent
        arrive arriver assez aujourdhui aupres avis beaucoup besoin bien bon cas chose
        choses commence commencer compte concernant connaitre cout coute coutent couter
        cout contacter date debut delai demain demande demander demandent devoir devrait
        dire dit doivent donne donner duree dure durer existe exister facon faire faites
        ferme ferment fermer fermee fermeture fin fois fonctionne gens grand gratuit heure
        heures homme horaire horaires info infos informations inscrire jour jours lieu
        lieux long maintenant maniere matin mettre minute minutes moins mois moment monde
        montant necessaire nombre nouveau nouvelle numero obtenir offre ouvert ouverte
        ouvre ouvrent ouvrir ouverture paie paient paye payer payent permet permettre
        personne personnes petit place plusieurs possible pouvoir prendre prend premier
        premiere presenter prix probleme prochain quelquun recevoir recoit rendre rien
        savoir se semaine semaines sert service seul situe situee soir souhaite tarif
        temps tenir toujours travail trouve trouver type types utiliser va valable venir
        veut veux voudrais vie vient voir vont vouloir document documents texte page
        reponse question questions
        achete acheter aimerais aimerait autour cependant contre derriere dehors
        dedans devant droit envers fille fils habite indiquer informer malgre marie mari femme
        outre parmi recuperer perdu perdre plait pourriez savez serait vis
        voisin voisine vrai vraiment"""
    ),
    pronouns=words_of("il elle ils elles lui eux cela ceci leur"),
    pointing=words_of(
        """il elle ils elles lui eux cela ceci ca celui celle ceux celles ce cet cette ces y
        en meme memes autre autres aussi leur leurs alors"""
    ),
    idle=anywhere(
        r"est[- ]ce(?= (?:que?|qui)\b| qu['’])|qu['’]est[- ]ce(?= qu)",
        r"il (?:n['’])?y (?:a|aura|avait)|y (?:a|aura|avait)[- ]t[- ]il|faut[- ]il|il faut",
        r"(?:est[- ]il|il est) (?:possible|interdit|permis|autorisé|obligatoire|nécessaire)"
        r"(?= (?:de|que)\b| d['’])",
        r"en (?:ligne|mairie|ville|famille|espèces|retard|cas|groupe|semaine|voiture|bus|train"
        r"|été|hiver|automne|\d+)",
        r"c(?:e|et|ette) (?:matin|soir|mois|week-end|année|semaine|été|hiver|après-midi|\w+di)",
    ),
    personal=words_of("je j mon ma mes moi nous notre nos"),
    story=words_of("habite"),
    padding=opening(
        "bonjour|bonsoir|au revoir|salut|merci(?: beaucoup)?",
        "s['’]il (?:vous|te) pla[iî]t|excusez[- ]moi",
        "(?:pouvez|pourriez)[- ]vous me dire|dites[- ]moi|je (?:voudrais|veux|souhaite) savoir",
        "j['’]aimerais savoir|j['’]ai une question",
    ),
    following=opening("et|mais|ou|alors|aussi|donc"),
    joining=("et", "aussi", "ainsi que"),
    begins=beginning(
        r"(?:qu['’])?est[- ]ce(?: qu\w*)?",
        r"(?:y )?\w+-(?:t-)?(?:il|elle|on|je|ils|elles|vous|nous)",
    ),
    leaning=beginning(
        "ce|cet|cette|ces|cela|ceci|il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|son|sa|ses|leurs?",
        "cependant|toutefois|donc|ainsi|de plus|en outre|par exemple|sinon|dans ce cas|mais|et|ou",
        "oui|non|les deux|l[ae]s? (?:même|autre|suivante?|précédente?)s?",
    ),
    announcing=ending("ci-dessous", "comme suit", "suivante?s?"),
    ordinals={
        **counting(
            """premier premiere 1er 1ere\ndeuxieme second seconde 2e 2eme\ntroisieme 3e 3eme
            quatrieme 4e 4eme\ncinquieme 5e 5eme\nsixieme 6e 6eme\nseptieme 7e 7eme
            huitieme 8e 8eme\nneuvieme 9e 9eme\ndixieme 10e 10eme"""
        ),
        "dernier": -1,
        "derniere": -1,
    },
    counted=words_of("le la ce cette quel quelle et"),
    compounds=frozenset(
        (
            "premiers secours",
            "premier secours",
            "seconde main",
            "premiere fois",
            "deuxieme fois",
            "derniere fois",
            "dernier moment",
            "premier ministre",
            "seconde guerre",
            "troisieme age",
            "dernier delai",
            "premiere classe",
            "seconde classe",
            "dernier recours",
        )
    ),
    times=words_of(
        """an ans annee annees mois semaine semaines jour jours heure heures minute minutes
        fois siecle nuit"""
    ),
    items=words_of("un une point points chose choses element"),
    contact=words_of(
        "telephone numero adresse courriel mail email site joindre appeler appelle telephoner"
        " envoyer envoie ecrire postal postale repond appartient trouve situe situee"
    ),
    numerals=spelled(
        """un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze
        quinze seize""",
        "vingt trente quarante cinquante soixante septante huitante/octante nonante",
    ),
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    short=pairs(
        """tel=telephone av=avenue bd=boulevard bld=boulevard pl=place m=monsieur mme=madame
        dr=docteur no=numero num=numero lun=lundi mar=mardi mer=mercredi jeu=jeudi
        ven=vendredi sam=samedi dim=dimanche janv=janvier fev=fevrier avr=avril
        juil=juillet sept=septembre oct=octobre nov=novembre dec=decembre max=maximum
        min=minimum env=environ rdv=rendez bus=autobus velo=bicyclette photo=photographie
        dept=departement st=saint ste=sainte"""
    ),
    elisions=words_of("l d j m t s n c qu jusqu lorsqu puisqu"),
    spellings=spellings_of("oe=e"),
    endings=endings_of(
        """
        e es s er ir re ee ees ement ements ation ations ion ions age ages tion tions ance
        ances ure ures ons ez ent ait
        """
    ),
    families=families_of(
        """
        inscri
        recoi recev recep
        paie paye
        decid decis
        nettoi nettoy
        tradui traduc
        constru
        louer louez location
        """
    ),
    asks=kinds(
        holder=(
            rf"^\W*(?:a|de) qui\b.*{NUMBER}|"
            rf"^\W*qui (?:est|a|repond|joint-on)\b.*{LONG_NUMBER}"
        ),
        phone=(
            r"\bnumeros? (?:de )?(?:telephone|tel|portable|fax|contact)\b|"
            r"\bnumeros? d['’]urgence\b|\b(?:a )?quel numero\b.*(?:appel|compos|join|sonn|tele)|"
            r"\bquel (?:est le )?(?:telephone|numero pour)\b|\btelephone (?:du|de|des|pour)\b|"
            r"^\W*telephone\b|\btelephone\W*$|"
            r"\bnumero (?:du|de la|de l['’]|des) ?(?:\w+ ){0,3}(?:mairie|service|guichet|"
            r"accueil|bureau|standard|secretariat|permanence|centre)\b|"
            r"\bcomment (?:je peux |puis-je |peut-on |on peut )?(?:vous |les |le |la )?(?:appeler|"
            r"telephoner|joindre par telephone)\b"
        ),
        email=(
            r"\badresse (?:e-?mail|mail|electronique|de courriel|courriel)\b|"
            r"\bquel(?:le)? (?:est )?(?:le |son |leur |votre )?(?:e-?mail|mail|courriel)\b"
        ),
        web=(
            r"\bsite (?:web|internet)\b|\badresse (?:du site|internet|web)\b|"
            r"\b(?:sur )?quel (?:est le )?(?:site|lien)\b|\bpage (?:web|internet)\b"
        ),
        postal=(
            r"\badresse postale\b|\b(?:a )?quelle (?:est l['’])?adresse\b|"
            r"\bcode postal\b"
        ),
        sent=(
            r"\bou (?:dois-je|puis-je|faut-il|on doit|je dois|est-ce que je dois|"
            r"est-ce qu['’]on doit)? ?(?:envoyer|adresser|ecrire|expedier|j['’]envoie)\b"
        ),
        amount=(
            r"\bcombien (?:est-ce que |ca |cela |il |on |me |vous |nous |je |faut |vais |va |"
            r"doit |dois-je |faut-il )*(?:cout\w*|pa[iy]\w+|vaut|touch\w*|vers\w+|recoi\w*|"
            r"rembours\w*|debours\w*|gagn\w*)\b|"
            r"\bcombien (?:d['’]argent|d['’]euros|pour|c['’]est)\b|\bc['’]est combien\b|"
            r"\ba combien (?:s['’]eleve\w*|est|se monte|revient)\b|"
            r"\bquel(?:le)?s? (?:est |sont )?(?:le |la |les |l['’])?(?:\w+ ){0,2}(?:prix|"
            r"tarifs?|couts?|montants?|frais|redevances?|amendes?|cotisations?)\b|"
            r"\b(?:prix|tarifs?|cout|montant) (?:du|de|des|d['’]une?|pour)\b"
        ),
        duration=(
            r"\bcombien de (?:temps|annees|ans|mois|semaines|jours|heures|minutes)\b|"
            r"\bcombien d['’](?:annees|heures)\b|\bcombien (?:ca |cela )?dure\b|"
            r"\b(?:quelle (?:est la )?duree|(?:sous |dans )?quel (?:est le )?delai|quel age)\b"
        ),
        number=(
            r"\bcombien\b|"
            r"\bquel(?:le)? (?:est (?:le |la ))?(?:nombre|pourcentage|proportion|part|quantite|"
            r"taille|poids|hauteur|distance|longueur|superficie)\b"
        ),
        date=(
            rf"{START}(?:a partir de |depuis |jusqu['’]a |pour |c['’]est )?quand\b|"
            r"\b(?:a partir de|depuis|jusqu['’]a) quand\b|"
            r"\bquand (?:est-ce|ouvr\w*|ferm\w*|dois|faut|peut|commence\w*|a lieu)\b|"
            r"\bquel(?:le)?s? (?:est |sont )?(?:le |la |les )?(?:jours?|dates?|mois|annee|heures?|"
            r"horaires?)\b|"
            r"\bdate limite\b|\bhoraires (?:de|du|d['’])"
        ),
        steps=(
            r"\bcomment (?:faire|on fait|je fais|fait-on|puis-je|je peux|peut-on|on peut|dois-je|"
            r"est-ce qu\w*|faut-il|obtenir|demander|declarer|renouveler|contester|payer|resilier|"
            r"inscrire|s['’]inscrire|se)\b|"
            r"\bquelles? (?:est la |sont les )?(?:demarches?|etapes?|procedures?)\b"
        ),
        person=(
            rf"{START}(?:a |de |par |avec |pour |chez )?qui\b|\ba qui (?:dois|puis|faut|s['’])|"
            r"\bquel(?:le)? (?:personne|auteur|president|maire|organisme)\b"
        ),
        place=(
            rf"{START}(?:d['’])?ou\b|"
            r"\bou (?:est|sont|se|s['’]\w+|puis-je|peut-on|on peut|je peux|dois-je|faut-il|aller|"
            r"trouver|deposer|retirer|jeter|est-ce qu\w*|a lieu)\b|"
            r"\b(?:dans|a) quel(?:le)? (?:ville|rue|lieu|batiment|salle|bureau|commune|pays|"
            r"endroit|guichet)\b"
        ),
        reason=(
            rf"{START}pourquoi\b|\bquelle est la (?:raison|cause)\b|\bpour quelles? raisons?\b"
        ),
        list=(
            r"\bquel(?:le)?s (?:sont|documents|pieces|papiers|conditions|services|aides|types|"
            r"justificatifs|objectifs|criteres|mesures|symptomes|formalites|avantages)\b|"
            r"\bque faut-il (?:fournir|apporter|joindre)\b|"
            r"\b(?:il faut|on doit|je dois) (?:fournir|apporter)\b"
        ),
    ),
    tells=kinds(
        number=rf"\b{_N}\b|\b(?:plusieurs|quelques|la plupart|tous|toutes|aucune?|peu)\b",
        amount=(
            rf"\b{_N} (?:euros?|francs?|dollars?|centimes?|pour cent)\b|"
            r"\b(?:gratuit\w*|sans frais|exoner\w+|offerte?s?)\b"
        ),
        date=(
            r"\b(?:1er|\d{1,2}) de chaque mois\b|"
            r"\b(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|feries?|"
            r"aujourd['’]hui|demain|hier|decennie|siecle|immediat\w+|annuel\w*|mensuel\w*|"
            r"quotidien\w*|quand|lorsqu\w*|apres|avant|jusqu\w*|depuis|pendant|durant|des que|"
            r"midi|minuit)\b|"
            r"\b(?:premiere?|1ere?|deuxieme|second|troisieme|quatrieme|derniere?) (?:jour|semaine|"
            r"mois|trimestre|annee|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|"
            r"\b[ivx]+e siecle\b|"
            rf"\b(?:\d+|{_N}|une?) (?:minutes?|heures?|jours?|semaines?|mois|ans?|annees?)\b|"
            rf"\ba (?:\d{{1,2}}|{_N}) ?h(?:eures?)?\b"
        ),
        duration=(
            rf"\b(?:\d[\d,.]*|{_N}|une?|plusieurs|quelques) (?:a \d+ )?(?:\w+ )?(?:secondes?|"
            r"minutes?|heures?|jours?|semaines?|quinzaines?|mois|trimestres?|ans?|annees?|"
            r"siecles?|generations?)\b|"
            r"\b(?:permanent\w*|illimite\w*|indefini\w*|a vie|jusqu\w*)\b"
        ),
        reason=(
            r"\b(?:parce qu\w*|car|en raison|du fait|puisqu\w*|afin|pour|grace|a cause|donc|"
            r"motifs?|raisons?|causes?|permet\w*|aid\w+|garanti\w*|assur\w+)\b"
        ),
        person=(
            r"\b(?:vous|nous|personnes?|gens|habitants?|citoyens?|usagers?|familles?|parents?|"
            r"peres?|meres?|tuteurs?|enfants?|mineurs?|eleves?|etudiants?|membres?|agents?|"
            r"personnel|fonctionnaires?|juges?|avocats?|tribunal|services?|departements?|maires?|"
            r"mairie|prefet|prefecture|entreprises?|gouvernement|salaries?|employeurs?|equipes?|"
            r"groupes?|utilisateurs?|medecins?|infirmier\w*|professeurs?|direct(?:eur|rice)s?|"
            r"responsables?|proprietaires?|locataires?|titulaires?|demandeurs?|beneficiaires?|"
            r"quiconque|celui|celle|ceux|celles|personne|ils?|elles?|on|associations?)\b"
        ),
        place=(
            r"\b(?:a|au|aux|en|dans|chez|sur|pres|devant|derriere|entre|depuis|par|nord|sud|est|"
            r"ouest|page|site|bureau|guichet|mairie|centre|portail|rue|avenue|place|salle)\b"
        ),
    ),
)
