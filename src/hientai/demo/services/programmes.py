"""The demo's programmes on their way to approval, lecturers, institutions."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.units import CITY
from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit
from hientai.programmes.domain.contents import read_lines
from hientai.programmes.domain.councils import AGREE, read_members
from hientai.programmes.domain.rooms import read_rooms
from hientai.programmes.models import Institution, Lecturer, Programme, Version
from hientai.programmes.services import appraising, drafts, institutions, lecturers, writing
from hientai.shared.vietnamese import number

GROUND = "Kế hoạch 15/KH-UBND ngày 10/01/2024 (dữ liệu mẫu)"
SINCE, HOME = date(2022, 5, 19), "SNV"
TAUGHT = date(2024, 1, 15)
SET_UP, SAT, SIGNED, IN_FORCE = (
    date(2024, 2, 1),
    date(2024, 2, 22),
    date(2024, 3, 4),
    date(2024, 3, 15),
)
Told = dict[str, Any]


def load_programmes() -> str:
    """Everything of the list, once; what is there already is not written again."""
    told = catalogue("programmes")
    with operator_scope(_("dữ liệu mẫu")):
        done = drafts.bring_in(actor=None)
        if not Lecturer.objects.exists() and Unit.objects.filter(code=HOME).exists():
            _write(told)
    return _("%s chương trình") % number(done.made + done.known)


def _write(told: Told) -> None:
    for row in told["institutions"]:
        _institution(row)
    home = Unit.objects.get(code=HOME)
    held = {one.name: one for one in (_lecturer(home, line) for line in told["lecturers"])}
    for row in told["programmes"]:
        _programme(row, told["council"], held)


def _institution(row: Told) -> None:
    unit = create_unit(
        actor=None,
        code=row["code"],
        name=row["name"],
        unit_type="training_institution",
        on=SINCE,
        ground=GROUND,
        parent=Unit.objects.get(code=CITY),
    )
    facts: Told = {name: row[name] for name in ("country", "address", "beds") if name in row}
    made = institutions.describe(actor=None, unit=unit, facts=facts)
    rooms = read_rooms("\n".join(row["rooms"]))
    institutions.write_rooms(actor=None, institution=made, rooms=rooms)


def _lecturer(home: Unit, line: str) -> Lecturer:
    name, kind, workplace, position, expertise, country = (*parts(line), "")[:6]
    return lecturers.add(
        actor=None,
        unit=home,
        kind=kind,
        since=TAUGHT,
        ground=GROUND,
        name=name,
        workplace=workplace,
        position=position,
        expertise=expertise,
        country=country,
    )


def _programme(row: Told, council: str, held: dict[str, Lecturer]) -> None:
    programme = Programme.objects.get(code=row["code"])
    _fill(programme, row)
    _appraise(programme.versions.get(), row["state"], council)
    for name in row["lecturers"]:
        lecturers.qualify(
            actor=None, lecturer=held[name], programme=programme, since=TAUGHT, ground=GROUND
        )
    institutions.allow(
        actor=None,
        institution=Institution.objects.get(unit__code=row["institution"]),
        programme=programme,
        since=TAUGHT,
        ground=GROUND,
    )


def _fill(programme: Programme, row: Told) -> None:
    """The draft as the office would complete it."""
    writing.rename(
        actor=None,
        programme=programme,
        title=programme.title,
        kind=row["kind"],
        region="all",
        variant_of=None,
        ground=GROUND,
    )
    version = programme.versions.get()
    facts = {name: row[name] for name in ("audience", "categories", "forms")}
    writing.write_facts(actor=None, version=version, facts=facts)
    writing.write_lines(actor=None, version=version, lines=read_lines(row["lines"]))


def _appraise(version: Version, state: str, council: str) -> None:
    made = appraising.submit(
        actor=None,
        version=version,
        ground="Quyết định 55/QĐ-SNV ngày 01/02/2024 (dữ liệu mẫu)",
        on=SET_UP,
        members=read_members(council),
    )
    if state != "approved":
        return
    votes = dict.fromkeys(made.members.values_list("pk", flat=True), AGREE)
    minutes = "Hội đồng nhất trí thông qua; đề nghị cập nhật tình huống thực tế hằng năm."
    appraising.conclude(actor=None, version=version, on=SAT, votes=votes, minutes=minutes)
    appraising.approve(
        actor=None,
        version=version,
        act="Quyết định 412/QĐ-SNV ngày 04/03/2024 (dữ liệu mẫu)",
        on=SIGNED,
        body="Sở Nội vụ",
        since=IN_FORCE,
    )
