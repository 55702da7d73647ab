# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What kind of body a name speaks of: a municipality, a company, an association …"""

import re
from functools import lru_cache

from .text import fold

NATURAL_PERSON = "natural_person"
# The first pattern that fits decides: a body's own kind stands at the start of its name, a
# company's form anywhere in it.
_BY_NAME = (
    ("company", r"\b(?:spa|srl|srls|snc|sas|sapa|stp|sb|ltd|gmbh|inc|llc)\b"),
    ("company", r"\b(?:s p a|s r l s?|s n c|s a s)\b"),
    ("cooperative", r"\b(?:cooperativ[ae]|coop|scarl|soc coop|credito cooperativo|scpa)\b"),
    ("company", r"^(?:societa|ditta|impresa individuale|azienda agricola|impresa)\b"),
    ("chamber_of_commerce", r"^(?:camera di commercio|cciaa|c c i a a)\b"),
    ("municipality", r"^(?:comune|municipio|roma capitale)\b"),
    (
        "public_body",
        r"^(?:provincia|regione|unione|citta metropolitana|comunita montana|ministero|prefettura|"
        r"questura|agenzia (?:delle|per|del|regionale|nazionale)|autorita|asl|ausl|asp|"
        r"azienda (?:sanitaria|ospedaliera|di servizi)|"
        r"istituto (?:comprensivo|tecnico|professionale|d istruzione|di istruzione|statale)|"
        r"liceo|scuola (?:media|statale|primaria|superiore)|direzione didattica|ente parco|"
        r"parco (?:nazionale|regionale|naturale)|consorzio di bonifica|"
        r"ordine (?:degli|dei|delle|provinciale)|inps|inail|istat)\b",
    ),
    ("university", r"^(?:universita|politecnico|ateneo|university|accademia di belle arti)\b"),
    ("university", r"^(?:scuola superiore|scuola normale|conservatorio)\b"),
    (
        "research_body",
        r"^(?:cnr|consiglio nazionale delle ricerche|enea|infn|inaf|ingv|crea|cmcc|ispra|"
        r"istituto (?:nazionale )?di ricerca|istituto di ricerche|"
        r"centro (?:di |studi e )?ricerc\w+|ente di ricerca|research|"
        r"istituto italiano di tecnologia)\b",
    ),
    ("foundation", r"^(?:fondazione|foundation)\b"),
    ("professional_firm", r"^(?:studio|associazione professionale|avvocati|notai)\b"),
    (
        "association",
        r"^(?:associazione|ass|assoc|aps|odv|asd|a s d|ssd|pro loco|proloco|circolo|movimento|club|"
        r"confraternita|federazione|unione sportiva|societa operaia|confcommercio|confindustria|"
        r"confartigianato|confesercenti|coldiretti|arci|acli|auser|legambiente|wwf|"
        r"croce rossa|avis|lions|rotary|association)\b",
    ),
    ("association", r"\b(?:aps|odv|asd|a p s|o d v)\b|\bpro loco\b"),
    ("ets_other", r"\b(?:ets|impresa sociale|onlus|rete associativa)\b"),
    (
        "other",
        r"^(?:parrocchia|diocesi|arcidiocesi|comitato|consorzio|sindacato|banca|istituto|ente|"
        r"condominio|gal|gruppo (?:di )?azione)\b",
    ),
)
_BY_WORD = (
    ("natural_person", r"privato cittadino|cittadin|individu|natural|fisica|person$"),
    ("municipality", r"comune|municipali"),
    ("university", r"universit|ateneo"),
    ("research_body", r"ricerca|research"),
    ("chamber_of_commerce", r"camera di commercio|cciaa|chamber"),
    ("cooperative", r"cooperativ|coop\b"),
    ("company", r"societa|impresa|azienda|company|business|ditta|spa\b|srl|snc|sas\b"),
    ("foundation", r"fondazione|foundation"),
    ("professional_firm", r"studio|professionist|professional"),
    ("association", r"associazion|association|aps\b|odv\b|pro loco"),
    ("ets_other", r"\bets\b|terzo settore|impresa sociale|onlus|third sector"),
    ("public_body", r"pubblic|public|provincia|regione|unione di comuni|\bpa\b"),
    ("other", r"altro|other|persona giuridica|giuridica|ente\b"),
)
CODES = (
    "natural_person",
    "municipality",
    "public_body",
    "university",
    "research_body",
    "chamber_of_commerce",
    "company",
    "cooperative",
    "association",
    "foundation",
    "professional_firm",
    "ets_other",
    "other",
)
_NAMES = tuple((code, re.compile(pattern)) for code, pattern in _BY_NAME)
_WORDS = tuple((code, re.compile(pattern)) for code, pattern in _BY_WORD)


@lru_cache(maxsize=8192)
def of_name(name):
    """Legal form that a name itself tells, or ``None``.

    >>> [of_name(text) for text in ("Comune di Nardò", "Alba Tech S.r.l.s. 452", "Anna Rossi")]
    ['municipality', 'company', None]
    """
    folded = fold(name.replace(".", "").replace("&", " e ")), fold(name)
    for code, pattern in _NAMES:
        if any(pattern.search(text) for text in folded):
            return code
    return None


def of_column(text):
    """Legal form that a column of its own states ("Forma giuridica"), or ``None``.

    >>> [of_column(text) for text in ("Persona fisica", "S.r.l.", "ente pubblico", "boh")]
    ['natural_person', 'company', 'public_body', None]
    """
    if text in CODES:
        return text
    folded = fold(text.replace(".", ""))
    return next((code for code, pattern in _WORDS if pattern.search(folded)), None)


def infer(name, *, natural=False, stated="", ipa_code=""):
    """Legal form of a member.

    :param natural: whether the member is a person
    :param stated: what the file's own column says: it wins
    :returns: a code; ``other`` when nothing tells

    >>> infer("Università del Salento"), infer("Ignoto", ipa_code="abc"), infer("Ignoto")
    ('university', 'public_body', 'other')
    """
    explicit = of_column(stated) if stated else None
    if explicit and explicit != "other":
        return explicit
    if natural:
        return NATURAL_PERSON
    return of_name(name) or ("public_body" if ipa_code else "other")
