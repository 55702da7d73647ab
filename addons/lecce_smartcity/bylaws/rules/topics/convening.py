"""How an assembly is convened: who asks, how long before, by which means, when the second call may be."""

from __future__ import annotations

from ..articles import CC_20_1, CC_20_2, CC_1335, DISP_ATT_8, civil, civil_rules, law
from ..kinds import MEMBERS, Choice, Count, Days, Flag, Several, Share
from ..model import DEFAULT, HARD, HIGHER, LOWER, NONE, STAT, Rule, Words

TOPIC = "convening"

CHANNELS = (
    ("pec", Words("posta elettronica certificata (PEC)", "certified e-mail (PEC)")),
    ("registered_letter", Words("raccomandata", "registered letter")),
    ("by_hand", Words("consegna a mano", "delivery by hand")),
    ("email", Words("posta elettronica", "e-mail")),
    ("letter", Words("posta ordinaria", "ordinary mail")),
    ("sms", Words("messaggio al telefono", "text message")),
    ("fax", Words("fax", "fax")),
    ("portal", Words("area riservata", "members’ portal")),
    ("website", Words("pubblicazione sul sito", "publication on the website")),
    ("notice_board", Words("affissione all’albo", "notice board")),
)

RULES = (
    Rule(
        "assembly.per_year",
        TOPIC,
        "count",
        HARD,
        Words("Assemblee all’anno, almeno", "Assemblies a year, at least"),
        Words(
            "Quante volte l’anno gli amministratori convocano almeno l’assemblea, per il bilancio.",
            "How many times a year at least the board convenes the assembly, for the accounts.",
        ),
        (law(Count(1), CC_20_1),),
        derogation=HIGHER,
        minimum=Count(1),
    ),
    Rule(
        "assembly.convener",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Chi convoca l’assemblea", "Who convenes the assembly"),
        Words("L’organo o la carica che firma la convocazione.", "The body or office that signs the notice."),
        (law(Choice("board"), CC_20_1),),
        choices=(
            ("board", Words("il consiglio direttivo", "the board")),
            ("president", Words("il presidente", "the president")),
        ),
    ),
    Rule(
        "request.fraction",
        TOPIC,
        "share",
        HARD,
        Words("Associati che possono chiedere la convocazione", "Members who may ask for an assembly"),
        Words(
            "Quanti associati, con richiesta motivata, obbligano a convocare l’assemblea. Lo statuto può chiederne meno, non di "
            "più.",
            "How many members, with a reasoned request, oblige the board to convene the assembly. A statute may ask for fewer, "
            "never for more.",
        ),
        (law(Share(1, 10, False, MEMBERS), CC_20_2),),
        derogation=LOWER,
        base=MEMBERS,
        formula=Words("firme × 10 ≥ associati", "signatures × 10 ≥ members"),
        examples=(
            Words(
                "21 associati: servono 3 firme, con 2 la richiesta non obbliga.",
                "21 members: 3 signatures are needed, with 2 the request does not bind.",
            ),
        ),
    ),
    Rule(
        "request.convene_within",
        TOPIC,
        "days",
        STAT,
        Words("Termine per convocare su richiesta", "Time to convene on request"),
        Words(
            "Entro quando l’assemblea chiesta dagli associati va convocata, contando dalla richiesta.",
            "By when the assembly that members asked for is convened, counted from the request.",
        ),
        optional=True,
    ),
    Rule(
        "notice.ordinary",
        TOPIC,
        "days",
        STAT,
        Words("Preavviso dell’assemblea ordinaria", "Notice of an ordinary assembly"),
        Words(
            "Quanti giorni prima dell’assemblea va data la convocazione. La legge non fissa un numero per le associazioni.",
            "How many days before the assembly the notice is given. The law sets no number for associations.",
        ),
        also=("hours",),
        examples=(
            Words(
                "«almeno quindici giorni prima»: 15 giorni.",
                "“at least fifteen days before”: 15 days.",
            ),
        ),
    ),
    Rule(
        "notice.extraordinary",
        TOPIC,
        "days",
        STAT,
        Words("Preavviso dell’assemblea straordinaria", "Notice of an extraordinary assembly"),
        Words(
            "Quanti giorni prima va data la convocazione per modifiche dello statuto e scioglimento; se lo statuto tace vale il "
            "preavviso ordinario.",
            "How many days before the notice is given for changes of the statute and dissolution; where the statute is silent the "
            "ordinary notice holds.",
        ),
        also=("hours",),
        optional=True,
    ),
    Rule(
        "notice.urgent",
        TOPIC,
        "days",
        STAT,
        Words("Preavviso in caso d’urgenza", "Notice in urgent cases"),
        Words(
            "Quanto prima va data la convocazione se c’è urgenza; se lo statuto tace l’urgenza non abbrevia nulla.",
            "How long before the notice is given in urgent cases; where the statute is silent urgency shortens nothing.",
        ),
        also=("hours",),
        optional=True,
    ),
    Rule(
        "notice.counting",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Come si contano i giorni di preavviso", "How the days of notice are counted"),
        Words(
            "Se si escludono il giorno della convocazione e quello dell’assemblea (giorni liberi) o soltanto il primo.",
            "Whether both the day of the notice and the day of the assembly are left out (clear days), or only the first.",
        ),
        (
            law(
                Choice("clear"),
                civil_rules("66(3)"),
                confirmed=False,
                note=Words(
                    "Per analogia con la convocazione del condominio.",
                    "By analogy with the notice of a condominium’s assembly.",
                ),
            ),
        ),
        choices=(
            ("calendar", Words("si esclude il primo giorno", "the first day is left out")),
            ("clear", Words("giorni liberi", "clear days")),
        ),
    ),
    Rule(
        "notice.counts_from",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Da quando vale la convocazione", "When a notice counts as given"),
        Words(
            "Se il preavviso si conta dall’arrivo all’indirizzo dell’associato o dall’invio.",
            "Whether the notice is counted from its arrival at the member’s address or from its sending.",
        ),
        (law(Choice("received"), CC_1335, confirmed=False),),
        choices=(
            ("received", Words("dall’arrivo", "from its arrival")),
            ("sent", Words("dall’invio", "from its sending")),
        ),
    ),
    Rule(
        "notice.channels",
        TOPIC,
        "several",
        DEFAULT,
        Words("Mezzi di convocazione", "Means of convening"),
        Words(
            "Con quali mezzi si convoca validamente un associato; se lo statuto tace serve un avviso personale.",
            "By which means a member is validly convened; where the statute is silent the notice must be personal.",
        ),
        (
            law(
                Several(("pec", "registered_letter", "by_hand", "email")),
                DISP_ATT_8,
                confirmed=False,
                note=Words(
                    "La legge dice «avviso personale» e non elenca i mezzi; la posta elettronica ordinaria va provata.",
                    "The law says “personal notice” and lists no means; ordinary e-mail has to be proved.",
                ),
            ),
        ),
        choices=CHANNELS,
    ),
    Rule(
        "agenda.binding",
        TOPIC,
        "flag",
        HARD,
        Words("Si delibera solo su ciò che è all’ordine del giorno", "Only what is on the agenda is decided"),
        Words(
            "Una deliberazione su un argomento che l’avviso non conteneva può essere annullata, salvo l’assemblea totalitaria.",
            "A resolution on a subject that the notice did not contain can be annulled, unless the assembly was plenary.",
        ),
        (law(Flag(True), DISP_ATT_8, confirmed=False),),
        derogation=NONE,
    ),
    Rule(
        "assembly.plenary",
        TOPIC,
        "flag",
        STAT,
        Words("Assemblea totalitaria", "Plenary assembly"),
        Words(
            "Se l’assemblea è valida senza convocazione quando ci sono tutti gli associati, gli amministratori e l’organo di "
            "controllo.",
            "Whether an assembly is valid without notice when all members, the directors and the control body attend.",
        ),
        optional=True,
    ),
    Rule(
        "second_call.gap",
        TOPIC,
        "days",
        DEFAULT,
        Words("Intervallo tra prima e seconda convocazione", "Gap between first and second call"),
        Words(
            "Quanto tempo almeno deve passare tra la prima e la seconda convocazione.",
            "How much time at least must pass between the first and the second call.",
        ),
        (
            law(
                Days(1),
                civil("2369"),
                confirmed=False,
                note=Words(
                    "Per analogia con le società; l’art. 21 tace e gli statuti dicono per lo più «almeno un giorno dopo».",
                    "By analogy with companies; article 21 is silent and most statutes say “at least one day later”.",
                ),
            ),
        ),
        also=("hours",),
        examples=(Words("«non prima di 24 ore»: 24 ore.", "“not before 24 hours”: 24 hours."),),
    ),
    Rule(
        "second_call.same_day",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Seconda convocazione nello stesso giorno", "Second call on the same day"),
        Words(
            "Se la seconda convocazione può tenersi nel giorno della prima.",
            "Whether the second call may be held on the day of the first.",
        ),
        (law(Flag(False), civil("2369"), confirmed=False),),
    ),
    Rule(
        "second_call.within",
        TOPIC,
        "days",
        STAT,
        Words("Seconda convocazione, al più tardi", "Second call, at the latest"),
        Words(
            "Entro quanti giorni dalla prima si tiene la seconda convocazione.",
            "Within how many days of the first the second call is held.",
        ),
        optional=True,
    ),
)

