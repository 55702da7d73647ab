"""Tables to which rows are added and nothing else: history is annotated or reversed, never edited."""

from odoo.tools import SQL

# Columns of the ORM's own bookkeeping: they may lose their reference when a user is deleted.
BOOKKEEPING = ("create_uid", "write_uid", "write_date")


# Set for the rest of a transaction while personal data are erased: see ``allow_erasing``.
ERASING = "association.erasing"


def allow_erasing(cr):
    """Let the rest of this transaction empty the erasable columns of protected tables (GDPR art. 17)."""
    cr.execute("SELECT set_config(%s, 'on', true)", [ERASING])


def forbid_erasing(cr):
    """Protect the erasable columns again."""
    cr.execute("SELECT set_config(%s, '', true)", [ERASING])


def protect_table(cr, table, fillable=(), erasable=()):
    """Have PostgreSQL refuse UPDATE, DELETE and TRUNCATE on ``table``.

    :param fillable: columns that may change once, from NULL to a value, until the first of them is set: sealing
    :param erasable: columns with personal data, which an erasure may empty (``allow_erasing``) and nothing may change

    The error code is that of a check violation, which the web client shows as a plain sentence. A superuser can switch
    triggers off: that is what the hash chain and the checkpoints are for.
    """
    sealed = SQL("OLD.%s IS NOT NULL", SQL.identifier(fillable[0])) if fillable else SQL("TRUE")
    cr.execute(
        SQL(
            """
            CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $body$
            DECLARE kept text[] := %(bookkeeping)s;
                    erased text;
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF current_setting(%(erasing)s, true) = 'on' THEN
                        FOREACH erased IN ARRAY %(erasable)s::text[] LOOP
                            IF to_jsonb(NEW) ->> erased IS NULL THEN
                                kept := kept || erased;
                            END IF;
                        END LOOP;
                    END IF;
                    IF NOT (%(sealed)s) THEN
                        kept := kept || %(fillable)s::text[];
                    END IF;
                    IF to_jsonb(OLD) - kept = to_jsonb(NEW) - kept THEN
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'This record belongs to the history: it cannot be changed or deleted. Record a correction.'
                    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
            END $body$
            """,
            function=SQL.identifier(f"{table}_append_only"),
            sealed=sealed,
            fillable=list(fillable),
            erasing=ERASING,
            erasable=list(erasable),
            bookkeeping=list(BOOKKEEPING),
        )
    )
    cr.execute(
        SQL(
            """
            DROP TRIGGER IF EXISTS append_only ON %(table)s;
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %(table)s
                FOR EACH ROW EXECUTE FUNCTION %(function)s();
            DROP TRIGGER IF EXISTS append_only_truncate ON %(table)s;
            CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %(table)s
                FOR EACH STATEMENT EXECUTE FUNCTION %(function)s();
            """,
            table=SQL.identifier(table),
            function=SQL.identifier(f"{table}_append_only"),
        )
    )


def freeze_columns(cr, table, columns):
    """Have PostgreSQL refuse another value in ``columns`` of ``table``, and DELETE and TRUNCATE: the rest goes on changing."""
    cr.execute(
        SQL(
            """
            CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $body$
            DECLARE frozen text;
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    FOREACH frozen IN ARRAY %(columns)s::text[] LOOP
                        IF to_jsonb(OLD) -> frozen IS DISTINCT FROM to_jsonb(NEW) -> frozen THEN
                            RAISE EXCEPTION 'What was adopted cannot be changed (%%).', frozen
                                USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
                        END IF;
                    END LOOP;
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'This record belongs to the history: it cannot be deleted.'
                    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
            END $body$
            """,
            function=SQL.identifier(f"{table}_frozen"),
            columns=list(columns),
        )
    )
    cr.execute(
        SQL(
            """
            DROP TRIGGER IF EXISTS frozen ON %(table)s;
            CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON %(table)s
                FOR EACH ROW EXECUTE FUNCTION %(function)s();
            DROP TRIGGER IF EXISTS frozen_truncate ON %(table)s;
            CREATE TRIGGER frozen_truncate BEFORE TRUNCATE ON %(table)s
                FOR EACH STATEMENT EXECUTE FUNCTION %(function)s();
            """,
            table=SQL.identifier(table),
            function=SQL.identifier(f"{table}_frozen"),
        )
    )
