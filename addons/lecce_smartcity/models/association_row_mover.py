from typing import NamedTuple

import psycopg2
import psycopg2.extras

from odoo import api, models
from odoo.tools import SQL, mute_logger

PARTNER = "res.partner"
# Tables whose rows stay where they are: their own pointers, and what the finder makes anew.
STAY = {"association_partner_merge", "association_duplicate", "association_member", "ir_model_data"}
# Columns of contacts that say who they belong to; the first is derived, the second is the merge's own.
STAY_COLUMNS = {
    ("res_partner", "commercial_partner_id"),
    ("res_partner", "merged_into_id"),
    ("res_company", "partner_id"),
}


class Column(NamedTuple):
    """A place where rows point to a contact.

    table, column   where
    old, new        what stands there now, and what shall
    beside          a second condition ``(column, value)``: the model that a bare id is of
    """

    table: str
    column: str
    old: object
    new: object
    beside: tuple[str, str] | None = None


class Move(NamedTuple):
    """Rows that were moved: ``rows`` are ids, or for tables without one the rest of each row."""

    place: Column
    rows: list
    kept: int


class AssociationRowMover(models.AbstractModel):
    """Moves every row that points to one contact so that it points to another, and back.

    The places are read from the database's own catalogue of foreign keys, so that no table can be forgotten, and from
    the fields that keep a model's name and a bare id. Rows that the target has already, and rows of history, stay.
    """

    _name = "association.row.mover"
    _description = "Moving Rows between Contacts"

    # --- where ---

    @api.model
    def _places(self, source, target):
        """Return every ``Column`` where rows may point to the contact ``source``, in a fixed order."""
        places = [Column(table, column, source, target) for table, column in self._foreign_keys()]
        for name in sorted(self.env.registry):
            model = self.env[name]
            if model._abstract or model._transient or not model._auto or model._table in STAY:
                continue
            for field in model._fields.values():
                if not field.store:
                    continue
                if field.type == "many2one_reference" and field.model_field and model._fields[field.model_field].store:
                    beside = (field.model_field, PARTNER)
                    places.append(Column(model._table, field.name, source, target, beside))
                elif field.type == "reference" and not field.compute:
                    places.append(Column(model._table, field.name, f"{PARTNER},{source}", f"{PARTNER},{target}"))
        return places

    def _foreign_keys(self):
        """Return ``[(table, column)]`` of the foreign keys to contacts that a merge moves."""
        protected = self.env["association.eraser"]._protected_tables()
        passing = set()
        for name in self.env.registry:
            model = self.env[name]
            if model._transient:
                passing.add(model._table)
                passing.update(field.relation for field in model._fields.values() if field.type == "many2many")
        found = self.env.execute_query(
            SQL(
                """SELECT source.relname, attribute.attname
                     FROM pg_constraint con
                     JOIN pg_class source ON source.oid = con.conrelid
                     JOIN pg_class target ON target.oid = con.confrelid
                     JOIN pg_attribute attribute ON attribute.attrelid = source.oid AND attribute.attnum = con.conkey[1]
                    WHERE con.contype = 'f' AND target.relname = 'res_partner'
                      AND target.relnamespace = current_schema::regnamespace AND array_length(con.conkey, 1) = 1
                 ORDER BY 1, 2"""
            )
        )
        return [
            (table, column)
            for table, column in found
            if table not in STAY | protected | passing and (table, column) not in STAY_COLUMNS
        ]

    # --- there ---

    @api.model
    def _move(self, source, target):
        """Move all rows from the contact ``source`` to ``target`` (ids) and return the ``Move``s, without empty ones.

        Inside a savepoint that is rolled back, this is the exact preview.
        """
        self.env.flush_all()
        moves = [move for place in self._places(source, target) for move in [self._move_one(place)] if move]
        self._after([move.place for move in moves], {move.place: move.rows for move in moves})
        return moves

    def _move_one(self, place):
        rows = self._rows_at(place)
        if not rows:
            return None
        try:
            with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                self._update(place, rows)
            return Move(place, rows, 0)
        except psycopg2.errors.UniqueViolation:
            moved = [row for row in rows if self._moves_alone(place, row)]
            return Move(place, moved, len(rows) - len(moved))

    def _moves_alone(self, place, row):
        """Move one row, unless the target has its like: then it stays with the archived contact."""
        try:
            with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                self._update(place, [row])
            return True
        except psycopg2.errors.UniqueViolation:
            return False

    def _rows_at(self, place):
        key = SQL("id") if self._has_id(place.table) else SQL("to_jsonb(t) - %s", place.column)
        return [row for (row,) in self.env.execute_query(
            SQL(
                "SELECT %s FROM %s t WHERE %s ORDER BY 1 FOR UPDATE", key, SQL.identifier(place.table),
                self._pointing(place, place.old),
            )
        )]  # fmt: skip

    def _pointing(self, place, value):
        """The condition that a row points there; files that are the value of a field stay with their record."""
        condition = SQL("%s = %s", SQL.identifier(place.column), value)
        if place.beside:
            condition = SQL("%s AND %s = %s", condition, SQL.identifier(place.beside[0]), place.beside[1])
        if place.table == "ir_attachment":
            condition = SQL("%s AND res_field IS NULL", condition)
        if place.table == "res_partner":
            condition = SQL("%s AND id <> %s", condition, place.new if isinstance(place.new, int) else 0)
        return condition

    def _update(self, place, rows):
        self.env.cr.execute(
            SQL(
                "UPDATE %s t SET %s = %s WHERE %s AND %s",
                SQL.identifier(place.table), SQL.identifier(place.column), place.new,
                self._pointing(place, place.old), self._among(place, rows),
            )
        )  # fmt: skip
        return self.env.cr.rowcount

    def _among(self, place, rows):
        if self._has_id(place.table):
            return SQL("id = ANY(%s)", rows)
        texts = [psycopg2.extras.Json(row) for row in rows]
        return SQL("to_jsonb(t) - %s = ANY(%s::jsonb[])", place.column, texts)

    def _has_id(self, table):
        return bool(
            self.env.execute_query(
                SQL(
                    "SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'id' AND NOT attisdropped",
                    table,
                )
            )
        )

    # --- and back ---

    @api.model
    def _astray(self, moves):
        """Return ``[(label, count)]`` of moved rows that somebody has pointed elsewhere since: they cannot go back."""
        self.env.flush_all()
        found = []
        for move in moves:
            there = SQL("(%s) IS NOT TRUE", self._pointing(move.place, move.place.new))
            ((count,),) = self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s t WHERE %s AND %s",
                    SQL.identifier(move.place.table), self._among(move.place, move.rows), there,
                )
            )  # fmt: skip
            if count and self._has_id(move.place.table):
                found.append((self._label(move.place), count))
        return found

    @api.model
    def _move_back(self, moves):
        """Point the rows of ``moves`` to where they came from; rows deleted since are no more."""
        self.env.flush_all()
        back = [Move(self._reversed(move.place), move.rows, 0) for move in moves]
        for move in reversed(back):
            self._update(move.place, move.rows)
        self._after([move.place for move in back], {move.place: move.rows for move in back})

    def _reversed(self, place):
        return place._replace(old=place.new, new=place.old)

    def _after(self, places, rows):
        """Tell the ORM what changed below it, so that it computes anew what it keeps about these rows."""
        self.env.invalidate_all()
        models_ = self._models()
        for place in places:
            model = models_.get(place.table)
            if model is not None and place.column in model._fields:
                records = model.sudo().with_context(active_test=False).browse(rows[place])
                records.modified([place.column])
        self.env.flush_all()
        self.env.registry.clear_cache()

    def _models(self):
        """Return ``{table: model}``."""
        return {
            self.env[name]._table: self.env[name]
            for name in self.env.registry
            if self.env[name]._auto and not self.env[name]._abstract
        }

    # --- in words ---

    @api.model
    def _label(self, place):
        """Return what the rows of a place are, in the reader's words."""
        model = self._models().get(place.table)
        if model is not None:
            name = self.env["ir.model"]._get(model._name).sudo().name
            field = model._fields.get(place.column)
            label = field and not place.beside and field._description_string(self.env)
            return f"{name} ({label})" if label else name
        for name in self.env.registry:
            for field in self.env[name]._fields.values():
                if field.type == "many2many" and field.store and field.relation == place.table:
                    return f"{self.env['ir.model']._get(name).sudo().name} ({field._description_string(self.env)})"
        return self.env._("Table %s", place.table)
