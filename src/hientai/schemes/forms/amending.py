"""Forms of amendments: what changes, by which act, from which day; two days compared."""

from abc import ABCMeta, abstractmethod
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.organisations.queries import tops
from hientai.schemes.domain import amending
from hientai.schemes.domain.continuation import Act, Continuation
from hientai.schemes.domain.pack import Basis, Pack, Quota
from hientai.schemes.forms.fields import CERTAINTIES, UNCHOSEN, choice, many
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import (
    CATEGORIES,
    FIELDS,
    LEVELS,
    TITLES,
    UNIT_KINDS,
    UNIT_TYPES,
)
from hientai.webkit.fields import day_field, text_field

NUMBER = gettext_lazy("Ghi số, ký hiệu của văn bản.")


def _named(code: str, name: str) -> str:
    """A group as a list offers it: a number of the document before the name, never a bare key."""
    return f"{code} · {name}" if any(letter.isdigit() for letter in code) else name


class _Abstract(DeclarativeFieldsMetaclass, ABCMeta):
    """The class of a form that only its subclasses make whole."""


class AmendForm(forms.Form, metaclass=_Abstract):
    """What every amendment says: from which day, by which act. Subclasses say what changes."""

    title: Any = ""
    act_number = text_field(gettext_lazy("Số, ký hiệu văn bản sửa đổi"), missing=NUMBER)
    act_issued_on = day_field(gettext_lazy("Ngày ban hành"), example="20/06/2025", required=False)
    act_issuer = text_field(gettext_lazy("Cơ quan ban hành"), required=False)
    act_clause = text_field(gettext_lazy("Điều khoản"), required=False)
    act_certainty = choice(gettext_lazy("Độ chắc"), choices=[*UNCHOSEN, *CERTAINTIES])
    since = day_field(
        gettext_lazy("Áp dụng từ ngày"),
        example="01/07/2025",
        missing=gettext_lazy("Ghi ngày đầu tiên áp dụng."),
    )
    summary = text_field(gettext_lazy("Nội dung sửa đổi"), required=False)

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack = pack
        own = [name for name in self.fields if name not in AmendForm.base_fields]
        self.order_fields([*own, *AmendForm.base_fields])

    @property
    def act(self) -> Act:
        """The act by which it is amended."""
        data = self.cleaned_data
        return Act(**{name: data[f"act_{name}"] for name in ACT})

    @abstractmethod
    def change(self, pack: Pack) -> Pack:
        """The pack with the change laid over it."""

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        first = UNCHOSEN if field.required else ()
        field.choices = [*first, *choices]  # type: ignore[attr-defined]


ACT = ("number", "issued_on", "issuer", "clause", "certainty")


class PlacesForm(AmendForm):
    """Other places of a quota."""

    title = gettext_lazy("Sửa số chỗ của một chỉ tiêu")
    quota = choice(gettext_lazy("Chỉ tiêu"))
    places = forms.IntegerField(
        label=gettext_lazy("Số chỗ mới (người)"),
        min_value=1,
        widget=forms.NumberInput({"class": "form-control"}),
        error_messages={"required": gettext_lazy("Ghi số chỗ mới.")},
    )

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        plain = [one for one in pack.quotas if not one.degrees]
        self._offer("quota", [(q.id, f"{q.id} · {q.title} ({_places(q)})") for q in plain])

    def change(self, pack: Pack) -> Pack:
        """The pack with these places."""
        return amending.with_places(pack, self.cleaned_data["quota"], self.cleaned_data["places"])


def _places(quota: Quota) -> str:
    """The places of a quota as a list offers it: of each unit where each has so many."""
    if quota.places is None:
        return "–"
    return f"{quota.places}/{quota.per.name}" if quota.per else str(quota.places)


class TargetForm(AmendForm):
    """Another percentage of a target, or another phase."""

    title = gettext_lazy("Sửa tỷ lệ hoặc thời hạn của một mục tiêu")
    target = choice(gettext_lazy("Mục tiêu"))
    percent = forms.FloatField(
        label=gettext_lazy("Tỷ lệ mới (%)"),
        required=False,
        min_value=0.1,
        max_value=100,
        widget=forms.NumberInput({"class": "form-control", "step": "any"}),
    )
    phase = choice(gettext_lazy("Phải đạt trong giai đoạn"), required=False)

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        counted = [one for one in pack.targets if one.phase]
        self._offer("target", [(one.id, f"{one.id} · {one.title}") for one in counted])
        phases = [(one.id, one.title) for one in pack.scheme.phases]
        self._offer("phase", [("", str(gettext_lazy("giữ như hiện nay"))), *phases])

    def change(self, pack: Pack) -> Pack:
        """The pack with this target."""
        data = self.cleaned_data
        return amending.with_target(pack, data["target"], data["percent"], data["phase"])


class PhaseForm(AmendForm):
    """Other days of a phase."""

    title = gettext_lazy("Kéo dài hoặc sửa thời gian một giai đoạn")
    phase = choice(gettext_lazy("Giai đoạn"))
    start = day_field(
        gettext_lazy("Ngày đầu"),
        example="01/01/2026",
        required=False,
        help_text=gettext_lazy("Để trống thì giữ ngày đầu hiện nay."),
    )
    end = day_field(
        gettext_lazy("Ngày cuối"),
        example="31/12/2026",
        missing=gettext_lazy("Ghi ngày cuối mới của giai đoạn."),
    )

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        phases = pack.scheme.phases
        told = [(p.id, f"{p.title}: {day(p.start)} – {day(p.end)}") for p in phases]
        self._offer("phase", told)

    def change(self, pack: Pack) -> Pack:
        """The pack with this phase."""
        data = self.cleaned_data
        start = data["start"] or pack.phase(data["phase"]).start
        return amending.with_phase(pack, data["phase"], start, data["end"])


