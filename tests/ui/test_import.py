"""A real secretariat's spreadsheet through the wizard: verdict, import, undo."""

from pathlib import Path

from steps import download, fill, open_action, press

BOOK = Path(__file__).parents[1] / "data" / "libro_soci.xlsx"


def test_a_spreadsheet_is_checked_imported_and_taken_back(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_import_batches")
    page.click(".o_list_button_add")
    page.locator("div[name=data] input[type=file]").set_input_files(BOOK)
    page.locator("div[name=data] .o_clear_file_button").wait_for()
    press(page, "action_check")

    page.locator(".o_association_tally").wait_for()
    refused = page.locator(".o_data_row", has_text="Scartata").first
    refused.wait_for()
    assert "correggere" in page.locator("div[name=problem_ids]").inner_text()
    snap(page, "verdict")
    assert "Riga" in download(page, lambda: press(page, "action_download_verdict")).decode("utf-8-sig")

    press(page, "action_import")
    page.locator(".o_arrow_button_current", has_text="Importata").wait_for(timeout=60_000)
    snap(page, "imported")
    press(page, "action_undo_wizard")
    page.locator(".modal").wait_for()
    fill(page, "reason", "Il file era quello dell'anno scorso")
    snap(page, "undo")
    press(page, "action_undo")
    page.locator(".alert", has_text="Il file era quello dell'anno scorso").wait_for(timeout=60_000)
    snap(page, "undone")
