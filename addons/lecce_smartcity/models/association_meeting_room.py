from odoo import models

ROOM_CHANGED = "association.room/changed"


class AssociationMeetingRoom(models.Model):
    """The meeting room of a sitting: who looks at it is told that something changed, and asks what."""

    _name = "association.sitting"
    _inherit = ["association.sitting", "bus.listener.mixin"]

    def _announce(self, what):
        """Tell the consoles and the projector of these sittings that they are out of date, once this transaction is committed.

        ``what`` says why, for who reads the code: it is not sent, and neither is anything else. A message that told what changed
        would have to be kept from those who may not know it, and one for each secret vote would tell when it was cast: secret
        casts are not announced.
        """
        for sitting in self:
            sitting._bus_send(ROOM_CHANGED, {"sitting": sitting.id})
