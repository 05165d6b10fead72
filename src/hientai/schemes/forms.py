"""Forms of schemes: a row of the table of equivalent titles, and the ground for taking one back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.pack import Pack
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import LEVELS, TITLES, UNIT_KINDS
from hientai.webkit.fields import DayField

TEXT = {"class": "form-control", "autocomplete": "off"}
CHOICE = {"class": "form-select"}
MANY = {"class": "form-select", "size": 6}
WHO = {"title": "titles", "level": "levels", "unit_kind": "unit_kinds"}
"""Which field of the form says what of whom a row speaks."""
CERTAINTIES = (
    ("verified", gettext_lazy("đã đối chiếu với nguồn")),
    ("recalled", gettext_lazy("chưa đối chiếu")),
    ("uncertain", gettext_lazy("chưa chắc chắn")),
)


class RankForm(forms.Form):
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
    title = forms.CharField(
        label=gettext_lazy("Tên gọi của dòng"), max_length=200, widget=forms.TextInput(TEXT)
    )
    titles = forms.MultipleChoiceField(
        label=gettext_lazy("Chức danh"),
        choices=TITLES.choices,
        required=False,
        widget=forms.SelectMultiple(MANY),
        help_text=gettext_lazy("Để trống nếu giữ người mà dòng cùng mã đang nói tới."),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Ở cấp"),
        choices=LEVELS.choices,
        required=False,
        widget=forms.SelectMultiple({**MANY, "size": 3}),
    )
    unit_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại hình đơn vị"),
        choices=UNIT_KINDS.choices,
        required=False,
        widget=forms.SelectMultiple(MANY),
    )
    since = DayField(
        label=gettext_lazy("Từ ngày"),
        widget=forms.TextInput({**TEXT, "placeholder": "18/01/2024"}),
        error_messages={"required": gettext_lazy("Ghi ngày đầu tiên áp dụng.")},
    )
    until = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        widget=forms.TextInput({**TEXT, "placeholder": "30/06/2025"}),
        help_text=gettext_lazy("Để trống nếu còn áp dụng."),
    )
    source = forms.CharField(
        label=gettext_lazy("Nguồn"),
        max_length=300,
        widget=forms.TextInput(TEXT),
        help_text=gettext_lazy("Văn bản, điều khoản, ví dụ: Quyết định 1207-QĐ/TU, mục III."),
        error_messages={"required": gettext_lazy("Ghi văn bản, điều khoản làm căn cứ.")},
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("Độ chắc"), choices=CERTAINTIES, widget=forms.Select(CHOICE)
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({**TEXT, "rows": 2}),
    )

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ranked = {row.group for row in pack.equivalences}
        choices = [(group.id, group.title) for group in pack.groups if group.id in ranked]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period runs forward."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data

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
    ground = forms.CharField(
        label=gettext_lazy("Căn cứ thôi áp dụng"),
        max_length=300,
        widget=forms.TextInput(TEXT),
        error_messages={"required": gettext_lazy("Ghi văn bản hoặc lý do.")},
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
