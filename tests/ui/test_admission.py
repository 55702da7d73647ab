"""From an application on paper to a member with a number and a letter."""

from datetime import date

from steps import choose, download, fill, open_action, press


def test_an_application_on_paper_becomes_a_member_with_a_letter(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_applications")
    page.click(".o-kanban-button-new")
    choose(page, "partner_id", "Livia Fersini", "Crea")
    choose(page, "legal_form_id", "Persona fisica")
    choose(page, "category_id", "Ordinario")
    fill(page, "codice_fiscale", "FRSLVI85D52E506O")
    fill(page, "birth_date", "12/04/1985")
    page.click(".o_form_button_save")

    missing = page.locator(".alert-warning", has_text="Mancano ancora")
    missing.wait_for()
    assert "Documento d'identità" in missing.inner_text()
    snap(page, "what-is-missing")
    press(page, "action_review")
    page.click(".nav-link[name=check_list]")
    page.locator(".o_data_row", has_text="Documento d'identità").locator("td[name=seen]").click()
    box = page.locator(".o_data_row.o_selected_row td[name=seen] input")
    box.wait_for()
    for _attempt in range(10):  # the click that opens the row may tick it too, a moment later
        page.wait_for_timeout(300)
        if box.is_checked():
            break
        box.click()
    assert box.is_checked()
    fill(page, "privacy_acknowledged_on", f"{date.today():%d/%m/%Y}")
    page.click(".o_form_button_save")
    missing.wait_for(state="hidden")
    press(page, "action_to_decide")

    press(page, "action_decide")
    page.locator(".modal").wait_for()
    fill(page, "resolution", "Consiglio direttivo n. 7/2026")
    snap(page, "decision")
    press(page, "action_confirm")
    page.locator(".o_arrow_button_current", has_text="Accolta").wait_for()
    snap(page, "admitted")
    assert download(page, lambda: press(page, "action_print_letter")).startswith(b"%PDF")

    open_action(page, "action_members")
    row = page.locator(".o_data_row", has_text="Livia Fersini")
    row.wait_for()
    assert "Ordinario" in row.inner_text()
