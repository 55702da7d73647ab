"""The secretariat's day in the browser, in Italian and in English."""

import pytest
from steps import open_action


@pytest.mark.parametrize("login", ["segreteria", "tesoreria", "consigliere", "revisore", "amministratore"])
def test_every_role_opens_the_dashboard_and_the_members(page_of, snap, login):
    page = page_of(login)
    open_action(page, "action_dashboard")
    snap(page, "dashboard")
    open_action(page, "action_members")
    page.wait_for_selector(".o_data_row, .o_kanban_record")
    snap(page, "members")


def test_the_secretariat_finds_a_member_by_name_and_reads_the_history(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_members")
    search = page.locator(".o_searchview_input")
    search.fill("petrelli")
    search.press("Enter")
    page.locator(".o_searchview_facet", has_text="petrelli").wait_for()
    page.locator(".o_data_row", has_text="Petrelli").first.locator("td").nth(2).click()
    page.wait_for_selector(".o_form_view")
    assert "Petrelli" in page.locator(".o_form_view").inner_text()
    snap(page, "member")


def test_the_auditor_is_offered_no_way_to_record(page_of):
    page = page_of("revisore")
    open_action(page, "action_members")
    page.locator(".o_data_row td").nth(2).click()
    page.wait_for_selector(".o_form_view")
    assert page.locator("button[name=action_record_event]").count() == 0
    assert page.locator(".o_form_button_create").count() == 0


def test_italian_users_read_italian(page_of):
    page = page_of("segreteria")
    open_action(page, "action_members")
    text = page.locator("body").inner_text()
    assert "Soci" in text or "Associati" in text
    for english in ("Members", "Record an event", "Former"):
        assert english not in text
