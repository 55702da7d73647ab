"""The Italian of minutes (verbale): the sentences that Italian practice and D.Lgs. 117/2017 expect, agreeing in gender and number."""

from __future__ import annotations

from collections.abc import Sequence

from ..rules.wording import BASES, COUNTED
from . import facts
from .grammar import OFFICES, agree, article, counted, day, form, hour, listed, named, of_article, office, officers

AGENDA = "Ordine del giorno"
CONSTITUTION = "Costituzione della seduta"
CLOSING = "Chiusura"
ATTACHMENTS = "Allegati"

_CALLS = {"first": "in prima convocazione", "second": "in seconda convocazione"}
_KINDS = {"ordinary": "ordinaria", "extraordinary": "straordinaria", "urgent": "convocata d’urgenza"}
_CHANNELS = {
    "pec": "posta elettronica certificata",
    "email": "posta elettronica",
    "registered_letter": "lettera raccomandata",
    "hand": "consegna a mano",
    "portal": "pubblicazione nell’area riservata",
}
_METHODS = {
    "hands": "per alzata di mano",
    "roll_call": "per appello nominale",
    "named": "con voto palese espresso da ciascuno con il proprio dispositivo",
    "secret": "a scrutinio segreto",
    "election": "a scrutinio segreto, con schede",
    "written": "per consultazione scritta",
}
# Bodies in words: (name of the sitting, gender of the word).
_BODIES = {
    "assembly": ("assemblea", "f"),
    "board": ("consiglio direttivo", "m"),
    "control_body": ("organo di controllo", "m"),
    "arbitrators": ("collegio dei probiviri", "m"),
    "scientific_committee": ("comitato scientifico", "m"),
    "thematic_table": ("tavolo tematico", "m"),
}


def _body(sitting: facts.Sitting) -> tuple[str, str]:
    return _BODIES.get(sitting.body, (sitting.body_name[:1].lower() + sitting.body_name[1:], "m"))


def _the_body(sitting: facts.Sitting) -> str:
    name, gender = _body(sitting)
    return article(name, [gender])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _chair(sitting: facts.Sitting) -> str:
    """Who presides, as later sentences call them: "la presidente"."""
    gender = [sitting.chair.person.gender]
    return article(OFFICES["president"][form(gender)], gender)


def title(sitting: facts.Sitting) -> str:
    """The heading: "Verbale dell’assemblea ordinaria del 18 aprile 2026"."""
    name, gender = _body(sitting)
    kind = f" {_KINDS[sitting.kind]}" if sitting.body == "assembly" else ""
    return f"Verbale {of_article(name, [gender])}{kind} del {day(sitting.opened_at)}"


def heading(sitting: facts.Sitting) -> tuple[str, ...]:
    """Day, hour, place, call, and who presides and writes."""
    name, gender = _body(sitting)
    at = sitting.opened_at
    where = {
        "in_person": f"in {sitting.place or '…'}",
        "mixed": f"in {sitting.place or '…'} e, contemporaneamente, mediante collegamento audio e video",
        "remote": "mediante collegamento audio e video",
    }[sitting.mode]
    kind = f" {_KINDS[sitting.kind]}" if sitting.body == "assembly" else ""
    call = f", {_CALLS[sitting.call]}," if sitting.second_call or sitting.call == "second" else ""
    met = agree([gender], "riunito", "riunita", "riuniti", "riunite")
    hours = "alle ore" if at.hour != 1 else "all’"
    first = (
        f"Il giorno {day(at)}, {hours} {hour(at)}, {where}, si è {met}{call} {article(name, [gender])}{kind} "
        f"dell’associazione «{sitting.association}», per discutere e deliberare sull’ordine del giorno che segue."
    )
    chair, secretary = sitting.chair, sitting.secretary
    source = f", ai sensi {_of_source(sitting.chair_article)}," if sitting.chair_article else ""
    called = agree([secretary.gender], "chiamato", "chiamata", "chiamati", "chiamate")
    clerk = OFFICES["secretary"][form([secretary.gender])]
    second = (
        f"Assume la presidenza{source} {office(chair)}; a svolgere le funzioni di {clerk} è {called} {named(secretary) or '…'}."
        if not sitting.notary
        else f"Assume la presidenza{source} {office(chair)}; il verbale è redatto per atto pubblico da {sitting.notary}."
    )
    return first, second


