"""“Vì sao không?”: the answer for any person and any quota, with value, limit and clause."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.schemes.queries import questions_of
from hientai.screening.forms import WhyForm
from hientai.screening.papers import wording
from hientai.screening.papers.people import person_address
from hientai.screening.queries.answers import Answer, answer, person_on
from hientai.screening.queries.conditions import MAIN
from hientai.screening.views.shared import crumbs, found, quota_address
from hientai.shared.refused import Refused
from hientai.training.queries.readings import Reading, reading_at
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_safe
@guarded("training:view")
def why(request: Visit, slug: str, item: str) -> HttpResponse:
    """May this person go, and why: every condition with value, limit, clause and certainty."""
    asked = reading_at(slug, request.on)
    quota = found(asked.pack.quotas, item)
    form = WhyForm(request.GET if "ma" in request.GET else None)
    given = _answers(asked, item, form) if form.is_bound and form.is_valid() else []
    context = {
        "scheme": asked.pack.scheme,
        "quota": quota,
        "crumbs": [*crumbs(asked), (f"{quota.id} · {quota.title}", quota_address(slug, item))],
        "form": form,
        "answers": [(one, title, *_said(one)) for one, title in given],
        "person_href": person_address(given[0][0].code) if given else "",
    }
    return render(request, "screening/why.html", context)


def _answers(asked: Reading, item: str, form: WhyForm) -> list[tuple[Answer, str]]:
    """The answer to each question of the quota; the form says where there is no such person."""
    try:
        standing = person_on(asked, form.cleaned_data["ma"])
    except Refused as refused:
        form.add_error("ma", str(refused))
        return []
    return [
        (answer(asked, standing, item, question.id), _title(question.id, question.title))
        for question in questions_of(asked.version, item)
    ]


def _said(one: Answer) -> tuple[Promise, str]:
    """The part of the funnel, and the day the answer speaks of where that is an earlier one."""
    still = wording.still_on(one.frozen_on) if one.frozen_on else ""
    return wording.PARTS[one.part], still


def _title(question: str, title: str) -> str:
    return _("Được cử đi theo chỉ tiêu này") if question == MAIN else title
