"""A person asks to be forgotten: what goes, what the law makes stay, and the book still holds."""

from steps import open_action, open_row, press


def test_an_erasure_takes_the_contact_data_and_leaves_the_book_valid(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_privacy_requests")
    open_row(page, "Antonio Negro")
    page.locator("div[name=identity_method] input").click()
    page.locator(".o_select_menu_item", has_text="Documento").first.click()
    press(page, "action_verify_identity")
    page.locator(".o_arrow_button_current", has_text="In lavorazione").wait_for()
    page.locator("button[name=action_erase]").click()
    wizard = page.locator(".modal", has_text="Si conserva, e perché")
    wizard.wait_for()
    assert "Libro degli associati" in wizard.inner_text()
    snap(page, "what-goes-and-what-stays")
    press(page, "action_erase")
    page.locator(".modal", has_text="non si può recuperare").locator(".btn-primary").click()
    page.locator(".alert-success", has_text="non si trovano più").wait_for()
    snap(page, "erased")

    open_action(page, "action_members")
    page.locator(".o_searchview_facet .o_facet_remove").first.click()
    open_row(page, "Antonio Negro")
    assert "negro@example.org" not in page.locator(".o_form_view").inner_text()
    open_action(page, "action_books")
    page.locator("button[name=action_verify]").first.click()
    page.locator(".o_notification", has_text="numeri, sigilli e punti di controllo concordano").wait_for()
    snap(page, "book")
