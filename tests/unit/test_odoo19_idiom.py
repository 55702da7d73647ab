"""Idioms of older Odoo that install silently in 19.0 and are then ignored, deprecated or wrong.

What fails at installation needs no watch: the Odoo tests see it. These do not fail, so every file
of the addons is read for them. Each rule carries an example that it must find and one that it must
leave alone; a rule that stops working therefore fails before it stops protecting.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ADDONS = Path(__file__).resolve().parents[2] / "addons"

# file → why it may commit. A cron reports with ir.cron's _commit_progress, which is no cr.commit().
MAY_COMMIT: dict[str, str] = {}


@dataclass(frozen=True)
class Rule:
    """One idiom: where to look, what betrays it, what to write instead."""

    name: str
    files: str  # end of the file's path, as a regular expression
    pattern: str
    instead: str
    bad: str
    good: str

    def hits(self, text: str) -> list[int]:
        """Line numbers, from 1, where the idiom occurs in ``text`` (comments already blanked)."""
        return [text.count("\n", 0, m.start()) + 1 for m in re.finditer(self.pattern, text)]


PY, XML, TESTS = r"\.py$", r"\.xml$", r"/tests/[^/]+\.py$"

RULES = [
    # Python: ignored without a word
    Rule("sql_constraints", PY, r"\b_sql_constraints\b", "models.Constraint: nothing is created",
         "_sql_constraints = [('a', 'unique(a)', 'b')]", "_uniq = models.Constraint('UNIQUE(a)')"),
    Rule("name_get", PY, r"\bdef name_get\b", "_compute_display_name: name_get is never called",
         "    def name_get(self):", "    def _compute_display_name(self):"),
    Rule("track_visibility", PY, r"\btrack_visibility\s*=", "tracking=True",
         "fields.Char(track_visibility='onchange')", "fields.Char(tracking=True)"),
    Rule("auto_join", PY, r"\bauto_join\s*=", "bypass_search_access=True",
         "fields.Many2one('a', auto_join=True)", "fields.Many2one('a', bypass_search_access=True)"),
    Rule("field_states", PY, r"\bstates\s*=\s*\{", "readonly='…' in the view",
         "fields.Char(states={'draft': [('readonly', False)]})", "fields.Char(readonly=True)"),
    Rule("lambda_oldname", PY, r"\boldname\s*=", "a migration script",
         "fields.Char(oldname='a')", "fields.Char(string='old name')"),
    # Python: deprecated, gone in the next version
    Rule("group_operator", PY, r"\bgroup_operator\s*=", "aggregator=",
         "fields.Float(group_operator='avg')", "fields.Float(aggregator='avg')"),
    Rule("self_cr", PY, r"\b(?:self|request|record|rec)\.(?:_cr|_uid|_context|cr|uid|context)\b",
         "self.env.cr, self.env.uid, self.env.context",
         "self._cr.execute('SELECT 1')", "self.env.cr.execute('SELECT 1')"),
    Rule("osv_expression", PY, r"\bodoo\.osv\b|\bfrom odoo\.osv\b|\bfrom odoo import osv\b",
         "from odoo.fields import Domain",
         "from odoo.osv import expression", "from odoo.fields import Domain"),
    Rule("json_route", PY, r"\btype\s*=\s*['\"]json['\"]", "type='jsonrpc'",
         "@http.route('/a', type='json')", "@http.route('/a', type='jsonrpc')"),
    Rule("read_group", PY, r"(?:\.|\bdef )read_group\(", "_read_group, formatted_read_group",
         "    a = self.read_group([], [], [])", "    a = self._read_group([], ['b'], ['__count'])"),
    Rule("check_access", PY, r"\bcheck_access_(?:rights|rule)\(", "check_access, has_access",
         "self.check_access_rights('read')", "self.check_access('read')"),
    Rule("toggle_active", PY, r"\btoggle_active\b", "action_archive, action_unarchive",
         "a.toggle_active()", "a.action_archive()"),
    Rule("registry", PY, r"\bodoo\.registry\(|\bfrom odoo import registry\b",
         "from odoo.modules.registry import Registry",
         "with odoo.registry(db).cursor() as cr:", "with Registry(db).cursor() as cr:"),
    Rule("force_company", PY, r"\bforce_company\b", "with_company(…)",
         "a.with_context(force_company=1)", "a.with_company(1)"),
    Rule("lazy_property", PY, r"\blazy_property\b", "functools.cached_property",
         "from odoo.tools import lazy_property", "from functools import cached_property"),
    Rule("api_multi", PY, r"@api\.(?:multi|one|returns|cr|v7|v8)\b", "nothing: leave it out",
         "@api.multi", "@api.model"),
    Rule("openerp", PY, r"\b(?:from|import) openerp\b", "odoo",
         "from openerp import models", "from odoo import models"),
    # Python, tests: skipped without a word
    Rule("unittest_testcase", TESTS, r"\bunittest\.TestCase\b|from unittest import .*\bTestCase\b",
         "odoo.tests.BaseCase or TransactionCase: Odoo's runner skips plain ones",
         "class A(unittest.TestCase):", "class A(TransactionCase):"),
    Rule("savepoint_case", TESTS, r"\bSavepointCase\b", "TransactionCase",
         "class A(SavepointCase):", "class A(TransactionCase):"),
    Rule("form_of_common", TESTS, r"\bfrom odoo\.tests\.common import\b[^\n]*\bForm\b",
         "from odoo.tests import Form",
         "from odoo.tests.common import Form", "from odoo.tests import Form"),
    # XML: ignored without a word
    Rule("act_window_tag", XML, r"<act_window\b", "<record model='ir.actions.act_window'>",
         "<act_window id='a'/>", "<record id='a' model='ir.actions.act_window'>"),
    Rule("report_tag", XML, r"<report\b", "<record model='ir.actions.report'>",
         "<report id='a'/>", "<record id='a' model='ir.actions.report'>"),
    Rule("kanban_box", XML, r"kanban-box\b", "<t t-name='card'>: the browser throws",
         "<t t-name='kanban-box'>", "<t t-name='card'>"),
    # XML: deprecated, or fails only when the view is opened
    Rule("t_esc", XML, r"\bt-(?:esc|raw)\s*=", "t-out (with Markup for trusted HTML)",
         "<span t-esc='a'/>", "<span t-out='a'/>"),
    Rule("tree", XML, r"<tree\b|//tree\b|view_mode['\"]>[^<]*\btree\b", "<list>",
         "<tree><field name='a'/></tree>", "<list><field name='a'/></list>"),
    Rule("attrs", XML, r"\sattrs\s*=|name=['\"]attrs['\"]", "invisible=, required=, readonly=",
         "<field name='a' attrs=\"{'invisible': 1}\"/>", "<field name='a' invisible='b'/>"),
    Rule("states_attribute", XML, r"<(?:button|field|page|group)\b[^>]*\sstates\s*=", "invisible=",
         "<button name='a' states='draft'/>", "<button name='a' invisible=\"state != 'draft'\"/>"),
    Rule("oe_chatter", XML, r"\boe_chatter\b", "<chatter/>",
         "<div class='oe_chatter'>", "<chatter/>"),
]  # fmt: skip

COMMIT = Rule(
    "commit", PY, r"\bcr\.commit\(\)", "let the request commit, or say why in MAY_COMMIT",
    "self.env.cr.commit()", "self.env.cr.flush()",
)  # fmt: skip


def blank(text: str, start: int, end: int) -> str:
    """``text`` with blanks in place of ``[start, end)``; lines stay where they are."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def without_comments(path: str, text: str) -> str:
    """The source with its comments and docstrings blanked: they may name what they warn against.

    >>> without_comments("a.py", "x = 1  # old: name_get")
    'x = 1                 '
    >>> without_comments("a.xml", "<a/><!-- <tree> -->")
    '<a/>               '
    """
    if path.endswith(".xml"):
        return re.sub(r"<!--.*?-->", lambda m: blank(m[0], 0, len(m[0])), text, flags=re.DOTALL)
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            first = starts[token.start[0] - 1] + token.start[1]
            text = blank(text, first, first + len(token.string))
    for node in ast.walk(ast.parse(text)):
        is_block = isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        if is_block and ast.get_docstring(node, clean=False) is not None:
            docstring = node.body[0]
            text = blank(text, starts[docstring.lineno - 1], starts[docstring.end_lineno])
    return text


