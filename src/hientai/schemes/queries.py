"""Reads of schemes: what is in force on a day, its items, and the conditions they compile to.

`pack_of` turns a stored version into a pack once and keeps it, so the other reads are cheap.
The conditions carry the administrators' corrections of the law that the caller passes on.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from hientai.programmes.domain.drafts import Draft
from hientai.rules.engine import Condition, Correction
from hientai.schemes.domain import judging
from hientai.schemes.domain.conditions import Question
from hientai.schemes.domain.continuation import Act
from hientai.schemes.domain.differences import Change, differences
from hientai.schemes.domain.drafts import drafts_of
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.groups import group_conditions
from hientai.schemes.domain.judging import Precedence
from hientai.schemes.domain.pack import Kind, Pack, Quota, Target
from hientai.schemes.models import RankedTitle, Scheme, SchemeItem, SchemeVersion
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as day_text
from hientai.shared.words import language

NEWEST = ("-effective_from", "-number")


class NoSchemeInForce(Refused):
    """No version of the scheme is in force on the day."""


def scheme(slug: str, on: date) -> SchemeVersion:
    """The version of a scheme in force on a day: the latest that took effect by then.

    Refused for an unknown slug; NoSchemeInForce before the first version takes effect.
    """
    for version in _in_force(on, slug):
        return version
    first = _versions().filter(scheme__slug=slug).order_by("effective_from").first()
    if first is None:
        known = ", ".join(Scheme.objects.order_by("slug").values_list("slug", flat=True))
        raise Refused(
            _("Không có đề án “%(slug)s”") % {"slug": slug},
            remedy=_("chọn một trong: %(known)s") % {"known": known}
            if known
            else _("nạp đề án bằng lệnh hientai scheme load"),
        )
    raise NoSchemeInForce(
        _("Đề án “%(slug)s” chưa có hiệu lực ngày %(on)s") % {"slug": slug, "on": day_text(on)},
        why=_("hiệu lực từ %(since)s") % {"since": day_text(first.effective_from)},
        remedy=_("chọn một ngày từ ngày đó trở đi"),
    )


def scheme_or_first(slug: str, on: date) -> SchemeVersion:
    """The version in force on a day or, before any is, the first one to come.

    Refused for an unknown slug.
    """
    try:
        return scheme(slug, on)
    except NoSchemeInForce:
        return _versions().filter(scheme__slug=slug).order_by("effective_from", "number")[0]


def schemes(on: date) -> list[SchemeVersion]:
    """The version in force on a day of every scheme that has one, by slug."""
    return _in_force(on)


def coming(on: date) -> list[SchemeVersion]:
    """The first version of every scheme that takes effect only after a day, the nearest first."""
    firsts = _versions().order_by("scheme", "effective_from", "number").distinct("scheme")
    later = [version for version in firsts if version.effective_from > on]
    return sorted(later, key=attrgetter("effective_from"))


def pack_of(version: SchemeVersion) -> Pack:
    """The document of a version as a pack, with the rows of titles its keepers wrote beside it,
    in the reader's language as far as it speaks that.

    A version read elsewhere than here (`scheme`, `schemes`) is the bare document.
    """
    return _pack(_stored(version))


def programme_drafts() -> list[Draft]:
    """The programme contents of every scheme as it reads now, as drafts of programmes."""
    found: list[Draft] = []
    for slug in Scheme.objects.order_by("slug").values_list("slug", flat=True):
        found += drafts_of(document_of(newest_of(slug)))
    return found


def items_of(version: SchemeVersion, kind: Kind | str) -> QuerySet[SchemeItem]:
    """The items of one kind of a version, in the order of the document."""
    return SchemeItem.objects.filter(version=version, kind=str(kind)).order_by("order")


def quota_conditions(
    version: SchemeVersion,
    quota_id: str,
    on: date,
    question: str = judging.MAIN,
    corrections: Sequence[Correction] = (),
) -> list[Condition]:
    """Every condition that judges a quota on a day; those about the group come first.

    `question` is "main", or "abroad" for the part abroad of a course (see `questions_of`). The
    frame must carry `retirement_date` (rules.decrees.with_retirement). Refused for an unknown
    quota or question, NoRuleInForce where the law has no rule on that day.
    """
    return judging.quota_conditions(pack_of(version), quota_id, on, question, corrections)


def questions_of(version: SchemeVersion, quota_id: str) -> list[Question]:
    """The questions that may be asked of a quota, the main one first."""
    return judging.questions_of(pack_of(version), quota_id)


def target_group(
    version: SchemeVersion, target_id: str, on: date, corrections: Sequence[Correction] = ()
) -> list[Condition]:
    """The conditions of membership of a target's group on a day; [] for a target without one.

    Refused for an unknown target.
    """
    pack = pack_of(version)
    group = pack.target(target_id).group
    return group_conditions(pack, group, on, corrections) if group else []


def priorities(
    version: SchemeVersion,
    on: date,
    corrections: Sequence[Correction] = (),
    quota_id: str = "",
) -> list[Precedence]:
    """The priorities that the register can answer, of one quota where it is named."""
    return judging.priorities(pack_of(version), on, corrections, quota_id)


@dataclass(frozen=True)
class Judged:
    """A quota and what is asked of it on a day: the conditions of the main question, and those
    that each further question adds."""

    quota: Quota
    asked: tuple[tuple[Question, tuple[Condition, ...]], ...]


def quotas_judged(
    version: SchemeVersion, on: date, corrections: tuple[Correction, ...] = ()
) -> tuple[Judged, ...]:
    """Every quota with its questions and their conditions, in the order of the document."""
    return _judged_on(_stored(version), on, corrections)


def target_groups(
    version: SchemeVersion, on: date, corrections: tuple[Correction, ...] = ()
) -> tuple[tuple[Target, tuple[Condition, ...]], ...]:
    """Every target that has a group, with the conditions of membership on a day."""
    return _groups_on(_stored(version), on, corrections)


def versions_of(version: SchemeVersion) -> QuerySet[SchemeVersion]:
    """All versions of the scheme of a version, the newest first, without their documents; those
    taken back among them."""
    others = SchemeVersion.objects.filter(scheme=version.scheme_id)
    return others.select_related("withdrawal").defer("content").order_by(*NEWEST)


def newest_of(slug: str) -> SchemeVersion:
    """The version that the next one amends: the latest that was not taken back.

    Refused for an unknown slug.
    """
    found = _versions().filter(scheme__slug=slug).order_by("-number").first()
    if found is None:
        raise Refused(_("Không có đề án “%(slug)s”") % {"slug": slug})
    return found


def document_of(version: SchemeVersion) -> Pack:
    """The document of a version alone, without the rows of titles beside it."""
    return Pack.model_validate(version.content)


def steps_of(slug: str) -> list[tuple[SchemeVersion, list[Change]]]:
    """Every version, the newest first, with what it changed of the one in force before it."""
    rows = SchemeVersion.objects.filter(scheme__slug=slug).select_related("withdrawal")
    found: list[tuple[SchemeVersion, list[Change]]] = []
    before: Pack | None = None
    for version in rows.order_by("number"):
        pack = document_of(version)
        found.append((version, differences(before, pack) if before else []))
        before = before if hasattr(version, "withdrawal") else pack
    return found[::-1]


@dataclass(frozen=True)
class Step:
    """An amendment: by which act, from which day, what it changed of the version before it."""

    act: Act | None
    since: date
    changes: tuple[Change, ...]


def changes_up_to(version: SchemeVersion) -> tuple[Step, ...]:
    """The amendments that a version rests on, itself among them, the last one first."""
    if version.number == 1:
        return ()
    rows = SchemeVersion.objects.filter(scheme=version.scheme_id, withdrawal=None)
    kept = rows.filter(number__lte=version.number).order_by("number")
    return _steps(tuple(kept.values_list("pk", flat=True)))


@lru_cache(maxsize=8)
def _steps(numbers: tuple[int, ...]) -> tuple[Step, ...]:
    rows = SchemeVersion.objects.in_bulk(list(numbers))
    packs = [document_of(rows[number]) for number in numbers]
    pairs = zip(packs, packs[1:], strict=False)
    steps = [
        Step(now.scheme.act, now.scheme.effective_from, tuple(differences(was, now)))
        for was, now in pairs
    ]
    return tuple(reversed(steps))


def changed_between(slug: str, before: date, after: date) -> list[Change]:
    """What the scheme as it stood on one day reads otherwise than on another, item by item."""
    packs = [pack_of(scheme(slug, on)) for on in (before, after)]
    return differences(*packs)


def ranks_of(version: SchemeVersion) -> QuerySet[RankedTitle]:
    """Every row that keepers of the table of titles ever wrote for a scheme, the newest first."""
    return RankedTitle.objects.filter(scheme=version.scheme_id).order_by("-pk")


def ranked_in(version: SchemeVersion) -> tuple[int, ...]:
    """The keys of the rows of titles that hold beside the document; () where none were read."""
    return tuple(row["pk"] for row in getattr(version, "ranked", None) or ())


IN_FORCE = """
SELECT DISTINCT ON (s.slug) v.id, v.scheme_id, v.number, v.effective_from, v.accepted_at,
       v.accepted_by, v.digest, s.slug AS scheme_slug, s.authority_id AS scheme_authority,
       (SELECT coalesce(json_agg(json_build_object('pk', r.id, 'content', r.content)
                                 ORDER BY r.id), '[]')::text
        FROM schemes_rankedtitle r
        WHERE r.scheme_id = v.scheme_id AND r.revoked_at IS NULL) AS ranked_rows
