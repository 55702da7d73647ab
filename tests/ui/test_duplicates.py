"""The same person twice: found, merged, parted again."""

from steps import fill, menu, open_action, press


def test_a_contact_that_is_there_twice_is_merged_and_parted_again(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_dashboard")
    menu(page, "Soci", "Duplicati")
    row = page.locator(".o_data_row", has_text="Luigi Conte")
    row.wait_for()
    assert "stesso codice fiscale" in row.inner_text()
    assert page.locator(".o_menu_brand", has_text="Associazione").count()
    row.locator("button[name=action_merge]").click()
    page.locator(".modal", has_text="Conte Luigi").wait_for()
    snap(page, "what-would-move")
    fill(page, "motive", "Iscritto due volte")
    press(page, "action_merge")
    page.locator("button[name=action_undo]").wait_for()
    assert "Iscritto due volte" in page.locator(".o_form_view").inner_text()
    snap(page, "merged")
    press(page, "action_undo")
    page.locator(".modal-footer .btn-primary").click()
    page.locator(".o_arrow_button_current", has_text="Annullata").wait_for()
    snap(page, "parted")
