"""An assembly of an association with 640 lines in its book: convened, deserted in first call, held in second.

Secretary and president work in the office, three members in the portal: proxies, remote participants, the accounts, a change of the
statute. In the end each resolution's sheet is recomputed from its own text.
"""

import json
import re
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import opening, run_inside, serving
from steps import choose, fill, open_action

HERE = Path(__file__).parent
BOOK = HERE.parent / "data" / "libro_soci.csv"
ROME = ZoneInfo("Europe/Rome")
ITEMS = (
    ("Comunicazioni della presidenza", "information"),
    ("Bilancio consuntivo", "accounts"),
    ("Modifiche dello statuto", "statute_change"),
    ("Elezione del consiglio direttivo", "election"),
    ("Esclusione per morosità", "exclusion"),
)


def told(result):
    """Return what a script said in its last line; what went wrong otherwise."""
    assert "STORY" in result.stdout, result.stdout[-2000:] + result.stderr[-4000:]
    return json.loads(result.stdout.rpartition("STORY ")[2].splitlines()[0])


@pytest.fixture(scope="module")
def assembly(browser):
    """The office of the association before its assembly: ``(address, Odoo, facts, run a script inside)``."""
    facts = {}

    def tell(odoo, database):
        code = f"FILE = {str(BOOK)!r}\n" + (HERE / "assembly_story.py").read_text(encoding="utf-8")
        facts.update(told(run_inside(odoo, database, code)))

    with serving("assembly", tell) as (address, odoo), opening(address, browser) as open_page:
        yield open_page, facts, lambda script: told(run_inside(odoo, "assembly", (HERE / script).read_text(encoding="utf-8")))


def call(page, model, method, *args, **kwargs):
    """Call a method as the page's user, as the web client does; what a hundred people do at the door is not typed a hundred times."""
    body = {"jsonrpc": "2.0", "params": {"model": model, "method": method, "args": args, "kwargs": kwargs}}
    answer = page.request.post(f"/web/dataset/call_kw/{model}/{method}", data=body).json()
    assert "error" not in answer, answer["error"]["data"]["message"]
    return answer.get("result")


def select(page, field, label):
    """Choose an entry of a field that offers a few."""
    field.locator("input").first.click()
    page.locator(".o_select_menu_item", has_text=label).first.click()


def next_step(page, confirmed=False):
    """Press the big button of the room: what the sitting waits for."""
    page.locator(".o_room_next .btn:not([disabled])").click()
    if confirmed:
        page.locator(".modal .btn-primary").click()
        page.locator(".modal").wait_for(state="detached")


def room_says(page, text):
    page.locator(".o_room", has_text=text).first.wait_for()


def recompute(sheet):
    """Recompute every formula of a sheet from its own text; return how many there were."""
    formula = re.compile(r"(\d+) × (\d+) = (\d+) ([≥>]) (\d+) × (\d+) = (\d+) : (sì|no)")
    found = 0
    for line in sheet["lines"]:
        for count, denominator, left, sign, total, numerator, right, said in formula.findall(line["formula"] or ""):
            count, denominator, left, total, numerator, right = map(int, (count, denominator, left, total, numerator, right))
            assert count * denominator == left and total * numerator == right, line
            share = Fraction(numerator, denominator)
            reached = count > share * total if sign == ">" else count >= share * total
            assert reached == (said == "sì"), line
            if line["ok"] is not None and line["code"] in ("quorum", "majority"):
                assert line["ok"] == reached or count == 0, line
            found += 1
    return found


