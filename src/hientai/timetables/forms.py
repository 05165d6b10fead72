"""Forms of timetables: laying out, a lost day, postponing, copying, one session, guests."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hientai.shared.days import parse_day
from hientai.shared.words import _ as spoken
from hientai.timetables.domain.hours import AFTERNOON, MORNING
from hientai.timetables.domain.laying import BOTH
from hientai.timetables.domain.plan import FORMS, Planned
from hientai.webkit.fields import (
    CHOICE,
    TEXT,
    day_field,
    ground_field,
    pasted_field,
    text_field,
)

HALVES = {"both": BOTH, "morning": (MORNING,), "afternoon": (AFTERNOON,)}
GROUND = gettext_lazy("Kế hoạch, thông báo hoặc lý do.")
MOST_RUNS = 24
Choices = Sequence[tuple[Any, str]]


def _weekdays() -> list[tuple[str, str]]:
    names = [_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN")]
    return [(str(at), name) for at, name in enumerate(names)]


def _number(label: Any, most: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        initial=initial,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
    )


def _chosen(label: Any, *, required: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=required, coerce=int, empty_value=None, widget=forms.Select(CHOICE)
    )


class _ClassForm(forms.Form):
    """A form about one class: its rooms, lecturers and topics to choose from."""

    def __init__(
        self,
        *args: Any,
        rooms: Choices = (),
        lecturers: Choices = (),
        topics: Choices = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for name, known in (("room", rooms), ("topic", topics), ("old", lecturers)):
            self._offer(name, known)
        self._offer("new", lecturers)
        self._offer("lecturer", lecturers)
        if "lecturers" in self.fields:
            cast(forms.ChoiceField, self.fields["lecturers"]).choices = list(lecturers)

    def _offer(self, name: str, known: Choices) -> None:
        if name in self.fields:
            cast(forms.ChoiceField, self.fields[name]).choices = [("", "–"), *known]


class LayForm(_ClassForm):
    """How the topics of the programme are laid out."""

    first = day_field(gettext_lazy("Từ ngày"), missing=gettext_lazy("Ghi ngày đầu."))
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Các thứ có học"),
        choices=_weekdays,
        initial=["0", "1", "2", "3", "4"],
        widget=forms.CheckboxSelectMultiple,
    )
    halves = forms.ChoiceField(
        label=gettext_lazy("Buổi"),
        choices=[
            ("both", gettext_lazy("sáng và chiều")),
            ("morning", gettext_lazy("chỉ buổi sáng")),
            ("afternoon", gettext_lazy("chỉ buổi chiều")),
        ],
        widget=forms.Select(CHOICE),
    )
    room = _chosen(gettext_lazy("Phòng"))
    lecturer = _chosen(gettext_lazy("Giảng viên"))
    usual = _number(gettext_lazy("Số tiết của chuyên đề chưa ghi tiết"), 80, 8)
    ground = ground_field(GROUND)


class FallForm(_ClassForm):
    """Days that fall out, and whether topics keep their order."""

    first = day_field(gettext_lazy("Nghỉ từ ngày"), missing=gettext_lazy("Ghi ngày nghỉ."))
    last = day_field(gettext_lazy("đến hết ngày"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Cách dời"),
        choices=[
            ("order", gettext_lazy("giữ thứ tự chuyên đề, dời ít buổi nhất")),
            ("loose", gettext_lazy("chỉ dời những buổi của ngày nghỉ")),
        ],
        widget=forms.RadioSelect,
        initial="order",
    )
    ground = ground_field(gettext_lazy("Bão, lễ, thông báo nghỉ …"))

    def days(self) -> list[date]:
        """The days that fall out, at most two months of them."""
        first = self.cleaned_data["first"]
        last = self.cleaned_data["last"] or first
        return [first + timedelta(days=at) for at in range(min(62, (last - first).days + 1))]

    def clean(self) -> dict[str, Any]:
        """The days run forward."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data


class PostponeForm(_ClassForm):
    """The new first day of a class."""

    first = day_field(gettext_lazy("Khai giảng mới"), missing=gettext_lazy("Ghi ngày đầu."))
    ground = ground_field(GROUND)


class ReplaceForm(_ClassForm):
    """A lecturer in another's place since a day."""

    old = _chosen(gettext_lazy("Giảng viên được thay"), required=True)
    new = _chosen(gettext_lazy("Giảng viên thay"), required=True)
    since = day_field(gettext_lazy("Từ ngày"), missing=gettext_lazy("Ghi ngày."))
    ground = ground_field(GROUND)


class CopyForm(_ClassForm):
    """Another run of a class with its timetable."""

    code = text_field(gettext_lazy("Mã lớp mới"), most=60, missing=gettext_lazy("Ghi mã lớp."))
    first = day_field(gettext_lazy("Khai giảng"), missing=gettext_lazy("Ghi ngày đầu."))
    ground = ground_field(GROUND)


