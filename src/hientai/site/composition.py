"""What rooms do for one another, joined: the one place that knows all rooms."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from hientai.approvals import services as approvals
from hientai.approvals.domain.kinds import KINDS as APPROVAL_NOTICES
from hientai.classes.domain import join as join_classes
from hientai.documents.queries.measures import corrected_by
from hientai.evaluation.domain.kinds import KINDS as EVALUATION_NOTICES
from hientai.evaluation.domain.one_person import ACTIONS, LINES, USES
from hientai.evaluation.views.archive import pieces as evaluated
from hientai.law.queries import corrections
from hientai.nominations import services as nominations
from hientai.nominations.domain.one_person import NOMINATIONS, STEPS
from hientai.nominations.services.one_person import refuse_one_list
from hientai.nominations.services.telling import KINDS as NOTICES_OF_NOMINATIONS
from hientai.nominations.services.telling import LIST_KIND
from hientai.notices.domain import finding, kinds, tasks
from hientai.notices.services.jobs import watch
from hientai.people import queries as people
from hientai.people.domain import parts as parts_of_records
from hientai.people.domain.notices import KINDS as MOVE_NOTICES
from hientai.people.services import merging as mergers
from hientai.people.views import panels as people_panels
from hientai.places.domain import following
from hientai.places.domain.one_person import SEATS
from hientai.places.queries.clashes import seats_met
from hientai.places.queries.pools import seats_in_class
from hientai.places.services.merging import refuse_clashing_seats
from hientai.places.services.telling import KINDS as NOTICES_OF_PLACES
from hientai.programmes.domain import drafts
from hientai.programmes.domain.one_person import COURSES, LECTURERS, QUALIFICATIONS
from hientai.reforms.domain.one_person import CARRIED
from hientai.results.domain.one_person import PARTS
from hientai.schemes.queries import programme_drafts
from hientai.shared.words import N_
from hientai.site.attending import join_attendance
from hientai.site.certifying import join_certificates
from hientai.site.deciding import decide
from hientai.site.going import send_abroad
from hientai.site.panels import PANELS
from hientai.site.resulting import join_results
from hientai.timetables.domain import files
from hientai.timetables.domain.notices import NOTICES as TIMETABLE_NOTICES
from hientai.timetables.domain.one_person import FEEDS, FEEDS_OF_LECTURERS, LEARNT, TEACHING
from hientai.timetables.queries.unions import guests_in
from hientai.training.domain import elsewhere
from hientai.training.domain.one_person import TURNS
from hientai.upkeep.domain.notices import KINDS as CORRECTION_NOTICES
from hientai.upkeep.domain.one_person import REQUESTS, SIGN_IN
from hientai.upkeep.queries.own import users_of
from hientai.webkit import tallies
from hientai.webkit.panels import register

TALLIES = (
    tallies.Tally(
        "nguoi", _("người"), "people:view", people.people_by_unit, people_panels.address_of_unit
    ),
)

TASKS = (
    tasks.Task("accounts.send_ticket", N_("Gửi thư mời, thư đặt lại mật khẩu"), True),
    tasks.Task("accounts.forget", N_("Dọn phiên đăng nhập đã hết hạn"), True),
    tasks.Task("audit.seal", N_("Niêm phong nhật ký"), True),
    tasks.Task("audit.verify", N_("Kiểm tra niêm phong nhật ký"), True),
    tasks.Task("notices.mail", N_("Gửi thư thông báo"), True),
    tasks.Task("notices.digest", N_("Gửi thư gộp thông báo của một người"), True),
    tasks.Task("notices.digests", N_("Giao gửi thư gộp hằng ngày"), True),
    tasks.Task("notices.take_up", N_("Nhận lại việc bị dừng giữa chừng"), True),
    tasks.Task("notices.forget", N_("Dọn việc đã xong và thông báo cũ"), True),
    tasks.Task("approvals.lay_again", N_("Chuyển hồ sơ chờ phê duyệt theo đơn vị, vai trò"), True),
    tasks.Task("approvals.remind", N_("Nhắc hạn phê duyệt"), True),
    tasks.Task("places.release_lapsed", N_("Trả lại chỗ hết hạn giữ"), True),
    tasks.Task("evaluation.invite", N_("Mời học viên đánh giá lớp"), True),
    tasks.Task("evaluation.daily", N_("Mời, tổng hợp, nhắc việc đánh giá lớp"), True),
    tasks.Task("people.keep_units_current", N_("Cập nhật đơn vị theo vị trí công tác"), True),
    tasks.Task("intake.examine", N_("Đọc tệp nhập")),
    tasks.Task("intake.commit", N_("Ghi dữ liệu nhập")),
    tasks.Task("intake.undo", N_("Hoàn tác lần nhập")),
    tasks.Task("reforms.carry_out", N_("Thực hiện đợt sắp xếp")),
    tasks.Task("reforms.undo", N_("Hoàn tác đợt sắp xếp")),
)


def compose() -> None:
    """Register every panel, the numbers on the tree of units, the parts of a person's record."""
    for panel in PANELS:
        register(panel)
    for tally in TALLIES:
        tallies.register(tally)
    corrected_by(corrections)
    parts_of_records.join(LECTURERS)
    parts_of_records.join(TURNS, SIGN_IN, REQUESTS)
    parts_of_records.join(SEATS)
    parts_of_records.join(USES)
    parts_of_records.join(LEARNT, FEEDS)
    join_classes("places", seats_in_class)
    join_classes("timetables", guests_in)
    elsewhere.join("places", seats_met)
    parts_of_records.hang(CARRIED, QUALIFICATIONS, COURSES)
    join_certificates()
    join_results()
    join_attendance()
    drafts.join("schemes", programme_drafts)
    finding.find_users_through(users_of)
    tasks.join(*TASKS)
    kinds.join(*APPROVAL_NOTICES, *CORRECTION_NOTICES, *MOVE_NOTICES)
    kinds.join(*TIMETABLE_NOTICES, *NOTICES_OF_PLACES)
    kinds.join(*EVALUATION_NOTICES)
    files.join("evaluation", evaluated)
    _watch_the_worker()
    _nominations_follow()
    decide()
    send_abroad()


def _watch_the_worker() -> None:
    """Inside what the queue itself puts around a job: it looks after connections."""
    around = list(app.worker_defaults.get("task_middleware") or [])
    if watch not in around:
        app.worker_defaults["task_middleware"] = [*around, watch]


def _nominations_follow() -> None:
    """What approvals and lapsed seats do to lists of nominations."""
    parts_of_records.join(NOMINATIONS)
    parts_of_records.hang(STEPS, TEACHING, FEEDS_OF_LECTURERS, LINES, ACTIONS, PARTS)
    mergers.bar("places", refuse_clashing_seats)
    mergers.bar("nominations", refuse_one_list)
    kinds.join(*NOTICES_OF_NOMINATIONS)
    approvals.follow(
        LIST_KIND,
        approvals.Effects(
            approved=nominations.approved,
            sent_back=nominations.sent_back,
            refused=nominations.refused,
            withdrawn=nominations.withdrawn,
        ),
    )
    following.follow_released("nominations", nominations.seat_lapsed, nominations.lock_lapsing)
