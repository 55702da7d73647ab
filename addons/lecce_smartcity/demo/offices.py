"""Bodies and offices of the story: who is elected, designated, resigns, stays on, and which seats are vacant."""

from datetime import date, timedelta

from odoo.fields import Command

ASSEMBLY, CITY, BODY, RIGHT = "assembly", "municipality", "body", "by_right"
DECREE, RECTOR, BOARD_ACT = "decree", "rector_decree", "board_resolution"


def seats(*rows):
    """``(key, source, office, who designates, name)``; the last three may be missing."""
    return [(*row, *("member", "", "")[len(row) - 2 :]) for row in rows]


# kind, name, kind above, seats, other values
LECCE = (
    ("assembly", "Assemblea dei soci", None, (), {"term_years": 0}),
    (
        "board", "Consiglio direttivo", "assembly",
        seats(
            ("a1", ASSEMBLY), ("a2", ASSEMBLY), ("a3", ASSEMBLY), ("a4", ASSEMBLY), ("a5", ASSEMBLY),
            ("city1", CITY, "member", "comune_lecce"), ("city2", CITY, "member", "comune_lecce"),
            ("town", CITY, "member", "comune_nardo"), ("university", CITY, "member", "unisalento"),
        ),
        {"mandates_max": 3, "replacement": "first_non_elected", "lapse_share": "1/2", "absences_max": 3, "quorum": ">1/2",
         "casting_vote": True, "meeting_months": 2},
    ),
    ("president", "Presidente", "board", seats(("president", BODY, "president")), {"mandates_max": 2}),
    ("vice_president", "Vicepresidente", "board", seats(("vice", BODY, "vice_president")), {}),
    ("secretary", "Segretario", "board", seats(("secretary", BODY, "secretary")), {}),
    ("treasurer", "Tesoriere", "board", seats(("treasurer", BODY, "treasurer")), {}),
    ("auditor", "Revisore dei conti", "assembly", seats(("auditor", ASSEMBLY)), {}),
    ("arbitrators", "Collegio dei probiviri", "assembly",
     seats(("p1", ASSEMBLY, "president"), ("p2", ASSEMBLY), ("p3", ASSEMBLY)), {}),
    ("scientific_committee", "Comitato scientifico", "board",
     seats(("s1", BODY, "president"), ("s2", BODY), ("s3", CITY, "member", "unisalento", "Delegato del Rettore")), {}),
    ("thematic_table", "Tavolo Mobilità", "board", seats(("m1", BODY, "president", "", "Coordinatrice"), ("m2", BODY)), {}),
)  # fmt: skip

BERGAMO = (
    ("assembly", "Assemblea dei soci", None, (), {"term_years": 0}),
    (
        "board", "Consiglio direttivo", "assembly",
        seats(
            ("mayor", RIGHT, "president", "comune_bergamo", "Sindaca"), ("b1", ASSEMBLY), ("b2", ASSEMBLY), ("b3", ASSEMBLY),
            ("b4", ASSEMBLY), ("bcity", CITY, "member", "comune_bergamo"), ("bdalmine", CITY, "member", "comune_dalmine"),
        ),
        {"term_years": 4},
    ),
    ("secretary", "Segretario generale", "board", seats(("bsecretary", BODY, "secretary")), {"term_years": 4}),
    ("auditor", "Revisore dei conti", "assembly", seats(("bauditor", ASSEMBLY)), {}),
)  # fmt: skip


def lecce(today):
    """Yield the mandates of Lecce: ``(seat, person, from, accepted, values, acts)``; an act is ``(kind, day, values)``."""

    def day(ago):
        return (today - timedelta(days=ago)).isoformat()

    board = date(2022, 5, 27)
    elected = {"act_type": "assembly_resolution", "act_number": "2/2022", "act_date": "2022-05-27", "act_body": "Assemblea"}
    for seat, person in (("a1", "de_giorgi"), ("a2", "petrelli"), ("a3", "spedicato"), ("a4", "rizzo"), ("a5", "martina")):
        yield seat, person, board.isoformat(), "2022-05-27", {**elected, "date_to": "2025-05-26"}, ()
    city = {"act_type": DECREE, "act_number": "71", "act_date": "2022-06-10", "act_body": "Sindaco"}
    yield "city1", "delegata_prima", "2022-06-10", "2022-06-14", {**city, "date_to": "2025-05-26"}, (
        ("mayor_term", "2024-09-01", {"act_number": "112", "act_date": "2024-09-02", "act_body": "Sindaco"}),
    )  # fmt: skip
    yield "city1", "delegata_lecce", "2024-09-02", "2024-09-10", {
        "act_type": DECREE, "act_number": "112", "act_date": "2024-09-02", "act_body": "Sindaco", "date_to": "2025-05-26",
    }, ()  # fmt: skip
    yield "president", "de_giorgi", "2022-06-07", "2022-06-07", {"date_to": "2025-05-26", "act_number": "3/2022"}, ()
    yield from _lecce_now(today, day)
    yield from _lecce_others(today, day)


