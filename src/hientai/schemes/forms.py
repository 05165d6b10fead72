"""Forms of schemes: a row of the table of equivalent titles, and the ground for taking one back."""

from abc import ABCMeta, abstractmethod
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.schemes.domain import amending
from hientai.schemes.domain.continuation import Act, Continuation
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.pack import Basis, Pack
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import (
    CATEGORIES,
    FIELDS,
    LEVELS,
    TITLES,
    UNIT_KINDS,
    UNIT_TYPES,
    Vocabulary,
)
from hientai.webkit.fields import CHOICE, TEXT, PeriodForm, day_field, note_field, text_field

MANY = {"class": "form-select"}
HOW_MANY = gettext_lazy(
    "Chọn nhiều dòng: giữ Ctrl (máy Mac: ⌘) khi bấm chuột; bằng phím: giữ Shift và mũi tên."
)
NUMBER = gettext_lazy("Ghi số, ký hiệu của văn bản.")
WHO = {"title": "titles", "level": "levels", "unit_kind": "unit_kinds"}
"""Which field of the form says what of whom a row speaks."""
CERTAINTIES = (
    ("verified", gettext_lazy("đã đối chiếu với nguồn")),
    ("recalled", gettext_lazy("chưa đối chiếu")),
    ("uncertain", gettext_lazy("chưa chắc chắn")),
)


def _choice(label: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    asked = {"required": gettext_lazy("Chọn một dòng trong danh sách.")}
    return forms.ChoiceField(
        label=label,
        required=required,
        widget=forms.Select(CHOICE),
        error_messages=asked,
        **more,
    )


def _many(
    label: Any, vocabulary: Vocabulary, size: int = 6, help_text: Any = HOW_MANY
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=vocabulary.choices,
        required=False,
        widget=forms.SelectMultiple({**MANY, "size": size}),
        help_text=help_text,
    )


class RankForm(PeriodForm):
    """A row: which titles, where, stand in which group, from when, by what source."""

    id = forms.RegexField(
        r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$",
        label=gettext_lazy("Mã dòng"),
        max_length=40,
        widget=forms.TextInput(TEXT),
        help_text=gettext_lazy(
            "Mã của dòng có sẵn thì dòng này thay dòng đó; mã mới là thêm dòng."
        ),
        error_messages={"required": gettext_lazy("Ghi mã dòng, ví dụ N3.6.")},
    )
    group = forms.ChoiceField(label=gettext_lazy("Xếp vào"), widget=forms.Select(CHOICE))
    title = text_field(
        gettext_lazy("Tên gọi của dòng"), most=200, missing=gettext_lazy("Ghi tên gọi.")
    )
    titles = _many(
        gettext_lazy("Chức danh"),
        TITLES,
        help_text=gettext_lazy("Để trống nếu giữ người mà dòng cùng mã đang nói tới."),
    )
    levels = _many(gettext_lazy("Ở cấp"), LEVELS, size=3)
    unit_kinds = _many(gettext_lazy("Loại hình đơn vị"), UNIT_KINDS)
    since = day_field(
        gettext_lazy("Từ ngày"),
        example="18/01/2024",
        missing=gettext_lazy("Ghi ngày đầu tiên áp dụng."),
    )
    until = day_field(
        gettext_lazy("Đến hết ngày"),
        example="30/06/2025",
        required=False,
        help_text=gettext_lazy("Để trống nếu còn áp dụng."),
    )
    source = text_field(
        gettext_lazy("Nguồn"),
        missing=gettext_lazy("Ghi văn bản, điều khoản làm căn cứ."),
        help_text=gettext_lazy("Văn bản, điều khoản, ví dụ: Quyết định 1207-QĐ/TU, mục III."),
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("Độ chắc"), choices=CERTAINTIES, widget=forms.Select(CHOICE)
    )
    note = note_field()

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ranked = {row.group for row in pack.equivalences}
        choices = [(group.id, group.title) for group in pack.groups if group.id in ranked]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]

    @property
    def row(self) -> dict[str, Any]:
        """What the row says, under the names of the data."""
        said = ("id", "group", "title", "since", "until", "source", "certainty", "note")
        return {name: self.cleaned_data[name] for name in said}

    @property
    def who(self) -> dict[str, list[str]] | None:
        """Whom the row speaks of; None to keep those of the row it replaces."""
        data = self.cleaned_data
        found = {key: data[name] for key, name in WHO.items() if data[name]}
        return found or None


