from odoo import models


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let who may read a sitting listen to it; whoever else asks for it hears nothing."""
        sittings, others = self.env["association.sitting"]._heard_on(channels)
        return super()._build_bus_channel_list([*others, *sittings])
