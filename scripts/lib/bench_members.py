"""What the membership costs, beside Odoo's own import: ``bench_members.py DB N``.

CPU is that of this process and of its PostgreSQL backend together; queries are those the cursor counted. Both sides import
the same invented people in the same run.
"""

import csv
import io
import os
import statistics
import sys
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from within import environment

TICKS = os.sysconf("SC_CLK_TCK")
GROWN = 100_000
CONSONANTS = "BCDFGLMNPRSTVZ"


def backend_cpu(cr) -> float:
    """Seconds of CPU that this cursor's PostgreSQL backend has used; it runs on this machine."""
    cr.execute("SELECT pg_backend_pid()")
    fields = Path(f"/proc/{cr.fetchone()[0]}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Cost:
    """What a block took: ``cpu`` and ``wall`` in seconds, ``queries``."""

    cpu = wall = 0.0
    queries = 0


@contextmanager
def measured(env):
    """Yield a :class:`Cost`, filled in at the end of the block."""
    cost = Cost()
    env.flush_all()
    cpu, wall, queries = sum(os.times()[:2]) + backend_cpu(env.cr), time.perf_counter(), env.cr.sql_log_count
    yield cost
    env.flush_all()
    cost.queries = env.cr.sql_log_count - queries
    cost.wall = time.perf_counter() - wall
    cost.cpu = sum(os.times()[:2]) + backend_cpu(env.cr) - cpu


def people(count: int):
    """Yield invented people as rows of a members' book: all different, with valid codes."""
    from codicefiscale import codicefiscale

    for index in range(count):
        letters = "".join(CONSONANTS[index // 14**power % 14] for power in range(4))
        surname, name = f"Rossi{letters.lower()}", "Anna" if index % 2 else "Marco"
        born = date(1950, 1, 1) + timedelta(days=index * 7 % 18_000)
        joined = date(2015, 1, 1) + timedelta(days=index % 4000)
        code = codicefiscale.encode(surname, name, "F" if index % 2 else "M", born.isoformat(), "Lecce")
        yield {
            "N.": index + 1,
            "Cognome": surname,
            "Nome": name,
            "Codice fiscale": omocodia(code, index),
            "Data di nascita": born.strftime("%d/%m/%Y"),
            "Luogo di nascita": "Lecce",
            "Indirizzo": f"Via Roma, {index % 300 + 1}",
            "CAP": "73100",
            "Comune": "Lecce",
            "Prov.": "LE",
            "E-mail": f"socio{index}@example.org",
            "Telefono": f"0832 {100000 + index}",
            "Categoria": "Ordinario" if index % 5 else "Sostenitore",
            "Data domanda": (joined - timedelta(days=40)).strftime("%d/%m/%Y"),
            "Data delibera": (joined - timedelta(days=5)).strftime("%d/%m/%Y"),
            "Data iscrizione": joined.strftime("%d/%m/%Y"),
        }


def omocodia(code: str, index: int) -> str:
    """Another valid code: digits replaced from the right, as the tax office does for namesakes."""
    from codicefiscale import codicefiscale

    variants = [code, *codicefiscale.decode(code)["omocodes"]]
    return variants[index % len(variants)]


def book_csv(rows: list[dict]) -> bytes:
    """The rows as a secretariat's file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def say(name: str, value: float, unit: str, digits: int = 0) -> None:
    """Print a figure."""
    print(f"{name}: {value:.{digits}f} {unit}", flush=True)


PLAIN = ["name", "street", "zip", "city", "email", "phone", "codice_fiscale", "birth_place", "birth_date"]
WORDS = {"state_id": "base.state_it_le", "country_id": "base.it"}


def as_contacts(env, rows: list[dict], words: bool) -> tuple[list[str], list[list[str]]]:
    """The rows as a file of contacts for Odoo's import.

    :param words: with what our import finds out by itself, in words, as a secretariat would write it
    """
    told = [env.ref(name).display_name for name in WORDS.values()] if words else []
    columns = ["Indirizzo", "CAP", "Comune", "E-mail", "Telefono", "Codice fiscale", "Luogo di nascita"]
    contacts = [
        [
            f"{row['Cognome']} {row['Nome']}",
            *(row[column] for column in columns),
            "-".join(reversed(row["Data di nascita"].split("/"))),
            *told,
        ]
        for row in rows
    ]
    return [*PLAIN, *(WORDS if words else ())], contacts


def load(database: str, rows: list[dict], words: bool) -> Cost:
    """What Odoo's own import of bare contacts takes, without a line in each one's chatter; rolled back."""
    with environment(database) as env:
        fields, contacts = as_contacts(env, rows, words)
        with measured(env) as cost:
            done = env["res.partner"].with_context(tracking_disable=True).load(fields, contacts)
        assert done["ids"], done["messages"][:3]
        env.cr.rollback()
    return cost


def bench_import(database: str, rows: list[dict]) -> None:
    """Our import of members beside Odoo's import of the bare partners."""
    count = len(rows)
    bare = load(database, rows, words=True)
    wordless = load(database, rows, words=False)
    with environment(database) as env:
        company = env["res.company"].search([], order="id", limit=1)
        with measured(env) as ours:
            batch, _examined = env["association.import.batch"]._import(book_csv(rows), "members.csv", company)
        assert batch.imported == count, batch.findings
    say("import: members with events and book entries, CPU", ours.cpu / count * 1000, "ms per row", 2)
    say("import: members with events and book entries, queries", ours.queries / count, "per row", 4)
    for name, cost in {
        "load() of bare partners": bare,
        "load() without province and country": wordless,
    }.items():
        say(f"import: Odoo's {name}, CPU", cost.cpu / count * 1000, "ms per row", 2)
        say(f"import: Odoo's {name}, queries", cost.queries / count, "per row", 3)
        say(f"import: CPU, {name} / ours", cost.cpu / ours.cpu, "x", 1)
        say(f"import: queries, {name} / ours", cost.queries / ours.queries, "x", 1)
    with environment(database) as env:
        with measured(env) as sealing:
            while any([book._seal() for book in env["association.book"].search([])]):
                pass
    say("sealing: CPU", sealing.cpu / count * 1000, "ms per entry", 3)


def bench_roll(database: str, count: int) -> None:
    """The register of a past day, the right to vote of everybody, the printed book."""
    with environment(database) as env:
        company = env["res.company"].search([], order="id", limit=1)
        env["association.legal.regime"].create({"company_id": company.id, "regime": "ets", "date_from": "2000-01-01"})
    with environment(database) as env:
        company = env["res.company"].search([], order="id", limit=1)
        Member = env["association.member"].with_company(company).with_context(as_of="2024-06-30")
        wanted = [("company_id", "=", company.id), ("status", "in", ["active", "suspended"])]
        repeat(env, "register as of a day", lambda: Member.search(wanted).ids)
        repeat(env, "rights(on) of the whole roll", lambda: Member.rights("2026-06-30"))
        with measured(env) as printed:
            from odoo.addons.lecce_smartcity.documents import members_book_pdf

            pdf = members_book_pdf.render(env["association.document"].with_company(company)._members_book(company, date(2026, 6, 30)))
        say(f"members' book as PDF, {count} members", printed.wall, "s", 1)
        say("members' book as PDF, queries", printed.queries, "queries")
        say("members' book as PDF, size", len(pdf) / 1e6, "MB", 1)


def repeat(env, name: str, action, times: int = 7) -> None:
    """Time ``action`` several times after a first one; print the median and the queries."""
    action()
    walls, queries = [], 0
    for _ in range(times):
        env.invalidate_all()
        before, began = env.cr.sql_log_count, time.perf_counter()
        action()
        walls.append(time.perf_counter() - began)
        queries = env.cr.sql_log_count - before
    say(name, statistics.median(walls) * 1000, "ms")
    say(f"{name}, queries", queries, "queries")


def grow(database: str) -> None:
    """Fill the tables up to ``GROWN`` members, straight in SQL: for reading, not for the book."""
    with environment(database) as env:
        env.cr.execute("SELECT count(*) FROM association_member")
        missing = GROWN - env.cr.fetchone()[0]
        category = env.ref("lecce_smartcity.category_ordinary").id
        for statement in (
            """INSERT INTO res_partner (name, complete_name, active, company_registry, codice_fiscale, type)
               SELECT name, name, TRUE, NULL, 'CODE' || index, 'contact' FROM
                 (SELECT index, 'Bianchi ' || md5(index::text) AS name FROM generate_series(1, %(n)s) index) people""",
            """INSERT INTO association_member (company_id, partner_id, number, active)
               SELECT (SELECT min(id) FROM res_company), id, 1000000 + id, TRUE FROM res_partner
                WHERE codice_fiscale LIKE 'CODE%%'""",
            """INSERT INTO association_member_event
                 (member_id, company_id, type, legal_date, effective_date, recorded_at, category_id)
               SELECT id, company_id, 'admission', '2020-01-01', '2020-01-01', now(), %(category)s
                 FROM association_member WHERE number > 1000000""",
            """INSERT INTO association_member_period
                 (member_id, company_id, date_from, status, category_id, event_id, number, member_since, annotated_on)
               SELECT member_id, company_id, '2020-01-01', 'active', %(category)s, id, 1, '2020-01-01', '2020-01-01'
                 FROM association_member_event
                WHERE member_id IN (SELECT id FROM association_member WHERE number > 1000000)""",
        ):
            env.cr.execute(statement, {"n": missing, "category": category})
    with environment(database) as env:
        env.cr.execute("ANALYZE")


def bench_screens(database: str) -> None:
    """The first page of the list and the two searches, with many members."""
    with environment(database) as env:
        Member = env["association.member"]
        present = [("status", "in", ["active", "suspended"])]
        category = {"fields": {"display_name": {}}}
        specification = {"number": {}, "status": {}, "category_id": category, "codice_fiscale": {}}

        def page(domain):
            return lambda: Member.web_search_read(domain, specification, limit=80, count_limit=10001)

        code = env["res.partner"].search([("codice_fiscale", "!=", False)], limit=1, order="id").codice_fiscale
        repeat(env, f"list page of 80 among {GROWN} members", page(present))
        repeat(env, "search by name", page([*present, ("partner_id.complete_name", "ilike", "rossibc")]))
        repeat(env, "search by codice fiscale", page([("codice_fiscale", "=", code)]))


def main(database: str, count: int) -> None:
    """Run the whole bench."""
    rows = list(people(count))
    bench_import(database, rows)
    bench_roll(database, count)
    grow(database)
    bench_screens(database)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
