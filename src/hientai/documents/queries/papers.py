"""The register of papers and one of them: content, history, files, what changes what."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from hientai.documents.domain.kinds import kind_of
from hientai.documents.domain.paper import Paper as Content
from hientai.documents.domain.paper import from_data
from hientai.documents.domain.wording import SUFFIXES, citation, day_text, number_text
from hientai.documents.models import IssuingBody, Paper, PaperFile, Relation, Step
from hientai.documents.queries.measures import measures_on
from hientai.organisations.models import Unit
from hientai.organisations.queries import UnitOn, ancestors_on, unit_on
from hientai.shared.refused import Refused
from hientai.shared.words import _

LIGHT = ("content", "words")


@dataclass(frozen=True)
class Related:
    """A paper that changes this one, or that this one changes."""

    paper: Paper
    kind: str


def register(on: date | None = None) -> QuerySet[Paper]:
    """All papers in sight without their content; with a day, those issued up to it and drafts."""
    rows = Paper.objects.defer(*LIGHT).select_related("body")
    if on is not None:
        rows = rows.filter(Q(issued_on=None) | Q(issued_on__lte=on))
    return rows


def searched(rows: QuerySet[Paper], value: str) -> QuerySet[Paper]:
    """Papers of a number ("07", "07/QĐ-UBND"), or whose abstract or symbol holds the words."""
    number, slash, symbol = value.partition("/")
    numbered = number.strip().isdecimal() and len(number) < 9
    by_number = Q(number=int(number), symbol__istartswith=symbol.strip()) if numbered else Q()
    if numbered and slash:
        return rows.filter(by_number)
    said = Q(abstract__unaccent__icontains=value) | Q(symbol__icontains=value)
    return rows.filter(said | by_number if numbered else said)


def paper(pk: int) -> Paper | None:
    """One paper with its body, if it is in sight."""
    return Paper.objects.select_related("body", "wording").filter(pk=pk).first()


def by_name(text: str, body: IssuingBody) -> Paper | None:
    """The registered paper of a body called "07/QĐ-UBND", the latest one; None where none is named.

    Refused where the register holds none of that name.
    """
    number, _slash, symbol = text.strip().partition("/")
    if not number:
        return None
    digits = number.rstrip(SUFFIXES)
    named = Paper.objects.filter(body=body, state=Paper.State.REGISTERED)
    found = named.none()
    if digits.isdecimal() and len(digits) < 9:
        suffix = number.removeprefix(digits)
        found = named.filter(number=int(digits), suffix=suffix, symbol__iexact=symbol.strip())
    latest = found.order_by("-issued_on").first()
    if latest is None:
        raise Refused(
            _("Sổ của %(body)s không có văn bản %(text)s")
            % {"body": body.name, "text": text.strip()},
            remedy=_("Kiểm tra số, ký hiệu; văn bản trước hệ thống thì nhập kèm bản quét trước."),
        )
    return latest


def content_of(row: Paper, today: date) -> Content | None:
    """What the paper says, with number and day once it has them; None for a scan of former days."""
    if row.content is None:
        return None
    content = from_data(row.content)
    if row.number is None or row.issued_on is None:
        return content
    number = number_text(row.number, measures_on(row.issued_on), row.suffix)
    return replace(content, number=number, day=row.issued_on)


def cited(row: Paper) -> str:
    """A registered paper as another one refers to it: "Quyết định số … ngày … của …"."""
    if row.issued_on is None:
        raise ValueError(f"paper {row.pk} is not registered")
    content = content_of(row, row.issued_on)
    if content is not None:
        return citation(content, measures_on(row.issued_on))
    day = f"ngày {row.issued_on:%d/%m/%Y}"
    return f"{kind_of(row.kind).name} số {row.number_text}/{row.symbol} {day} của {row.body.name}"


def day_in_words(day: date) -> str:
    """A day as papers write it: "ngày 03 tháng 02 năm 2024"."""
    return day_text(day, measures_on(day))


def steps_of(row: Paper) -> QuerySet[Step]:
    """The steps of a paper, the first first."""
    return row.steps.order_by("pk")


def mark_of(row: Paper) -> int:
    """What a paper has come to, as a mark: the last of its steps, another after every change."""
    last = steps_of(row).last()
    return last.pk if last else 0


def files_of(row: Paper) -> QuerySet[PaperFile]:
    """The files of a paper without their content, the newest first."""
    return row.files.defer("content").order_by("-pk")


def former_of(row: Paper) -> list[Related]:
    """The papers that this one changes."""
    found = Relation.objects.filter(later=row).select_related("former__body")
    return [Related(one.former, one.get_kind_display()) for one in found]


def later_of(row: Paper) -> list[Related]:
    """The papers that change this one, registered or not."""
    found = Relation.objects.filter(former=row).select_related("later__body").order_by("pk")
    return [Related(one.later, one.get_kind_display()) for one in found]


def bodies() -> QuerySet[IssuingBody]:
    """Every body that issues papers."""
    return IssuingBody.objects.select_related("unit").order_by("name")


def body_of(unit: Unit | int) -> IssuingBody | None:
    """The body that a unit is on its papers; None where nobody has said."""
    return IssuingBody.objects.filter(unit=unit).first()


def proposed_body(unit: UnitOn, on: date) -> dict[str, Any]:
    """What a unit would be called on its papers, from the tree of a day."""
    above = [one for one in ancestors_on(unit.unit_id, on) if one.type != "central_body"]
    city = above[0] if above else unit
    governs = unit.type in ("city", "district", "commune")
    return {
        "name": _in_full(unit.name),
        "parent": _in_full(above[-1].name) if above and not governs else "",
        "symbol": "UBND" if governs else unit.code,
        "drafter": "",
        "place": _place(_in_full(city.name)),
        "collective": governs,
    }


def unit_of_code(code: str, on: date) -> UnitOn | None:
    """A unit as it stands on a day."""
    return unit_on(code, on)


def _in_full(name: str) -> str:
    return name.replace("UBND", "Ủy ban nhân dân")


def _place(name: str) -> str:
    for words in ("Ủy ban nhân dân ", "thành phố ", "tỉnh "):
        name = name.removeprefix(words)
    return name


def latest_of(purpose: str, most: int = 10) -> list[Paper]:
    """The latest papers of a purpose, to try a template on."""
    rows = register().filter(purpose=purpose, content__isnull=False)
    return list(rows.order_by("-pk")[:most])


def signer_of(body: IssuingBody) -> str:
    """Who signed the latest paper of a body that came out; "" where none did."""
    rows = Paper.objects.filter(body=body, state=Paper.State.REGISTERED).order_by("-pk")
    return rows.values_list("signer", flat=True).first() or ""


def counts_of(unit: int, on: date) -> list[tuple[str, str, int]]:
    """How many papers a unit has in each state, up to a day: code, words, number."""
    rows = register(on).filter(unit=unit).order_by("state").values_list("state")
    found = dict(rows.annotate(n=Count("pk")))
    return [(s.value, str(s.label), found[s.value]) for s in Paper.State if s.value in found]


def years() -> list[int]:
    """The years in which papers of the register were issued, the latest first."""
    found = Paper.objects.exclude(year=None).values_list("year", flat=True).distinct()
    return sorted((year for year in found if year), reverse=True)