FROM schemes_schemeversion v JOIN schemes_scheme s ON s.id = v.scheme_id
WHERE v.effective_from <= %(on)s AND (%(slug)s::text IS NULL OR s.slug = %(slug)s)
  AND NOT EXISTS (SELECT FROM schemes_withdrawal w WHERE w.version_id = v.id)
ORDER BY s.slug, v.effective_from DESC, v.number DESC
"""


def _in_force(on: date, slug: str | None = None) -> list[SchemeVersion]:
    """The same as the newest of `_versions` by a day, of one scheme or of each.

    Nearly every page asks this: it is written out, for the ORM takes longer to put it together
    than the database to answer it.
    """
    found: list[Any] = list(SchemeVersion.objects.raw(IN_FORCE, {"on": on, "slug": slug}))
    for version in found:
        version.ranked = json.loads(version.ranked_rows)
        version.scheme = Scheme(
            pk=version.scheme_id, slug=version.scheme_slug, authority_id=version.scheme_authority
        )
    return found


def _versions() -> QuerySet[SchemeVersion]:
    """Versions not taken back, with the live rows of titles of their scheme as `ranked`."""
    titles = RankedTitle.objects.filter(scheme=OuterRef("scheme"), revoked_at=None).order_by("pk")
    rows = ArraySubquery(titles.values(row=JSONObject(pk="pk", content="content")))
    live = SchemeVersion.objects.filter(withdrawal=None)
    return live.select_related("scheme").defer("content").annotate(ranked=rows)


@dataclass(frozen=True)
class _Stored:
    """A stored document, told apart by its digest and the rows of titles that hold beside it,
    and read only where it is not known."""

    digest: str
    ranked: tuple[int, ...]
    version: SchemeVersion = field(compare=False)
    language: str = field(default_factory=language)


def _stored(version: SchemeVersion) -> _Stored:
    return _Stored(version.digest, ranked_in(version), version)


@lru_cache(maxsize=32)
def _pack(stored: _Stored) -> Pack:
    document = Pack.model_validate(stored.version.content)
    rows = getattr(stored.version, "ranked", None) or ()
    ranked = document.with_ranks([Equivalence.model_validate(row["content"]) for row in rows])
    return ranked.told_in(stored.language)


@lru_cache(maxsize=32)
def _judged_on(
    stored: _Stored, on: date, corrections: tuple[Correction, ...]
) -> tuple[Judged, ...]:
    pack = _pack(stored)
    return tuple(_judged(pack, quota, on, corrections) for quota in pack.quotas)


def _judged(pack: Pack, quota: Quota, on: date, corrections: tuple[Correction, ...]) -> Judged:
    seen: set[str] = set()
    asked = []
    for question in judging.questions_of(pack, quota.id):
        found = judging.quota_conditions(pack, quota.id, on, question.id, corrections)
        asked.append((question, tuple(one for one in found if one.code not in seen)))
        seen.update(one.code for one in found)
    return Judged(quota, tuple(asked))


@lru_cache(maxsize=32)
def _groups_on(
    stored: _Stored, on: date, corrections: tuple[Correction, ...]
) -> tuple[tuple[Target, tuple[Condition, ...]], ...]:
    pack = _pack(stored)
    return tuple(
        (target, tuple(group_conditions(pack, target.group, on, corrections)))
        for target in pack.targets
        if target.group
    )