class BasisForm(AmendForm):
    """A document in the place of a cited one."""

    title = gettext_lazy("Thay một căn cứ bằng văn bản mới")
    replaces = choice(gettext_lazy("Căn cứ bị thay"))
    number = text_field(gettext_lazy("Số, ký hiệu văn bản mới"), missing=NUMBER)
    name = text_field(
        gettext_lazy("Tên văn bản mới"), missing=gettext_lazy("Ghi tên của văn bản mới.")
    )
    issued_on = day_field(
        gettext_lazy("Ngày ban hành văn bản mới"), example="20/06/2025", required=False
    )
    issuer = text_field(gettext_lazy("Cơ quan ban hành văn bản mới"), required=False)

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        cited = [(one.id, f"{one.number} {one.title}"[:90]) for one in pack.scheme.basis]
        self._offer("replaces", cited)

    def change(self, pack: Pack) -> Pack:
        """The pack with this document."""
        data = self.cleaned_data
        said = {name: data[name] for name in ("replaces", "number", "issued_on", "issuer", "since")}
        code = f"{data['replaces']}.s{pack.scheme.version + 1}"
        made = Basis(id=code, clause=self.act.cited, title=data["name"], **said)
        return amending.with_basis(pack, made)


class GroupForm(AmendForm):
    """What becomes of a group: its frozen part goes on or ends, or others belong too."""

    title = gettext_lazy("Chuyển tiếp hoặc mở rộng một nhóm đối tượng")
    group = choice(gettext_lazy("Nhóm đối tượng"))
    kind = choice(
        gettext_lazy("Sửa đổi"),
        choices=(
            *UNCHOSEN,
            ("continues", gettext_lazy("phần đóng băng tiếp tục là những người dưới đây")),
            ("ends", gettext_lazy("phần đóng băng kết thúc, không ai thay")),
            ("widens", gettext_lazy("mở rộng: thêm những người dưới đây")),
        ),
    )
    who_title = many(gettext_lazy("Chức danh"), TITLES)
    who_unit_type = many(gettext_lazy("Công tác tại loại đơn vị"), UNIT_TYPES)
    who_unit_kind = many(gettext_lazy("Loại hình đơn vị"), UNIT_KINDS)
    who_level = many(gettext_lazy("Ở cấp"), LEVELS)
    who_category = many(gettext_lazy("Đối tượng"), CATEGORIES)
    who_field = many(gettext_lazy("Lĩnh vực công tác"), FIELDS)

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        self._offer("group", [(one.id, _named(one.id, one.name)) for one in pack.groups])

    def clean(self) -> dict[str, Any]:
        """Somebody is named, unless the part ends."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") != "ends" and not self._who(data):
            self.add_error("who_title", _("Chọn ít nhất một điều kiện về người."))
        return data

    def change(self, pack: Pack) -> Pack:
        """The pack with this group carried on."""
        data = self.cleaned_data
        said = self._who(data)
        when = None if data["kind"] == "ends" else said[0] if len(said) == 1 else {"all": said}
        made = Continuation.model_validate(
            {
                "id": f"CT.{pack.scheme.version + 1}",
                "clause": self.act.cited,
                "group": data["group"],
                "kind": data["kind"],
                "title": data["summary"] or self.act.cited,
                "since": data["since"],
                "when": when,
                "act": self.act,
            }
        )
        return amending.with_continuation(pack, made)

    def _who(self, data: dict[str, Any]) -> list[dict[str, list[str]]]:
        """Each choice that was made, as a statement; all of them must hold."""
        named = [(name.removeprefix("who_"), data.get(name)) for name in self.fields]
        return [
            {name: list(codes)} for name, codes in named if f"who_{name}" in self.fields and codes
        ]


class AuthorityForm(AmendForm):
    """Another authority carries the scheme on, as where its own has ended."""

    title = gettext_lazy("Giao cơ quan khác tiếp tục thực hiện đề án")
    unit = choice(gettext_lazy("Cơ quan tiếp tục thực hiện"))

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        self.units = {code: name for code, name in tops() if code != pack.scheme.authority}
        self._offer("unit", [(code, f"{name} ({code})") for code, name in self.units.items()])

    def change(self, pack: Pack) -> Pack:
        """The pack with this authority."""
        code = self.cleaned_data["unit"]
        return amending.with_authority(pack, code, self.units[code])


class WithdrawForm(forms.Form):
    """Why a version is taken back."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    ground = text_field(
        gettext_lazy("Căn cứ rút"), missing=gettext_lazy("Ghi văn bản hoặc lý do rút.")
    )


class TwoDaysForm(forms.Form):
    """Two days on which the scheme is compared as it stood."""

    tu = day_field(
        gettext_lazy("Từ ngày"),
        example="01/01/2024",
        missing=gettext_lazy("Ghi ngày thứ nhất để so."),
    )
    den = day_field(
        gettext_lazy("Đến ngày"),
        example="01/07/2025",
        missing=gettext_lazy("Ghi ngày thứ hai để so."),
    )


AMENDMENTS: dict[str, type[AmendForm]] = {
    "chuyen-tiep": GroupForm,
    "so-cho": PlacesForm,
    "muc-tieu": TargetForm,
    "giai-doan": PhaseForm,
    "can-cu": BasisForm,
    "co-quan": AuthorityForm,
}
"""The small amendments a page offers, under the end of their address."""