def _of_source(said: str) -> str:
    """ "dell’art. 12 dello statuto", "della legge…": a source as the sentence takes it."""
    return f"dell’{said}" if said.lower().startswith("art") else f"di {said}"


def agenda(sitting: facts.Sitting) -> tuple[str, ...]:
    """The items in their order; late ones say so."""
    return tuple(
        f"{item.number}) {item.title}" + (" (punto aggiunto dopo la convocazione)" if item.late else "") + _stop(position, sitting)
        for position, item in enumerate(sitting.items)
    )


def _stop(position: int, sitting: facts.Sitting) -> str:
    return "." if position == len(sitting.items) - 1 else ";"


def constitution(sitting: facts.Sitting) -> tuple[str, ...]:
    """How it was convened, who is there, and that it is validly constituted."""
    said = [f"{_capital(_chair(sitting))} constata e dà atto:"]
    if sitting.told:
        said.append(_told(sitting.told))
    elif sitting.plenary:
        said.append(
            "che, pur in mancanza di convocazione, sono presenti tutti gli associati e i componenti degli organi: "
            "la seduta è totalitaria;"
            if sitting.body == "assembly"
            else "che, pur in mancanza di convocazione, sono presenti tutti i componenti: la seduta è totalitaria;"
        )
    if sitting.deserted:
        said.append(_deserted(sitting.deserted, sitting))
    said.append(_present(sitting))
    if sitting.identification or sitting.mode != "in_person":
        said.append(_remote(sitting))
    if sitting.officers_present or sitting.officers_absent:
        said.append(_officers(sitting))
    if sitting.tellers:
        genders = [teller.gender for teller in sitting.tellers]
        word = OFFICES["teller"][form(genders)]
        verb = "è nominato" if form(genders) == 0 else "è nominata" if form(genders) == 1 else "sono nominati"
        if form(genders) == 3:
            verb = "sono nominate"
        said.append(f"che {verb} {word} {listed([named(teller) for teller in sitting.tellers])};")
    said.append(_valid(sitting))
    return tuple(said)


def _told(told: facts.Told) -> str:
    channels = listed([f"{_CHANNELS.get(code, code)} (n. {number})" for code, number in told.channels])
    source = f" ({told.article})" if told.article else ""
    text = (
        f"che l’avviso di convocazione è stato inviato il {day(told.sent_on)} mediante {channels}, e che n. {told.in_time} "
        f"destinatari su {told.recipients} ne hanno avuto notizia {_term(told)}{source}"
    )
    if told.presumed:
        text += f", dei quali n. {told.presumed} per presunzione, in mancanza di prova dell’arrivo"
    if told.late:
        text += f"; in ritardo: {listed(told.late)}"
    if told.missed:
        text += f"; senza prova di ricevimento: {listed(told.missed)}"
    if told.plenary:
        text += "; essendo presenti tutti gli associati e i componenti degli organi, la seduta è totalitaria e ogni difetto è sanato"
    return text + ";"


def _term(told: facts.Told) -> str:
    """ "con almeno 15 giorni liberi di anticipo": the term, as the rule counts it."""
    if not told.days:
        return "prima della seduta"
    one, many = {"free": ("giorno libero", "giorni liberi"), "calendar": ("giorno", "giorni"), "hours": ("ora", "ore")}[told.unit]
    return f"con almeno {told.days} {one if told.days == 1 else many} di anticipo"


def _deserted(call: facts.Deserted, sitting: facts.Sitting) -> str:
    there = "nessuno presente" if not call.heads else f"presenti n. {call.heads} su {call.total}, mentre ne occorrevano {call.needed}"
    return (
        f"che la prima convocazione, fissata per il {day(call.called_for)} alle ore {hour(call.called_for)}, è stata dichiarata "
        f"deserta alle ore {hour(call.closed_at)}: {there};"
    )