class RunsForm(_ClassForm):
    """Several runs of a class, each from a day on."""

    code = text_field(
        gettext_lazy("Mã các lớp mới"),
        most=50,
        missing=gettext_lazy("Ghi mã lớp."),
        help_text=gettext_lazy("Mã chung; các lớp thêm số thứ tự: QLTC-1, QLTC-2 …"),
    )
    days = pasted_field(
        gettext_lazy("Khai giảng từng đợt"),
        most=2000,
        rows=5,
        missing=gettext_lazy("Ghi ngày khai giảng, mỗi dòng một đợt."),
        help_text=gettext_lazy("Mỗi dòng một ngày, nhiều nhất 24 đợt."),
    )
    ground = ground_field(GROUND)

    def clean_days(self) -> list[date]:
        """The first days, each once, in order."""
        found = []
        for line in self.cleaned_data["days"].splitlines():
            if not line.strip():
                continue
            day, precision = parse_day(line.strip()) or (None, "")
            if day is None or precision != "day":
                raise forms.ValidationError(_("“%s” không phải là một ngày.") % line.strip()[:40])
            found.append(day)
        if len(found) > MOST_RUNS:
            raise forms.ValidationError(_("Mỗi lần nhiều nhất %s đợt.") % MOST_RUNS)
        return sorted(set(found))


class UnionForm(forms.Form):
    """The class that another is merged into."""

    into = forms.TypedChoiceField(
        label=gettext_lazy("Gộp vào lớp"),
        coerce=int,
        widget=forms.Select(CHOICE),
        error_messages={"required": gettext_lazy("Chọn lớp nhận.")},
    )
    ground = ground_field(gettext_lazy("Văn bản về việc gộp lớp."))

    def __init__(self, *args: Any, classes: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = cast(forms.ChoiceField, self.fields["into"])
        chosen.choices = [("", _("– chọn –")), *classes]


class SessionForm(_ClassForm):
    """One session."""

    day = day_field(gettext_lazy("Ngày"), missing=gettext_lazy("Ghi ngày."))
    since = forms.TimeField(
        label=gettext_lazy("Từ giờ"),
        widget=forms.TimeInput({"type": "time", "class": "form-control"}, format="%H:%M"),
    )
    until = forms.TimeField(
        label=gettext_lazy("đến giờ"),
        widget=forms.TimeInput({"type": "time", "class": "form-control"}, format="%H:%M"),
    )
    periods = _number(gettext_lazy("Số tiết"), 12, 4)
    topic = _chosen(gettext_lazy("Chuyên đề"))
    title = text_field(
        gettext_lazy("Nội dung khác"),
        required=False,
        help_text=gettext_lazy("Khai giảng, ôn tập, kiểm tra …"),
    )
    form = forms.ChoiceField(
        label=pgettext_lazy("buổi học", "Hình thức"),
        choices=lambda: [(code, spoken(label)) for code, label in FORMS.items()],
        widget=forms.Select(CHOICE),
    )
    room = _chosen(gettext_lazy("Phòng"))
    place = text_field(gettext_lazy("Địa điểm khác"), required=False)
    lecturers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Giảng viên"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple({**CHOICE, "size": "5"}),
    )
    note = text_field(gettext_lazy("Ghi chú"), required=False, most=500)
    ground = ground_field(GROUND)

    def clean(self) -> dict[str, Any]:
        """It is of a topic or has words of its own, and runs forward."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until <= since:
            self.add_error("until", _("Giờ kết thúc phải sau giờ bắt đầu."))
        if not data.get("topic") and not data.get("title"):
            self.add_error("topic", _("Chọn chuyên đề hoặc ghi nội dung."))
        return data

    def planned(self, key: int | None = None, makes_up: int | None = None) -> Planned:
        """The session as it was filled in."""
        said = self.cleaned_data

        def at(hour: time) -> datetime:
            return datetime.combine(said["day"], hour)

        return Planned(
            starts=at(said["since"]),
            ends=at(said["until"]),
            periods=said["periods"],
            form=said["form"],
            topic=said["topic"],
            title="" if said["topic"] else said["title"],
            room=said["room"],
            place=said["place"],
            lecturers=tuple(sorted(said["lecturers"])),
            makes_up=makes_up,
            note=said["note"],
            key=key,
        )


class GuestForm(forms.Form):
    """Somebody from outside the register who learns in a class."""

    name = text_field(gettext_lazy("Họ và tên"), missing=gettext_lazy("Ghi họ tên."))
    organisation = text_field(
        gettext_lazy("Nơi công tác"), missing=gettext_lazy("Ghi nơi công tác.")
    )
    contact = text_field(gettext_lazy("Liên hệ"), required=False)
    joined_on = day_field(gettext_lazy("Vào lớp ngày"), missing=gettext_lazy("Ghi ngày."))
    ground = ground_field(gettext_lazy("Công văn, danh sách gửi học."))


class DaysForm(forms.Form):
    """The days of a learner, by a paper."""

    joined_on = day_field(gettext_lazy("Vào lớp ngày"), missing=gettext_lazy("Ghi ngày."))
    left_on = day_field(gettext_lazy("Rời lớp từ ngày"), required=False)
    ground = ground_field(gettext_lazy("Văn bản ghi những ngày này."))


def session_initial(one: Planned) -> dict[str, Any]:
    """What the form of a session begins with."""
    return {
        "day": f"{one.day:%d/%m/%Y}",
        "since": one.starts.time(),
        "until": one.ends.time(),
        "periods": one.periods,
        "topic": one.topic,
        "title": one.title,
        "form": one.form,
        "room": one.room,
        "place": one.place,
        "lecturers": list(one.lecturers),
        "note": one.note,
    }
