"""Forms of the table of equivalent titles: a row, and the ground for taking one back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.pack import Pack
from hientai.schemes.forms.fields import CERTAINTIES, UNCHOSEN, many
from hientai.shared.vietnamese import typed_day
from hientai.shared.vocabulary import LEVELS, TITLES, UNIT_KINDS
from hientai.webkit.fields import CHOICE, TEXT, PeriodForm, day_field, note_field, text_field

WHO = {"title": "titles", "level": "levels", "unit_kind": "unit_kinds"}
"""Which field of the form says what of whom a row speaks."""


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
    titles = many(
        gettext_lazy("Chức danh"),
        TITLES,
        help_text=gettext_lazy("Để trống nếu giữ người mà dòng cùng mã đang nói tới."),
    )
    levels = many(gettext_lazy("Ở cấp"), LEVELS, size=3)
    unit_kinds = many(gettext_lazy("Loại hình đơn vị"), UNIT_KINDS)
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
        label=gettext_lazy("Độ chắc"),
        choices=[*UNCHOSEN, *CERTAINTIES],
        widget=forms.Select(CHOICE),
        error_messages={"required": gettext_lazy("Chọn độ chắc của dòng này.")},
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
        "since": typed_day(row.since),
        "until": typed_day(row.until),
        "source": row.source,
        "certainty": row.certainty,
        "note": row.note,
    }