def _present(sitting: facts.Sitting) -> str:
    now = sitting.quorum
    parts = [f"n. {now.own} in proprio" + (f" (di cui n. {now.remote} in collegamento)" if now.remote else "")]
    if now.by_proxy:
        parts.append(f"n. {now.by_proxy} per delega scritta")
    votes = f", per complessivi n. {now.votes} voti" if now.votes != now.heads else ""
    are = "è presente" if now.heads == 1 else "sono presenti"
    names = f": {listed(sitting.present_names)}" if sitting.present_names else ", come da foglio delle presenze allegato"
    how = f"{listed(parts)}{votes}{names}"
    return f"che alle ore {hour(now.at)} {are} {counted(now.heads)} su {now.total} {COUNTED[now.base].it}, {how};"


def _remote(sitting: facts.Sitting) -> str:
    how = f"; l’identità di chi è collegato è accertata mediante {sitting.identification}" if sitting.identification else ""
    where = f" ({sitting.link})" if sitting.link else ""
    return (
        f"che il collegamento{where} consente a chi presiede di accertare l’identità degli intervenuti e di regolare la discussione, "
        f"e a tutti di intervenire e votare in tempo reale{how};"
    )


def _officers(sitting: facts.Sitting) -> str:
    there, away = sitting.officers_present, sitting.officers_absent
    said = []
    if there:
        verb = agree([officer.person.gender for officer in there], "è presente", "è presente", "sono presenti", "sono presenti")
        said.append(f"{verb} {officers(there)}")
    if away:
        verb = agree([officer.person.gender for officer in away], "è assente", "è assente", "sono assenti", "sono assenti")
        said.append(f"{verb} {officers(away)}")
    return f"che {'; '.join(said)};"


def _valid(sitting: facts.Sitting) -> str:
    now = sitting.quorum
    name, gender = _body(sitting)
    source = f" ({now.article})" if now.article else ""
    if not now.reached:
        missing = now.needed - now.heads
        return (
            f"che il numero legale, di {now.needed} presenti{source}, non è raggiunto, mancandone {missing}: "
            f"{article(name, [gender])} non può deliberare."
        )
    constituted = agree([gender], "costituito e atto", "costituita e atta", "costituiti e atti", "costituite e atte")
    call = f" {_CALLS[sitting.call]}" if sitting.second_call or sitting.call == "second" else ""
    enough = f"essendo necessari almeno n. {now.needed} presenti" if now.needed > 1 else "qualunque sia il numero degli intervenuti"
    return f"e pertanto, {enough}{source}, dichiara {article(name, [gender])} validamente {constituted} a deliberare{call}."


# --- items ---


def item_title(item: facts.Item) -> str:
    """ "Punto 3 – Approvazione del bilancio"."""
    return f"Punto {item.number} – {item.title}"


