"""Two sets of answers to begin from: the story that the demo data tells. The associations are invented."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..regimes import RECOGNISED
from .question import BY_BOARD, MAYOR, SINGLE, Answer

# The association that is being set up in Lecce with the help of Bergamo's.
LECCE: Mapping[str, Answer] = MappingProxyType(
    {
        "regime": RECOGNISED,
        "name": "Associazione Lecce Smart City & Community",
        "short_name": "Lecce Smart City",
        "city": "Lecce",
        "province": "LE",
        "founders": ("Comune di Lecce", "Università del Salento", "Camera di commercio di Lecce"),
        "themes": ("governance", "environment", "mobility", "culture", "economy"),
        "board_size": 9,
        "municipality_seats": 3,
        "president": BY_BOARD,
        "board_term": 3,
        "control_body": SINGLE,
        "notice_days": 15,
        "proxies": 2,
        "endowment": 3_000_000,
    }
)
# The older association, whose statute makes the mayor its president.
BERGAMO: Mapping[str, Answer] = MappingProxyType(
    {
        "regime": RECOGNISED,
        "name": "Associazione Bergamo Smart City & Community",
        "short_name": "Bergamo Smart City",
        "city": "Bergamo",
        "province": "BG",
        "founders": ("Comune di Bergamo", "Università degli studi di Bergamo"),
        "themes": ("governance", "environment", "mobility", "inclusion", "economy"),
        "board_size": 7,
        "municipality_seats": 1,
        "president": MAYOR,
        "board_term": 4,
        "control_body": SINGLE,
        "notice_days": 10,
        "proxies": 1,
        "amendment_presence": "2/3",
        "amendment_second_presence": "1/2",
        "endowment": 5_000_000,
    }
)
