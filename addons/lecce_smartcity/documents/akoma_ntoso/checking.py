# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""From bytes that anybody may have sent to a tree that is safe to read, and what the schema says of it.

Refused before anything is parsed: files over the limit, a document type (and with it every entity, external or
exploding), unusual encodings. Nothing is ever fetched.
"""

import codecs
import re
import threading
from functools import cache
from pathlib import Path

from lxml import etree

from ...bylaws.errors import BylawError, Violation
from .model import NAMESPACE

LIMIT_MB = 20
ELEMENTS_MAX = 200_000  # a statute of 100 articles has about 3,000
_CHUNK = 1 << 16
_ERRORS_MAX = 50
_ENCODINGS = re.compile(r"(utf-?8|us-ascii|ascii|utf-?16(-?[lb]e)?|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d)", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}?\?>")
_DECLARED = re.compile(r"""\bencoding\s*=\s*["']([^"']{1,40})["']""")
_PROLOG = re.compile(r"(?:[ \t\r\n]+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DRAFT = re.compile(re.escape(NAMESPACE) + r"/(?:WD|CSD|CSPRD|CS|COS)\d{1,2}")
_LOCK = threading.Lock()


def refuse(code, **params):
    """A refusal with a name (see ``wording``)."""
    return BylawError(Violation(code, params))


def load(source):
    """Root element of an Akoma Ntoso file, and its namespace as found (drafts of 3.0 are read as the standard).

    ``source``: bytes, or a binary file, which is read up to the limit.

    Raises BylawError: ``akn_empty``, ``akn_too_large``, ``akn_encoding``, ``akn_doctype``, ``akn_truncated``,
    ``akn_not_xml``, ``akn_too_many_elements``, ``akn_not_akoma_ntoso``, ``akn_namespace``.
    """
    text = _decoded(_limited(source))
    if text.startswith("<!DOCTYPE", _PROLOG.match(text).end()):
        raise refuse("akn_doctype")
    root = _parsed(text.encode())
    name = etree.QName(root)
    if name.localname != "akomaNtoso":
        raise refuse("akn_not_akoma_ntoso", element=name.localname)
    if name.namespace != NAMESPACE:
        if not _DRAFT.fullmatch(name.namespace or ""):
            raise refuse("akn_namespace", namespace=name.namespace or "—", expected=NAMESPACE)
        _renamed(root, f"{{{name.namespace}}}")
    return root, name.namespace


def _renamed(root, draft):
    """Elements of a draft's namespace as those of the standard; the elements are the same."""
    for element in root.iter(f"{draft}*"):
        element.tag = f"{{{NAMESPACE}}}{element.tag.removeprefix(draft)}"


def _limited(source):
    """At most the limit of ``source``: of a longer one no more is read than it takes to know that it is longer."""
    limit = LIMIT_MB << 20
    data = bytes(source) if isinstance(source, bytes | bytearray | memoryview) else source.read(limit + 1)
    if len(data) > limit:
        raise refuse("akn_too_large", limit=LIMIT_MB)
    if not data.strip(b"\x00\t\r\n "):
        raise refuse("akn_empty")
    return data


def _decoded(data):
    """The text without its declaration (its line end stays, so that lines keep their numbers)."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        head = _DECLARATION.match(data[:400].decode("latin-1"))
        declared = _DECLARED.search(head[0]) if head else None
        encoding = declared[1] if declared else "utf-8"
    if not _ENCODINGS.fullmatch(encoding.removesuffix("-sig")):
        raise refuse("akn_encoding", encoding=encoding)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise refuse("akn_encoding", encoding=encoding) from None
    head = _DECLARATION.match(text)
    return text[head.end() :] if head else text


def _parsed(data):
    """The root element of UTF-8 ``data``, read piece by piece so that a flood of elements is stopped early."""
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    count = 0
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            count += sum(1 for _event in parser.read_events())
            if count > ELEMENTS_MAX:
                raise refuse("akn_too_many_elements", limit=ELEMENTS_MAX)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise _syntax(error, data) from None
    if root.getroottree().docinfo.doctype:  # a second look: nothing that declares entities gets further
        raise refuse("akn_doctype")
    return root


def _syntax(error, data):
    line, column = error.position
    data = data.strip()
    whole = not data.startswith(b"<") or data.endswith(b"akomaNtoso>")
    if not whole and line >= data.count(b"\n"):
        return refuse("akn_truncated", line=line)
    message = re.sub(r", line \d+, column \d+( \(.*\))?$", "", error.msg or "")
    return refuse("akn_not_xml", line=line, column=column, message=message)


@cache
def _compiled():
    path = Path(__file__).parent.parent / "schemas" / "akomantoso30.xsd"
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    return etree.XMLSchema(etree.parse(str(path), parser))


def validate(root):
    """What is against the OASIS schema, as violations in the order of the lines; () for a valid document.

    Codes: ``akn_schema_element``, ``akn_schema_missing_element``, ``akn_schema_attribute_missing``,
    ``akn_schema_attribute_unknown``, ``akn_schema_value``, ``akn_schema_duplicate``, ``akn_schema_text``,
    ``akn_schema_other``; each with ``line`` and ``element``. At most 50 are listed.
    """
    with _LOCK:  # the log belongs to the schema, which all threads share
        schema = _compiled()
        if schema.validate(root):
            return ()
        entries = list(schema.error_log)
    found = dict.fromkeys((_code(entry), entry.line, entry.message) for entry in entries)
    violations = (_schema_violation(code, line, message) for code, line, message in found)
    return tuple(sorted(violations, key=lambda violation: violation.params["line"])[:_ERRORS_MAX])


_CODES = {
    "SCHEMAV_ELEMENT_CONTENT": "akn_schema_element",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "akn_schema_attribute_missing",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "akn_schema_attribute_unknown",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "akn_schema_text",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": "akn_schema_text",
    "SCHEMAV_CVC_IDC": "akn_schema_duplicate",
}
_VALUE = ("SCHEMAV_CVC_DATATYPE", "SCHEMAV_CVC_PATTERN", "SCHEMAV_CVC_ENUMERATION", "SCHEMAV_CVC_ATTRIBUTE", "SCHEMAV_CVC_FACET")


def _code(entry):
    if entry.type_name.startswith(_VALUE):
        return "akn_schema_value"
    code = _CODES.get(entry.type_name, "akn_schema_other")
    return "akn_schema_missing_element" if code == "akn_schema_element" and "Missing child" in entry.message else code


def _schema_violation(code, line, message):
    plain = re.sub(r"\{[^{}]*\}", "", message)
    params = {"line": line, "message": plain}
    for name, pattern in (
        ("element", r"Element '([^']*)'"),
        ("attribute", r"attribute '([^']*)'"),
        ("value", r"(?:value |: )'([^']*)' (?:is not|does not)"),
        ("key", r"key-sequence \['([^']*)'\]"),
    ):
        match = re.search(pattern, plain)
        params[name] = match[1] if match else "—"
    expected = re.search(r"Expected is (?:one of )?\( (.*) \)", plain)
    params["expected"] = re.sub(r"\s*,\s*", ", ", expected[1]) if expected else "—"
    if len(params["expected"]) > 200:
        params["expected"] = params["expected"][:200].rsplit(",", 1)[0] + ", …"
    return Violation(code, params)
