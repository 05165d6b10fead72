"""Form templates: the state's objects and indicators with scale, void rule, index and bands.

The software ships those of the circulars (`circulars/*.yaml`), each number with its source and how
sure it is; the owner may put a version of the own in force from a day. What is asked is data and
stays Vietnamese.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.shared.words import N_, _
from hientai.shared.yaml_files import read_yaml

CIRCULARS = Path(__file__).parent / "circulars"
OBJECTS = {
    "programme": N_("Chương trình, tài liệu"),
    "lecturer": N_("Giảng viên theo chuyên đề"),
    "learners": N_("Học viên"),
    "facilities": N_("Cơ sở vật chất"),
    "course": N_("Tổ chức khóa bồi dưỡng"),
    "effect": N_("Hiệu quả sau bồi dưỡng"),
}
BY_TOPIC = "lecturer"
"""The object that is asked once for each topic and lecturer."""
CERTAINTIES = ("verified", "recalled", "uncertain")
INDEXES = {
    "indicators": N_("trung bình các chỉ báo"),
    "objects": N_("trung bình các nhóm"),
}
MOST_INDICATORS = 60


@dataclass(frozen=True)
class Number:
    """A value fixed by a circular, with where it stands and how sure it is."""

    value: Any
    source: str
    certainty: str


@dataclass(frozen=True)
class Indicator:
    """One thing that is scored; `object` names the group it belongs to."""

    object: str
    text: str
    certainty: str
    source: str = ""


@dataclass(frozen=True)
class Template:
    """A form as it stands from a day on."""

    code: str
    title: str
    since: date
    source: str
    certainty: str
    most: Number
    blank: Number
    index: Number
    bands: Number
    indicators: tuple[Indicator, ...]
    use: tuple[Indicator, ...]

    def of(self, wanted: str) -> list[Indicator]:
        """The indicators of one object, in order."""
        return [one for one in self.indicators if one.object == wanted]


def template_of(data: Mapping[str, Any]) -> Template:
    """A template from its data; KeyError or ValueError where it is none."""
    numbers = {name: Number(**data[name]) for name in ("most", "blank", "index", "bands")}
    return Template(
        code=str(data["code"]),
        title=str(data["title"]),
        since=_day(data["since"]),
        source=str(data["source"]),
        certainty=str(data["certainty"]),
        indicators=tuple(_indicators(data["objects"])),
        use=tuple(Indicator("use", **one) for one in data["use"]),
        **numbers,
    )


def data_of(template: Template) -> dict[str, Any]:
    """The data that `template_of` reads, as JSON holds it."""
    objects: dict[str, list[dict[str, str]]] = {}
    for one in template.indicators:
        objects.setdefault(one.object, []).append(_plain(one))
    numbers = {name: vars(getattr(template, name)) for name in ("most", "blank", "index", "bands")}
    return {
        "code": template.code,
        "title": template.title,
        "since": template.since.isoformat(),
        "source": template.source,
        "certainty": template.certainty,
        "objects": objects,
        "use": [_plain(one) for one in template.use],
        **numbers,
    }


def _plain(one: Indicator) -> dict[str, str]:
    return {"text": one.text, "certainty": one.certainty, "source": one.source}


def _indicators(objects: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterable[Indicator]:
    for code in OBJECTS:
        for one in objects.get(code, ()):
            yield Indicator(code, **one)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


@cache
def shipped() -> tuple[Template, ...]:
    """The templates of the circulars, the earliest first."""
    read = (template_of(read_yaml(path)) for path in CIRCULARS.glob("*.yaml"))
    return tuple(sorted(read, key=lambda one: one.since))


def in_force(on: date, own: Sequence[Template] = ()) -> Template:
    """The template that began last on or before a day; the owner's goes before a shipped one.

    Refused before the first of them.
    """
    begun = [one for one in (*shipped(), *own) if one.since <= on]
    if not begun:
        raise Refused(
            _("Ngày này chưa có mẫu phiếu đánh giá nào"),
            remedy=_("Chọn ngày từ %s trở đi.") % shipped()[0].since.strftime("%d/%m/%Y"),
        )
    return max(enumerate(begun), key=lambda pair: (pair[1].since, pair[0]))[1]


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """Indicators from lines "group | indicator | source", as an office writes them.

    Refused where a group is unknown, an indicator empty or said twice, or there are too many.
    """
    found: list[Indicator] = []
    for at, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found.append(_read_line(at, line))
    texts = [(one.object, fold(one.text)) for one in found]
    if not found or len(set(texts)) < len(texts) or len(found) > MOST_INDICATORS:
        raise Refused(
            _("Các chỉ báo chưa dùng được"),
            why=_("cần từ 1 đến %s chỉ báo, không chỉ báo nào ghi hai lần") % MOST_INDICATORS,
            remedy=_("Sửa lại danh sách chỉ báo."),
        )
    order = list(OBJECTS)
    return tuple(sorted(found, key=lambda one: order.index(one.object)))


def _read_line(at: int, line: str) -> Indicator:
    parts = [" ".join(part.split()) for part in line.split("|")]
    codes = {fold(_(title)): code for code, title in OBJECTS.items()}
    codes |= {fold(title): code for code, title in OBJECTS.items()}
    code = codes.get(fold(parts[0]))
    if code is None or len(parts) < 2 or not parts[1]:
        raise Refused(
            _("Dòng %s chưa đọc được") % at,
            why=_("mỗi dòng ghi: nhóm | chỉ báo | nguồn"),
            remedy=_("Các nhóm: %s.") % ", ".join(_(title) for title in OBJECTS.values()),
        )
    source = parts[2] if len(parts) > 2 else ""
    return Indicator(code, parts[1], "verified" if source else "uncertain", source)


def lines_of(template: Template) -> str:
    """The indicators as `read_indicators` reads them."""
    return "\n".join(
        " | ".join([_(OBJECTS[one.object]), one.text, *([one.source] if one.source else [])])
        for one in template.indicators
    )
