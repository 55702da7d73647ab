"""The page behind a membership card's QR code: valid or not valid, and nothing else."""

from odoo import http
from odoo.http import request

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
}


class CardVerification(http.Controller):
    @http.route(
        "/association/card/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def verify(self, token, **_ignored):
        """Say whether a card is valid today. An unknown card is answered like one that is not valid."""
        # sudo: a passer-by has no rights; the answer is one word.
        valid = request.env["association.card"].sudo()._verify_token(token)
        language = request.env["ir.http"].get_nearest_lang(request.best_lang) or "en_US"
        body = (
            request.env["ir.qweb"]
            .with_context(lang=language)
            ._render(
                "lecce_smartcity.card_verdict",
                {"valid": valid, "html_lang": language.replace("_", "-")},
                minimal_qcontext=True,
            )
        )
        return request.make_response(body, headers=[("Content-Type", "text/html; charset=utf-8"), *HEADERS.items()])
