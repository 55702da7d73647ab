# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A members' book in a spreadsheet: a verdict for every row.

``examine`` never stops at the first fault: each row gets all its errors and warnings. Which rows
are good does not depend on the bad ones: a refused row takes neither number nor identifier.
"""

from . import columns, identifiers, legal_forms, people
from .categories import Categories, CategoryUnknown, cessation_event
from .cells import as_text
from .dates import render_date
from .errors import IntakeError
from .findings import Finding, message
from .reading import RowReader
from .records import CREATE, REFUSED, UNCHANGED, Existing, MemberRow, Verdict
from .text import tidy
from .uniqueness import Register

_NAMES = ("surname_or_name", "surname", "full_name", "organisation")
_ADDRESS = ("birth_place", "street", "city", "representative", "representative_role")


def examine(table, *, categories, existing=None, today, default_category=""):
    """Judge every row of a table.

    :param table: ``spreadsheet.Table``
    :param categories: the association's categories: code → names and synonyms
    :param existing: :class:`Existing`, the register as it is
    :param today: the day on which the file is read
    :param default_category: code for files without a category column
    :returns: list of :class:`Verdict`, in the file's order
    :raises IntakeError: ``columns_ambiguous``, ``column_missing``
    """
    layout = columns.recognise(table.headers)
    _require(layout, default_category)
    sorter = Categories(categories)
    register = Register(existing or Existing())
    verdicts = []
    for row in table.rows:
        reader = RowReader(row, layout, table.headers, today)
        reader.scan(overflow_refused=table.kind == "csv")
        member = read_member(reader, sorter, layout.given_first, default_category)
        key = register.judge(reader, member)
        verdicts.append(_verdict(row, reader, member, key))
        if not reader.errors:
            register.enter(row.number, member, key)
    return verdicts


def _require(layout, default_category):
    wanted = [
        ("«Cognome» / «Denominazione»", any(field in layout.fields for field in _NAMES)),
        ("«Categoria»", "category" in layout.fields or default_category),
        ("«Data iscrizione»", "joined_on" in layout.fields or "resolution_date" in layout.fields),
    ]
    missing = [label for label, present in wanted if not present]
    if missing:
        raise IntakeError("column_missing", columns=", ".join(missing))


def _verdict(row, reader, member, key):
    errors, warnings = tuple(reader.errors), tuple(reader.warnings)
    if errors:
        return Verdict(row.number, row.line, REFUSED, None, errors, warnings, key)
    action = CREATE if key is None else UNCHANGED
    return Verdict(row.number, row.line, action, member, errors, warnings, key)


def read_member(reader, categories, given_first=False, default_category=""):
    """Read one row's facts and check them against each other.

    :returns: :class:`MemberRow`; what could not be read is blank in it and an error on the reader
    """
    number = reader.number("number")
    if number is None and reader.has("number") and "number" not in reader.wrong:
        reader.warn("number_missing", "number")
    code = reader.identifier("codice_fiscale", identifiers.codice_fiscale)
    vat = reader.identifier("vat", identifiers.partita_iva)
    who = people.identify(reader, code=code, given_first=given_first)
    if who.assumed:
        reader.warn("kind_assumed", "full_name", value=f"{who.last_name} {who.first_name}")
    facts = _dates(reader)
    _judge_codes(reader, who, code, vat, facts["birth_date"])
    ipa_code = reader.identifier("ipa_code", identifiers.ipa_code, "ipa_invalid")
    return MemberRow(
        number=number,
        kind=who.kind,
        last_name=who.last_name,
        first_name=who.first_name,
        name=who.name,
        codice_fiscale=code,
        vat=vat,
        ipa_code=ipa_code,
        legal_form=_legal_form(reader, who, ipa_code),
        category=_category(reader, categories, default_category),
        fee_cents=reader.amount("fee"),
        **facts,
        **_cessation(reader, facts["joined_on"]),
        **_contacts(reader),
        extras=reader.extras,
    )


def _contacts(reader):
    province = reader.text("province")
    return {
        **{name: reader.text(name) for name in _ADDRESS},
        "zip": reader.identifier("zip", identifiers.cap, "zip_invalid"),
        "province": province.upper() if len(province) == 2 else province,
        "email": reader.email("email", "email_invalid"),
        "pec": reader.email("pec", "pec_invalid"),
        "phone": identifiers.phone(reader.text("phone")),
        "mobile": identifiers.phone(reader.text("mobile")),
        "notes": reader.lines("notes"),
    }


def _dates(reader):
    """The dates of entering, in order; the birth is before them all."""
    applied = reader.date("application_date")
    resolved = reader.date("resolution_date")
    joined = reader.date("joined_on")
    paid = reader.date("fee_paid_on")
    if joined is None and "joined_on" not in reader.wrong:
        joined = _assume_joined(reader, resolved)
    entered = min((day for day in (applied, resolved, joined) if day), default=reader.today)
    birth = reader.date("birth_date", kind="birth", today=min(entered, reader.today))
    for field, day in (
        ("application_date", applied),
        ("resolution_date", resolved),
        ("joined_on", joined),
        ("fee_paid_on", paid),
    ):
        if day and day > reader.today:
            reader.warn("date_in_future", field, value=day)
    _order(reader, applied, resolved, joined, birth)
    return {
        "application_date": applied,
        "resolution_date": resolved,
        "joined_on": joined,
        "fee_paid_on": paid,
        "birth_date": birth,
    }


def _assume_joined(reader, resolved):
    if resolved:
        reader.warn("joined_on_assumed", "joined_on", value=resolved)
    elif "resolution_date" not in reader.wrong:
        reader.error("date_missing", "joined_on")
    return resolved


def _order(reader, applied, resolved, joined, birth):
    if _precedes(joined, applied):
        _misplaced(reader.error, "joined_before_application", "joined_on", joined, applied)
    elif _precedes(joined, resolved):
        _misplaced(reader.warn, "joined_before_resolution", "joined_on", joined, resolved)
    if _precedes(resolved, applied):
        _misplaced(
            reader.warn, "resolution_before_application", "resolution_date", resolved, applied
        )
    if _precedes(joined, birth):
        _misplaced(reader.error, "birth_after_joined", "birth_date", birth, joined)


def _precedes(first, second):
    return first is not None and second is not None and first < second


def _misplaced(report, code, field, day, other):
    report(code, field, value=day, other=render_date(other))


def _judge_codes(reader, who, code, vat, birth_date):
    natural = who.kind == people.NATURAL
    if not code:
        if (natural or not vat) and not {"codice_fiscale", "vat"} & reader.wrong:
            reader.warn("codice_fiscale_missing", "codice_fiscale")
    elif natural and len(code) == 11:
        reader.warn("codice_fiscale_of_body", "codice_fiscale", value=code)
    elif natural:
        fields = people.disagreements(code, who, birth_date, reader.text("birth_place"))
        if fields:
            reader.warn("codice_fiscale_mismatch", "codice_fiscale", value=code, fields=fields)


def _legal_form(reader, who, ipa_code):
    stated = reader.text("legal_form")
    if stated and legal_forms.of_column(stated) is None:
        reader.warn("legal_form_unknown", "legal_form", value=stated)
        reader.keep("legal_form")
    natural = who.kind == people.NATURAL
    return legal_forms.infer(who.name, natural=natural, stated=stated, ipa_code=ipa_code)


def _category(reader, categories, default):
    text = reader.text("category")
    if not text:
        if not default and "category" not in reader.wrong:
            reader.error("category_missing", "category")
        return default
    try:
        return categories.code(text)
    except CategoryUnknown as error:
        reader.error("category_unknown", "category", value=text, candidates=error.candidates)
        return ""


def _cessation(reader, joined):
    """End of the membership: date and cause belong together, and neither is invented."""
    ceased = reader.date("ceased_on")
    text = reader.text("cessation_cause")
    event = cessation_event(text) if text else ""
    if text and event is None:
        reader.error("cessation_cause_unknown", "cessation_cause", value=text)
    if ceased and not text:
        reader.error("cessation_cause_missing", "cessation_cause", value=ceased)
    if text and ceased is None and "ceased_on" not in reader.wrong:
        reader.error("cessation_date_missing", "ceased_on")
    if _precedes(ceased, joined):
        _misplaced(reader.error, "ceased_before_joined", "ceased_on", ceased, joined)
    return {"ceased_on": ceased, "cessation_event": event or "", "cessation_text": text}


def verdict_json(verdicts, lang="it"):
    """Verdicts for machines. Warnings are those of rows that are not refused.

    :returns: ``{"rows": n, "imported": n, "errors": {row: [{code, field, message}]},
        "warnings": {…}}``; ``imported`` counts the rows to create
    """
    return worded(verdict_facts(verdicts), lang)


def verdict_facts(verdicts):
    """Verdicts in no language: as ``verdict_json``, with ``params`` in place of ``message``."""
    told = {"errors": {}, "warnings": {}}
    for verdict in verdicts:
        name = "errors" if verdict.action == REFUSED else "warnings"
        findings = getattr(verdict, name)
        if findings:
            told[name][str(verdict.row)] = [
                {"code": finding.code, "field": finding.field, "params": dict(finding.params)}
                for finding in findings
            ]
    imported = sum(verdict.action == CREATE for verdict in verdicts)
    return {"rows": len(verdicts), "imported": imported, **told}


def worded(facts, lang="it"):
    """What ``verdict_facts`` kept, in a reader's language."""
    told = {
        name: {
            row: [
                {
                    "code": found["code"],
                    "field": found["field"],
                    "message": message(Finding(**found), lang),
                }
                for found in findings
            ]
            for row, findings in facts[name].items()
        }
        for name in ("errors", "warnings")
    }
    return {"rows": facts["rows"], "imported": facts["imported"], **told}


def row_names(table):
    r"""What each row calls its member, as typed: also the rows that are refused.

    :param table: ``spreadsheet.Table``
    :returns: row number → text

    >>> from . import spreadsheet
    >>> row_names(spreadsheet.read_table(b"Cognome;Nome\nCARL\xc3\x80;Anna\n;\nRossi;\n"))
    {1: 'CARLÀ Anna', 2: 'Rossi'}
    """
    places = columns.recognise(table.headers).fields
    wanted = [places[name] for name in (*_NAMES[::-1], "first_name") if name in places]
    return {
        row.number: tidy(" ".join(as_text(row.cells[at]) for at in wanted if at < len(row.cells)))
        for row in table.rows
    }