def sources() -> Iterator[tuple[str, str]]:
    """``(path below addons, source without comments)`` of every Python and XML file of ours."""
    for path in sorted(ADDONS.rglob("*")):
        if path.suffix in (".py", ".xml") and "/static/lib/" not in path.as_posix():
            name = path.relative_to(ADDONS).as_posix()
            yield name, without_comments(name, path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def code() -> list[tuple[str, str]]:
    return list(sources())


def test_there_is_code_to_read(code):
    assert any(name.endswith("__manifest__.py") for name, _ in code)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_file_has_the_old_idiom(rule, code):
    found = [
        f"addons/{name}:{line}: write {rule.instead}"
        for name, text in code
        if re.search(rule.files, f"/{name}")
        for line in rule.hits(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", [*RULES, COMMIT], ids=lambda rule: rule.name)
def test_the_rule_finds_its_bad_example_and_leaves_the_good_one(rule):
    assert rule.hits(f"first line\n{rule.bad}") == [2]
    assert rule.hits(rule.good) == []


def test_nobody_commits_without_a_reason(code):
    found = [
        f"addons/{name}:{line}: {COMMIT.instead}"
        for name, text in code
        if name.endswith(".py") and name not in MAY_COMMIT
        for line in COMMIT.hits(text)
    ]
    assert not found, "\n".join(found)


def test_every_permission_to_commit_is_still_needed_and_says_why(code):
    texts = dict(code)
    for name, reason in MAY_COMMIT.items():
        assert len(reason.split()) >= 4, name
        assert COMMIT.hits(texts.get(name, "")), f"{name} commits no longer: take it off the list"


def test_comments_and_docstrings_may_name_the_old_idiom():
    source = '"""Not _sql_constraints."""\nclass A:\n    "kanban"\n    x = 1  # name_get\n'
    cleaned = without_comments("a.py", source)
    assert "_sql_constraints" not in cleaned and "name_get" not in cleaned
    assert cleaned.count("\n") == source.count("\n") and "x = 1" in cleaned
    assert "<tree" not in without_comments("a.xml", "<a><!-- <tree>\n --></a>")
