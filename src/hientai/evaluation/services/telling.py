"""Who is told of a form: its learners while it takes answers, who opened it when it is counted.

Everybody is reminded alike: whether somebody answered is not looked at.
"""

from datetime import date, timedelta

from hientai.accounts.queries import who_may
from hientai.evaluation.domain.kinds import ANSWER, RESULTS
from hientai.evaluation.models import Form
from hientai.evaluation.queries.learners import persons
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import N_

MINE = "/danh-gia/cua-toi/"
BEFORE_END = timedelta(days=2)
ASKED = N_("Mời bạn đánh giá lớp vừa học: phiếu không ghi tên")
REMINDED = N_("Phiếu đánh giá lớp sắp hết hạn; nếu đã gửi thì bỏ qua")
TEXT = N_("Lớp %(class)s: trả lời trước hết ngày %(day)s.")
COUNTED = N_("Đã có kết quả đánh giá lớp")
OPENS = "evaluation:open"


def invite(form: Form, on: date) -> int:
    """Tell the learners of a form that it takes answers; once, and once more before it ends."""
    said = {"class": form.training_class.title, "day": typed_day(form.closes_on)}
    last = on >= form.closes_on - BEFORE_END and on > form.opens_on
    return tell(
        persons=persons(form.training_class),
        kind=ANSWER,
        title=Said(REMINDED if last else ASKED),
        text=Said(TEXT, said),
        link=MINE,
        key=f"evaluation/{form.pk}/{'last' if last else 'open'}",
        on=on,
    )


def tell_results(form: Form, on: date) -> int:
    """Tell who opens forms of this class that the results are there."""
    held = form.training_class
    said = {"class": held.title, "day": typed_day(form.closes_on)}
    return tell(
        to=who_may(OPENS, units=[held.unit_id, held.institution.unit_id], on=on),
        kind=RESULTS,
        title=Said(COUNTED),
        text=Said(TEXT, said),
        link=f"/danh-gia/{form.pk}/",
        key=f"evaluation/{form.pk}/results",
        on=on,
    )
