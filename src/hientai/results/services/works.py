"""Works handed in: a file looked at by what it is, kept for the learner and who grades it."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author
from hientai.programmes.domain import files
from hientai.programmes.services.materials import Upload, author_of
from hientai.results.models import Grade, Part, Work
from hientai.results.services.holding import WALLS, locked
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.timetables.models import Learner
from hientai.webkit.constraints import told

MOST_EDITIONS = 20
GROUND = N_("nộp bài %s")


@transaction.atomic
def hand_in(
    *,
    actor: Author | None,
    part: Part,
    learner: Learner,
    upload: Upload,
    on: date,
    attempt: int = 1,
) -> Work:
    """Keep a file as the work of a learner for a part; another edition of one handed in before.

    Refused for files of other kinds or too large, after the day it is due (a re-sit excepted),
    and once the attempt was marked.
    """
    locked(actor, part.training_class, GROUND % part.title)
    _refuse_late(part, learner, attempt, on)
    kind = files.kind_of(upload.content)
    digest = hashlib.sha256(upload.content).hexdigest()
    earlier = Work.objects.filter(part=part, learner=learner, attempt=attempt)
    last = earlier.defer("content").order_by("-edition").first()
    if last and last.digest == digest:
        raise Refused(_("Tệp này đã được nộp"), remedy=_("Chọn tệp khác nếu muốn nộp lại."))
    edition = 1 + (last.edition if last else 0)
    if edition > MOST_EDITIONS:
        raise Refused(_("Đã nộp %s bản cho phần này") % MOST_EDITIONS)
    with told(WALLS):
        return Work.objects.create(
            part=part,
            learner=learner,
            attempt=attempt,
            edition=edition,
            name=files.file_name(upload.name, kind),
            type=kind.type,
            size=len(upload.content),
            digest=digest,
            content=upload.content,
            on=on,
            by=author_of(actor),
        )


def _refuse_late(part: Part, learner: Learner, attempt: int, on: date) -> None:
    if not part.takes_files:
        raise Refused(_("Phần này không nhận tệp"), remedy=_("Nộp trực tiếp cho người chấm."))
    if part.due is not None and on > part.due and attempt == 1:
        raise Refused(
            _("Đã hết hạn nộp"),
            why=_("hạn nộp là ngày %s") % day(part.due),
            remedy=_("Liên hệ người chấm hoặc cơ sở đào tạo."),
        )
    marks = Grade.objects.filter(part=part, learner=learner, attempt=attempt).order_by("-pk")
    last = marks.first()
    if last is not None and last.what != "taken_back":
        raise Refused(_("Bài này đã được chấm"))
