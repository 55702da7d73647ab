# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One member, one number: a row against the register and against the good rows before it.

A codice fiscale or P.IVA tells who a row is about; the IPA code does not (offices of one body
share it). Without either, the name does, with the number or the day of joining.
"""

from .records import differences, name_key


class Register:
    """The register plus the rows accepted so far.

    :param existing: ``records.Existing``
    """

    def __init__(self, existing):
        self._existing = existing
        self._rows_by_key = {}
        self._rows_by_number = {}
        self._rows_by_identifier = {}
        self._rows_by_name = {}

    def judge(self, reader, member):
        """Report on ``reader`` what stands against a row.

        :returns: key of the register's member that the row is about, or ``None``
        """
        key = self._find(reader, member)
        if key is not None:
            self._compare(reader, member, key)
            return key
        taken = self._find_row(reader, member)
        if taken is not None:
            reader.error("duplicate_member", _identity_field(member), holder_row=taken)
        self._judge_number(reader, member)
        return None

    def enter(self, row, member, key):
        """Remember an accepted row."""
        if key is not None:
            self._rows_by_key[key] = row
        if member.number is not None:
            self._rows_by_number.setdefault(member.number, row)
        for identifier in _identifiers(member):
            self._rows_by_identifier.setdefault(identifier, (row, member))
        if not _identifiers(member):
            self._rows_by_name.setdefault(name_key(member), []).append((row, member))

    # -- against the register --------------------------------------------------------------
    def _find(self, reader, member):
        existing = self._existing
        for identifier in _identifiers(member):
            key = existing.identifiers.get(identifier)
            if key is None:
                continue
            known = existing.members[key]
            if _same_body(known, member):
                return key
            reader.warn("vat_shared", "vat", value=identifier, holder_number=known.number)
        if _identifiers(member) or not member.display_name:
            return self._find_by_number(member)
        for key in existing.names.get(name_key(member), ()):
            if _same_without_identifiers(existing.members[key], member):
                return key
        return None

    def _find_by_number(self, member):
        """A member known by number and name whose identifiers the register lacks."""
        key = self._existing.numbers.get(member.number) if member.number is not None else None
        known = self._existing.members.get(key)
        if known is None or _identifiers(known) or not member.display_name:
            return None
        return key if name_key(known) == name_key(member) else None

    def _compare(self, reader, member, key):
        known = self._existing.members[key]
        if key in self._rows_by_key:
            field, row = _identity_field(member), self._rows_by_key[key]
            reader.error("duplicate_member", field, holder_row=row)
        elif member.number is not None and known.number not in (None, member.number):
            reader.error("duplicate_member", _identity_field(member), holder_number=known.number)
            self._judge_number(reader, member, but=key)
        else:
            facts, details = differences(known, member)
            if facts:
                reader.error("member_differs", fields=facts, holder_number=known.number)
            elif details:
                reader.warn("details_differ", fields=details)

    # -- against the file ------------------------------------------------------------------
    def _find_row(self, reader, member):
        for identifier in _identifiers(member):
            row, other = self._rows_by_identifier.get(identifier, (None, None))
            if row is None:
                continue
            if _same_body(other, member):
                return row
            reader.warn("vat_shared", "vat", value=identifier, holder_row=row)
        if _identifiers(member) or not member.display_name:
            return None
        for row, other in self._rows_by_name.get(name_key(member), ()):
            if _same_without_identifiers(other, member):
                return row
        return None

    def _judge_number(self, reader, member, but=None):
        if member.number is None:
            return
        row = self._rows_by_number.get(member.number)
        key = self._existing.numbers.get(member.number)
        former = self._existing.reserved.get(member.number)
        if row is not None:
            reader.error("number_duplicate", "number", value=str(member.number), holder_row=row)
        elif (key is not None and key != but) or (former and not same_holder(former, member)):
            number = str(member.number)
            reader.error("number_duplicate", "number", value=number, holder_number=member.number)


def _identifiers(member):
    return [text for text in dict.fromkeys((member.codice_fiscale, member.vat)) if text]


def same_holder(former, member):
    """Whether a row is about the person who once had its number: by an identifier, else by name
    (an import may have been undone because a code was wrong in the file)."""
    if set(_identifiers(former)) & set(_identifiers(member)):
        return True
    births = {former.birth_date, member.birth_date} - {None}
    return name_key(former) == name_key(member) and len(births) < 2


def _identity_field(member):
    if member.codice_fiscale:
        return "codice_fiscale"
    return "vat" if member.vat else ""


def _same_body(known, member):
    """Two records that share an identifier are one body, unless their codici fiscali differ."""
    codes = {known.codice_fiscale, member.codice_fiscale} - {""}
    return len(codes) < 2


def _same_without_identifiers(known, member):
    if known.birth_date and member.birth_date and known.birth_date != member.birth_date:
        return False
    if known.number is not None and member.number is not None:
        return known.number == member.number
    return known.joined_on == member.joined_on
