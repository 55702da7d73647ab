"""Thousands of rows in one statement, where the ORM would take one step for each."""

import io
import json
import re
from datetime import date

from odoo.tools import SQL

# From so many new rows on, PostgreSQL is told at once how large the table has become: after an import that failed it
# believes the table to be empty, and joins ten thousand rows by looking at all the others for each.
WORTH_COUNTING = 1_000

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_SPECIAL = re.compile(r"[\\\t\n\r]")


def insert_rows(model, rows, own=()):
    """Insert ``rows`` into the table of ``model`` and return their ids, in the order of ``rows``.

    Neither defaults nor computed fields, constraints or access rights are looked at: that is the caller's business, who
    also sees to it that ``create()`` would have left the same columns. What waits in the cache is written first; lists of
    such records are forgotten, and what is computed from them is the caller's to forget (``env.invalidate_all``).

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
    _copy(
        env.cr,
        model._table,
        [{"id": key, **dict.fromkeys(own, key), **known, **row} for key, row in zip(ids, rows, strict=True)],
    )
    if len(rows) >= WORTH_COUNTING:
        env.cr.execute(SQL("ANALYZE %s (id)", SQL.identifier(model._table)))
    _forget_lists(model)
    return ids


def _forget_lists(model):
    for field in model._fields.values():
        if field.type == "many2one":
            for inverse in model.pool.field_inverses[field]:
                model.env[inverse.model_name].invalidate_model([inverse.name], flush=False)


def _draw_ids(cr, table, count):
    cr.execute(
        SQL(
            """SELECT nextval(sequence.name) FROM generate_series(1, %s),
                      (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) AS sequence""",
            count,
            table,
        )
    )
    return [key for (key,) in cr.fetchall()]


def _bookkeeping(model):
    if not model._log_access:
        return {}
    now, user = model.env.cr.now(), model.env.uid
    return {"create_date": now, "write_date": now, "create_uid": user, "write_uid": user}


def _copy(cr, table, rows):
    """COPY: the cheapest way in, and a failure does not put a statement full of people's data into the log."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    stream = io.StringIO()
    for row in rows:
        stream.write("\t".join(map(_field, map(row.get, columns))))
        stream.write("\n")
    stream.seek(0)
    names = ", ".join(f'"{column}"' for column in columns)
    cr.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', stream)


def _field(value):
    """Return a value as COPY's text format has it."""
    if value is None:
        return "\\N"
    if type(value) is str:
        return value.translate(_ESCAPES) if _SPECIAL.search(value) else value
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, (int, float, date)):  # a datetime is a date, too
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be inserted")
