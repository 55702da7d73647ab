import hashlib
import random
import re
import secrets
from contextlib import closing

from odoo import api, fields, models, sql_db
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..bylaws.meeting import polling

HIGHEST_ID = 2**31 - 1
RECEIPT_LENGTH = (8, 64)
DRAW = random.SystemRandom()
# Says that a method of the urn itself asks; no remote call can send it.
URN = object()
SHUFFLING = "association.shuffling"
# What VACUUM (VERBOSE) says of rows that an older transaction may still see.
DEAD = re.compile(r"(\d+) (?:are dead but not yet removable|dead row versions cannot be removed yet)")


def digest(token):
    """Return what is kept of a token: nobody can hand in a slip with it."""
    return hashlib.sha256(token.encode()).hexdigest()


class AssociationSlipToken(models.Model):
    """The right to hand in one slip, drawn and not used yet: the hash of a secret that only the voter's browser has."""

    _name = "association.slip.token"
    _description = "Right to Hand In a Slip"
    _log_access = False

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="cascade", index=True)
    hash = fields.Char(required=True)
    votes = fields.Integer(required=True)
    side = fields.Char()

    _once = models.Constraint("UNIQUE(hash)", "A token is drawn once.")


class AssociationSlip(models.Model):
    """One vote of a secret vote: nothing on it says whose it is, when it came or in which order. While open nobody reads it.

    A slip carries one vote: who has three hands in three, so that no weight is written on any.
    """

    _name = "association.slip"
    _description = "Slip of a Secret Vote"
    _log_access = False
    _order = "id"

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="restrict", index=True)
    content = fields.Char(required=True, help="The choice, or the paper of an election.")
    side = fields.Char()
    receipt = fields.Char(required=True, help="Chosen at random by the voter's own browser.")

    _receipt_once = models.Constraint("UNIQUE(ballot_id, receipt)", "This receipt is taken: draw another.")

    def init(self):
        """Slips come while the vote is open, change never, and are shuffled once, when it closes."""
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION association_slip_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN
                    IF current_setting(%(shuffling)s, true) = 'on' AND TG_OP IN ('INSERT', 'DELETE') THEN
                        RETURN COALESCE(NEW, OLD);
                    END IF;
                    IF TG_OP = 'INSERT' AND EXISTS (
                        SELECT 1 FROM association_ballot WHERE id = NEW.ballot_id AND state = 'open'
                    ) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'The slips of a vote are never touched.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
                END $body$
                """,
                shuffling=SHUFFLING,
            )
        )
        self.env.cr.execute(
            """
            DROP TRIGGER IF EXISTS guard ON association_slip;
            CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON association_slip
                FOR EACH ROW EXECUTE FUNCTION association_slip_guard();
            DROP TRIGGER IF EXISTS guard_truncate ON association_slip;
            CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON association_slip
                FOR EACH STATEMENT EXECUTE FUNCTION association_slip_guard();
            """
        )

    # --- nobody reads ---

    def _search(self, *args, **kwargs):
        """Not even elevated code looks for slips: ``ballot._published`` shows them once the vote is closed."""
        self._check_urn()
        return super()._search(*args, **kwargs)

    def _fetch_query(self, query, fields):
        """As ``_search``."""
        self._check_urn()
        return super()._fetch_query(query, fields)

    @api.model_create_multi
    def create(self, vals_list):
        """Slips are handed in with a token."""
        raise AccessError(self.env["association.wording"]._meeting_refusal("slip_closed"))

    def write(self, vals):
        """Slips never change."""
        raise AccessError(self.env["association.wording"]._meeting_refusal("slip_closed"))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env["association.wording"]._meeting_refusal("slip_closed"))

    def _check_urn(self):
        if self.env.context.get("slip_urn") is not URN:
            raise AccessError(self.env["association.wording"]._meeting_refusal("slip_closed"))

    # --- step B ---

    @api.model
    def _drop(self, token, choice, receipt):
        """Hand in a slip: who holds ``token`` is not known, and this transaction holds nothing else.

        :param token: what ``ballot._draw_token`` gave, in a transaction before
        :param choice: one of ``polling.SECRET``, or the paper of an election
        :param receipt: a random text that the voter's browser chose, or a list of them, one for each vote
        :return: the receipts, with which the voter finds the slips in the published list
        :raises UserError: the token is not known (never drawn, or used), the vote is closed, the choice is not one
        """
        receipts = [receipt] if isinstance(receipt, str) else list(receipt)
        found = digest(token or "")
        rows = self.env.execute_query(SQL("SELECT ballot_id FROM association_slip_token WHERE hash = %s", found))
        if not rows:
            return self._handed_in_before(receipts)
        # sudo: an anonymous request; the token is the right to hand in one slip
        ballot = self.env["association.ballot"].sudo().browse(rows[0][0])
        ballot._lock_open()  # before the token, as whoever closes the vote does: the two never wait for each other
        rows = self.env.execute_query(
            SQL("DELETE FROM association_slip_token WHERE hash = %s RETURNING ballot_id, votes, side", found)
        )
        ballot_id, votes, side = rows[0]
        self._check_receipts(receipts, votes)
        content = ballot._slip_content(choice)
        for one in receipts:
            self._put(ballot_id, content, side, one)
        return receipts

    def _check_receipts(self, receipts, votes):
        wording = self.env["association.wording"]
        shortest, longest = RECEIPT_LENGTH
        if len(receipts) != votes or len(set(receipts)) != votes:
            raise UserError(wording._meeting_refusal("slip_receipts", votes=votes))
        if any(not isinstance(one, str) or not shortest <= len(one) <= longest for one in receipts):
            raise UserError(wording._meeting_refusal("slip_receipt_short", shortest=shortest, longest=longest))

    def _handed_in_before(self, receipts):
        """Return the receipts of a slip that is in the box already: the answer to it was lost on the way. Else refuse."""
        found = self.env.execute_query(SQL("SELECT count(*) FROM association_slip WHERE receipt = ANY(%s)", receipts))
        if receipts and found[0][0] == len(receipts):
            return receipts
        raise UserError(self.env["association.wording"]._meeting_refusal("slip_token_unknown"))

    def _put(self, ballot_id, content, side, receipt):
        """Insert one slip under a random number: its id tells nothing of when it came."""
        for _attempt in range(10):
            rows = self.env.execute_query(
                SQL(
                    """INSERT INTO association_slip (id, ballot_id, content, side, receipt) VALUES (%s, %s, %s, %s, %s)
                       ON CONFLICT DO NOTHING RETURNING id""",
                    DRAW.randint(1, HIGHEST_ID), ballot_id, content, side, receipt,
                )
            )  # fmt: skip
            if rows:
                return
        raise UserError(self.env["association.wording"]._meeting_refusal("slip_receipt_taken"))


class AssociationBallot(models.Model):
    """The urn of a secret vote: drawing a token, shuffling at the close, publishing."""

    _inherit = "association.ballot"

    unredeemed = fields.Integer(string="Slips never handed in", readonly=True, copy=False)
    is_clean = fields.Boolean(
        string="Traces removed", readonly=True, copy=False,
        help="After the close the database has thrown away the rows that the shuffled slips replaced.",
    )  # fmt: skip

    # --- step A ---

    def _draw_token(self, roll, holder=None):
        """Mark the voter ``roll`` and return the token with which one slip can be handed in, once, by anybody.

        The caller knows who asks. Who comes back before the slip was handed in gets a new token, and the old one is worth nothing.
        The slip itself is handed in by another, anonymous transaction: ``association.slip._drop``.

        :param holder: the roll line of who asks
        :raises UserError: with why there is no vote to cast
        """
        self.ensure_one()
        if not self.is_secret:
            raise UserError(self._refusal("vote_not_secret"))
        voter, votes, side, is_remote, channel, old = self._lock_voter(roll, holder, taken_again=True)
        self._check_device(is_remote)
        if channel == "paper":
            raise UserError(self._refusal("vote_cast_already", who=roll.display_name))
        if channel == "device":
            gone = self.env.execute_query(SQL("DELETE FROM association_slip_token WHERE hash = %s RETURNING id", old))
            if not gone:
                raise UserError(self._refusal("vote_cast_already", who=roll.display_name))
        token = secrets.token_urlsafe(32)
        self.env.cr.execute(
            SQL(
                "INSERT INTO association_slip_token (ballot_id, hash, votes, side) VALUES (%s, %s, %s, %s)",
                self.id, digest(token), votes, side,
            )
        )  # fmt: skip
        self._mark_voter(voter, "device", digest(token))
        return token

    def _slip_content(self, choice):
        """Return what is written on the slip. :raises UserError: the choice is none of the options"""
        if choice not in polling.SECRET:
            raise UserError(self._refusal("vote_choice_unknown", choice=choice))
        return choice

    # --- closing ---

    def _empty_urn(self):
        """Shuffle the slips: rewritten in one go, in random order, under new random numbers. Tokens and what led to them go.

        Who drew a token and never handed the slip in has not voted: the mark is taken back, and how many there were is kept.
        """
        self.ensure_one()
        cr = self.env.cr
        cr.execute(SQL("SELECT set_config(%s, 'on', true)", SHUFFLING))
        slips = self.env.execute_query(
            SQL("DELETE FROM association_slip WHERE ballot_id = %s RETURNING content, side, receipt", self.id)
        )
        DRAW.shuffle(slips)
        numbers = set()
        while len(numbers) < len(slips):
            numbers.add(DRAW.randint(1, HIGHEST_ID))
        taken = self.env.execute_query(SQL("SELECT id FROM association_slip WHERE id = ANY(%s)", list(numbers)))
        numbers -= {number for (number,) in taken}
        while len(numbers) < len(slips):
            numbers.add(DRAW.randint(1, HIGHEST_ID))
        ids = list(numbers)
        DRAW.shuffle(ids)
        for number, (content, side, receipt) in zip(ids, slips, strict=True):
            cr.execute(
                SQL(
                    "INSERT INTO association_slip (id, ballot_id, content, side, receipt) VALUES (%s, %s, %s, %s, %s)",
                    number, self.id, content, side, receipt,
                )
            )  # fmt: skip
        cr.execute(SQL("SELECT set_config(%s, '', true)", SHUFFLING))
        left = self._forget_tokens()
        self.env.ref("lecce_smartcity.ir_cron_ballots").sudo()._trigger()  # sudo: the job that tidies the tables
        return {"unredeemed": left, "is_clean": False}

    def _forget_tokens(self):
        """Delete the tokens, unmark who never used theirs, and return how many they were."""
        left = self.env.execute_query(SQL("DELETE FROM association_slip_token WHERE ballot_id = %s RETURNING hash", self.id))
        hashes = [found for (found,) in left]
        self.env.cr.execute(
            SQL(
                """UPDATE association_ballot_voter
                      SET token_hash = NULL, is_marked = is_marked AND NOT COALESCE(token_hash = ANY(%s), FALSE)
                    WHERE ballot_id = %s""",
                hashes, self.id,
            )
        )  # fmt: skip
        self.env["association.ballot.voter"].invalidate_model(["token_hash", "is_marked"])
        return len(hashes)

    # --- counting and publishing ---

    def _slips(self):
        """Return ``[(content, side, receipt)]`` of a closed vote, in the order of the shuffled numbers.

        :raises UserError: the vote is not closed
        """
        self.ensure_one()
        if self.state not in ("closed", "proclaimed", "annulled"):
            raise UserError(self._refusal("slip_closed"))
        return self.env.execute_query(
            SQL("SELECT content, side, receipt FROM association_slip WHERE ballot_id = %s ORDER BY id", self.id)
        )

    def published_slips(self):
        """Return the list that every voter looks into after the close: ``{slips: [{receipt, choice}], papers, receipts}``.

        Of an election the papers and the receipts are two lists, each in its own order: a ranking may be as good as a signature.
        """
        self.ensure_one()
        self.check_access("read")
        if self.state not in ("closed", "proclaimed"):
            raise UserError(self._refusal("slip_closed"))
        slips = self._slips()
        if self.method == "election":
            return {
                "slips": [],
                "papers": polling.papers(content for content, _side, _receipt in slips).splitlines(),
                "receipts": sorted(receipt for _content, _side, receipt in slips),
            }
        listed = [{"receipt": receipt, "choice": content} for content, _side, receipt in slips]
        return {"slips": sorted(listed, key=lambda one: one["receipt"]), "papers": [], "receipts": []}

    # --- the job ---

    @api.model
    def _cron_ballots(self):
        """Throw away what the shuffled slips replaced, and close written consultations whose time is over."""
        self._close_due()
        self._clean()

    @api.model
    def _close_due(self):
        now = self._now()
        due = self.search([("state", "=", "open"), ("closes_at", "!=", False), ("closes_at", "<=", now)])
        due.filtered(lambda ballot: ballot.meeting_id.mode == "written").action_close()

    @api.model
    def _clean(self):
        """Have PostgreSQL remove dead rows of secret votes that are over; told on the vote when it is done."""
        over = [("state", "in", ("closed", "proclaimed", "annulled")), ("closed_at", "!=", False)]
        closed = self.search([("is_secret", "=", True), ("is_clean", "=", False), *over])
        if closed and self._vacuum():
            closed._step({"is_clean": True})

    @api.model
    def _vacuum(self):
        """VACUUM the tables of the urn, and tell whether no dead row is left.

        PostgreSQL runs it outside transactions alone, hence on its own connection. A transaction that is older than the close (a
        long report, a backup) keeps dead rows alive: the job then comes back.
        """
        with closing(sql_db.db_connect(self.env.cr.dbname).cursor()) as cr:
            connection = cr.connection
            connection.rollback()
            connection.set_session(autocommit=True)
            del connection.notices[:]
            try:
                for table in ("association_slip", "association_slip_token", "association_ballot_voter"):
                    cr.execute(SQL("VACUUM (VERBOSE) %s", SQL.identifier(table)))
                told = " ".join(connection.notices)
            finally:
                connection.set_session(autocommit=False)
        return not any(int(number) for number in DEAD.findall(told))
