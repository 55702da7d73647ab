"""The books as an auditor and as a forger see them: several writers, then raw SQL, then scripts/verify-books."""

import json
import time

import pytest


@pytest.fixture
def sealed_book(machine, office_db, in_odoo):
    """A database with a sealed members' book of ten entries."""
    admit_in_parallel(machine, office_db, in_odoo, writers=1, count=10)
    seal(in_odoo, office_db)
    return office_db


def admit_in_parallel(machine, database, in_odoo, writers, count, fail_every=0):
    """Let ``writers`` processes admit members at once; returns how many admissions were committed."""
    with machine.cluster.connect(database) as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS race_ready (name text); CREATE TABLE IF NOT EXISTS race_start (go int)"
        )
        cursor.execute("SELECT id FROM res_company ORDER BY id LIMIT 1")
        company = cursor.fetchone()[0]
        processes = [
            in_odoo("admit_members", database, company, f"Secretary {index}", count, fail_every)
            for index in range(writers)
        ]
        deadline = time.monotonic() + 120
        ready = 0
        while (
            ready < writers
            and time.monotonic() < deadline
            and all(p.poll() is None for p in processes)
        ):
            time.sleep(0.1)
            cursor.execute("SELECT count(*) FROM race_ready")
            ready = cursor.fetchone()[0]
        cursor.execute("INSERT INTO race_start VALUES (1)")
    outputs = [process.communicate(timeout=180) for process in processes]
    assert not any(process.returncode for process in processes), outputs
    return sum(int(output.split()[-1]) for output, _errors in outputs)


def seal(in_odoo, database):
    process = in_odoo("seal_books", database)
    _output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors


def forge(machine, database, *statements):
    """Change rows as somebody with the server's keys would: triggers are no obstacle."""
    with machine.cluster.connect(database, user="postgres") as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)


def verify(run_script, database):
    done = run_script("verify-books", "--db", database, "--json")
    return done.returncode, [
        finding["code"] for book in json.loads(done.stdout) for finding in book["findings"]
    ]


def test_four_secretaries_at_once_leave_no_gap_even_when_some_fail(
    machine, office_db, in_odoo, run_script
):
    admitted = admit_in_parallel(machine, office_db, in_odoo, writers=4, count=12, fail_every=5)
    with machine.cluster.connect(office_db) as cursor:
        for table in ("association_member_number", "association_book_entry"):
            cursor.execute(f"SELECT number FROM {table} ORDER BY number")
            assert [number for (number,) in cursor.fetchall()] == list(range(1, admitted + 1)), (
                table
            )
    seal(in_odoo, office_db)
    assert verify(run_script, office_db) == (0, [])


def test_two_sealers_at_once_leave_one_chain(machine, office_db, in_odoo, run_script):
    admit_in_parallel(machine, office_db, in_odoo, writers=1, count=30)
    sealers = [in_odoo("seal_books", office_db) for _ in range(3)]
    for process in sealers:
        process.communicate(timeout=120)
    seal(in_odoo, office_db)
    assert verify(run_script, office_db) == (0, [])


def test_an_honest_book_verifies(sealed_book, run_script):
    done = run_script("verify-books", "--db", sealed_book)
    assert done.returncode == 0, done.stdout
    assert "10 entries verified" in done.stdout


def test_a_tampered_row_is_named(machine, sealed_book, run_script):
    forge(
        machine, sealed_book,
        "UPDATE association_book_entry SET payload = replace(payload, '2020-01-01', '2010-01-01') WHERE number = 4",
    )  # fmt: skip
    done = run_script("verify-books", "--db", sealed_book)
    assert done.returncode == 1
    assert "first broken entry: 4" in done.stdout


def test_a_removed_last_entry_is_found(machine, sealed_book, run_script):
    forge(
        machine, sealed_book,
        "DELETE FROM association_book_disclosure d USING association_book_entry e"
        " WHERE e.id = d.entry_id AND e.number = 10",
        "DELETE FROM association_book_entry WHERE number = 10",
    )  # fmt: skip
    assert verify(run_script, sealed_book) == (1, ["checkpoint_ahead"])


def test_a_wholly_recomputed_chain_is_found(machine, sealed_book, run_script):
    from verify_books import load_books_module

    load_books_module()
    from odoo.addons.lecce_smartcity.bylaws import register

    with machine.cluster.connect(sealed_book) as cursor:
        cursor.execute("SELECT origin FROM association_book")
        origin = cursor.fetchone()[0]
        cursor.execute("SELECT number, payload FROM association_book_entry ORDER BY number")
        rows = cursor.fetchall()
    with machine.cluster.connect(sealed_book, user="postgres") as cursor:
        cursor.execute("SET session_replication_role = replica")
        previous = None
        for number, payload in rows:
            entry = register.seal(
                origin, previous, number, payload.replace("2020-01-01", "2010-01-01")
            )
            cursor.execute(
                "UPDATE association_book_entry SET payload = %s, previous_hash = %s, hash = %s WHERE number = %s",
                [entry.payload.decode(), entry.prev_hash, entry.hash, number],
            )
            previous = entry.hash
    code, findings = verify(run_script, sealed_book)
    assert code == 1
    assert "checkpoint_mismatch" in findings


def test_an_event_changed_behind_the_book_is_found(machine, sealed_book, run_script):
    forge(
        machine,
        sealed_book,
        "UPDATE association_member_event SET effective_date = '2001-01-01' WHERE number = 3",
    )
    done = run_script("verify-books", "--db", sealed_book)
    assert done.returncode == 1
    assert "effective_date" in done.stdout


def test_lost_checkpoints_are_said_to_be_missing(machine, sealed_book, run_script):
    import shutil
    from pathlib import Path

    shutil.rmtree(Path(machine.environment()["ASSOCIATION_CHECKPOINTS"]) / sealed_book)
    assert verify(run_script, sealed_book) == (1, ["checkpoint_missing"])


def test_a_database_that_is_not_there_is_one_sentence_and_another_status(run_script):
    done = run_script("verify-books", "--db", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr
