"""The page of a programme: one of its versions, its parts as tabs; what two versions differ in."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.organisations.queries import names_on
from hientai.programmes.domain import states
from hientai.programmes.domain.contents import days_words
from hientai.programmes.models import Programme, Version
from hientai.programmes.queries import limits
from hientai.programmes.queries import programmes as reads
from hientai.programmes.queries.scope import writes
from hientai.programmes.services.appraising import refuse_unfinished
from hientai.programmes.views.shared import (
    APPROVE,
    EDIT,
    TONES,
    VIEW,
    address,
    programme_or_404,
    version_or_404,
)
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

CONTENTS, APPRAISAL, MATERIALS = "noi-dung", "tham-dinh", "tai-lieu"
TEACHING, VERSIONS = "giang-day", "phien-ban"


@require_safe
@guarded(VIEW)
def programme(request: Visit, code: str) -> HttpResponse:
    """A programme: the version asked for, the one in force on the day, or the newest."""
    held = programme_or_404(code)
    version = _version(request, held)
    tab = request.GET.get("muc", CONTENTS)
    makers = {
        CONTENTS: _contents,
        APPRAISAL: _appraisal,
        MATERIALS: _materials,
        TEACHING: _teaching,
        VERSIONS: _versions,
    }
    if tab not in makers:
        tab = CONTENTS
    context = {
        "programme": held,
        "version": version,
        "tabs": _tabs(tab, version),
        "part": f"programmes/part_{PARTS[tab]}.html",
        **_head(request, held, version),
        **makers[tab](request, held, version),
    }
    return render(request, "programmes/programme.html", context)


PARTS = {
    CONTENTS: "contents",
    APPRAISAL: "appraisal",
    MATERIALS: "materials",
    TEACHING: "teaching",
    VERSIONS: "versions",
}


def _version(request: Visit, held: Programme) -> Version:
    asked = request.GET.get("ban", "")
    if asked.isdecimal() and len(asked) < 6:
        return version_or_404(held.code, int(asked))
    version = reads.version_shown(held, request.on)
    if version is None:
        raise Http404
    return version


def _tabs(tab: str, version: Version) -> list[tuple[str, str, bool]]:
    words = {
        CONTENTS: _("Nội dung"),
        APPRAISAL: _("Thẩm định, phê duyệt"),
        MATERIALS: _("Tài liệu"),
        TEACHING: _("Giảng viên, cơ sở"),
        VERSIONS: _("Các phiên bản"),
    }
    return [(word, f"?ban={version.number}&muc={key}", key == tab) for key, word in words.items()]


def _head(request: Visit, held: Programme, version: Version) -> dict[str, Any]:
    """What stands over the tabs: state, length with its limits, what can be done next."""
    may_write = request.user.may(EDIT) and writes(held.unit_id)
    judged = limits.judged_if_any(version, request.on)
    return {
        "unit_name": names_on([held.unit_id], request.on).get(held.unit_id, held.unit.code),
        "tone": TONES[version.state],
        "force": reads.force_words(version),
        "judged": judged,
        "days": days_words(judged.days if judged else version.stated_days),
        "limits": [
            (limit, judged.days is None or limit.holds(judged.days)) for limit in judged.limits
        ]
        if judged
        else [],
        "forms": reads.forms_words(version),
        "variants": [*([held.variant_of] if held.variant_of else []), *held.variants.all()],
        "may_write": may_write,
        "may_approve": may_write and request.user.may(APPROVE),
        "lacking": _lacking(version) if may_write and version.state == states.DRAFT else "",
        "is_newest": not held.versions.filter(number__gt=version.number).exists(),
    }


def _lacking(version: Version) -> str:
    try:
        refuse_unfinished(version)
    except Refused as refused:
        return refused.why
    return ""


def _contents(request: Visit, held: Programme, version: Version) -> dict[str, Any]:
    lines = reads.lines_of(version)
    modules: list[dict[str, Any]] = []
    at = 0
    for line in lines:
        if not modules or modules[-1]["title"] != line.module:
            modules.append({"title": line.module, "topics": []})
        if line.title is not None:
            at += 1
            modules[-1]["topics"].append((at, line))
    return {"modules": modules, "facts": [(k, v) for k, v in _facts(version) if v]}


def _facts(version: Version) -> list[tuple[str, str]]:
    return [(_(name), words) for name, words in reads.facts_of(version).items()]


def _appraisal(request: Visit, held: Programme, version: Version) -> dict[str, Any]:
    appraisals = reads.appraisals_of(version)
    return {"appraisals": appraisals, "rules": limits.councils_if_any(version, request.on)}


def _materials(request: Visit, held: Programme, version: Version) -> dict[str, Any]:
    handovers = reads.handovers_of(version)
    names = names_on([h.to_unit_id for h in handovers if h.to_unit_id], request.on)
    told = [(h, names.get(h.to_unit_id or 0) or h.to_outside) for h in handovers]
    return {"materials": reads.materials_of(version), "handovers": told}


def _teaching(request: Visit, held: Programme, version: Version) -> dict[str, Any]:
    able = list(reads.capable_of(held, request.on))
    names = names_on([one.institution.unit_id for one in able], request.on)
    return {
        "qualified": list(reads.qualified_for(held, request.on)),
        "capable": [(one, names.get(one.institution.unit_id, "")) for one in able],
    }


def _versions(request: Visit, held: Programme, version: Version) -> dict[str, Any]:
    versions = reads.versions_of(held)
    before = {later.number: earlier for later, earlier in zip(versions, versions[1:], strict=False)}
    return {
        "versions": [
            (one, TONES[one.state], reads.force_words(one), before.get(one.number))
            for one in versions
        ]
    }


@require_safe
@guarded(VIEW)
def compare(request: Visit, code: str, number: int, other: int) -> HttpResponse:
    """What a version tells otherwise than another."""
    after, before = version_or_404(code, number), version_or_404(code, other)
    context = {
        "programme": after.programme,
        "before": before,
        "after": after,
        "back": address(after.programme, after, VERSIONS),
        "changes": reads.changes_between(before, after),
    }
    return render(request, "programmes/compare.html", context)
