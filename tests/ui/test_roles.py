"""What each role sees of the office, in Italian: all of it to read, and no button that is not theirs."""

import pytest
from steps import open_action, open_row

# login → what its menus offer, and what they do not
ROLES = {
    "tesoreria": ({"Soci", "Libri sociali"}, {"Configurazione"}),
    "consigliere": ({"Soci", "Libri sociali"}, {"Configurazione"}),
    "revisore": ({"Soci", "Libri sociali"}, {"Configurazione"}),
}
# Buttons that write.
WRITES = "action_record_event", "action_decide", "action_to_decide", "action_erase", "action_undo", "action_import"


@pytest.mark.parametrize("login", ROLES)
def test_a_reader_finds_members_history_and_books_and_nothing_to_press(page_of, snap, login):
    offered, withheld = ROLES[login]
    page = page_of(login)
    open_action(page, "action_dashboard")
    menus = set(page.locator(".o_menu_sections > *").all_inner_texts())
    assert offered <= menus
    assert not withheld & menus
    snap(page, "dashboard")

    open_action(page, "action_members")
    assert page.locator(".o_list_button_add").count() == 0
    open_row(page, "Antonella Quarta")
    text = page.locator(".o_form_view").inner_text()
    assert "Con diritto di voto" in text
    assert "Atto costitutivo del 25 maggio 2015" in text
    snap(page, "member")
    for name in WRITES:
        assert page.locator(f"button[name={name}]:visible").count() == 0, name

    open_action(page, "action_applications")
    page.locator(".o_kanban_record", has_text="Sara Elia").wait_for()
    assert page.locator(".o-kanban-button-new").count() == 0
    open_row(page, "Sara Elia")
    for name in WRITES:
        assert page.locator(f"button[name={name}]:visible").count() == 0, name
    snap(page, "application")

    open_action(page, "action_book_entries")
    assert "Sigillata" in page.locator(".o_list_view").inner_text()
    snap(page, "book")
