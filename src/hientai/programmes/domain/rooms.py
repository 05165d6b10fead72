"""Rooms of an institution as lines: name, places, kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, nfc
from hientai.shared.words import _

MOST_ROOMS, MOST_PLACES = 300, 5_000


@dataclass(frozen=True)
class RoomTold:
    """A room with its places; `kind` as the institution calls it."""

    name: str
    places: int
    kind: str = ""


def read_rooms(text: str) -> list[RoomTold]:
    """Rooms, one a line: name, places, kind. Refused with every line that cannot be read."""
    rows = [row for row in text.splitlines() if row.strip()]
    rooms = [_room(row) for row in rows]
    wrong = [row.strip() for row, room in zip(rows, rooms, strict=True) if room is None]
    read = [room for room in rooms if room is not None]
    names = [fold(room.name) for room in read]
    wrong += [room.name for room in read if names.count(fold(room.name)) > 1]
    if wrong or len(rows) > MOST_ROOMS:
        raise Refused(
            _("Chưa đọc được danh sách phòng"),
            why="; ".join(dict.fromkeys(wrong[:5])),
            remedy=_("Mỗi dòng: tên phòng | số chỗ | loại phòng; mỗi phòng ghi một lần."),
        )
    return read


def write_rooms(rooms: Iterable[RoomTold]) -> str:
    """The same lines as they are read."""
    return "\n".join(
        " | ".join((room.name, str(room.places), room.kind)).rstrip(" |") for room in rooms
    )


def _room(row: str) -> RoomTold | None:
    parts = row.split("\t") if "\t" in row else row.split("|")
    name, places, kind = [" ".join(nfc(part).split()) for part in (*parts, "", "")][:3]
    if not name or not places.isdecimal() or not 0 < int(places) <= MOST_PLACES:
        return None
    return RoomTold(name[:200], int(places), kind[:200])
