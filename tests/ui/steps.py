"""What journeys have in common: opening screens, filling in fields."""

# What shows that each screen has its content.
CONTENT = ".o_association_board, .o_data_row, .o_kanban_record, .o_nocontent_help, .o_form_view"


def open_action(page, name, content=CONTENT):
    """Open an action of the office by its name and wait for its content."""
    page.goto(f"/odoo/action-lecce_smartcity.{name}")
    page.locator(content).first.wait_for()


def menu(page, section, entry):
    """Choose an entry of the menus, as people do."""
    page.locator(".o_menu_sections").get_by_text(section, exact=True).click()
    page.locator(".o-dropdown--menu").get_by_text(entry, exact=True).click()


def open_row(page, text):
    """Open the record of the list's row, or of the kanban's card, that has ``text``."""
    page.locator(".o_data_row, .o_kanban_record", has_text=text).first.wait_for()
    row = page.locator(".o_data_row", has_text=text)
    (row.first.locator("td").nth(2) if row.count() else page.locator(".o_kanban_record", has_text=text).first).click()
    page.wait_for_selector(".o_form_view")


def fill(page, field, value):
    """Write ``value`` in a field of the form, or of the dialog that is open."""
    box = _scope(page).locator(f"div[name={field}]").first
    box.locator("input, textarea").first.fill(value)


def choose(page, field, text, offered=None):
    """Look ``text`` up in a field that points to another record, and take the one ``offered``."""
    _scope(page).locator(f"div[name={field}] input").first.fill(text)
    page.locator(".o-autocomplete--dropdown-item", has_text=offered or text).first.click()
    page.locator(".o-autocomplete--dropdown-menu").wait_for(state="hidden")


def press(page, name):
    """Press the button of the form or of the dialog that calls the method ``name``."""
    _scope(page).locator(f"button[name={name}]:visible").first.click()


def download(page, press_it):
    """Return the bytes of the file that ``press_it`` downloads."""
    with page.expect_download() as waiting:
        press_it()
    return waiting.value.path().read_bytes()


def _scope(page):
    dialog = page.locator(".modal:not(.o_inactive_modal)")
    return dialog.last if dialog.count() else page.locator(".o_action_manager")
