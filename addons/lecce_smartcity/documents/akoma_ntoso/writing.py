# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A statute's version as Akoma Ntoso 3.0, strictly valid against the OASIS schema.

Keys of divisions and articles, which stay the same through all versions, are written as ``wId``; ``eId`` is the place in
this version. The facts about the version stand in the standard's own elements, for anybody's tools, and once more in
``<proprietary>``, from where ``reading`` takes them back exactly.
"""

import json
import re

from lxml import etree

from ...bylaws.errors import BylawError
from ...bylaws.statute.model import Division, unique_parts
from . import labels
from .checking import validate
from .model import NAMESPACE, OFFICE, slug

_AUTHOR, _PROGRAM = "#association", "#office"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Ids:
    """Gives every element an eId of its own, whatever the numbers are."""

    def __init__(self):
        self.used = set()

    def __call__(self, wanted):
        name, times = wanted, 1
        while name in self.used:
            times += 1
            name = f"{wanted}_{times}"
        self.used.add(name)
        return name


def write(version):
    """``ActVersion`` -> bytes of an XML file (UTF-8).

    Raises BylawError: ``akn_schema_element`` and the like if the version cannot be said validly, e.g. a statute without
    any article.
    """
    root = etree.Element(_q("akomaNtoso"), nsmap={None: NAMESPACE, "office": OFFICE})
    act = _add(root, "act", name="statuto", contains="singleVersion")
    ids = _Ids()
    _meta(act, version, ids)
    text = version.text
    if text.title:
        _add(_add(_add(act, "preface"), "p"), "docTitle").text = text.title
    if text.preamble:
        preamble = _add(act, "preamble")
        for line in text.preamble.split("\n"):
            _add(preamble, "p").text = line
    body = _add(act, "body")
    _children(body, text.children, text.eids(), ids, version.lang)
    etree.indent(root, "  ")
    for title in root.iter(_q("docTitle")):
        title.getparent().text = title.tail = None  # white space beside words would be words
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
    if violations := validate(etree.fromstring(data)):
        raise BylawError(violations)
    return data


def _q(name):
    return f"{{{NAMESPACE}}}{name}"


def _add(parent, tag, attributes=None, **more):
    values = {**(attributes or {}), **more}
    return etree.SubElement(parent, _q(tag), _filled(values))


def _filled(values):
    return {key: _written(value) for key, value in values.items() if value not in (None, "")}


def _written(value):
    """``value`` as text that XML can hold."""
    return _NOT_XML.sub("", str(value))


# --- body


def _children(parent, children, names, ids, lang):
    for node in children:
        if isinstance(node, Division):
            element = _add(parent, labels.ELEMENTS[node.kind], eId=ids(names[node.key]), wId=node.key)
            _head(element, labels.division_num(node.kind, node.number, lang), node.heading)
            _children(element, node.children, names, ids, lang)
        else:
            element = _add(parent, "article", eId=ids(names[node.key]), wId=node.key)
            _head(element, labels.article_num(node.number), node.heading)
            _paragraphs(element, node.paragraphs, element.get("eId"), ids)


def _head(element, num, heading):
    if num:
        _add(element, "num").text = num
    if heading:
        _add(element, "heading").text = heading


def _paragraphs(article, paragraphs, prefix, ids):
    parts = unique_parts([paragraph.number for paragraph in paragraphs])
    for paragraph, part in zip(paragraphs, parts, strict=True):
        name = ids(f"{prefix}__para_{part}")
        element = _add(article, "paragraph", eId=name)
        _head(element, f"{paragraph.number}." if paragraph.number else "", "")
        if not paragraph.points:
            _add(_add(element, "content"), "p").text = paragraph.text
            continue
        listed = _add(element, "list", eId=ids(f"{name}__list_1"))
        if paragraph.text:
            _add(_add(listed, "intro"), "p").text = paragraph.text
        marks = unique_parts(["" if point.label == "-" else point.label for point in paragraph.points])
        for point, mark in zip(paragraph.points, marks, strict=True):
            row = _add(listed, "point", eId=ids(f"{name}__point_{mark}"))
            _head(row, labels.point_num(point.label), "")
            _add(_add(row, "content"), "p").text = point.text


# --- metadata


def _meta(act, version, ids):
    meta = _add(act, "meta")
    _identification(meta, version)
    _lifecycle(meta, version, ids)
    if version.decisions:
        _workflow(meta, version)
    if version.in_force_from:
        group = _add(_add(meta, "temporalData", source=_AUTHOR), "temporalGroup", eId=ids("tg_1"))
        _add(group, "timeInterval", start="#e_from", end="#e_to" if version.in_force_to else None, refersTo="#inForce")
    _references(meta, version, ids)
    _proprietary(meta, version)


def _identification(meta, version):
    identification = _add(meta, "identification", source=_PROGRAM)
    work = _add(identification, "FRBRWork")
    _core(work, f"{version.work_uri}/!main", version.work_uri, version.work_date, "generation", _AUTHOR)
    _add(work, "FRBRcountry", value="it")
    _add(work, "FRBRname", value="statuto")
    _add(work, "FRBRprescriptive", value="true")
    expression = _add(identification, "FRBRExpression")
    uri = version.expression_uri
    _core(expression, f"{uri}/!main", uri, version.adopted_on, "adoption", _AUTHOR)
    if version.label:
        _add(expression, "FRBRversionNumber", value=version.label)
    _add(expression, "FRBRlanguage", language=version.language)
    manifestation = _add(identification, "FRBRManifestation")
    uri = version.manifestation_uri
    _core(manifestation, uri.replace(".xml", "/!main.xml"), uri, version.generated_on, "generation", _PROGRAM)
    _add(manifestation, "FRBRformat", value="application/akn+xml")


def _core(parent, this, uri, day, name, author):
    _add(parent, "FRBRthis", value=this)
    _add(parent, "FRBRuri", value=uri)
    _add(parent, "FRBRdate", date=day.isoformat(), name=name)
    _add(parent, "FRBRauthor", {"href": author, "as": "#editor" if author == _PROGRAM else "#author"})


def _lifecycle(meta, version, ids):
    kinds = ("generation", *["amendment"] * len(version.decisions))
    made = enumerate(zip(version.decisions, kinds, strict=False), 1)
    life = [(f"e_{number}", row.date, f"#r_{number}", kind, None) for number, (row, kind) in made]
    force = (("e_from", version.in_force_from), ("e_to", version.in_force_to))
    life += [(name, day, _AUTHOR, None, "#inForce") for name, day in force if day]
    if not life:
        return
    lifecycle = _add(meta, "lifecycle", source=_AUTHOR)
    for name, day, source, kind, concept in life:
        _add(lifecycle, "eventRef", eId=ids(name), date=day.isoformat(), source=source, type=kind, refersTo=concept)


def _workflow(meta, version):
    workflow = _add(meta, "workflow", source=_AUTHOR)
    for number, decision in enumerate(version.decisions, 1):
        step = {"by": _AUTHOR, "as": "#author", "refersTo": f"#r_{number}", "outcome": "#adopted"}
        _add(workflow, "step", step, date=decision.date.isoformat())


def _references(meta, version, ids):
    references = _add(meta, "references", source=_PROGRAM)
    for number, decision in enumerate(version.decisions, 1):
        kind = "original" if number == 1 else "passiveRef"
        href = f"/akn/it/doc/{slug(version.authority) or 'associazione'}/{decision.date.isoformat()}/{slug(decision.label) or number}"
        show = decision.label if not decision.body else f"{decision.body} – {decision.label}"
        _add(references, kind, eId=ids(f"r_{number}"), href=href, showAs=show or "—")
    ontology = "/akn/ontology"
    author = slug(version.authority) or "associazione"
    href = f"{ontology}/organization/it/{author}"
    _add(references, "TLCOrganization", eId=ids("association"), href=href, showAs=version.association or "—")
    _add(references, "TLCOrganization", eId=ids("office"), href=OFFICE, showAs="Association Office")
    if version.deed:
        person = f"{ontology}/person/it/{slug(version.deed.notary) or 'notaio'}"
        _add(references, "TLCPerson", eId=ids("notary"), href=person, showAs=version.deed.notary or "—")
    for kind, name, show in (
        ("TLCRole", "author", "Author"),
        ("TLCRole", "editor", "Editor"),
        ("TLCConcept", "inForce", "In force"),
        ("TLCConcept", "adopted", "Adopted"),
    ):
        _add(references, kind, eId=ids(name), href=f"{ontology}/{kind[3:].lower()}/{slug(show)}", showAs=show)


def _office(parent, tag, text="", **attributes):
    element = etree.SubElement(parent, f"{{{OFFICE}}}{tag}", _filled(attributes))
    element.text = _written(text) or None
    return element


def _proprietary(meta, version):
    """Every fact as it was given; ``reading`` takes it from here."""
    proprietary = _add(meta, "proprietary", source=_PROGRAM)
    facts = {
        "association": version.association, "authority": version.authority, "label": version.label, "lang": version.lang,
        "workDate": version.work_date, "adoptedOn": version.adopted_on, "generatedOn": version.generated_on,
        "inForceFrom": version.in_force_from, "inForceTo": version.in_force_to,
    }  # fmt: skip
    root = _office(proprietary, "version", format=1, **facts)
    for decision in version.decisions:
        _office(root, "decision", label=decision.label, date=decision.date, body=decision.body)
    if deed := version.deed:
        _office(
            root, "deed", notary=deed.notary, seat=deed.seat, date=deed.date, repertorio=deed.repertorio, raccolta=deed.raccolta,
            registeredAt=deed.registered_at, registeredOn=deed.registered_on, registeredNo=deed.registered_no,
        )  # fmt: skip
    for rule in version.rules:
        value = json.dumps(dict(rule.value), sort_keys=True)
        row = _office(root, "rule", code=rule.code, article=rule.article_key, paragraph=rule.paragraph)
        _office(row, "value", value)
        if rule.quote:
            _office(row, "quote", rule.quote)
