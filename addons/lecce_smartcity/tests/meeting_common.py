from contextlib import contextmanager
from datetime import datetime, timedelta

from odoo import Command

from .bodies_common import BodiesCommon
from .statute_common import StatuteCommon

# What the statute of these tests says on meetings: (code, value, key of the article).
RULES = (
    ("notice.ordinary", "15 days", "assembly"),
    ("notice.extraordinary", "20 days", "assembly"),
    ("notice.urgent", "5 days", "assembly"),
    ("notice.board", "5 days", "bodies"),
    ("notice.board.urgent", "24 hours", "bodies"),
    ("second_call.gap", "24 hours", "assembly"),
    ("majority.board", ">1/2", "bodies"),
    ("quorum.board", ">1/2", "bodies"),
)


class MeetingCommon(StatuteCommon, BodiesCommon):
    """Assemblies and boards of an association with a statute: an ETS, or a recognised one.

    ``self._assembly(members=20, items=[("accounts", "Bilancio 2025")])`` is a convened assembly of 20 members; lines of its roll
    are found by name (``self.line(meeting, "Socio 3")``). The board has two directors in office, who are no members, and
    the control body one.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assembly_body = cls.env["association.body"].create(
            {"name": "Assemblea", "kind": "assembly", "company_id": cls.company.id, "state": "confirmed"}
        )
        cls.enact(cls.make_statute(rules=RULES), "2024-04-01")
        cls.president = cls.make_partner("Piera Presta", email="piera@example.com")
        cls.director = cls.make_partner("Dario Direttore", email="dario@example.com")
        cls.reviewer = cls.make_partner("Rita Revisora", email="rita@example.com")
        cls.name_on(cls.seats[0], cls.president, "2024-05-01", accepted="2024-05-01")
        cls.name_on(cls.seats[1], cls.director, "2024-05-01", accepted="2024-05-01")
        cls.name_on(cls.president_seat, cls.president, "2024-05-01", accepted="2024-05-01")
        cls.name_on(cls.control.seat_ids, cls.reviewer, "2024-05-01", accepted="2024-05-01")

    @classmethod
    def make_recognised(cls):
        """The association is a recognised one from 2015 on, no ETS."""
        regimes = cls.company.association_regime_ids
        regimes.write({"regime": "recognised"})

    @classmethod
    def make_crowd(cls, count, name="Socio", on="2020-01-10"):
        """``count`` members named “Socio 1” …, with addresses."""
        return cls.env["association.member"].union(
            *[
                cls.make_member(
                    partner=cls.make_partner(f"{name} {index}", email=f"{name}{index}@example.com".lower()), on=on
                )
                for index in range(1, count + 1)
            ]
        )

    @classmethod
    def _meeting(cls, body=None, items=(("ordinary", "Relazione"),), on=None, second=None, user=None, **vals):
        """A meeting being prepared.

        :param items: (matter, subject) or dictionaries of values
        :param on: first call, naive UTC; in thirty days when omitted
        :param second: how long after it the second call is, a ``timedelta``; False for none; a day and an hour when omitted
            (an assembly)
        """
        body = body or cls.assembly_body
        on = on or (datetime.now() + timedelta(days=30)).replace(hour=15, minute=0, second=0, microsecond=0)
        if second is None:
            second = timedelta(days=1, hours=1) if body.kind == "assembly" else False
        calls = [Command.create({"call": "first", "starts_at": on})]
        if second:
            calls.append(Command.create({"call": "second", "starts_at": on + second}))
        points = [item if isinstance(item, dict) else {"matter": item[0], "name": item[1]} for item in items]
        values = {
            "body_id": body.id,
            "place": "Sala consiliare, Lecce",
            "link": "https://meet.example.com/assemblea",
            "convener_id": cls.president.id,
            "sitting_ids": calls,
            "item_ids": [Command.create({"sequence": 10 * place, **vals}) for place, vals in enumerate(points, 1)],
            **vals,
        }
        return cls.env["association.meeting"].with_user(user or cls.secretary).create(values)

    @classmethod
    def _assembly(cls, members=5, items=(("ordinary", "Relazione"),), convened=True, before=timedelta(days=25), **vals):
        """An assembly of ``members`` new members (or of those there are: 0), convened ``before`` its first call."""
        cls.make_crowd(members)
        meeting = cls._meeting(items=items, **vals)
        return cls._convene(meeting, before) if convened else meeting

    @classmethod
    def _board(cls, items=(("ordinary", "Relazione"),), convened=True, before=timedelta(days=10), **vals):
        """A meeting of the board, convened ``before`` its call."""
        meeting = cls._meeting(cls.board_body, items=items, **vals)
        return cls._convene(meeting, before) if convened else meeting

    @classmethod
    def _convene(cls, meeting, before=timedelta(days=25)):
        with cls._clock(meeting.date - before):
            meeting.action_convene()
        return meeting

    @classmethod
    @contextmanager
    def _clock(cls, at):
        """The transaction's clock (``env.cr.now()``) says ``at``, naive UTC, inside."""
        cursor = cls.env.cr
        kept, cursor._now = cursor._now, at
        try:
            yield
        finally:
            cursor._now = kept

    @staticmethod
    def line(meeting, name):
        """The line of the roll with that name."""
        return meeting.roll_ids.filtered(lambda line: line.name == name)
