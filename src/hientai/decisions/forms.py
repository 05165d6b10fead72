"""Forms of decisions: who signs and what nobody else knows, why, the new time, what is right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.classes.models import TrainingClass
from hientai.decisions.domain.amending import FIELDS
from hientai.decisions.domain.people import ORDERS
from hientai.decisions.domain.values import OPTIONAL
from hientai.decisions.domain.wording import ASKED, printed
from hientai.decisions.services import Entered, Said
from hientai.documents.domain.purposes import FIELDS as OF_PAPERS
from hientai.documents.forms import BackDatedForm
from hientai.documents.services import File
from hientai.shared.kept import kept
from hientai.webkit.fields import CHOICE, TEXT, NeededField, day_field, text_field

MEANINGS = {field.name: field.meaning for field in OF_PAPERS}


class ValuesForm(forms.Form):
    """Who signs, and the values of a paper, filled with what the system knows."""

    title = forms.CharField(
        label=gettext_lazy("Chức vụ người ký"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Mỗi dòng một hàng; để trống thì người đứng đầu cơ quan ký."),
        widget=forms.Textarea({**TEXT, "rows": 2, "lang": "vi"}),
    )
    signer = NeededField(
        label=gettext_lazy("Họ tên người ký"), max_length=120, widget=forms.TextInput(TEXT)
    )

    def __init__(
        self,
        *args: Any,
        used: Sequence[str],
        known: Mapping[str, str],
        signer: str = "",
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["signer"].initial = signer
        self.names = {f"gia-tri-{at}": name for at, name in enumerate(ASKED) if name in used}
        for key, name in self.names.items():
            self.fields[key] = _value(name, known.get(name, ""))

    def said(self) -> Said:
        """What was typed."""
        data = self.cleaned_data
        values = {name: data.get(key, "") for key, name in self.names.items()}
        return Said(
            data.get("signer", ""), values, data.get("order") or "rank", data.get("title", "")
        )


def _value(name: str, known: str) -> forms.CharField:
    """A value of a paper in a box as high as what is known of it; its meaning where that says more
    than its name."""
    rows, meaning = min(6, 1 + len(known) // 60 + known.count("\n")), MEANINGS.get(name, "")
    said: dict[str, Any] = {
        "label": kept(name[:1].upper() + name[1:]),
        "help_text": "" if meaning.startswith(name) else conditional_escape(kept(meaning)),
        "max_length": 2000,
        "initial": known,
        "widget": forms.Textarea({**TEXT, "rows": rows, "lang": "vi"}),
    }
    return forms.CharField(required=False, **said) if name in OPTIONAL else NeededField(**said)


class OrderForm(forms.Form):
    """The order of the list of a sending paper."""

    order = forms.ChoiceField(
        label=gettext_lazy("Xếp danh sách"),
        choices=[(code, gettext_lazy(label)) for code, label in ORDERS.items()],
        widget=forms.Select(CHOICE),
        required=False,
    )


class LetterForm(ValuesForm):
    """A letter: its values, then who signs."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields([*self.names, "title", "signer"])


class SendingForm(OrderForm, ValuesForm):
    """A sending paper: the order of its list, who signs, its values."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["order", *self.names, "title", "signer"])


class AmendingForm(ValuesForm):
    """Why a registered paper is amended, who signs, the values of the paper."""

    reason = text_field(gettext_lazy("Lý do"), most=1000, missing=gettext_lazy("Ghi lý do."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["reason", *type(self).own(), *self.names, "title", "signer"])

    @classmethod
    def own(cls) -> list[str]:
        """The fields of this kind of paper alone."""
        return [name for name in cls.base_fields if name not in ("reason", "title", "signer")]


class PostponingForm(AmendingForm):
    """The new time."""

    starts_on = day_field(
        gettext_lazy("Học từ ngày"), example="07/10/2024", missing=gettext_lazy("Ghi ngày đầu.")
    )
    ends_on = day_field(
        gettext_lazy("đến ngày"), example="25/10/2024", missing=gettext_lazy("Ghi ngày cuối.")
    )
    training_class = forms.ModelChoiceField(
        label=gettext_lazy("Sang lớp"),
        queryset=TrainingClass.objects.none(),
        required=False,
        empty_label=gettext_lazy("giữ lớp hiện nay, hoặc không gắn lớp"),
        widget=forms.Select(CHOICE),
    )

    def __init__(self, *args: Any, classes: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["training_class"]
        if classes is not None:
            field.queryset = classes

    def clean(self) -> dict[str, Any]:
        """The new time runs forward."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data


class CorrectingForm(AmendingForm):
    """What is right, filled with what the papers say now."""

    name = text_field(gettext_lazy("Họ và tên"), missing=gettext_lazy("Ghi họ tên."))
    birth = text_field(gettext_lazy("Ngày sinh"), most=10, missing=gettext_lazy("Ghi ngày sinh."))
    post = text_field(gettext_lazy("Chức vụ, vị trí việc làm"), required=False)
    unit = text_field(gettext_lazy("Cơ quan, đơn vị"), required=False)
    starts_on = text_field(gettext_lazy("Ngày bắt đầu"), most=10)
    ends_on = text_field(gettext_lazy("Ngày kết thúc"), most=10)

    def __init__(self, *args: Any, holds: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.holds = {field: printed(field, holds.get(field, "")) for field in FIELDS}
        for field, value in self.holds.items():
            self.fields[field].initial = value  # what `initial` says of a draft goes before it

    def wanted(self) -> dict[str, str]:
        """What was typed otherwise than the papers say."""
        typed = {field: " ".join(self.cleaned_data[field].split()) for field in FIELDS}
        return {field: value for field, value in typed.items() if value != self.holds[field]}


class FormerForm(BackDatedForm):
    """A decision from before the system; the body is the one that the route names."""

    def __init__(self, *args: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, bodies=bodies, **more)
        for name in ("body", "kind"):
            del self.fields[name]

    def entered(self) -> Entered:
        """What the paper says of itself, and its scan."""
        scan = self.cleaned_data["scan"]
        return Entered(self.stated("decision"), File(scan.name, scan.read()))
