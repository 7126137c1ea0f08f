"""French."""

from __future__ import annotations

from corpus.language.value import Language, beginning, counting, ending, opening, pairs, spelled
from corpus.language.value import word_set as words_of

FRENCH = Language(
    code="fr",
    common=frozenset(
        """de la le et les des en un du une que est pour qui dans par plus pas au sur ne se
        ce il sont avec à aux ou cette ces son sa ses être vous nous mais leur ont""".split()  # noqa: SIM905
    ),
    function=words_of(
        """a ai aie as au aucun aucune aussi autre autres aux avant avec avez avoir avons c
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
        reponse question questions"""
    ),
    pronouns=words_of("il elle ils elles lui eux cela ceci leur"),
    pointing=words_of(
        """il elle ils elles lui eux cela ceci ca celui celle ceux celles ce cet cette ces y
        en meme memes autre autres aussi leur leurs alors"""
    ),
    personal=words_of("je j mon ma mes moi nous notre nos"),
    padding=opening(
        "bonjour|bonsoir|salut|merci(?: beaucoup)?|s['’]il (?:vous|te) pla[iî]t|excusez[- ]moi",
        "(?:pouvez|pourriez)[- ]vous me dire|dites[- ]moi|je (?:voudrais|veux|souhaite) savoir",
        "j['’]aimerais savoir|j['’]ai une question",
    ),
    following=opening("et|mais|ou|alors|aussi|donc"),
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
    contact=words_of("telephone numero adresse courriel mail email site"),
    numerals=spelled(
        """un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze
        quinze seize"""
    ),
    months=(
        *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
        *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
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
)