def prepare(page, facts):
    """The secretary prepares the assembly in the form."""
    now = datetime.now(ROME).replace(second=0, microsecond=0)
    midnight = now.replace(hour=0, minute=1)
    first, second = now - timedelta(days=1, hours=2), max(now - timedelta(minutes=20), midnight)
    open_action(page, "action_meetings", ".o_kanban_view, .o_list_view")
    page.locator("button.o_list_button_add:visible, button.o-kanban-button-new:visible").first.click()
    page.wait_for_selector(".o_form_view")
    choose(page, "body_id", "Assemblea")
    for field, at in (("first_call", first), ("second_call", second)):
        page.locator(f"div[name={field}]").locator("button, input").first.click()  # the field shows text until it is entered
        box = page.locator(f"div[name={field}] input").first
        box.fill(at.strftime("%d/%m/%Y %H:%M"))
        box.press("Enter")
        page.wait_for_timeout(700)  # what depends on the day is computed anew, and the fields are drawn again
    select(page, page.locator("div[name=mode]"), "In presenza e a distanza")
    fill(page, "place", "Lecce, Palazzo Carafa")
    fill(page, "link", "https://conferenza.example.org/assemblea")
    with page.expect_response(lambda answer: "/web_save" in answer.url):
        page.locator(".o_form_button_save:visible").click()
    meeting = call(page, "association.meeting", "search", [["state", "=", "draft"]])[0]
    points = [
        {"meeting_id": meeting, "sequence": 10 * place, "name": name, "matter": matter}
        for place, (name, matter) in enumerate(ITEMS, 1)
    ]
    call(page, "association.agenda.item", "create", points)
    for name, field, value, proposal in (
        ("Bilancio", None, None, "L’assemblea approva il bilancio consuntivo."),
        ("Modifiche", "statute_id", facts["statute"], "L’assemblea approva le modifiche dello statuto."),
        ("Elezione", "election_id", facts["election"], "Elezione dei componenti del consiglio direttivo."),
        ("Esclusione", "member_id", facts["excluded"], "L’assemblea delibera l’esclusione."),
    ):
        open_item(page, meeting, name)
        if field:
            choose(page, field, value)
        fill(page, "proposal", proposal)
        with page.expect_response(lambda answer: "/web_save" in answer.url):
            page.locator(".o_form_button_save:visible").click()
    return meeting


def open_item(page, meeting, name):
    item = call(page, "association.agenda.item", "search", [["meeting_id", "=", meeting], ["name", "like", name]])[0]
    page.goto(f"/odoo/action-lecce_smartcity.action_agenda_items/{item}")
    page.wait_for_selector(".o_form_view .oe_title")


def proxies(members, facts, meeting, snap):
    """The first member gives a proxy to the second, in the portal; the second says that they connect."""
    giver, holder = members[0], members[1]
    giver.goto("/my/meetings")
    giver.locator("a.o_association_choice").first.click()
    giver.locator("a.o_association_action", has_text="Dai una delega").click()
    giver.fill("input[name=q]", facts["members"][1])
    giver.locator("form[role=search] button").click()
    giver.locator(".o_association_option", has_text=facts["members"][1]).locator("input").check()
    giver.locator("button", has_text="Dai la delega").click()
    giver.locator(".o_association_saved").wait_for()
    snap(giver, "2-proxy-given")
    holder.goto(f"/my/meetings/{meeting}")
    holder.locator("button[value=remote]").click()
    holder.locator(".o_association_saved").wait_for()


def room(page, snap):
    """The first call is deserted; the second waits for people at the door."""
    page.goto("/odoo/action-lecce_smartcity.action_meeting_room")
    page.locator(".o_room_next").wait_for()
    snap(page, "3-first-call")
    next_step(page, confirmed=True)
    page.locator(".o_room_state.o_state_deserted").wait_for()
    next_step(page)
    page.locator(".o_room_door input[role=combobox]").wait_for()


def door(page, members, facts, meeting, snap):
    """Three come in by number, name and Enter; a hundred and seventy more as the door notes them; two members connect from afar."""
    sitting = call(page, "association.sitting", "search", [["meeting_id", "=", meeting], ["call", "=", "second"]])[0]
    domain = [["meeting_id", "=", meeting], ["may_vote", "=", True], ["name", "not in", facts["members"]]]
    lines = call(page, "association.meeting.roll", "search_read", domain, ["name", "register_number", "is_director"])
    officers = [line for line in lines if line["is_director"]]
    others = [line for line in lines if not line["is_director"]]
    box = page.locator(".o_room_door input[role=combobox]")
    for line in others[:3]:
        box.fill(str(line["register_number"]))
        box.press("Enter")
        page.locator(".o_room_arrivals", has_text=line["name"]).wait_for()
    snap(page, "4-door")
    for line in officers + others[3:170]:
        call(page, "association.sitting", "check_in", [sitting], line["id"])
    room_says(page, "numero legale")
    next_step(page, confirmed=True)
    page.locator(".o_room_state.o_state_open").wait_for()
    for member in members[1:]:
        member.goto(f"/my/meetings/{meeting}")
        member.locator(".o_association_enter input[type=checkbox]").check()
        member.locator(".o_association_enter button").click()
        member.locator(".o_association_saved").wait_for()
    page.locator(".o_part_remote", has_text="2").wait_for()
    page.locator(".o_part_proxy", has_text="1").wait_for()
    snap(page, "5-open")
    return sitting


