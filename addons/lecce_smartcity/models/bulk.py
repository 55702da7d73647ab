"""Thousands of rows in one statement, where the ORM would take one step for each."""

import csv
import io
import json

from odoo.tools import SQL

# From so many new rows on, PostgreSQL is told at once how large the table has become: after an import that failed it
# believes the table to be empty, and joins ten thousand rows by looking at all the others for each.
WORTH_COUNTING = 1_000
# ASCII's own separators: in texts and JSON they hardly ever occur, so that hardly anything needs quoting.
UNIT, RECORD = "\x1f", "\x1e"


def insert_rows(model, rows, own=()):
    """Insert ``rows`` into the table of ``model`` and return their ids, in the order of ``rows``.

    Neither defaults nor computed fields, constraints or access rights are looked at: that is the caller's business, who
    also sees to it that ``create()`` would have left the same columns. What waits in the cache is written first; lists of
    such records are forgotten, and what is computed from them is the caller's to forget (``env.invalidate_all``).

    :param model: a model with a table
    :param rows: dictionaries of stored columns: texts, numbers, dates, booleans, and lists or dictionaries for JSON; a column
        that is left out, ``None`` or an empty text is NULL
    :param own: columns in which a row refers to itself
    """
    ids = _draw_ids(model.env.cr, model._table, len(rows)) if rows else []
    append_rows(
        model, [{"id": key, **dict.fromkeys(own, key), **row} for key, row in zip(ids, rows, strict=True)]
    )
    return ids


def append_rows(model, rows):
    """As ``insert_rows``, when nobody needs the ids."""
    if not rows:
        return
    env = model.env
    env.flush_all()
    _copy(model, rows, _bookkeeping(model))
    if len(rows) >= WORTH_COUNTING:
        env.cr.execute(SQL("ANALYZE %s (id)", SQL.identifier(model._table)))
    for field in model._fields.values():
        if field.type == "many2one":
            for inverse in model.pool.field_inverses[field]:
                env[inverse.model_name].invalidate_model([inverse.name], flush=False)


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


def _copy(model, rows, known):
    """COPY: the cheapest way in, and a failure does not put a statement full of people's data into the log."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    for column in columns:
        if model._fields[column].type == "json":
            rows = [{**row, column: _json(row.get(column))} for row in rows]
    constants = list(known.values())
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=UNIT, quotechar=RECORD).writerows([*map(row.get, columns), *constants] for row in rows)
    stream.seek(0)
    names = ", ".join(f'"{name}"' for name in (*columns, *known))
    model.env.cr.copy_expert(
        f"COPY \"{model._table}\" ({names}) FROM STDIN WITH (FORMAT csv, DELIMITER '{UNIT}', QUOTE '{RECORD}')", stream
    )


def _json(value):
    return None if value is None else json.dumps(value, ensure_ascii=False)
