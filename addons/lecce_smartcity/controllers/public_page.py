"""What the public pages have in common: which association, which language, which headers."""

from werkzeug.exceptions import NotFound

from odoo.http import request

HEADERS = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def in_language_asked(lang):
    """Return a redirection to this page in the language of ``?lang=it``; ``None`` when there is nothing to do."""
    code = lang and request.env["ir.http"].get_nearest_lang(lang)
    if not code:
        return None
    query = {key: value for key, value in request.httprequest.args.items() if key != "lang"}
    path = request.env["ir.http"]._url_lang(request.httprequest.path, lang_code=code)
    response = request.redirect_query(path, query)
    response.set_cookie("frontend_lang", code)
    return response


def open_association(company_id):
    """Return the association of that id if its form is open, elevated: a visitor reads its name and addresses.

    :raises NotFound: no such association, or its form is closed
    """
    company_sudo = request.env["res.company"].sudo()._taking_applications()
    company_sudo = company_sudo.filtered(lambda company: company.id == company_id)
    if not company_sudo:
        raise NotFound()
    return company_sudo


def page(template, values, status=200):
    """Render a public page that nobody may frame."""
    response = request.render(template, values, headers=dict(HEADERS))
    response.status_code = status
    return response


def association_lines(company_sudo):
    """Return the association's seat in one line."""
    seat = [company_sudo.street, company_sudo.street2]
    town = " ".join(filter(None, [company_sudo.zip, company_sudo.city]))
    if town and company_sudo.state_id:
        town = f"{town} ({company_sudo.state_id.code})"
    return ", ".join(filter(None, [*seat, town]))