def item(item: facts.Item, sitting: facts.Sitting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One item, before and after its discussion: who came and left and who presents; the votes and what came of them."""
    before = []
    if item.late:
        before.append("Il punto è stato aggiunto dopo l’invio dell’avviso di convocazione.")
    if item.closed_door:
        before.append("Il punto è trattato in seduta riservata.")
    before.extend(_step(step) for step in item.steps)
    if item.presenter:
        before.append(f"Illustra il punto {named(item.presenter)}.")
    after = []
    for place, vote in enumerate(item.votes):
        after.extend(_vote(vote, sitting, place))
    if not item.votes:
        after.append(_without_vote(item, sitting))
    if item.attachments:
        after.append(f"Si allega: {listed(item.attachments)}.")
    return tuple(before), tuple(filter(None, after))


def _without_vote(item: facts.Item, sitting: facts.Sitting) -> str:
    return {
        "noted": f"{_capital(_the_body(sitting))} prende atto.",
        "deferred": f"La trattazione è rinviata ad altra seduta{_because(item.reason)}.",
        "withdrawn": f"Il punto è ritirato{_because(item.reason)}.",
        "open": "Il punto non è trattato.",
        "elsewhere": "Il punto è trattato nell’altra convocazione.",
    }.get(item.outcome, "")


def _because(reason: str) -> str:
    return f": {reason.rstrip('.')}" if reason else ""


def _step(step: facts.Step) -> str:
    if step.kind in ("suspended", "resumed"):
        said = "sospesa" if step.kind == "suspended" else f"ripresa con n. {step.heads} presenti"
        return f"Alle ore {hour(step.at)} la seduta è {said}{_because(step.reason)}."
    genders = [person.gender for person in step.people]
    names = listed([named(person) for person in step.people])
    verb = {
        "in": agree(genders, "entra", "entra", "entrano", "entrano"),
        "remote": agree(genders, "si collega", "si collega", "si collegano", "si collegano"),
        "out": agree(genders, "si allontana", "si allontana", "si allontanano", "si allontanano"),
    }[step.kind]
    tail = f"; presenti n. {step.heads}"
    if step.quorum_lost:
        tail += ": viene meno il numero legale"
    if step.quorum_regained:
        tail += ": il numero legale è ristabilito"
    return f"Alle ore {hour(step.at)} {verb} {names}{tail}."


def _vote(vote: facts.Vote, sitting: facts.Sitting, place: int) -> list[str]:
    now = vote.quorum
    again = "nuovamente " if place else ""
    chair = _capital(_chair(sitting))
    if vote.annulled:
        at = f"Alle ore {hour(vote.opened_at)} è" if vote.opened_at else "È"
        said = f"{at} indetta la votazione sulla proposta: «{vote.question}»."
        return [f"{said} La votazione è annullata: {vote.annulled.rstrip('.')}."]
    opening = (
        f"Terminata la discussione, alle ore {hour(vote.opened_at)}, accertata la presenza di n. {now.heads} "
        f"{'avente' if now.heads == 1 else 'aventi'} diritto su {now.total}, {_chair(sitting)} pone {again}ai voti, "
        f"{_METHODS.get(vote.method, vote.method)}, "
    )
    if vote.elected or vote.method == "election":
        return [opening + f"l’elezione: «{vote.question}».", *_conflicts(vote.conflicts), _elected(vote, chair)]
    said = [opening + f"la seguente proposta: «{vote.question}»", *_conflicts(vote.conflicts), _result(vote)]
    said.extend(
        f"{named(dissent.person)} chiede che siano riportati i motivi del proprio voto: {dissent.reason}" for dissent in vote.dissents
    )
    said.append(_proclaimed(vote, chair, _the_body(sitting)))
    return said


def _conflicts(conflicts: Sequence[facts.Conflict]) -> list[str]:
    sentences = {
        "recused": "{name} dichiara un interesse in conflitto e si astiene dalla votazione: {reason}. "
        "La sua presenza vale per il numero legale.",
        "declared": "{name} dichiara un interesse nella deliberazione e vota: {reason}.",
    }
    barred: dict[str, list[facts.Person]] = {}
    for one in conflicts:
        if one.kind == "barred":
            barred.setdefault(one.reason, []).append(one.person)
    said = [_barred(people, reason) for reason, people in barred.items()]
    others = (one for one in conflicts if one.kind != "barred")
    return said + [sentences[one.kind].format(name=named(one.person), reason=one.reason) for one in others]


def _barred(people: Sequence[facts.Person], reason: str) -> str:
    """Those whose vote the law takes away for the same reason, together."""
    without = agree([person.gender for person in people], "privo", "priva", "privi", "prive")
    verb = "non partecipa" if len(people) == 1 else "non partecipano"
    return f"{listed([named(person) for person in people])}, {without} del voto su questa materia, {verb} alla votazione: {reason}."


def _result(vote: facts.Vote) -> str:
    parts = [f"favorevoli n. {vote.favour}{_names(vote.in_favour_names)}", f"contrari n. {vote.against}{_names(vote.against_names)}"]
    parts.append(f"astenuti n. {vote.abstained}{_names(vote.abstained_names)}")
    parts += [f"{word} n. {number}" for word, number in (("schede bianche", vote.blank), ("schede nulle", vote.void)) if number]
    if vote.not_voting:
        parts.append(f"non partecipano al voto n. {vote.not_voting}")
    source = f", {vote.article}" if vote.article else ""
    tie = " In parità di voti prevale il voto di chi presiede." if vote.tie_broken else ""
    return (
        f"La votazione dà il seguente esito, in voti: {'; '.join(parts)}. "
        f"Per l’approvazione occorrono n. {vote.needed} voti favorevoli, calcolati su n. {vote.total} "
        f"({BASES[vote.base].it}{source}).{tie}"
    )


def _names(names: Sequence[str]) -> str:
    return f" ({listed(names)})" if names else ""


def _proclaimed(vote: facts.Vote, chair: str, body: str) -> str:
    said = "approvata" if vote.proclaimed else "respinta"
    counted_as = "approvata" if vote.adopted else "respinta"
    number = f" La deliberazione prende il numero {vote.resolution}." if vote.resolution and vote.proclaimed else ""
    if vote.adopted != vote.proclaimed:
        return (
            f"{chair} proclama la proposta {said}, mentre dal computo risulta {counted_as}. "
            f"Motivo: {vote.differs_reason.rstrip('.')}.{number}"
        )
    decides = f"; {body} delibera in conformità" if vote.proclaimed else ""
    missing = ""
    if not vote.adopted and vote.needed > vote.favour:
        missing = (
            f", mancando n. {vote.needed - vote.favour} {'voto favorevole' if vote.needed - vote.favour == 1 else 'voti favorevoli'}"
        )
    return f"{chair} proclama il risultato: la proposta è {said}{missing}{decides}.{number}"


def _elected(vote: facts.Vote, chair: str) -> str:
    who = listed([f"{name} (voti {votes})" for name, votes in vote.elected])
    tail = [f"{word} n. {number}" for word, number in (("schede bianche", vote.blank), ("schede nulle", vote.void)) if number]
    papers = f" {_capital('; '.join(tail))}." if tail else ""
    number = f" La deliberazione prende il numero {vote.resolution}." if vote.resolution else ""
    if not vote.elected:
        return f"{chair} dichiara che nessun candidato è eletto.{papers}"
    result = "risulta eletto" if len(vote.elected) == 1 else "risultano eletti"
    return f"Come da verbale di scrutinio allegato, {result}: {who}.{papers} {chair} proclama il risultato.{number}"


# --- the end ---


def closing(sitting: facts.Sitting) -> tuple[str, ...]:
    """The closing hour, the approval, and the head of the book as an outside anchor."""
    chair = _chair(sitting)
    said = []
    if sitting.closed_at:
        later = "" if sitting.closed_at.date() == sitting.opened_at.date() else f" del {day(sitting.closed_at)}"
        said.append(
            f"Null’altro essendovi da trattare e nessuno chiedendo la parola, {chair} dichiara chiusa la seduta alle ore "
            f"{hour(sitting.closed_at)}{later}."
        )
    if sitting.approval == facts.AT_ONCE:
        said.append("Il presente verbale è letto, approvato e sottoscritto.")
    else:
        said.append("Il presente verbale sarà letto e sottoposto ad approvazione nella prossima seduta.")
    if sitting.previous_head:
        number, fingerprint = sitting.previous_head
        said.append(f"Ultima registrazione del libro prima del presente verbale: n. {number}, impronta\n{fingerprint}.")
    return tuple(said)


def attachments(sitting: facts.Sitting) -> tuple[str, ...]:
    """The list of attachments, lettered.

    >>> from types import SimpleNamespace
    >>> attachments(SimpleNamespace(attachments=("foglio delle presenze", "bilancio")))
    ('A) foglio delle presenze;', 'B) bilancio.')
    """
    last = len(sitting.attachments) - 1
    return tuple(f"{letter(place)}) {name}{'.' if place == last else ';'}" for place, name in enumerate(sitting.attachments))


def letter(place: int) -> str:
    """A, B … Z, AA, AB: the letter of an attachment.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
