"""Record a person-turn, match turns to a scheme item, take a match back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hientai.people.models import Person
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import FUNDS as FUND_CODES
from hientai.shared.vocabulary import PLACES as PLACE_CODES
from hientai.shared.vocabulary import RESULTS, Vocabulary
from hientai.training.models import Turn


@dataclass(frozen=True)
class Named:
    """Turns that say the same: programme, and the scheme and item their file stated."""

    programme: str
    stated_scheme: str = ""
    stated_item: str = ""

    def waiting(self) -> QuerySet[Turn]:
        """Those that are matched to nothing yet."""
        return self._all().filter(item_id="")

    def matched(self, version: SchemeVersion, item: str) -> QuerySet[Turn]:
        """Those matched to an item of a scheme."""
        return self._all().filter(scheme=version.scheme_id, item_id=item)

    def _all(self) -> QuerySet[Turn]:
        return Turn.objects.filter(
            programme=self.programme,
            stated_scheme=self.stated_scheme,
            stated_item=self.stated_item,
        )


class Course(TypedDict, total=False):
    """What a turn may say besides; what is left out is as the register takes it to be."""

    ends_on: date | None
    place: str | None
    fund: str | None
    certificate_number: str
    exclusive: bool


@transaction.atomic
def record_turn(
    *,
    person: Person,
    programme: str,
    starts_on: date,
    result: str,
    version: SchemeVersion | None = None,
    item: str = "",
    **course: Unpack[Course],
) -> Turn:
    """Keep one person's turn in one course. Without a scheme item it waits for a match.

    Refused where the days or codes cannot be, or the same turn is already recorded.
    """
    name = " ".join(programme.split())
    _possible(name, starts_on, course.get("ends_on"), result)
    if person.birth_date and starts_on <= person.birth_date:
        raise Refused(
            _("Lượt học bắt đầu trước ngày sinh"), remedy=_("kiểm tra ngày này và ngày sinh")
        )
    _with_known_codes(course)
    _refuse_again(person, name, starts_on)
    said = {"programme": name, "starts_on": starts_on, "result": result, **course}
    return Turn.objects.create(person=person, **said, **_matched(version, item))


@dataclass(frozen=True)
class Attended:
    """One person in one course, as a turn of many is told; both days belong to it."""

    person_id: int
    programme: str
    starts_on: date
    ends_on: date | None = None
    exclusive: bool = True
    place: str | None = None
    fund: str | None = None


@transaction.atomic
def record_turns(
    *,
    attended: Sequence[Attended],
    result: str,
    version: SchemeVersion | None = None,
    item: str = "",
) -> list[Turn]:
    """Keep the turns of many people at once, behind the walls that `record_turn` stands behind.

    All or none: refused where a day or code cannot be, or a turn is already recorded.
    """
    named = [replace(one, programme=" ".join(one.programme.split())) for one in attended]
    for said in {(n.programme, n.starts_on, n.ends_on, n.place, n.fund) for n in named}:
        _possible(*said[:3], result)
        _with_known_codes({"place": said[3], "fund": said[4]})
    _refuse_any_again(named)
    matched = _matched(version, item)
    return Turn.objects.bulk_create(
        [Turn(**asdict(one), result=result, **matched) for one in named], batch_size=2_000
    )


def _refuse_any_again(attended: Sequence[Attended]) -> None:
    """Refused where one of them is recorded, or told twice."""
    keys = [(one.person_id, one.programme, one.starts_on) for one in attended]
    told = Turn.objects.filter(
        person__in={key[0] for key in keys},
        programme__in={key[1] for key in keys},
        starts_on__in={key[2] for key in keys},
    )
    there = set(told.values_list("person_id", "programme", "starts_on"))
    again = [key for key in keys if key in there] or [k for k, n in Counter(keys).items() if n > 1]
    if again:
        person, name, since = again[0]
        who = Person.objects.filter(pk=person).values_list("name", flat=True).first() or ""
        raise Refused(
            _("%(n)s lượt học đã được ghi") % {"n": number(len(again))},
            why=_("%(who)s: “%(name)s”, từ %(day)s")
            % {"who": who, "name": name, "day": day(since)},
            remedy=_("sửa lượt học đã ghi thay vì ghi thêm"),
        )


def _matched(version: SchemeVersion | None, item: str) -> dict[str, Any]:
    """The scheme and item a turn counts for; neither where either is not said.

    Who records it states them, as a file would: it is not a match made by hand.
    """
    if version is None or not item:
        return {"scheme": None, "item_id": ""}
    _item_of(version, item)
    stated = {"stated_scheme": version.scheme.slug, "stated_item": item}
    return {"scheme": version.scheme, "item_id": item, **stated}


def _with_known_codes(course: Course) -> None:
    _known(PLACE_CODES, course.get("place"))
    _known(FUND_CODES, course.get("fund"))


@transaction.atomic
def match_turn(*, turn: Turn, version: SchemeVersion, item: str) -> Turn:
    """Match one turn to an item of a scheme; from now on it counts. Refused for an unknown item."""
    _item_of(version, item)
    turn.scheme, turn.item_id = version.scheme, item
    turn.save(update_fields=["scheme", "item_id"])
    return turn


@transaction.atomic
def match_turns(*, named: Named, version: SchemeVersion, item: str) -> int:
    """Match all waiting turns that say the same, as far as the actor may change them.

    Returns the number of person-turns. Refused for an unknown item, or where nothing waits.
    """
    _item_of(version, item)
    changed = named.waiting().update(scheme=version.scheme_id, item_id=item)
    if not changed:
        raise Refused(
            _("Không còn lượt học “%s” nào chờ khớp") % named.programme,
            remedy=_("tải lại trang để xem danh sách hiện nay"),
        )
    return changed


@transaction.atomic
def unmatch_turns(*, named: Named, version: SchemeVersion, item: str) -> int:
    """Take a match back: the turns wait again and count no more. Returns the number of turns."""
    changed = named.matched(version, item).update(scheme=None, item_id="")
    if not changed:
        raise Refused(_("Không có lượt học “%s” nào đã khớp như vậy") % named.programme)
    return changed


def _possible(name: str, starts_on: date, ends_on: date | None, result: str) -> None:
    if not name:
        raise Refused(_("Lượt học phải có tên chương trình"), remedy=_("ghi tên chương trình"))
    if result not in RESULTS:
        known = ", ".join(RESULTS.labels.values())
        raise Refused(_("Không có kết quả “%s”") % result, remedy=_("chọn một trong: %s") % known)
    if ends_on is not None and ends_on < starts_on:
        raise Refused(
            _("Lượt học kết thúc trước khi bắt đầu"),
            why=_("bắt đầu %(a)s, kết thúc %(b)s") % {"a": day(starts_on), "b": day(ends_on)},
            remedy=_("kiểm tra lại hai ngày"),
        )
    if result == "completed" and ends_on is None:
        raise Refused(
            _("Lượt học đã hoàn thành phải có ngày kết thúc"),
            why=_("không có ngày thì không biết tính vào giai đoạn nào"),
            remedy=_("ghi ngày kết thúc"),
        )


def _refuse_again(person: Person, name: str, starts_on: date) -> None:
    if Turn.objects.filter(person=person, programme=name, starts_on=starts_on).exists():
        raise Refused(
            _("Lượt học này đã được ghi: “%(name)s”, từ %(day)s")
            % {"name": name, "day": day(starts_on)},
            remedy=_("sửa lượt học đã ghi thay vì ghi thêm"),
        )


def _known(catalogue: Vocabulary, code: str | None) -> None:
    if code is not None and code not in catalogue:
        known = ", ".join(catalogue.labels.values())
        raise Refused(_("Không có giá trị “%s”") % code, remedy=_("chọn một trong: %s") % known)


def _item_of(version: SchemeVersion, item: str) -> None:
    """Only quotas have turns: a target counts the turns of its quotas."""
    pack_of(version).quota(item)
