"""Verbs of two records that are one person: merge, undo; or two people: told apart, taken back."""

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.people.domain import merging as domain
from hientai.people.domain.merging import Record
from hientai.people.domain.parts import tails
from hientai.people.models import FormerCode, Merger, Move, Person, ToldApart
from hientai.people.queries import merging as queries
from hientai.people.services.images import OUT_OF_REACH, numbered, rewrite
from hientai.people.services.writing import author_name, follow_main_post
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

CHOSEN_WRONG = Refused(
    N_("Nội dung được chọn trái với ràng buộc của hồ sơ"),
    remedy=N_("Chọn lại các nội dung khác nhau giữa hai hồ sơ."),
)
USED_SINCE = Refused(
    N_("Không trả lại được như trước khi gộp"),
    remedy=N_("Nội dung nêu trên nay đã ghi ở hồ sơ khác; bỏ ở đó rồi hoàn tác."),
)
Bar = Callable[[Person, Person], None]
_bars: dict[str, Bar] = {}


def bar(name: str, refuse: Bar) -> None:
    """Let a room above refuse mergers of two records, in its words, before anything is written."""
    _bars[name] = refuse


@transaction.atomic
def merge(
    *, actor: Author | None, kept: Person, merged: Person, choices: Mapping[str, str], ground: str
) -> Merger:
    """Write one record into another; its code leads to the kept person from then on.

    `choices` says for each conflict (`queries.conflicts_of`) whose word holds: kept, merged or
    both. Refused where one is missing, where the two were told apart, a move waits, or a room
    above says so (`bar`).
    """
    _begin(actor, [kept.pk, merged.pk], ground)
    _refuse_merger(kept, merged)
    before = _write_as_one(kept, merged, choices)
    return Merger.objects.create(
        kept_id=kept.pk,
        merged_id=merged.pk,
        kept_code=kept.code,
        merged_code=merged.code,
        name=kept.name,
        ground=ground,
        choices=dict(choices),
        before=before,
        after=queries.image_of(kept.pk),
        done_by=author_name(actor),
    )


def _write_as_one(kept: Person, merged: Person, choices: Mapping[str, str]) -> Record:
    """Write both records as that of the kept person; how the rows of both stood before."""
    ours, theirs = queries.image_of(kept.pk), queries.image_of(merged.pk)
    after = domain.one_record(queries.record_parts(), ours, theirs, choices)
    after[FormerCode._meta.db_table].append({"id": None, "code": merged.code, "person_id": kept.pk})
    before, after = domain.both(ours, theirs), numbered(after)
    for tail in tails():
        rows = after.get(tail.table, before[tail.table])  # some hang on the person besides
        after[tail.table] = tail.follow(rows, before[tail.part], after[tail.part])
    # What gives way is cut first: no two rows may hold one day, not even for a moment.
    rewrite(
        before, after, first=lambda old, _new: old.get("person_id") == kept.pk, clash=CHOSEN_WRONG
    )
    kept.refresh_from_db()
    follow_main_post(kept)
    return before


@transaction.atomic
def undo_merger(*, actor: Author | None, merger: Merger, ground: str) -> None:
    """Bring both records back exactly; refused with what was built on the merged one since."""
    _refuse_merged_on(merger)
    _begin(actor, [merger.kept_id], ground)
    merger = Merger.objects.select_for_update().get(pk=merger.pk)
    if merger.undone_at:
        raise Refused(_("Việc gộp này đã được hoàn tác"))
    kept = merger.kept_id
    _refuse_built_on(merger)
    rewrite(
        merger.after,
        merger.before,
        first=lambda _old, new: new.get("person_id") != kept,
        clash=USED_SINCE,
        joins=False,
    )
    merger.undone_at, merger.undone_by = timezone.now(), author_name(actor)
    merger.undone_ground = ground
    merger.save(update_fields=["undone_at", "undone_by", "undone_ground"])
    for person in Person.objects.filter(pk__in=[merger.kept_id, merger.merged_id]):
        follow_main_post(person)


@transaction.atomic
def tell_apart(*, actor: Author | None, first: Person, second: Person, ground: str) -> ToldApart:
    """Keep the decision that two records that look alike are two people."""
    _begin(actor, [first.pk, second.pk], ground)
    if first.pk == second.pk:
        raise Refused(_("Đây là một hồ sơ"), remedy=_("Chọn hai hồ sơ khác nhau."))
    lower, higher = sorted((first, second), key=lambda one: one.pk)
    by = author_name(actor)
    with told({"pair_is_told_apart_once": Refused(_("Hai hồ sơ này đã được ghi là hai người"))}):
        return ToldApart.objects.create(first=lower, second=higher, ground=ground, by=by)


@transaction.atomic
def take_back_apart(*, actor: Author | None, decision: ToldApart, ground: str) -> None:
    """Take the decision back: the pair is looked for again."""
    _begin(actor, [decision.first_id, decision.second_id], ground)
    decision.delete()


def _begin(actor: Author | None, people: Sequence[int], ground: str) -> None:
    """Sign the trace and lock the people, in one order for everybody."""
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi vì sao, theo giấy tờ nào."))
    sign(actor=actor, ground=ground)
    locked = list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    if len(locked) < len(set(people)):
        raise OUT_OF_REACH


def _refuse_merger(kept: Person, merged: Person) -> None:
    if kept.pk == merged.pk:
        raise Refused(_("Không gộp một hồ sơ với chính nó"), remedy=_("Chọn hai hồ sơ khác nhau."))
    decided = queries.told_apart(kept.pk, merged.pk)
    if decided:
        raise Refused(
            _("Hai hồ sơ này đã được ghi là hai người"),
            why=f"{decided.by}: {decided.ground}",
            remedy=_("Bỏ quyết định đó trước nếu nay thấy là một người."),
        )
    waiting = Move.objects.filter(person__in=[kept, merged], state=Move.State.PENDING).first()
    if waiting:
        raise Refused(
            _("%s đang có đề nghị chuyển công tác chờ tiếp nhận") % waiting,
            remedy=_("Chờ đơn vị nhận quyết định hoặc rút đề nghị, rồi gộp."),
        )
    for refuse in _bars.values():
        refuse(kept, merged)


def _refuse_merged_on(merger: Merger) -> None:
    """A record that was merged into a third one since is not there to be parted."""
    later = Merger.objects.filter(merged_id=merger.kept_id, undone_at=None).first()
    if later:
        raise Refused(
            _("Hồ sơ %(code)s sau đó đã được gộp vào hồ sơ %(other)s")
            % {"code": merger.kept_code, "other": later.kept_code},
            remedy=_("Hoàn tác lần gộp đó trước."),
        )


def _refuse_built_on(merger: Merger) -> None:
    """Refuse while the record is not as the merger left it, with what stands in the way."""
    titles = queries.titles()
    now = queries.image_of(merger.kept_id)
    unknown = {tail.table for tail in tails()} - merger.after.keys()  # not kept of older mergers
    now = {table: rows for table, rows in now.items() if table not in unknown}
    found = domain.obstacles(merger.after, now)
    if found:
        raise Refused(
            _("Không hoàn tác được: hồ sơ đã thay đổi sau khi gộp"),
            why="; ".join(f"{titles.get(t, t)}: {n} {_('dòng')} {_(what)}" for t, what, n in found),
            remedy=_("Đưa các nội dung đó về như lúc gộp xong rồi hoàn tác."),
        )
