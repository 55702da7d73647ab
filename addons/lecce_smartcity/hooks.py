"""What must be in place before the tables are made."""


def pre_init_hook(env):
    """Let exclusion constraints compare plain columns with ``=`` beside date ranges.

    ``btree_gist`` is a trusted extension since PostgreSQL 13: the database's owner may create it.
    """
    env.cr.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def post_init_hook(env):
    """Open the members' books of the companies that were there before."""
    env["association.book"]._open(env["res.company"].search([]))
