"""A programme written down: made, its draft filled in, followed by a later version."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit
from hientai.programmes.domain import states
from hientai.programmes.domain.contents import Line
from hientai.programmes.domain.drafts import code_wanted
from hientai.programmes.models import Module, Programme, Topic, Version
from hientai.programmes.queries.programmes import lines_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.webkit.constraints import told

WALLS = {
    "programmes_programme_code_key": Refused(
        N_("Mã chương trình này đã có"), remedy=N_("Đặt mã khác.")
    ),
    "contents_stand_still": Refused(
        N_("Nội dung chỉ sửa được khi còn là bản thảo"), remedy=N_("Lập phiên bản mới.")
    ),
}
FACTS = ("aims", "contents", "audience", "categories", "forms", "stated_days", "source", "change")
ASIDE = 10_000  # numbers stand aside while they are given anew
COPIED = ("aims", "contents", "audience", "categories", "forms", "stated_days", "source")


@transaction.atomic
def create(
    *,
    actor: Author | None,
    unit: Unit,
    code: str,
    title: str,
    ground: str,
    **facts: Any,
) -> Programme:
    """Make a programme with an empty first draft.

    `facts`: kind, region, variant_of; origin_scheme, origin_item and origin_clause of a draft.
    """
    sign(actor=actor, ground=ground)
    title = " ".join(title.split())
    with told(WALLS):
        programme = Programme.objects.create(
            code=code_wanted(code), title=title, title_folded=fold(title), unit=unit, **facts
        )
        Version.objects.create(programme=programme, number=1)
    return programme


@transaction.atomic
def rename(
    *,
    actor: Author | None,
    programme: Programme,
    title: str,
    kind: str,
    region: str,
    variant_of: Programme | None,
    ground: str,
) -> None:
    """Say otherwise what a programme is called and is for.

    Its kind stays once a version was approved: the limit it was judged by hangs on it.
    """
    _keep(programme)
    _refuse_another_kind(programme, kind)
    sign(actor=actor, ground=ground)
    programme.title, programme.title_folded = " ".join(title.split()), fold(title)
    programme.kind, programme.region, programme.variant_of = kind, region, variant_of
    with told(WALLS):
        programme.save()


def _refuse_another_kind(programme: Programme, kind: str) -> None:
    if kind != programme.kind and programme.versions.exclude(in_force=None).exists():
        raise Refused(
            _("Loại chương trình không đổi được nữa"),
            why=_("đã có phiên bản được phê duyệt theo loại này"),
            remedy=_("Lập chương trình khác với loại đúng."),
        )


@transaction.atomic
def write_facts(*, actor: Author | None, version: Version, facts: Mapping[str, Any]) -> None:
    """What a draft says of itself beside its modules and topics."""
    held = held_in(version, (states.DRAFT,))
    sign(actor=actor, ground=N_("Sửa bản thảo chương trình %s") % held.programme.code)
    for name in FACTS:
        if name in facts:
            setattr(held, name, facts[name])
    with told(WALLS):
        held.save(update_fields=[name for name in FACTS if name in facts])


@transaction.atomic
def write_lines(*, actor: Author | None, version: Version, lines: Sequence[Line]) -> None:
    """The modules and topics of a draft, in the place of those it had.

    A topic that keeps its name keeps its materials; one that has materials cannot be left out.
    """
    held = held_in(version, (states.DRAFT,))
    sign(actor=actor, ground=N_("Sửa nội dung chương trình %s") % held.programme.code)
    with told(WALLS):
        _put(held, lines)


@transaction.atomic
def new_version(
    *, actor: Author | None, programme: Programme, change: str, year: int | None = None
) -> Version:
    """A draft that starts as the newest version is; `year` for a yearly addition.

    Refused while an earlier draft still waits.
    """
    _keep(programme)
    _refuse_waiting(programme)
    newest = programme.versions.order_by("-number").first()
    sign(actor=actor, ground=change)
    copied = {name: getattr(newest, name) for name in COPIED} if newest else {}
    number = 1 + (programme.versions.aggregate(n=Max("number"))["n"] or 0)
    made = Version.objects.create(
        programme=programme, number=number, change=change, addition_year=year, **copied
    )
    if newest is not None:
        _put(made, lines_of(newest))
    return made


def _refuse_waiting(programme: Programme) -> None:
    waiting = programme.versions.filter(state__in=states.OPEN).first()
    if waiting is not None:
        raise Refused(
            _("Phiên bản %(n)s còn %(state)s")
            % {"n": waiting.number, "state": waiting.get_state_display()},
            remedy=_("Hoàn thành hoặc bỏ phiên bản đó trước."),
        )


@transaction.atomic
def discard(*, actor: Author | None, version: Version) -> None:
    """Throw a draft away that no council has seen; with its programme, where it is the only one."""
    held = held_in(version, (states.DRAFT,))
    if held.appraisals.exists() or held.materials.exists():
        raise Refused(
            _("Bản thảo này đã có biên bản thẩm định hoặc tài liệu"),
            remedy=_("Dùng “Thôi áp dụng” để đóng bản thảo và giữ lại hồ sơ."),
        )
    sign(actor=actor, ground=N_("Bỏ bản thảo chương trình %s") % held.programme.code)
    programme = held.programme
    held.delete()
    if not programme.versions.exists():
        _remove(programme)


def held_in(version: Version, allowed: Sequence[str]) -> Version:
    """The version as it is now, kept from others; refused unless it is in one of these states."""
    rows = Version.objects.select_for_update(of=("self",)).select_related("programme__unit")
    held = rows.filter(pk=version.pk).first()
    if held is None:
        raise out_of_reach()
    states.refuse_state(held.state, allowed)
    return held


def _keep(programme: Programme) -> None:
    """Keep a programme from others until the transaction ends; refused to who may not write it."""
    if Programme.objects.select_for_update(of=("self",)).filter(pk=programme.pk).first() is None:
        raise out_of_reach()


def out_of_reach() -> Refused:
    """What somebody is told who may not write for the unit of a programme."""
    return Refused(
        _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
        remedy=_("Đề nghị đơn vị xây dựng chương trình thực hiện."),
    )


def _remove(programme: Programme) -> None:
    if programme.qualifications.exists() or programme.capabilities.exists():
        raise Refused(
            _("Chương trình này đã gắn với giảng viên hoặc cơ sở"),
            remedy=_("Bỏ các liên kết đó trước."),
        )
    programme.delete()


def _put(version: Version, lines: Sequence[Line]) -> None:
    """The modules and topics of a version as the lines say; those no line names are left out."""
    modules = _modules(version, lines)
    _topics(version, [line for line in lines if line.title is not None], modules)
    version.modules.exclude(pk__in=[module.pk for module in modules.values()]).delete()


def _modules(version: Version, lines: Sequence[Line]) -> dict[str, Module]:
    """The modules of the lines by name, in order; those that keep their name are kept."""
    names = list(dict.fromkeys(line.module for line in lines if line.module))
    held = {module.title: module for module in version.modules.all()}
    version.modules.update(number=F("number") + ASIDE)
    made: dict[str, Module] = {}
    for at, name in enumerate(names, 1):
        module = held.get(name) or Module(version=version, title=name)
        module.number = at
        module.save()
        made[name] = module
    return made


def _topics(version: Version, lines: Sequence[Line], modules: Mapping[str, Module]) -> None:
    held = list(version.topics.order_by("number"))
    version.topics.update(number=F("number") + ASIDE)
    by_name = {fold(topic.title): topic for topic in held if topic.title}
    nameless = [topic for topic in held if not topic.title]
    kept: set[int] = set()
    for at, line in enumerate(lines, 1):
        topic = by_name.get(fold(line.title or "")) if line.title else None
        if not line.title and nameless:
            topic = nameless.pop(0)
        topic = topic or Topic(version=version)
        topic.module = modules[line.module] if line.module else None
        topic.number, topic.title = at, line.title or ""
        topic.theory, topic.practice = line.theory, line.practice
        topic.field_study = line.field_study
        topic.save()
        kept.add(topic.pk)
    _leave_out([topic for topic in held if topic.pk not in kept])


def _leave_out(gone: Sequence[Topic]) -> None:
    for topic in gone:
        if topic.materials.exists():
            raise Refused(
                _("Chuyên đề “%(title)s” đã có tài liệu") % {"title": topic.title},
                remedy=_("Giữ tên chuyên đề như cũ; đổi tên thì lập phiên bản mới."),
            )
        topic.delete()
