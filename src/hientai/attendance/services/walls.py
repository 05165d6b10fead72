"""The walls of attendance told in words."""

from django.utils.translation import gettext_noop as N_

from hientai.shared.refused import Refused

CLOSED = Refused(
    N_("Sổ điểm danh của buổi đã khóa"),
    remedy=N_("Ghi căn cứ của việc sửa sau khi khóa."),
)
NOT_OURS = Refused(
    N_("Buổi này do người khác điểm danh"),
    remedy=N_("Đề nghị giảng viên của buổi hoặc đơn vị quản lý lớp ghi."),
)
WALLS = {
    "roll_stays_closed": Refused(N_("Sổ điểm danh đã khóa không mở lại")),
    "mark_on_the_roll_of_a_session": Refused(
        N_("Buổi này đã bỏ khỏi lịch hoặc chưa mở sổ điểm danh"), remedy=N_("Tải lại trang.")
    ),
    "mark_of_a_learner_of_that_day": Refused(
        N_("Người này không học lớp vào ngày của buổi"), remedy=N_("Tải lại trang.")
    ),
    "missed_within_the_session": Refused(N_("Số tiết vắng nhiều hơn số tiết của buổi")),
    "who_came_missed_periods": Refused(N_("Số tiết vắng chỉ ghi cho người đến muộn, về sớm")),
    "excused_by_leave_alone": Refused(
        N_("Nghỉ có phép ghi bằng đơn kèm giấy tờ"), remedy=N_("Ghi đơn ở trang Nghỉ có phép.")
    ),
    "closed_roll_needs_a_ground": CLOSED,
    "leave_is_given_on_a_paper": Refused(
        N_("Cho nghỉ có phép cần giấy tờ"), remedy=N_("Ghi số giấy tờ hoặc tải bản quét.")
    ),
    "leave_is_decided_by_another": Refused(
        N_("Không tự quyết định đơn nghỉ của mình"),
        remedy=N_("Đề nghị người khác quản lý lớp quyết định."),
    ),
    "leave_is_decided_once": Refused(N_("Đơn này đã được trả lời"), remedy=N_("Tải lại trang.")),
    "leave_from_a_session_of_the_class": Refused(N_("Buổi này không thuộc lớp của học viên")),
    "excuse_runs_forward": Refused(
        N_("Ngày cuối trước ngày đầu"), remedy=N_("Kiểm tra lại hai ngày.")
    ),
    "one_limit_of_a_kind_from_a_day": Refused(
        N_("Đã có mức vắng từ ngày này"), remedy=N_("Chọn ngày khác.")
    ),
}
