"""What happens in the demo's classes, told by the verbs of their rooms: a class that has finished,
one that is held now, a delegation, a workshop, a list of demand."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.classes.models import TrainingClass
from hientai.demo.domain import learning as told_of
from hientai.demo.domain.catalogue import catalogue
from hientai.demo.domain.sending import CLASS
from hientai.demo.services import afterwards, events, finished, running
from hientai.demo.services.learners import OWNER, SCHOOL, Fit, Told, opened, sent, who_may_go
from hientai.shared.vietnamese import number
from hientai.workdays.domain import WEEK

END_OF_WEEK = frozenset({4, 5})
FORM = date(2024, 4, 22), date(2024, 4, 28)
FORM_ABROAD = date(2024, 5, 25), date(2024, 5, 29)


def load_learning() -> str:
    """Everything, once; where the first of the classes is there already nothing is written."""
    told = catalogue("learning")
    with transaction.atomic():
        with operator_scope(_("dữ liệu mẫu")):
            known = set(TrainingClass.objects.values_list("code", flat=True))
        if CLASS in known and told["finished"]["class"]["code"] not in known:
            _tell(told)
        with operator_scope(_("dữ liệu mẫu")):
            classes = TrainingClass.objects.count()
    return _("%s lớp, đoàn, hội thảo") % number(classes)


def _tell(told: Told) -> None:
    wanted = ("finished", "running", "abroad")
    fit = who_may_go(sorted({told[name]["class"]["item"] for name in wanted}))
    _finish(told["finished"], fit)
    _run(told["running"], fit)
    _travel(told["abroad"], fit)
    events.confer(opened(told["workshop"]["class"]), told["workshop"])
    events.gather(told["demand"])


def _finish(told: Told, fit: Fit) -> None:
    held = opened(told["class"])
    sent(held, told, fit)
    finished.lay_out(held, told, WEEK)
    people = finished.cast(held)
    finished.hold(held, people)
    finished.assess(held, people)
    finished.conclude(held, people)
    afterwards.certify(held, people)
    form = afterwards.evaluate(held, SCHOOL, *FORM)
    afterwards.act_on(form)
    afterwards.ask_superiors(form)


def _run(told: Told, fit: Fit) -> None:
    held = opened(told["class"])
    sent(held, told, fit)
    finished.lay_out(held, told, END_OF_WEEK)
    people = finished.cast(held)
    running.name_lecturer(held, people)
    running.day_falls_out(held)
    running.sign_in_learner(people)
    running.hold(held, people)
    running.assess(held, people)


def _travel(told: Told, fit: Fit) -> None:
    held = opened(told["class"])
    sent(held, told, fit)
    events.travel(held, told)
    afterwards.evaluate(held, OWNER, *FORM_ABROAD, answers=told_of.FEW_ANSWERS)