def vote(page, method):
    """Call a vote on the item under discussion and open it."""
    page.locator(f".o_vote_methods input[value={method}]").check()
    page.locator(".o_vote_methods + .o_room_buttons .btn-primary").click()
    page.locator(".o_vote_methods").wait_for(state="detached")
    next_step(page)
    page.locator(".o_vote_progress").wait_for()


def cast_from_afar(member, meeting, choice):
    """Cast, by name, every vote that the member has in the vote that is open: the own one and those of proxies."""
    member.goto(f"/my/meetings/{meeting}")
    count = member.locator(".o_association_votes a").count()
    for _one in range(count):
        member.locator(".o_association_votes a").first.click()
        member.locator(f"input[name=choice][value={choice}]").check()
        member.locator(".o_association_ballot ~ .o_association_buttons button").click()
        member.locator(".o_association_saved").wait_for()
    return count


def count_hands(page, counts):
    """Enter what one teller counted."""
    for place, number in enumerate(counts[: page.locator(".o_vote_count input").count()]):
        page.locator(".o_vote_count input").nth(place).fill(str(number))
    page.locator(".o_vote_count .btn-primary").click()


def decided_by_hands(secretary, president, members, meeting, against):
    """Hands are counted in the hall by two tellers, each at their own screen; who is connected votes in the portal."""
    vote(secretary, "hands")
    assert cast_from_afar(members[1], meeting, "favour") == 2
    assert cast_from_afar(members[2], meeting, "against") == 1
    text = secretary.locator(".o_vote_count h5").inner_text()
    hall = int(re.search(r"(\d+)", text)[1])
    counts = (hall - against - 3, against, 3, 0, 0)
    count_hands(secretary, counts)
    president.goto("/odoo/action-lecce_smartcity.action_meeting_room")
    president.locator(".o_vote_count").wait_for()
    count_hands(president, counts)
    room_says(president, "2 su 2" if president.locator("text=2 su 2").count() else "(2 ")
    close_and_proclaim(secretary)


def close_and_proclaim(page):
    """Close the vote, and record what the chair proclaims: what the numbers say."""
    next_step(page, confirmed=True)
    page.locator(".o_vote_proclaim").wait_for()
    next_step(page, confirmed=True)
    page.locator(".o_vote_outcome").wait_for()


def test_an_assembly_from_its_draft_to_its_resolutions(assembly, snap):
    open_page, facts, run = assembly
    assert facts["imported"] == 575
    secretary, president = open_page("segreteria", width=1366), open_page("presidente", width=1366)
    members = [open_page(f"socio{number}", width=900) for number in (1, 2, 3)]

    meeting = prepare(secretary, facts)
    secretary.goto(f"/odoo/action-lecce_smartcity.action_meetings/{meeting}")
    secretary.wait_for_selector(".o_form_view .alert")
    snap(secretary, "1-prepared")
    run("assembly_convened.py")
    proxies(members, facts, meeting, snap)

    room(secretary, snap)
    door(secretary, members, facts, meeting, snap)
    take_up_information(secretary)
    for against in (12, 20):  # the accounts, the change of the statute
        take_up(secretary)
        decided_by_hands(secretary, president, members, meeting, against)
        snap(secretary, f"6-decided-{against}")

    fields = ["name", "matter", "sheet"]
    found = call(secretary, "association.resolution", "search_read", [["meeting_id", "=", meeting]], fields, order="number")
    assert [one["matter"] for one in found] == ["accounts", "statute_change"]
    for one in found:
        assert recompute(one["sheet"]) >= 1, one["name"]


def take_up_information(page):
    """What is only told is taken up and noted."""
    next_step(page)
    page.locator(".o_room_item_current").wait_for()
    next_step(page)
    page.locator(".o_room_item_current").wait_for(state="detached")


def take_up(page):
    """Take up the item that comes next, and wait until a vote can be called on it."""
    next_step(page)
    page.locator(".o_vote_methods").wait_for()