class UnrankForm(forms.Form):
    """Why a row that was written is taken back."""

    row_id = forms.CharField(max_length=40, widget=forms.HiddenInput)
    ground = text_field(
        gettext_lazy("Căn cứ thôi áp dụng"), missing=gettext_lazy("Ghi văn bản hoặc lý do.")
    )


def of_row(row: Equivalence) -> dict[str, Any]:
    """What a form shows of a row that stands in the table."""
    said = {part.kind: list(getattr(part, part.kind)) for part in row.when.parts or (row.when,)}
    plain = row.when.kind in (*WHO, "all") and set(said) <= set(WHO)
    return {
        **({name: said.get(kind, []) for kind, name in WHO.items()} if plain else {}),
        "id": row.id,
        "group": row.group,
        "title": row.title,
        "since": day(row.since),
        "until": day(row.until) if row.until else "",
        "source": row.source,
        "certainty": row.certainty,
        "note": row.note,
    }


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
    act_certainty = _choice(gettext_lazy("Độ chắc"), choices=CERTAINTIES)
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
        self.fields[name].choices = choices  # type: ignore[attr-defined]


ACT = ("number", "issued_on", "issuer", "clause", "certainty")


class PlacesForm(AmendForm):
    """Other places of a quota."""

    title = gettext_lazy("Sửa số chỗ của một chỉ tiêu")
    quota = _choice(gettext_lazy("Chỉ tiêu"))
    places = forms.IntegerField(
        label=gettext_lazy("Số chỗ mới (người)"),
        min_value=1,
        widget=forms.NumberInput({"class": "form-control"}),
        error_messages={"required": gettext_lazy("Ghi số chỗ mới.")},
    )

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        plain = [one for one in pack.quotas if not one.degrees]
        self._offer("quota", [(q.id, f"{q.id} · {q.title} ({q.places or '–'})") for q in plain])

    def change(self, pack: Pack) -> Pack:
        """The pack with these places."""
        return amending.with_places(pack, self.cleaned_data["quota"], self.cleaned_data["places"])


class TargetForm(AmendForm):
    """Another percentage of a target, or another phase."""

    title = gettext_lazy("Sửa tỷ lệ hoặc thời hạn của một mục tiêu")
    target = _choice(gettext_lazy("Mục tiêu"))
    percent = forms.FloatField(
        label=gettext_lazy("Tỷ lệ mới (%)"),
        required=False,
        min_value=0.1,
        max_value=100,
        widget=forms.NumberInput({"class": "form-control", "step": "any"}),
    )
    phase = _choice(gettext_lazy("Phải đạt trong giai đoạn"), required=False)

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
    phase = _choice(gettext_lazy("Giai đoạn"))
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
    replaces = _choice(gettext_lazy("Căn cứ bị thay"))
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
    group = _choice(gettext_lazy("Nhóm đối tượng"))
    kind = _choice(
        gettext_lazy("Sửa đổi"),
        choices=(
            ("continues", gettext_lazy("phần đóng băng tiếp tục là những người dưới đây")),
            ("ends", gettext_lazy("phần đóng băng kết thúc, không ai thay")),
            ("widens", gettext_lazy("mở rộng: thêm những người dưới đây")),
        ),
    )
    who_title = _many(gettext_lazy("Chức danh"), TITLES)
    who_unit_type = _many(gettext_lazy("Công tác tại loại đơn vị"), UNIT_TYPES)
    who_unit_kind = _many(gettext_lazy("Loại hình đơn vị"), UNIT_KINDS)
    who_level = _many(gettext_lazy("Ở cấp"), LEVELS)
    who_category = _many(gettext_lazy("Đối tượng"), CATEGORIES)
    who_field = _many(gettext_lazy("Lĩnh vực công tác"), FIELDS)

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
}
"""The small amendments a page offers, under the end of their address."""
