"""The 2,262 leading posts of the demo province by group: who leads what, in which field."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.figures import shares
from hientai.demo.domain.province_units import PROVINCE, names

HEADS = {"Văn phòng": "Chánh Văn phòng", "Thanh tra": "Chánh Thanh tra"}
DIVISIONS = ("division_head", "division_deputy")
BOARDS = ("party_board_head", "party_board_deputy")
MASS = ("mass_head", "mass_deputy")
SERVICES = ("service_head", "service_deputy")


class Post(NamedTuple):
    """A leading post; ``subject`` is what people in it mostly studied."""

    group: str
    unit: str
    category: str
    title: str
    position: str
    division: str | None
    fields: str
    subject: str


def province_posts(sizes: dict[str, int]) -> list[Post]:
    """So many posts of each group (Bảng 3), in the order of the groups."""
    first, second = [*_first()], [*_second()]
    third = [*_service_heads()]
    third += _division_posts(sizes["N3"] - len(third))
    return [*first, *second, *third, *_district_posts(sizes["N4"])]


def _organs(key: str) -> Iterator[list[str]]:
    for line in catalogue("quangnam_units")[key]:
        row = parts(line)
        yield [f"{PROVINCE}-{row[0]}", *row[1:]]


def _first() -> Iterator[Post]:
    """Nhóm 1: heads of departments, Party boards, mass bodies, districts."""
    for code, _, field, subject, *_ in _organs("departments"):
        title = "department_director"
        yield Post("N1", code, "civil_servant", title, "Giám đốc", None, field, subject)
    for code, *_ in _organs("party"):
        yield Post("N1", code, "cadre", BOARDS[0], "Trưởng ban", None, "personnel", "other")
    for code, *_ in _organs("mass"):
        yield Post("N1", code, "cadre", MASS[0], "Chủ tịch", None, "other", "other")
    for code, _, _, seated, _ in _organs("districts"):
        chair = "Chủ tịch UBND"
        yield Post("N1", code, "cadre", "district_chair", chair, None, "other", "law")
        if seated == "1":
            title = "district_party_secretary"
            yield Post("N1", f"{code}-CU", "cadre", title, "Bí thư", None, "personnel", "law")


def _second() -> Iterator[Post]:
    """Nhóm 2: their deputies."""
    for code, _, field, subject, deputies, _ in _organs("departments"):
        title = "department_deputy_director"
        post = Post("N2", code, "civil_servant", title, "Phó Giám đốc", None, field, subject)
        yield from [post] * int(deputies)
    for key, titles, word in (("party", BOARDS, "Phó Trưởng ban"), ("mass", MASS, "Phó Chủ tịch")):
        for code, _, deputies, _ in _organs(key):
            post = Post("N2", code, "cadre", titles[1], word, None, "personnel", "other")
            yield from [post] * int(deputies)
    for code, _, _, _, deputies in _organs("districts"):
        title, word = "district_vice_chair", "Phó Chủ tịch UBND"
        yield from [Post("N2", code, "cadre", title, word, None, "other", "finance")] * 2
        title = "district_party_deputy"
        post = Post("N2", f"{code}-CU", "cadre", title, "Phó Bí thư", None, "personnel", "law")
        yield from [post] * int(deputies)


def _led(
    unit: str, titles: tuple[str, str], words: str, field: str, subject: str, deputies: int
) -> Iterator[Post]:
    """The head and the deputies of a service unit of the province."""
    staff = "public_employee"
    yield Post("N3", unit, staff, titles[0], words, None, field, subject)
    deputy = Post("N3", unit, staff, titles[1], f"Phó {words}", None, field, subject)
    yield from [deputy] * deputies


def _service_heads() -> Iterator[Post]:
    """Nhóm 3 outside offices: service units, hospitals, high schools, health centres."""
    source = catalogue("quangnam_units")
    for code, _, _, _, field, subject, deputies in _organs("services"):
        yield from _led(code, SERVICES, "Giám đốc", field, subject, int(deputies))
    titles = ("hospital_director", "hospital_deputy_director")
    for number in range(1, len(names(source["hospitals"])) + 1):
        code = f"{PROVINCE}-SYT-BV{number:02}"
        yield from _led(code, titles, "Giám đốc", "treatment", "health", 2)
    heads = ("principal", "vice_principal")
    for number in range(1, len(names(source["high_schools"])) + 1):
        code = f"{PROVINCE}-SGDDT-THPT{number:02}"
        yield from _led(code, heads, "Hiệu trưởng", "education", "education", 2)
    for code, *_ in _organs("districts"):
        yield from _led(f"{code}-TTYT", SERVICES, "Giám đốc", "treatment", "health", 1)


def _division_posts(count: int) -> list[Post]:
    """Nhóm 3 in offices: so many heads and deputies of divisions, more where there are more."""
    common = names(catalogue("quangnam_units")["common_divisions"])
    organs = [(row[0], row[2], row[3], [*names(row[5]), *common]) for row in _organs("departments")]
    for key in ("party", "mass"):
        organs += [(row[0], "personnel", "law", names(row[3])) for row in _organs(key)]
    weights = np.array([len(divisions) for *_, divisions in organs], dtype=float)
    found: list[Post] = []
    for (unit, field, subject, divisions), size in zip(organs, shares(count, weights), strict=True):
        for at in range(int(size)):
            name = divisions[at % len(divisions)]
            lead = at < len(divisions)
            found.append(_division(unit, name, field, subject, lead))
    return found


def _division(unit: str, name: str, field: str, subject: str, lead: bool) -> Post:
    head = HEADS.get(name, "Trưởng phòng")
    position = head if lead else f"Phó {head}"
    if name.startswith("Kế hoạch - Tài"):
        field, subject = "finance_planning", "finance"
    division = name if name in HEADS else f"Phòng {name}"
    title = DIVISIONS[0 if lead else 1]
    return Post("N3", unit, "civil_servant", title, position, division, field, subject)


def _district_posts(count: int) -> Iterator[Post]:
    """Nhóm 4: in every district as many, the heads before the deputies, to the very number."""
    organs = [row[0] for row in _organs("districts")]
    for code, size in zip(organs, shares(count, np.ones(len(organs))), strict=True):
        seats = [*_seats(code, 0), *_seats(code, 1), *_seats(code, 1)]
        yield from seats[: int(size)]


def _seats(code: str, rank: int) -> Iterator[Post]:
    """The heads (rank 0) or one deputy each (rank 1) of all bodies of a district."""
    source, before = catalogue("quangnam_units"), "Phó " * rank
    for line in source["district_divisions"]:
        name, field, subject = parts(line)
        word = before + next((HEADS[key] for key in HEADS if name.startswith(key)), "Trưởng phòng")
        yield Post("N4", code, "civil_servant", DIVISIONS[rank], word, name, field, subject)
    for name in names(source["district_boards"]):
        word, unit = before + "Trưởng ban", f"{code}-CU"
        yield Post("N4", unit, "civil_servant", BOARDS[rank], word, name, "personnel", "law")
    for line in source["district_mass"]:
        unit, word = f"{code}-{parts(line)[0]}", before + "Chủ tịch"
        yield Post("N4", unit, "cadre", MASS[rank], word, None, "other", "other")
    for line in source["district_services"]:
        end, _, _, field, subject = parts(line)
        unit, word = f"{code}-{end}", before + "Giám đốc"
        yield Post("N4", unit, "public_employee", SERVICES[rank], word, None, field, subject)
