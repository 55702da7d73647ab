"""What the story needs on personal data: a notice, consents, requests to answer, contacts that are there twice."""

from datetime import timedelta

PHOTOS, NEWSLETTER = "lecce_smartcity.consent_purpose_photos", "lecce_smartcity.consent_purpose_newsletter"
# name of the member, days since the request, right, what is asked, in which state
REQUESTS = (
    ("Teresa Ingrosso", 22, "access", "Quali dati avete su di me, e da chi li avete avuti?", "in_progress"),
    ("Antonio Negro", 9, "erasure", "Non sono più socio dal 2018: cancellate i miei recapiti.", "received"),
    ("Luigi Conte", 400, "portability", "Copia dei miei dati in formato elettronico.", "answered"),
)
# name as it came in a second time, name of the member whose it is, what else the second contact says
TWICE = (
    ("Greco Serena", "Serena Greco", {"email": "serena.greco@example.org", "phone": "+39 0832 000117"}),
    ("Conte Luigi", "Luigi Conte", {"phone": "+39 0832 000118"}),
)


def tell(env, company, today):
    """Tell it for ``company``; ``env`` is the story's."""
    notice = env["association.privacy.notice"]._draft_for(company)
    notice.write({"date_from": "2018-05-25", "published": True})
    members = {
        member.partner_id.name: member
        for member in env["association.member"].search([("company_id", "=", company.id)])
        if member.partner_id.legal_form_id.is_natural_person
    }
    people = {name: member.partner_id for name, member in members.items()}
    _consents(env, company, notice, members)
    _requests(env, company, today, people)
    for name, known, vals in TWICE:
        partner = people[known]
        shared = {field: partner[field] for field in ("codice_fiscale", "birth_date", "city")}
        env["res.partner"].create({"name": name, "legal_form_id": partner.legal_form_id.id, **shared, **vals})


def _consents(env, company, notice, members):
    photos, newsletter = env.ref(PHOTOS), env.ref(NEWSLETTER)
    consents = env["association.consent"]
    for place, name in enumerate(sorted(members)):
        purposes = (newsletter | photos, newsletter, photos.browse())[place % 3]
        agreed = max(members[name].member_since or notice.date_from, notice.date_from)
        consents |= consents._give(members[name].partner_id, purposes, company, notice, on=agreed)
    consents.filtered(lambda one: one.purpose_id == photos)[:2]._withdraw(source="email")


def _requests(env, company, today, people):
    for name, days, kind, details, state in REQUESTS:
        received = today - timedelta(days=days)
        vals = {
            "company_id": company.id,
            "partner_id": people[name].id,
            "kind": kind,
            "received_on": received,
            "details": details,
        }
        if state != "received":
            vals |= {
                "state": state,
                "identity_method": "document",
                "identity_verified_on": received + timedelta(days=2),
                "identity_verified_by_id": company._association_secretary().id,
            }
        if state == "answered":
            vals |= {"outcome": "granted", "answered_on": received + timedelta(days=12)}
        env["association.privacy.request"].create(vals)