def _lecce_now(today, day):
    first = max(date(2025, 5, 30), today - timedelta(days=540)).isoformat()
    year = first[:4]
    elected = {"act_type": "assembly_resolution", "act_number": f"1/{year}", "act_date": first, "act_body": "Assemblea"}
    for seat, person in (("a1", "quarta"), ("a2", "petrelli"), ("a3", "spedicato"), ("a4", "rizzo")):
        yield seat, person, first, first, elected, ()
    yield "a5", "caputo", first, first, elected, (
        ("resignation", day(35), {"reason": "Lettera di dimissioni per motivi di lavoro"}),
    )  # fmt: skip
    city = {"act_type": DECREE, "act_number": "88", "act_date": first, "act_body": "Sindaco"}
    yield "city1", "delegata_lecce", first, first, city, ()
    # The second one has been named and has not accepted yet.
    yield "city2", "designato_lecce", day(6), None, {**city, "act_number": "141", "act_date": day(6)}, ()
    # A new mayor has taken office in Nardò: this designation is to be made again.
    yield "town", "delegato_nardo", first, first, {**city, "act_number": "57"}, ()
    yield "university", "delegato_unisalento", first, first, {
        "act_type": RECTOR, "act_number": "512", "act_date": first, "act_body": "Rettore",
    }, ()  # fmt: skip
    board = {"act_type": BOARD_ACT, "act_number": f"4/{year}", "act_date": first, "act_body": "Consiglio direttivo"}
    for seat, person in (("president", "quarta"), ("vice", "petrelli"), ("secretary", "segreteria"), ("treasurer", "tesoreria")):
        yield seat, person, first, first, board, ()


def _lecce_others(today, day):
    # The auditor's term is about to end; the arbitrators' is over and they stay until replaced.
    audit = (today + timedelta(days=45)).isoformat()
    yield "auditor", "revisore", day(1050), day(1050), {"date_to": audit, "act_number": "3"}, ()
    for seat, person in (("p1", "toma"), ("p2", "tarantino")):
        yield seat, person, day(1175), day(1175), {"date_to": day(80), "act_number": "2"}, ()
    table = {"act_type": BOARD_ACT, "appointment": "elected"}
    for seat, person in (("s1", "leone"), ("s2", "pascali"), ("m1", "miglietta"), ("m2", "greco")):
        yield seat, person, day(400), day(400), table, ()
    yield "s3", "delegato_unisalento", day(390), day(390), {"act_type": RECTOR, "act_number": "530", "act_body": "Rettore"}, ()


def bergamo(today):
    """Yield the mandates of Bergamo."""
    first = (today - timedelta(days=700)).isoformat()
    elected = {"act_type": "assembly_resolution", "act_number": "1", "act_date": first, "act_body": "Assemblea"}
    yield "mayor", "sindaca_bergamo", first, first, {"act_type": "office", "appointment": "by_right"}, ()
    for seat, person in (("b1", "locatelli"), ("b2", "rota"), ("b3", "zanchi"), ("b4", "carminati")):
        yield seat, person, first, first, elected, ()
    city = {"act_type": DECREE, "act_number": "9", "act_date": first, "act_body": "Sindaca"}
    yield "bcity", "delegato_unibg", first, first, city, ()
    yield "bdalmine", "delegato_dalmine", first, first, {**city, "act_number": "14", "act_body": "Sindaco"}, ()
    yield "bsecretary", "rota", first, first, {"act_type": BOARD_ACT, "act_number": "2"}, ()
    yield "bauditor", "gritti", first, first, elected, ()


# municipality, mayor, days ago
MAYORS = (("comune_lecce", "sindaco_lecce", date(2024, 6, 25)), ("comune_nardo", None, 20))


def tell(story, lecce_company, bergamo_company):
    """Tell it: bodies, mandates with their acts, mayors, deadlines; ``story`` is the story being told."""
    people = dict(story.partners)
    for login in ("segreteria", "tesoreria", "revisore"):
        people[login] = story.env["res.users"].search([("login", "=", login)]).partner_id
    for company, bodies, mandates in (
        (lecce_company, LECCE, lecce(story.today)),
        (bergamo_company, BERGAMO, bergamo(story.today)),
    ):
        here = story.env["association.body"].with_company(company).env
        places = _bodies(here, story, company, bodies)
        for place in mandates:
            _mandate(here, places, people, place)
    _mayors(story, lecce_company)
    for company in (lecce_company, bergamo_company):
        story.env["association.deadline"]._refresh(company, story.today)


def _bodies(env, story, company, bodies):
    """Make the bodies of one association; return ``{key: seat}``."""
    places, made = {}, {}
    for sequence, (kind, name, above, rows, vals) in enumerate(bodies):
        members = {key: member for (owner, key), member in story.members.items() if owner == company}
        body = env["association.body"].create(
            {
                "name": name, "kind": kind, "company_id": company.id, "sequence": sequence, "color": sequence,
                "parent_id": above and made[above].id,
                "requires_declaration": kind not in ("scientific_committee", "thematic_table"),
                "seat_ids": [
                    Command.create(
                        {
                            "sequence": number, "source": source, "office": office, "name": label,
                            "designator_id": designator and members[designator].id,
                            "public_by_right": source == RIGHT,
                            "by_body_id": source == BODY and made[above].id,
                        }
                    )
                    for number, (_key, source, office, designator, label) in enumerate(rows)
                ],
                **vals,
            }
        )  # fmt: skip
        made[kind] = body
        places.update(zip((row[0] for row in rows), body.seat_ids.sorted("sequence"), strict=True))
        body.action_confirm()
    return places


def _mandate(env, places, people, row):
    seat, person, first, accepted, vals, acts = row
    how = {ASSEMBLY: "elected", CITY: "designated", BODY: "elected", RIGHT: "by_right"}[places[seat].source]
    mandate = env["association.mandate"].create(
        {"seat_id": places[seat].id, "partner_id": people[person].id, "date_from": first, "appointment": how, **vals}
    )
    if accepted:
        mandate._accept(accepted)
    for kind, day, act in acts:
        mandate._record(kind, day, **act)


def _mayors(story, company):
    for key, mayor, sworn in MAYORS:
        story.env["association.mayor.term"].create(
            {
                "member_id": story.members[company, key].id,
                "partner_id": mayor and story.partners[mayor].id,
                "sworn_on": sworn if isinstance(sworn, date) else story.today - timedelta(days=sworn),
            }
        )
