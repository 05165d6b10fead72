"""Verbs of findings: an action with owner and day is taken up, and closed with what came of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import Author, sign
from hientai.evaluation.domain.kinds import ACTION
from hientai.evaluation.domain.states import COUNTED, DONE
from hientai.evaluation.models import Action, Form
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.programmes.models import Lecturer
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import N_
from hientai.webkit.constraints import told

ACTIONS = "/danh-gia/khac-phuc/"
TITLE = N_("Bạn được giao việc khắc phục sau đánh giá lớp")
AGAIN = N_("Việc khắc phục sau đánh giá sắp đến hạn hoặc quá hạn")
TEXT = N_("Lớp %(class)s: %(what)s. Hạn %(day)s.")


@transaction.atomic
def take_up(
    *,
    actor: Author | None,
    form: Form,
    finding: str,
    what: str,
    owner: User,
    due_on: date,
    lecturer: Lecturer | None = None,
    on: date,
) -> Action:
    """Have something done about what a counted form found, by a user, until a day."""
    if form.state != COUNTED:
        raise Refused(
            _("Phiếu này chưa có kết quả"), remedy=_("Ghi việc khắc phục sau khi có kết quả.")
        )
    if due_on < on:
        raise Refused(_("Hạn phải từ hôm nay trở đi"), remedy=_("Chọn ngày khác."))
    sign(actor=actor, ground=N_("khắc phục sau đánh giá"))
    with told({}):
        made = Action.objects.create(
            form=form,
            lecturer=lecturer,
            finding=" ".join(finding.split()),
            what=" ".join(what.split()),
            owner=owner,
            due_on=due_on,
            made_by=author_of(actor),
        )
    _tell(made, TITLE, f"evaluation/action/{made.pk}", on)
    return made


@transaction.atomic
def close(*, actor: Author | None, action: Action, outcome: str, on: date) -> Action:
    """Close an action with what came of it; by its owner, or by who looks after the class."""
    held = Action.objects.select_for_update(of=("self",)).filter(pk=action.pk).first()
    if held is None or held.state == DONE:
        raise Refused(_("Việc này đã xong hoặc không còn"), remedy=_("Tải lại trang."))
    sign(actor=actor, ground=N_("khép việc khắc phục"))
    held.state, held.closed_on, held.outcome = DONE, on, " ".join(outcome.split())
    held.closed_by = author_of(actor)
    with told({}):
        held.save(update_fields=["state", "closed_on", "outcome", "closed_by"])
    return held


def remind(action: Action, on: date) -> None:
    """Remind the owner of an action once before its day and once after."""
    when = "over" if on > action.due_on else "soon"
    _tell(action, AGAIN, f"evaluation/action/{action.pk}/{when}", on)


def _tell(action: Action, title: str, key: str, on: date) -> None:
    said = {
        "class": action.form.training_class.code,
        "what": action.what,
        "day": typed_day(action.due_on),
    }
    tell(
        to=[action.owner_id],
        kind=ACTION,
        title=Said(title),
        text=Said(TEXT, said),
        link=ACTIONS,
        key=key,
        on=on,
    )
