"""The report of a delegation: handed in with its file; who keeps it is reminded."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.queries import who_may
from hientai.audit.services import Author, sign
from hientai.delegations.domain.notices import REPORT
from hientai.delegations.models import Journey, Report
from hientai.delegations.queries.journeys import owed
from hientai.delegations.services.journeys import NOT_YOURS
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.programmes.domain import files
from hientai.programmes.services.materials import Upload, author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, typed_day
from hientai.timetables.queries import writes
from hientai.webkit.constraints import told

EDIT = "delegations:edit"
WALLS = {
    "report_handed_in_once": Refused(
        N_("Tệp báo cáo này đã được nộp"), remedy=N_("Chọn tệp khác nếu nộp bản sửa.")
    )
}
SOON = N_("Đoàn sắp đến hạn báo cáo")
LATE = N_("Đoàn quá hạn báo cáo")
TEXT = N_("%(class)s: báo cáo trước hết ngày %(day)s.")


@transaction.atomic
def hand_in(
    *,
    actor: Author | None,
    journey: Journey,
    upload: Upload,
    handed_in_on: date,
    summary: str = "",
    on: date,
) -> Report:
    """Keep the report of a delegation; a later one stands beside it.

    Refused before the delegation is back, for a day to come, and for a file of no kind that is
    taken.
    """
    if not writes(journey.training_class_id):
        raise NOT_YOURS
    if handed_in_on < journey.returns_on or handed_in_on > on:
        raise Refused(
            _("Ngày báo cáo phải từ ngày đoàn về %(back)s đến hôm nay %(on)s")
            % {"back": day(journey.returns_on), "on": day(on)},
            remedy=_("Kiểm tra lại ngày báo cáo."),
        )
    kind = files.kind_of(upload.content)
    sign(actor=actor, ground=N_("nộp báo cáo của đoàn"))
    with told(WALLS):
        return Report.objects.create(
            journey=journey,
            handed_in_on=handed_in_on,
            summary=summary.strip(),
            name=files.file_name(upload.name, kind),
            type=kind.type,
            size=len(upload.content),
            digest=hashlib.sha256(upload.content).hexdigest(),
            content=upload.content,
            kept_by=author_of(actor),
        )


def remind(on: date) -> int:
    """Tell who keeps a delegation that its report is due soon, or late; each once, and its head."""
    found = owed(on)
    return sum(
        _tell(one, title, on)
        for rows, title in ((found.soon, SOON), (found.late, LATE))
        for one in rows
    )


def _tell(one: Journey, title: str, on: date) -> int:
    held = one.training_class
    said = {"class": held.title, "day": typed_day(one.report_due_on)}
    head = one.head.person_id if one.head else None
    return tell(
        to=who_may(EDIT, units=[held.unit_id, held.institution.unit_id], on=on),
        persons=[head] if head else [],
        kind=REPORT,
        title=Said(title),
        text=Said(TEXT, said),
        link=f"/doan/{held.code}/",
        key=f"delegations/{one.pk}/{'late' if title == LATE else 'soon'}",
        on=on,
    )
