# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Akoma Ntoso 3.0 -> a statute's text.

A file that this program wrote gives the identical tree, keys included. Acts that others wrote are read as far as a
statute's tree goes: no word is lost, and every place where something was put elsewhere is a finding.
"""

import datetime
import json

from ...bylaws.statute.model import StatuteText, one_line
from . import body, labels
from .blocks import blocks
from .checking import load, refuse, validate
from .findings import Findings
from .model import NAMESPACE, OFFICE, ActVersion, Decision, ImportedAct, NotaryDeed, RuleValue
from .words import name_of, words_of

_NS = {"a": NAMESPACE, "office": OFFICE}
_DOCUMENTS = ("act", "bill", "doc", "statement")
_BODIES = ("body", "mainBody")
# Parts of an act beside title, preamble and body.
_BESIDE = ("coverPage", "preface", "conclusions", "attachments", "components")
_SCHEMA_FINDINGS_MAX = 20


def read(source):
    """``ImportedAct`` from the bytes, or the binary file, of an Akoma Ntoso act.

    Raises BylawError: what ``checking.load`` refuses, ``akn_no_act``, ``akn_no_body``, ``akn_no_articles``.
    """
    root, namespace = load(source)
    findings = Findings()
    document = _document(root, findings)
    if namespace != NAMESPACE:
        findings.add("akn_draft_namespace", root, namespace=namespace)
    version = document.find("a:meta/a:proprietary/office:version[@format='1']", _NS)
    schema = validate(root)[:_SCHEMA_FINDINGS_MAX]
    main = next((part for part in document if name_of(part) in _BODIES), None)
    if main is None:
        raise refuse("akn_no_body", element=name_of(document), line=document.sourceline)
    tree = body.Reader(findings, labels.own(version.get("lang", "")) if version is not None else None)
    children = tree.children(main)
    if not children:
        raise refuse("akn_no_articles", line=main.sourceline)
    text = StatuteText(_title(document), _preamble(document, findings), children)
    _beside(document, findings)
    facts = _facts(document)
    return ImportedAct(
        text=text,
        title=text.title,
        version=_version(version, text, findings),
        leftovers=tuple(findings.leftovers),
        findings=(*schema, *findings.violations()),
        **facts,
    )


def _document(root, findings):
    found = [element for element in root.iter(*(f"{{{NAMESPACE}}}{name}" for name in _DOCUMENTS))]
    if not found:
        raise refuse("akn_no_act", element=name_of(root[0]) if len(root) else "—")
    others = [other for other in found[1:] if not any(above in found for above in other.iterancestors())]
    if others:
        findings.add("akn_one_of_many", found[0], count=len(others) + 1)
        for other in others:
            findings.leave(other)
    return found[0]


def _title(document):
    for path in ("a:preface//a:docTitle", "a:coverPage//a:docTitle", "a:preface//a:longTitle", "a:preface/a:p"):
        if (element := document.find(path, _NS)) is not None and (title := words_of(element)):
            return title
    alias = document.find("a:meta/a:identification/a:FRBRWork/a:FRBRalias", _NS)
    return one_line(alias.get("value", "")) if alias is not None else ""


def _preamble(document, findings):
    element = document.find("a:preamble", _NS)
    return "" if element is None else "\n".join(" ".join(filter(None, row)) for row in blocks(element, findings))


def _beside(document, findings):
    """What stands beside the body: kept with its place, unless it is the title alone."""
    title = _title(document)
    for part in document:
        if name_of(part) in _BESIDE and (text := words_of(part)) and not (name_of(part) == "preface" and text == title):
            findings.leave(part)
    for note in document.iterfind("a:meta/a:notes/a:note", _NS):
        findings.leave(note)


def _facts(document):
    identification = document.find("a:meta/a:identification", _NS)
    if identification is None:
        return {}
    expression = identification.find("a:FRBRExpression", _NS)
    work = identification.find("a:FRBRWork", _NS)

    def value(parent, path, attribute="value"):
        element = None if parent is None else parent.find(path, _NS)
        return "" if element is None else one_line(element.get(attribute, ""))

    author = value(work, "a:FRBRauthor", "href").lstrip("#")
    known = document.xpath("a:meta/a:references/a:TLCOrganization[@eId=$author]/@showAs", namespaces=_NS, author=author)
    return {
        "association": one_line(known[0]) if known else author,
        "date": _day(value(expression, "a:FRBRdate", "date")[:10]),
        "language": value(expression, "a:FRBRlanguage", "language"),
        "uri": value(expression, "a:FRBRuri"),
    }


def _day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _version(element, text, findings):
    """The facts that ``writing`` put into the file, or None if it is not ours or somebody changed them."""
    if element is None:
        return None
    get = element.get
    try:
        return ActVersion(
            text=text,
            association=get("association", ""),
            authority=get("authority", ""),
            work_date=datetime.date.fromisoformat(get("workDate", "")),
            adopted_on=datetime.date.fromisoformat(get("adoptedOn", "")),
            generated_on=datetime.date.fromisoformat(get("generatedOn", "")),
            label=get("label", ""),
            in_force_from=_day(get("inForceFrom", "")),
            in_force_to=_day(get("inForceTo", "")),
            decisions=tuple(
                Decision(row.get("label", ""), datetime.date.fromisoformat(row.get("date", "")), row.get("body", ""))
                for row in element.iterfind("office:decision", _NS)
            ),
            deed=_deed(element.find("office:deed", _NS)),
            rules=tuple(map(_rule, element.iterfind("office:rule", _NS))),
            lang=get("lang", "it"),
        )
    except (ValueError, TypeError, RecursionError):
        findings.add("akn_facts_unreadable", element)
        return None


def _deed(row):
    if row is None:
        return None
    texts = {name: row.get(name, "") for name in ("notary", "seat", "repertorio", "raccolta")}
    registered = {"registered_at": row.get("registeredAt", ""), "registered_no": row.get("registeredNo", "")}
    return NotaryDeed(**texts, **registered, date=_day(row.get("date", "")), registered_on=_day(row.get("registeredOn", "")))


def _rule(row):
    value = json.loads(row.findtext("office:value", "", _NS))
    if not isinstance(value, dict):
        raise TypeError("a rule's value is a mapping")
    place = {"article_key": row.get("article", ""), "paragraph": row.get("paragraph", "")}
    return RuleValue(row.get("code", ""), value, **place, quote=row.findtext("office:quote", "", _NS) or "")
