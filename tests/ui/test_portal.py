"""The member's own page."""

from steps import download


def test_a_member_reads_the_own_position_takes_a_statement_and_withdraws_a_consent(page_of, snap):
    page = page_of("socio")
    page.goto("/my")
    page.get_by_text("Iscrizione", exact=True).first.click()
    page.get_by_text("Numero nel libro degli associati").wait_for()
    text = page.locator("#wrap").inner_text()
    for words in ("Chiara Miglietta", "Con diritto di voto", "14 ottobre 2015", "Consiglio direttivo n. 3/2015"):
        assert words in text
    snap(page, "membership")
    assert download(page, lambda: page.get_by_text("Attestazione di iscrizione").click()).startswith(b"%PDF")
    page.locator("button", has_text="Revoca").first.click()
    page.get_by_text("Il tuo consenso è stato revocato").wait_for()
    snap(page, "consent-withdrawn")
