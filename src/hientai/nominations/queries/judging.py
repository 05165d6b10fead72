"""The judgement of people for a list, in columns: thousands at once, with reasons and places.

Law and scheme are asked by the screening engine, for the people named alone; what the list adds
(already trained, of another unit, at two places at once) stands beside it as reasons of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hientai.nominations.domain.overlapping import as_data, overlaps, strongest
from hientai.nominations.domain.verdicts import stops, verdict_of
from hientai.nominations.models import NominationList
from hientai.nominations.queries.overlapping import others_of, policy_of
from hientai.organisations.queries import names_on, subtree_ids
from hientai.people.models import Person
from hientai.rules.engine import Certainty, Reason, reasons
from hientai.schemes.domain.judging import Precedence
from hientai.schemes.domain.pack import Quota
from hientai.schemes.queries import pack_of, priorities, scheme
from hientai.screening.domain.name_order import name_order
from hientai.screening.queries.answers import reason_as_data
from hientai.screening.queries.conditions import conditions_of
from hientai.shared.vietnamese import day
from hientai.training.queries.readings import (
    Reading,
    completed_in,
    degree_items,
    people_at_hand,
    reach_on,
    reading,
    studying_in,
)
from hientai.training.queries.standings import standings_then

HERE = "nominations/"
"""Codes of reasons that the list itself gives begin so."""


@dataclass(frozen=True)
class Judged:
    """What was found of one person for a list on a day; the fields are those of a nomination."""

    person_id: int
    code: str
    name: str
    name_key: str
    unit_id: int | None
    unit_name: str
    verdict: str
    reasons: list[dict[str, Any]]
    overlaps: list[dict[str, Any]]
    level: str
    score: int
    score_parts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Whether the row cannot be submitted as it is."""
        return stops(self.verdict, self.level)


def quota_of(slug: str, item: str, on: date) -> Quota:
    """A quota of a scheme in force on a day. Refused for an unknown scheme or quota."""
    return pack_of(scheme(slug, on)).quota(item)


def judged(
    nomination_list: NominationList,
    people: Sequence[int],
    on: date,
    proved: Mapping[int, Mapping[str, str]] | None = None,
) -> list[Judged]:
    """Everybody named, in the order named: may they go by law and scheme, and what overlaps.

    `proved` says by person which conditions a paper proves. Whoever the reader cannot see is left
    out. Refused where the scheme is not in force on the day.
    """
    if not people:
        return []
    asked = reading(scheme(nomination_list.scheme.slug, on), on)
    quota = asked.pack.quota(nomination_list.item_id)
    frame = _standings(asked, people)
    known = _known(people)
    with as_kept():
        told = _told(asked, quota, frame)
        scores = _scores(frame, priorities(asked.version, asked.on, asked.law, quota.id))
        made = _maker(nomination_list, on, people, frame)
        return [
            made.one(
                known[key],
                told.get(key, ()),
                scores.get(key, NO_POINTS),
                (proved or {}).get(key, {}),
            )
            for key in dict.fromkeys(people)
            if key in known
        ]


def as_kept() -> translation.override:
    """Words that rows and steps keep are kept in one language, whoever reads."""
    return translation.override(settings.LANGUAGE_CODE)


NO_POINTS: tuple[int, list[dict[str, Any]]] = (0, [])
PERSON = ("id", "code", "name", "name_key", "unit_id")


def _standings(asked: Reading, people: Sequence[int]) -> pl.DataFrame:
    """Where the people stand on the day; where everybody is at hand, they are picked from there."""
    everybody = people_at_hand(asked)
    wanted = list(dict.fromkeys(people))
    if everybody is not None:
        return everybody.filter(pl.col("person_id").is_in(pl.Series(wanted).implode()))
    days = [asked.on] * len(wanted)
    found = standings_then(wanted, days, degree_items(asked.on), asked.law)
    return reach_on(asked).within(found[asked.on])


