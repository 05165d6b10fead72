"""Where nominations and lists may go is said once in words and once as a wall (N4)."""

import json
import re
from pathlib import Path

import pytest

import hientai.nominations.migrations
from hientai.nominations.domain import states
from hientai.shared.refused import Refused

WALLS = Path(hientai.nominations.migrations.__path__[0]) / "0002_walls.sql"


def moves_in(function: str) -> dict[str, set[str]]:
    """The table of moves that a trigger holds."""
    text = WALLS.read_text()
    body = text[text.index(f"FUNCTION {function}()") :]
    [found] = re.findall(r"moves CONSTANT jsonb := '(.*?)';", body[: body.index("$$;")], re.S)
    return {state: set(after) for state, after in json.loads(found).items()}


@pytest.mark.parametrize(
    ("function", "table"),
    [
        ("nominations_row_moves", states.MOVES),
        ("nominations_list_moves", states.LIST_MOVES),
    ],
)
def test_the_trigger_says_what_the_table_says(function, table) -> None:
    assert moves_in(function) == {state: set(after) for state, after in table.items() if after}


def test_every_state_has_its_moves_and_its_name() -> None:
    assert set(states.MOVES) <= set(states.TOLD)
    assert {after for moves in states.MOVES.values() for after in moves} <= set(states.MOVES)


@pytest.mark.parametrize("was", sorted(states.MOVES))
def test_what_cannot_be_is_refused_in_words(was) -> None:
    for became in states.MOVES:
        if became in states.MOVES[was]:
            states.refuse_move(was, became)
        else:
            with pytest.raises(Refused):
                states.refuse_move(was, became)
