"""From a preview to the register: everything in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.intake.domain.difference import MANY_GONE, REFUSED, is_many
from hientai.intake.models import ImportBatch
from hientai.intake.queries import parts
from hientai.intake.services.bulk import execute
from hientai.intake.services.compare import Comparison, compare
from hientai.intake.services.scope import acting, in_their_language, report, take_turn
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as written
from hientai.shared.vietnamese import number

LOCKED = (
    "people_person, people_post, people_grade, people_degree, people_rating, people_discipline,"
    " people_plannedtitle"
)
MUCH = 1_000
"""So many rows written change what the database knows of its tables."""
WALLS = {
    "person_has_one_main_post_a_day": N_("có người giữ hai vị trí chính trong một ngày"),
    "person_has_one_grade_a_day": N_("có người có hai ngạch, hạng trong một ngày"),
    "degree_is_recorded_once": N_("có bằng cấp được ghi hai lần"),
    "degree_after_birth": N_("có bằng cấp đề ngày trước ngày sinh"),
    "begins_after_birth": N_("có vị trí, kỷ luật, quy hoạch, lượt học đề ngày trước ngày sinh"),
    "retires_after_birth": N_("có người nghỉ hưu trước ngày sinh"),
    "planned_for_a_title_once_a_day": N_(
        "có người được quy hoạch một chức vụ hai lần cùng thời gian"
    ),
    "one_rating_a_year": N_("có người được xếp loại hai lần trong một năm"),
    "discipline_is_recorded_once": N_("có hình thức kỷ luật được ghi hai lần"),
    "service_starts_after_birth": N_("có người bắt đầu công tác trước ngày sinh"),
    "probation_ends_after_start": N_("có người hết tập sự trước khi bắt đầu công tác"),
    "turn_is_recorded_once": N_("có lượt học được ghi hai lần"),
    "turn_meets_a_seat": N_("có người đang được giữ chỗ học khác trong cùng thời gian"),
}


@dataclass(frozen=True)
class EndGone:
    """What the officer decided about people the file no longer names: whose posts end, from
    which day they hold none, and on which ground. `codes` None means all of them; `many` says
    that the officer has seen how large a share of the unit that is."""

    on: date
    ground: str
    codes: Sequence[str] | None = None
    many: bool = False


@in_their_language
def commit(
    *,
    actor: User | None,
    batch: ImportBatch,
    leave_out_refused: bool = False,
    end_gone: EndGone | None = None,
    ground: str = "",
) -> ImportBatch:
    """Write what the preview showed, all or nothing.

    Refused where a row is refused and is not to be left out, or where the register changed
    since the preview. People who are gone keep their posts unless `end_gone` says otherwise.
    """
    why = ground or N_("Nhập từ tệp %(file)s (lần nhập %(n)s)") % {
        "file": batch.file_name,
        "n": batch.pk,
    }
    with acting(actor, ground=why, batch=batch.pk):
        found = _compared_anew(batch)
        _refuse_unready(batch, found, leave_out_refused)
        _write(batch, found, end_gone)
        _count_anew(found)
        _close(batch, why)
    return batch


def _compared_anew(batch: ImportBatch) -> Comparison:
    """The preview against the register as it is now, which nobody else writes to meanwhile."""
    take_turn()
    batch.refresh_from_db()
    if batch.state != ImportBatch.State.PREVIEWED:
        raise Refused(_("Lần nhập này %s nên không ghi được") % batch.get_state_display())
    hold_register()
    texts = parts.texts_of(batch)
    return compare(batch, texts, lambda share, step: report(batch, share // 3, step))


def _close(batch: ImportBatch, ground: str) -> None:
    batch.state, batch.ground = ImportBatch.State.COMMITTED, ground
    batch.committed_at = timezone.now()
    batch.step, batch.progress, batch.refusal = "", 100, None
    batch.save()


def hold_register() -> None:
    """Keep other writers out until the transaction ends; readers go on. Room for mass writes."""
    execute(f"LOCK TABLE {LOCKED} IN SHARE ROW EXCLUSIVE MODE")
    execute("SET LOCAL gin_pending_list_limit = '64MB'")  # names are indexed once, not by pages
    execute("SET LOCAL maintenance_work_mem = '256MB'")
    execute("SET LOCAL work_mem = '128MB'")


def _refuse_unready(batch: ImportBatch, found: Comparison, leave_out_refused: bool) -> None:
    if found.seen != batch.seen:
        raise Refused(
            _("Hồ sơ đã thay đổi sau khi xem trước"),
            why=_("có người khác vừa sửa hồ sơ hoặc đơn vị mà tệp này nói đến"),
            remedy=_("Xem trước lại rồi ghi."),
        )
    refused = sum(one[REFUSED] for one in found.counts().values())
    if refused and not leave_out_refused:
        raise Refused(
            _("Còn %s dòng bị từ chối nên chưa ghi gì") % refused,
            remedy=_("Sửa các ô sai rồi nhập lại, hoặc chọn để lại các dòng bị từ chối."),
        )


def _write(batch: ImportBatch, found: Comparison, end_gone: EndGone | None) -> None:
    try:
        for at, one in enumerate(found.judged):
            report(batch, 30 + 60 * at // len(found.judged), _("Ghi %s") % one.sheet.title)
            one.sheet.write(one.difference, found.work)
        if end_gone:
            batch.counts["ended"] = _end(found, end_gone)
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise _told(error) from error


def _count_anew(found: Comparison) -> None:
    """After much was written, let the database plan for the register as it is now."""
    if sum(one["new"] + one["changed"] for one in found.counts().values()) >= MUCH:
        execute("SELECT intake_counted()")


def _told(error: IntegrityError) -> Refused:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    return Refused(
        _("Dữ liệu của tệp trái với hồ sơ đã có nên chưa ghi gì"),
        why=_(WALLS.get(name.removesuffix("_now"), name)),
        remedy=_("Kiểm tra các dòng thay đổi trong bản xem trước, sửa tệp rồi nhập lại."),
    )


def _refuse_many(gone: int, declared: int, decided: EndGone) -> None:
    """Ending the posts of a great part of a unit is asked for twice."""
    if is_many(gone, declared) and not decided.many:
        raise Refused(
            _("Chưa kết thúc vị trí của %(gone)s trong %(all)s người của đơn vị khai báo")
            % {"gone": number(gone), "all": number(declared)},
            why=_("tỷ lệ này quá %s %%: thường là tệp thiếu người chứ không phải người đã nghỉ")
            % MANY_GONE,
            remedy=_(
                "Kiểm tra tệp; nếu đúng, đánh dấu cả ô xác nhận (ở lệnh: --many-gone) rồi ghi lại."
            ),
        )


def _end(found: Comparison, decided: EndGone) -> dict[str, Any]:
    """End the posts that the chosen people, who are gone, hold on the declared day or later.

    A post whose end before that day is known keeps its own end. Tells of how many people, from
    which day and on which ground.
    """
    if not decided.ground.strip():
        raise Refused(_("Cần nêu căn cứ khi kết thúc vị trí của người không còn trong tệp"))
    gone = [row for one in found.judged for row in one.difference.gone.iter_rows(named=True)]
    ids = [
        row["person_id"] for row in gone if decided.codes is None or row["code"] in decided.codes
    ]
    _refuse_many(len(ids), sum(one.difference.declared for one in found.judged), decided)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hientai.ground', %s, true)", [decided.ground.strip()])
        cursor.execute(
            "UPDATE people_post SET period = daterange(lower(period), %(on)s::date)"
            " WHERE person_id = ANY(%(ids)s::bigint[]) AND lower(period) < %(on)s::date"
            " AND (upper_inf(period) OR upper(period) > %(known)s::date)",
            {"on": decided.on, "ids": ids, "known": max(decided.on, found.work.on)},
        )
    return {"people": len(ids), "on": written(decided.on), "ground": decided.ground.strip()}
