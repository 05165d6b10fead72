"""A delegation abroad whose report is due, a workshop, a list of demand."""

from datetime import date

from hientai.classes import services as classes
from hientai.classes.models import TrainingClass
from hientai.delegations import services as delegations
from hientai.demo.domain.sending import SCHEME
from hientai.demo.services.desks import desk
from hientai.demo.services.learners import GROUND, HOME, OWNER, SCHOOL, Told
from hientai.organisations.models import Unit
from hientai.programmes.models import Programme
from hientai.timetables.models import Learner


def travel(held: TrainingClass, told: Told) -> None:
    """The delegation with its head and what it cost; the report has yet to come."""
    with desk(OWNER) as owner:
        members = Learner.objects.filter(training_class=held).order_by("person__code", "pk")
        on = told["decided_on"]
        terms = delegations.Terms(head=members.first(), **told["journey"])
        journey = delegations.open_journey(actor=owner, held_class=held, terms=terms, on=on)
        for kind, source, planned, spent in told["costs"]:
            delegations.write_cost(
                actor=owner,
                journey=journey,
                kind=kind,
                source=source,
                planned=planned,
                spent=spent,
            )


def confer(held: TrainingClass, told: Told) -> None:
    """The workshop and what came of it."""
    named = ("chair", "attended", "papers", "outcome")
    with desk(SCHOOL) as school:
        delegations.record_workshop(
            actor=school,
            held_class=held,
            on=date(2024, 5, 20),
            **{name: told[name] for name in named},
        )


def gather(told: Told) -> None:
    """A list of demand, answered by two units."""
    with desk(OWNER) as owner:
        demand = classes.open_demand(
            actor=owner,
            programme=Programme.objects.get(code=told["programme"]),
            unit=Unit.objects.get(code=HOME),
            terms=classes.DemandTerms(
                title=told["title"],
                when=told["when"],
                answer_by=told["answer_by"],
                ground=GROUND,
                scheme=SCHEME,
                item=told["item"],
            ),
            on=date(2024, 5, 20),
        )
    for line in told["lines"]:
        with desk(line["officer"]) as officer:
            classes.want(
                actor=officer,
                demand=demand,
                unit=Unit.objects.get(code=line["unit"]),
                people=line["people"],
                note=line["note"],
                on=date(2024, 5, 28),
            )
