from contextlib import ExitStack, contextmanager
from datetime import timedelta

from odoo.exceptions import UserError

from .meeting_common import MeetingCommon


class VoteCommon(MeetingCommon):
    """An assembly that sits: members “Socio 1” … present in the hall, on the line or by proxy."""

    def gather(self, meeting, present, remote=0, proxies=(), minutes=10):
        """Open the first call with “Socio 1” … ``present`` there, the last ``remote`` of them on the line.

        :param proxies: (principal, holder) by number, given before
        """
        sitting = meeting.sitting_ids.filtered(lambda one: one.call == "first")
        self.move_clock(sitting.starts_at - timedelta(days=1))
        for principal, holder in proxies:
            self.env["association.proxy"]._give(meeting, self.socio(meeting, principal), self.socio(meeting, holder))
        self.move_clock(sitting.starts_at)
        numbers = range(1, present + 1)
        sitting._check_in(self.socios(meeting, numbers[: present - remote]))
        if remote:
            sitting._check_in(self.socios(meeting, numbers[present - remote :]), kind="remote", identification="video")
        self.move_clock(sitting.starts_at + timedelta(minutes=minutes))
        sitting.action_open()
        return sitting

    def move_clock(self, at):
        """From now on the transaction's clock says ``at``."""
        stack = ExitStack()
        stack.enter_context(self._clock(at))
        self.addCleanup(stack.close)

    def socio(self, meeting, number):
        return self.line(meeting, f"Socio {number}")

    def socios(self, meeting, numbers):
        return meeting.roll_ids.browse([self.socio(meeting, number).id for number in numbers])

    def opened(self, item, **vals):
        """A vote on ``item``, open."""
        ballot = item._call_vote(**vals)
        ballot.action_open()
        return ballot

    def cast(self, ballot, choices):
        """By name: ``{"favour": range(1, 6)}``."""
        for choice, numbers in choices.items():
            for number in numbers:
                ballot._cast(self.socio(ballot.meeting_id, number), choice, "console")

    def count(self, ballot, first, second=None):
        """Two tellers count the hall."""
        ballot.with_user(self.secretary).enter_count(first)
        ballot.with_user(self.auditor).enter_count(first if second is None else second)

    def drop(self, ballot, number, choice, receipt=None, holder=None):
        """Both steps of a secret vote, one after the other."""
        meeting = ballot.meeting_id
        token = ballot._draw_token(self.socio(meeting, number), holder and self.socio(meeting, holder))
        return self.env["association.slip"]._drop(token, choice, receipt or f"ricevuta-{ballot.id}-{number}")

    @contextmanager
    def refused(self, words):
        """Refused with a sentence that has these words."""
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            yield

    def tally(self, ballot):
        """``{choice: votes}`` of a closed vote, without the zeros."""
        return {choice: number for choice, number in ballot.verdict["tally"].items() if number}
