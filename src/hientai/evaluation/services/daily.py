"""What each day brings: learners told, forms counted, superiors asked, owners of actions reminded.

Each form in a transaction of its own: one that fails keeps no other.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.evaluation.domain.states import TAKEN
from hientai.evaluation.models import Action
from hientai.evaluation.queries.forms import to_count, to_invite
from hientai.evaluation.services.acting import remind
from hientai.evaluation.services.counting import count_form
from hientai.evaluation.services.telling import invite, tell_results
from hientai.evaluation.services.use import ask, to_ask

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Done:
    """How much a day brought."""

    told: int
    counted: int
    asked: int


def look_after(on: date) -> Done:
    """Do what is due on a day; doing it again changes nothing."""
    with operator_scope(_("mời đánh giá lớp")):
        told = sum(invite(form, on) for form in to_invite(on))
        waiting = list(to_count(on))
    for form in waiting:
        with operator_scope(_("tổng hợp phiếu đánh giá")):
            tell_results(count_form(actor=None, form=form, on=on), on)
    with operator_scope(_("hỏi việc sử dụng sau bồi dưỡng")):
        asked = sum(ask(form=form, on=on) for form in to_ask(on))
        for action in Action.objects.filter(state=TAKEN, due_on__lte=on + SOON).select_related(
            "form__training_class"
        ):
            remind(action, on)
    return Done(told, len(waiting), asked)