def _known(people: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    return {row["id"]: row for row in Person.objects.filter(pk__in=people).values(*PERSON)}


def _told(asked: Reading, quota: Quota, frame: pl.DataFrame) -> dict[int, list[Reason]]:
    """What law, scheme and history say of each; a person outside the group is told of that alone,
    as everywhere."""
    group, others = conditions_of(asked, quota.id)
    said = reasons([*group, *others], frame)
    done, now = _history(asked, quota)
    found = {}
    for person, told in said.items():
        about = [one for one in told if one.about_group]
        outside = [one for one in about if one.outcome == "failed"]
        own = [_taken(quota, person, done, now)] if person in done or person in now else []
        found[person] = [*(outside or told), *own]
    return found


def _history(asked: Reading, quota: Quota) -> tuple[dict[int, date], dict[int, date]]:
    """Who completed the quota's programme in its phase, and who is studying it, since when."""
    span = asked.pack.phase(quota.phase)
    rows = [
        read(asked, span).filter(pl.col("item") == quota.id).select("person_id", "completed_on")
        for read in (completed_in, studying_in)
    ]
    done, now = (dict(frame.iter_rows()) for frame in rows)
    return done, now


def _taken(quota: Quota, person: int, done: Mapping[int, date], now: Mapping[int, date]) -> Reason:
    value = (
        _("đã hoàn thành ngày %s") % day(done[person])
        if person in done
        else _("đang học từ ngày %s") % day(now[person])
    )
    return _reason(
        "trained",
        _("Chưa học chương trình của chỉ tiêu này"),
        value,
        _("mỗi người một chỗ trong giai đoạn"),
        quota.clause,
    )


def _reason(code: str, title: str, value: str, limit: str, clause: str = "") -> Reason:
    """A failed reason that the list itself gives."""
    return Reason(HERE + code, title, "failed", value, limit, clause, Certainty.VERIFIED.value)


def _scores(
    frame: pl.DataFrame, stated: Sequence[Precedence]
) -> dict[int, tuple[int, list[dict[str, Any]]]]:
    """The points of each person with their parts; a priority the register cannot answer gives
    none and says so."""
    columns = [one.holds.alias(f"p{at}") for at, one in enumerate(stated)]
    found: dict[int, tuple[int, list[dict[str, Any]]]] = {}
    for person, *held in frame.select("person_id", *columns).iter_rows():
        parts: list[dict[str, Any]] = [
            {"title": one.title, "points": one.points if holds else None}
            for one, holds in zip(stated, held, strict=True)
            if holds is not False
        ]
        found[person] = (sum(part["points"] or 0 for part in parts), parts)
    return found


@dataclass(frozen=True)
class _Maker:
    """Puts together what was found of each person."""

    of: NominationList
    on: date
    places: Mapping[int, int]
    own: frozenset[int]
    others: Mapping[int, Any]
    policy: str
    names: Mapping[int, str]

    def one(
        self,
        person: Mapping[str, Any],
        found: Sequence[Reason],
        score: tuple[int, list[dict[str, Any]]],
        proved: Mapping[str, str],
    ) -> Judged:
        key = person["id"]
        unit = self.places.get(key, person["unit_id"])
        told = [reason_as_data(one) for one in (*found, *self._of_list(key))]
        course = (self.of.starts_on, self.of.ends_on, self.of.exclusive)
        met = overlaps(*course, self.others.get(key, ()), self.policy)
        return Judged(
            person_id=key,
            code=person["code"],
            name=person["name"],
            name_key=person["name_key"],
            unit_id=unit,
            unit_name=self.names.get(unit or 0, ""),
            verdict=verdict_of(told, proved),
            reasons=told,
            overlaps=[as_data(one) for one in met],
            level=strongest(met),
            score=score[0],
            score_parts=score[1],
        )

    def _of_list(self, key: int) -> Iterable[Reason]:
        """What speaks against a person on this unit's list, whatever law and scheme say."""
        if key not in self.places:
            yield _reason(
                "in_service",
                _("Đang công tác tại đơn vị thuộc Đề án"),
                _("không có vị trí việc làm chính ngày %s") % day(self.on),
                _("có vị trí việc làm chính"),
            )
        elif self.own and self.places[key] not in self.own:
            yield _reason(
                "managed_elsewhere",
                _("Do đơn vị đề cử quản lý"),
                self.names.get(self.places[key], ""),
                _("công tác tại đơn vị đề cử hoặc đơn vị trực thuộc"),
            )


def _maker(held: NominationList, on: date, people: Sequence[int], frame: pl.DataFrame) -> _Maker:
    """What the list, the unit and the time say, ready to be put together for each person."""
    places = dict(frame.select("person_id", "unit_id").iter_rows())
    return _Maker(
        of=held,
        on=on,
        places=places,
        own=frozenset(subtree_ids(held.unit_id, on)),
        others=others_of(held, people),
        policy=policy_of(held.scheme_id, on),
        names=names_on(set(places.values()), on),
    )


def name_orders(keys: Mapping[int, str]) -> dict[int, str]:
    """For each person a text that puts given-name keys in Vietnamese order."""
    frame = pl.DataFrame(
        {"person": list(keys), "name_key": list(keys.values())},
        schema={"person": pl.Int64, "name_key": pl.String},
    )
    return dict(frame.select("person", name_order()).iter_rows())
