"""Thousands of rows in one statement, where the ORM would take one step for each."""

import json
from datetime import date

from odoo.tools import SQL

# Rows in one statement: its text stays a few megabytes.
CHUNK = 10_000


def insert_rows(model, rows, own=()):
    """Insert ``rows`` into the table of ``model`` and return their ids, in the order of ``rows``.

    Neither defaults nor computed fields, constraints or access rights are looked at: that is the caller's business, who
    also checks that ``create()`` would have left the same columns. What waits in the cache is written first, and the cache
    is emptied: no record may remember what it was before.

    :param model: a model with a table
    :param rows: dictionaries of stored columns; values as PostgreSQL reads them, dates as dates, what is left out NULL
    :param own: columns in which a row refers to itself
    """
    if not rows:
        return []
    env = model.env
    env.flush_all()
    ids = _draw_ids(env.cr, model._table, len(rows))
    known = _bookkeeping(model)
    numbered = [
        {"id": key, **dict.fromkeys(own, key), **known, **row} for key, row in zip(ids, rows, strict=True)
    ]
    for start in range(0, len(rows), CHUNK):
        _insert(env.cr, model._table, numbered[start : start + CHUNK])
    env.invalidate_all(flush=False)
    return ids


def _draw_ids(cr, table, count):
    cr.execute(
        SQL("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", table, count)
    )
    return [key for (key,) in cr.fetchall()]


def _bookkeeping(model):
    if not model._log_access:
        return {}
    now, user = model.env.cr.now(), model.env.uid
    return {"create_date": now, "write_date": now, "create_uid": user, "write_uid": user}


def _insert(cr, table, rows):
    named = dict.fromkeys(column for row in rows for column in row)
    columns = SQL(", ").join(SQL.identifier(column) for column in named)
    cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(columns)s) SELECT %(columns)s FROM json_populate_recordset(NULL::%(table)s, %(rows)s)",
            table=SQL.identifier(table),
            columns=columns,
            rows=json.dumps(rows, default=_text, ensure_ascii=False),
        ),
        log_exceptions=False,  # a failed statement is not for the log: it is full of people's data
    )


def _text(value):
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be inserted")
