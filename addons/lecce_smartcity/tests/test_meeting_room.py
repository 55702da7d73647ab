from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models.association_meeting_room import ROOM_CHANGED
from .meeting_common import MeetingCommon

ITEMS = (
    ("information", "Comunicazioni"),
    ("ordinary", "Adesione alla rete"),
    {"matter": "ordinary", "name": "Trattative riservate", "is_closed_door": True},
)


class RoomCommon(MeetingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(members=5, items=ITEMS, mode="mixed", link="https://video.example.com")
        cls.room = cls.meeting.sitting_ids[0].with_user(cls.secretary)
        clock = cls._clock(cls.room.starts_at + timedelta(minutes=10))
        clock.__enter__()
        cls.addClassCleanup(clock.__exit__, None, None, None)
        cls.people = [cls.line(cls.meeting, f"Socio {index}") for index in range(1, 6)]

    def come(self, *people):
        for person in people:
            self.room.check_in(person.id)

    def open_with(self, *people):
        self.come(*people)
        self.room.action_open()
        return self.room.meeting_id.item_ids._in_order()

    def sent(self):
        """Who is told by this transaction, as (channel, message)."""
        return [(one["channel"], one["message"]) for one in self.env.cr.precommit.data.get("bus.bus.values", [])]


@tagged("post_install", "-at_install")
class TestMeetingRoom(RoomCommon):
    # --- the door ---

    def test_a_register_number_followed_by_enter_checks_in(self):
        person = self.people[0]
        self.assertEqual(self.room.check_in_typed(str(person.register_number))["done"]["id"], person.id)
        self.assertEqual(self.room.read_room()["quorum"]["own"], 1)

    def test_the_code_of_a_notice_checks_in_as_address_or_alone(self):
        first, second = self.people[:2]
        codes = [first._checkin_code(), second._checkin_code()]
        self.assertEqual(self.room.check_in_typed(f"https://x.example/my/meeting/checkin/{codes[0]}")["done"]["id"], first.id)
        self.assertEqual(self.room.check_in_typed(codes[1])["done"]["id"], second.id)

    def test_a_name_of_several_people_makes_nobody_come_in(self):
        answer = self.room.check_in_typed("Socio")
        self.assertEqual(len(answer["candidates"]), 5)
        self.assertEqual(self.room.read_room()["quorum"]["heads"], 0)

    def test_what_nobody_is_called_is_refused_with_the_words_typed(self):
        with self.assertRaisesRegex(UserError, "Nessuno Mai"):
            self.room.check_in_typed("Nessuno Mai")

    def test_a_struck_line_stays_and_says_that_it_was_struck(self):
        self.come(self.people[0])
        line = self.room.read_room()["arrivals"][0]
        self.room.strike_attendance(line["id"], "Wrong person")
        room = self.room.read_room()
        self.assertTrue(room["arrivals"][0]["struck"])
        self.assertEqual(room["quorum"]["heads"], 0)

    def test_people_found_say_whose_proxies_they_hold(self):
        holder, principal = self.people[:2]
        self.env["association.proxy"].with_user(self.secretary)._give(self.meeting, principal, holder)
        found = {person["id"]: person for person in self.room.find_people("Socio")}
        self.assertEqual(found[holder.id]["holds"], [principal.name])
        self.assertEqual(found[principal.id]["gave_to"], holder.name)

    # --- the next step ---

    def test_with_too_few_the_next_step_is_a_deserted_call_and_then_the_second_one(self):
        self.come(self.people[0])
        self.assertEqual(self.room.read_room()["next"]["code"], "desert")
        self.room.action_desert()
        following = self.room.read_room()["next"]
        self.assertEqual((following["code"], following["sitting"]), ("go", self.meeting.sitting_ids[1].id))

    def test_the_next_step_leads_from_the_opening_to_the_close(self):
        self.come(*self.people[:3])
        room = self.room
        codes = [room.read_room()["next"]["code"]]
        room.action_open()
        items = room.meeting_id.item_ids._in_order()
        codes.append(room.read_room()["next"]["code"])
        room.item_step(items[0].id, "take_up")
        codes.append(room.read_room()["next"]["code"])
        room.item_step(items[0].id, "note")
        room.item_step(items[1].id, "take_up")
        codes.append(room.read_room()["next"]["code"])
        ballot = room.call_vote(items[1].id, "roll_call", "Si aderisca")
        codes.append(room.read_room()["next"]["code"])
        room.ballot_step(ballot, "open")
        codes.append(room.read_room()["next"]["code"])
        for person in self.people[:3]:
            room.cast_vote(ballot, person.id, "favour")
        room.ballot_step(ballot, "close")
        codes.append(room.read_room()["next"]["code"])
        room.ballot_step(ballot, "proclaim", "adopted")
        room.item_step(items[2].id, "withdraw", "Ritirato dal proponente")
        codes.append(room.read_room()["next"]["code"])
        expected = ["open", "take_up", "note", "call_vote", "open_vote", "close_vote", "proclaim", "close"]
        self.assertEqual(codes, expected)
        room.action_close()
        self.assertIsNone(room.read_room()["next"])
        self.assertFalse(room.current_item_id)

    # --- the agenda ---

    def test_an_item_is_deferred_only_with_a_reason_and_can_be_put_back(self):
        items = self.open_with(*self.people[:3])
        with self.assertRaises(UserError):
            self.room.item_step(items[1].id, "defer", " ")
        self.room.item_step(items[1].id, "defer", "Manca la relazione")
        self.assertEqual(items[1].state, "deferred")
        self.room.item_step(items[1].id, "reopen")
        self.assertEqual(items[1].state, "open")

    def test_notes_of_two_secretaries_do_not_overwrite_each_other(self):
        item = self.meeting.item_ids[1]
        self.room.write_notes(item.id, "Parla Anna.", "")
        with self.assertRaises(UserError):
            self.room.write_notes(item.id, "Parla Bruno.", "")
        self.assertEqual(item.discussion, "Parla Anna.")
        self.room.write_notes(item.id, "Parla Anna. Parla Bruno.", "Parla Anna.")
        self.assertEqual(item.discussion, "Parla Anna. Parla Bruno.")

    # --- speakers ---

    def test_a_point_of_order_is_called_first_and_one_speaks_at_a_time(self):
        items = self.open_with(*self.people[:3])
        self.room.item_step(items[1].id, "take_up")
        for person, kind in ((self.people[0], "floor"), (self.people[1], "floor"), (self.people[2], "order")):
            self.room.ask_floor(person.id, kind)
        waiting = self.room.read_room()["waiting"]
        self.assertEqual([turn["name"] for turn in waiting], ["Socio 3", "Socio 1", "Socio 2"])
        self.room.turn_step(waiting[0]["id"], "start")
        self.room.turn_step(waiting[1]["id"], "start")
        room = self.room.read_room()
        self.assertEqual(room["speaker"]["name"], "Socio 1")
        self.assertEqual([turn["name"] for turn in room["waiting"]], ["Socio 2"])
        with self.assertRaises(UserError):
            self.room.ask_floor(self.people[1].id, "floor")

    # --- votes ---

    def test_of_a_secret_vote_nothing_grows_in_the_room_while_it_is_open(self):
        items = self.open_with(*self.people)
        self.room.item_step(items[1].id, "take_up")
        ballot = self.room.call_vote(items[1].id, "secret", "Si aderisca")
        self.room.ballot_step(ballot, "open")
        before = self.room.read_room()["item"]["ballots"], self.room._hall()["vote"]
        self.env["association.ballot"].browse(ballot)._draw_token(self.people[0])
        self.assertEqual((self.room.read_room()["item"]["ballots"], self.room._hall()["vote"]), before)

    # --- who may ---

    def test_who_only_reads_sees_the_room_and_changes_nothing(self):
        room = self.room.with_user(self.auditor)
        self.assertFalse(room.read_room()["may_write"])
        with self.assertRaises(AccessError):
            room.check_in(self.people[0].id)
        with self.assertRaises(AccessError):
            room.set_hall("Ciao")

    def test_the_portal_reads_no_room(self):
        with self.assertRaises(AccessError):
            self.room.with_user(self.portal).read_room()

    # --- the bus ---

    def test_a_change_is_announced_without_telling_what_changed(self):
        self.room.open_hall()
        self.sent().clear()
        self.come(self.people[0])
        told = self.sent()
        self.assertTrue(any('"association.sitting"' in channel for channel, _message in told))
        self.assertTrue(any(f"association.hall_{self.room.sudo().hall_token}" in channel for channel, _message in told))
        for _channel, message in told:
            if ROOM_CHANGED in message:
                self.assertNotIn("Socio", message)
                self.assertLess(len(message), 90)

    def test_only_who_may_read_a_sitting_hears_of_it(self):
        asked = f"association.sitting_{self.room.id}"
        heard = self.env["association.sitting"].with_user(self.secretary)._heard_on([asked, "other"])
        self.assertEqual(heard, (self.room, ["other"]))
        self.assertFalse(self.env["association.sitting"].with_user(self.portal)._heard_on([asked])[0])

    # --- size ---

    def test_a_snapshot_costs_as_many_queries_for_many_people_as_for_few(self):
        self.open_with(*self.people[:3])
        self.room.read_room()

        def queries():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.room.read_room()
            return self.env.cr.sql_log_count - before

        few = queries()
        self.come(*self.people[3:])
        self.assertLessEqual(queries(), few + 2)


@tagged("post_install", "-at_install")
class TestMeetingRoomInTheHall(RoomCommon, HttpCase):
    def state(self, token):
        return self.make_jsonrpc_request(f"/meeting/hall/{token}/state", {"lang": "en"})

    def test_the_address_alone_shows_the_hall_and_a_wrong_one_nothing(self):
        address = self.room.open_hall()
        page = self.url_open(address)
        self.assertEqual(page.status_code, 200)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertEqual(self.url_open("/meeting/hall/" + "x" * 32).status_code, 404)
        self.assertIsNone(self.state("x" * 32))

    def test_the_hall_learns_no_name_but_of_who_speaks(self):
        items = self.open_with(*self.people[:3])
        self.room.item_step(items[1].id, "take_up")
        self.room.recuse(items[1].id, self.people[2].id, "recused", "Parente del fornitore")
        ballot = self.room.call_vote(items[1].id, "roll_call", "Si aderisca")
        self.room.ballot_step(ballot, "open")
        self.room.cast_vote(ballot, self.people[0].id, "against")
        hall = str(self.state(self.room.open_hall().rpartition("/")[2]))
        self.assertNotIn("Socio", hall)
        self.assertNotIn("Parente", hall)
        self.assertNotIn("Trattative", hall)
        self.room.ask_floor(self.people[1].id)
        self.assertIn("Socio 2", str(self.state(self.room.open_hall().rpartition("/")[2])))

    def test_no_count_is_shown_before_a_vote_is_closed(self):
        items = self.open_with(*self.people[:3])
        self.room.item_step(items[1].id, "take_up")
        ballot = self.room.call_vote(items[1].id, "roll_call", "Si aderisca")
        self.room.ballot_step(ballot, "open")
        for person in self.people[:3]:
            self.room.cast_vote(ballot, person.id, "favour")
        token = self.room.open_hall().rpartition("/")[2]
        vote = self.state(token)["vote"]
        self.assertEqual((vote["bars"], vote["progress"]["marked"]), ([], 3))
        self.room.ballot_step(ballot, "close")
        self.assertEqual(self.state(token)["vote"]["bars"][0]["votes"], 3)
