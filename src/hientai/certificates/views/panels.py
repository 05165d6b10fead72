"""What other pages show of certificates: a class, a person, the own record; what waits."""

from django.template.loader import render_to_string

from hientai.certificates.models import Outside
from hientai.certificates.queries import register as reads
from hientai.certificates.views import outside
from hientai.certificates.views.register import ISSUE, RECORD, state_of, step_of
from hientai.classes.models import TrainingClass
from hientai.people.models import Person
from hientai.programmes.queries.scope import writes
from hientai.webkit.day import Visit

FEW = 10


def class_panel(request: Visit, held: TrainingClass) -> str:
    """How many of a class have certificates, its lists under way, and the way to issue."""
    issued, waiting = reads.of_class(held.pk)
    may = request.user.may(ISSUE) and writes(held.institution.unit_id)
    may_issue = may and held.withdrawn_at is None and held.ends_on <= request.on
    total = issued.count()
    if not total and not waiting and not may_issue:
        return ""
    context = {
        "held": held,
        "total": total,
        "rows": [(one, state_of(one)) for one in issued[:FEW]],
        "waiting": [(one, step_of(one)) for one in waiting[:FEW]],
        "may_issue": may_issue,
    }
    return render_to_string("certificates/of_class.html", context, request=request)


def results_panel(request: Visit, held: TrainingClass) -> str:
    """Certificates of a class that stand on an outcome which was corrected since, and those that
    were revoked as not earned beside an outcome that was not."""
    told = (
        ("certificates/unfounded.html", reads.unfounded().filter(training_class=held)),
        ("certificates/not_earned.html", reads.not_earned(held.pk)),
    )
    return "".join(
        render_to_string(template, {"rows": rows[:FEW]}, request=request)
        for template, rows in told
        if rows
    )


def person_panel(request: Visit, person: Person) -> str:
    """The certificates of a person, and those from elsewhere."""
    papers = Outside.objects.filter(person=person).defer("scan").order_by("-issued_on")
    context = {
        "rows": [(one, state_of(one)) for one in reads.of_person(person.pk)],
        "papers": [(one, outside.called(one), outside.state_of(one)) for one in papers],
        "may_record": request.user.may(RECORD),
    }
    return render_to_string("certificates/of_person.html", context, request=request)


def record_way(request: Visit, person: Person) -> str:
    """Among the buttons of a record: the way to record a paper from elsewhere."""
    return render_to_string("certificates/record_way.html", {"person": person}, request=request)


def own_panel(request: Visit, person: Person) -> str:
    """The reader's own certificates, to be saved."""
    rows = [(one, state_of(one)) for one in reads.of_person(person.pk)]
    return render_to_string("certificates/own.html", {"rows": rows}, request=request)


def revocations(request: Visit, _subject: None) -> str:
    """Certificates to be revoked: their holder did not complete the class after all."""
    rows = [one for one in reads.unfounded()[: FEW * 2] if writes(one.unit_id)][:FEW]
    context = {"rows": rows, "items": True}
    return render_to_string("certificates/unfounded.html", context, request) if rows else ""


def attention(request: Visit, _subject: None) -> str:
    """Papers from elsewhere that wait for a second person, who is not the recorder."""
    rows = Outside.objects.filter(state=Outside.State.WAITING).select_related("person")
    waiting = rows.defer("scan").exclude(recorder=request.user.pk).order_by("pk")[:5]
    told = [(one, outside.called(one)) for one in waiting]
    return (
        render_to_string("certificates/attention.html", {"rows": told}, request=request)
        if told
        else ""
    )
