"""A month passes: run by Odoo's shell after the secretary has prepared the assembly. It was convened in time.

What nobody can wait for in a test, the days between the notice and the assembly, is told to the clock of the transaction; the rest is
what the office does: convening, the notices of everybody on the roll, their proof.
"""

from datetime import timedelta

company = env.ref("base.main_company")  # noqa: F821 - the shell's own
secretary = env["res.users"].search([("login", "=", "segreteria")])  # noqa: F821
env = secretary.with_user(secretary).with_context(lang="it_IT", tracking_disable=True).env
meeting = env["association.meeting"].search([("company_id", "=", company.id)], limit=1)
sent = meeting.date - timedelta(days=30)
kept, env.cr._now = env.cr.now(), sent
meeting.action_convene()
for notice in meeting.sudo().notice_ids:
    notice._add_evidence("sent" if notice.channel == "email" else "delivered", sent + timedelta(hours=1), detail="prova")
env.cr._now = kept
env.cr.commit()
print("STORY", meeting.id)
