"""What must be in place before the tables are made."""


def pre_init_hook(env):
    """Let exclusion constraints compare plain columns with ``=`` beside date ranges.

    ``btree_gist`` is a trusted extension since PostgreSQL 13: the database's owner may create it.
    """
    env.cr.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def post_init_hook(env):
    """Open the members' books of the companies that were there before; let English users read European dates."""
    env["association.book"]._open(env["res.company"].search([]))
    # 5 November is 05/11 here: in a new database the first user, and whoever that one invites, reads British English.
    env["res.lang"]._activate_lang("en_GB")
    admin = env.ref("base.user_admin")
    if admin.lang == "en_US" and not admin.login_date:
        admin.lang = "en_GB"
