"""scripts/import-members on a real secretariat's spreadsheet."""

import json
import os
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "libro_soci.expected.json").read_text())


def codes(told):
    return {row: sorted(finding["code"] for finding in findings) for row, findings in told.items()}


def members(machine, database):
    with machine.cluster.connect(database) as cursor:
        cursor.execute("SELECT count(*) FROM association_member_period WHERE status = 'active' AND date_to IS NULL")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", ["libro_soci.csv", "libro_soci.xlsx"])
def test_a_dry_run_gives_the_expected_verdicts_and_writes_nothing(machine, office_db, run_script, name):
    done = run_script("import-members", DATA / name, "--db", office_db, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["rows"], told["imported"]) == (EXPECTED["rows"], EXPECTED["imported"])
    assert codes(told["errors"]) == {row: [wanted["error"]] for row, wanted in EXPECTED["errors"].items()}
    assert codes(told["warnings"]) == {row: sorted(wanted["warnings"]) for row, wanted in EXPECTED["warnings"].items()}
    assert all(finding["field"] and finding["message"] for row in told["errors"].values() for finding in row)
    assert members(machine, office_db) == 0


def test_import_twice_undo_and_import_again(machine, office_db, run_script):
    file = DATA / "libro_soci.csv"
    first = run_script("import-members", file, "--db", office_db, "--commit")
    assert first.returncode == 0, first.stderr
    assert "575 imported" in first.stdout
    present = members(machine, office_db)
    numbers = register(machine, office_db)

    again = run_script("import-members", file, "--db", office_db, "--commit")
    assert "0 to import, 575 already in the book" in again.stdout
    assert register(machine, office_db) == numbers

    undone = run_script("import-members", "--undo", 1, "--reason", "File dell'anno scorso", "--db", office_db)
    assert undone.returncode == 0, undone.stderr
    assert members(machine, office_db) == 0

    back = run_script("import-members", file, "--db", office_db, "--commit")
    assert "575 imported" in back.stdout
    assert members(machine, office_db) == present
    assert register(machine, office_db) == numbers, "everybody has the number of before"
    assert run_script("verify-books", "--db", office_db).returncode == 0


def register(machine, database):
    with machine.cluster.connect(database) as cursor:
        cursor.execute("SELECT number, member_id FROM association_member_number ORDER BY number")
        return cursor.fetchall()


def test_a_killed_import_leaves_nothing(machine, office_db, in_odoo, run_script):
    process = in_odoo("import_and_stop", office_db, DATA / "libro_soci.csv")
    line = process.stdout.readline()
    assert line.strip() == "recorded", line + process.stderr.read()
    process.kill()  # after every row was written, before the commit
    process.communicate(timeout=30)
    assert members(machine, office_db) == 0
    again = run_script("import-members", DATA / "libro_soci.csv", "--db", office_db, "--commit")
    assert "575 imported" in again.stdout


def test_the_program_speaks_one_language_the_terminals(office_db, run_script):
    rows = {"it_IT.UTF-8": "Righe: 640. Da importare: 575", "C.UTF-8": "640 rows: 575 to import"}
    for locale, words in rows.items():
        done = run_script("import-members", DATA / "libro_soci.csv", "--db", office_db, env={**os.environ, "LC_ALL": locale})
        assert words in done.stdout
        assert ("Riga 1" in done.stdout, "Row 1" in done.stdout) == (locale[:2] == "it", locale[:2] != "it")
    done = run_script("import-members", "--undo", 7, "--db", office_db, "--lang", "it")
    assert done.returncode == 1
    assert "non ha un'importazione n. 7" in done.stderr


def test_a_file_that_cannot_be_read_is_one_sentence(office_db, run_script, tmp_path):
    broken = tmp_path / "soci.xlsx"
    broken.write_bytes(b"\x00\x01" * 2000)
    for file in (broken, tmp_path / "missing.csv"):
        done = run_script("import-members", file, "--db", office_db, "--commit")
        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert file.name in done.stderr
