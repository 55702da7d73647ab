"""Where a day is legal, it is a day in Italy, whatever the user's time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from odoo import fields

ROME = ZoneInfo("Europe/Rome")
UTC = ZoneInfo("UTC")


def legal_today(env) -> date:
    """Return today's date in Italy, by the clock of the transaction."""
    return legal_day(env.cr.now())


def legal_day(moment: datetime) -> date:
    """Return the date in Italy of a naive UTC datetime, as Odoo stores them."""
    return moment.replace(tzinfo=UTC).astimezone(ROME).date()


def as_of(env) -> date:
    """Return the day that the context asks about (``as_of``), or today.

    The value is what the web client sends: an ISO date.
    """
    return fields.Date.to_date(env.context.get("as_of")) or legal_today(env)
