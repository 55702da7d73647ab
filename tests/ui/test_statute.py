"""A statute comes in as pasted text, its rules are confirmed with the keyboard, versions are compared, a first one is drawn up."""

from pathlib import Path

from steps import download, open_action, press

STATUTE = Path(__file__).parents[1] / "data" / "statutes" / "notarile.txt"


def test_a_public_statute_pasted_as_text_becomes_a_version_with_its_rules_confirmed(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_statutes")
    page.locator(".o_control_panel button", has_text="Incolla").click()
    page.locator(".o_statute_paste textarea").fill(STATUTE.read_text(encoding="utf-8"))
    press(page, "action_read")
    page.locator(".o_statute_preview").wait_for()
    assert "14 articoli" in page.locator(".modal").inner_text()
    snap(page, "preview")
    press(page, "action_create")

    page.locator(".o_proposals_desk").wait_for()
    assert "tre quarti" not in page.locator(".o_proposals_text mark").inner_text()
    snap(page, "desk")
    waiting = page.locator(".o_proposal_proposed")
    before = waiting.count()
    page.locator(".o_control_panel .btn-primary").click()
    page.wait_for_function("count => document.querySelectorAll('.o_proposal_proposed').length < count", arg=before)
    for _answer in range(before):
        here = page.locator(".o_proposal_here.o_proposal_proposed")
        if not here.count():
            break
        # What the law does not allow cannot be confirmed: it is dismissed.
        page.keyboard.press("x" if here.locator(".o_proposal_problem").count() else "Enter")
        page.wait_for_timeout(300)
    assert waiting.count() == 0
    snap(page, "settled")
    page.locator(".o_control_panel .btn-primary").click()
    page.locator(".o_form_view .o_statute_reading").wait_for()
    assert "ESERCIZIO" in page.locator(".o_statute_reading").inner_text()
    assert page.locator(".o_statute_note").count() > 5
    snap(page, "version")


def test_an_amendment_is_compared_word_by_word_and_printed(page_of, snap):
    page = page_of("consigliere")
    open_action(page, "action_statutes")
    page.locator(".o_data_row", has_text="Bozza").last.locator("td").nth(1).click()  # the story's: older than what tests add
    page.locator("button[name=action_compare]").click()
    page.locator(".o_statute_comparison").wait_for()
    assert "quindici" in page.locator(".o_statute_del").all_inner_texts()
    assert "dieci" in page.locator(".o_statute_ins").all_inner_texts()
    snap(page, "comparison")
    assert download(page, lambda: press(page, "action_print")).startswith(b"%PDF-")


def test_a_dozen_questions_make_a_first_statute(page_of, snap):
    page = page_of("segreteria")
    open_action(page, "action_statute_questionnaire", ".o_questionnaire_page")
    pages = page.locator(".o_questionnaire_pages button")
    assert len(set(pages.all_inner_texts())) == pages.count() == 6
    snap(page, "first page")
    pages.nth(2).click()
    seats = page.locator("#question_municipality_seats")
    seats.fill("6")
    seats.press("Tab")
    page.locator(".o_question_warning", has_text="controllo pubblico").wait_for()
    snap(page, "warning")
    seats.fill("2")
    seats.press("Tab")
    page.locator(".o_question_warning").wait_for(state="detached")
    page.locator(".o_questionnaire_buttons button").last.click()
    page.locator(".o_form_view .o_statute_reading").wait_for()
    assert "Lecce Smart City" in page.locator(".o_statute_reading").inner_text()
    snap(page, "draft")


def test_the_rules_in_force_are_found_by_their_words(page_of, snap):
    page = page_of("revisore")
    open_action(page, "action_rulings")
    page.locator(".o_data_row").first.wait_for()
    search = page.locator(".o_searchview_input")
    search.fill("preavviso dell")
    search.press("Enter")
    row = page.locator(".o_data_row", has_text="Preavviso dell’assemblea ordinaria")
    row.wait_for()
    assert "15 giorni" in row.inner_text() and "Statuto" in row.inner_text()
    row.locator("td").nth(1).click()
    page.locator(".o_form_view").wait_for()
    snap(page, "rule")


def test_a_member_reads_the_statute_in_force_in_the_portal(page_of, snap):
    page = page_of("socio")
    page.goto("/my/association/statute")
    page.locator(".o_statute_reading").wait_for()
    text = page.locator(".o_statute_reading").inner_text()
    assert "quindici giorni prima" in text and "dieci giorni prima della data" not in text
    snap(page, "portal")
