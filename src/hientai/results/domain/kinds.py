"""Kinds of parts, ways marks came, states of objections, what users are told of."""

from hientai.notices.domain.kinds import Kind
from hientai.shared.words import N_

KINDS = {
    "test": N_("bài kiểm tra"),
    "essay": N_("tiểu luận"),
    "report": N_("báo cáo thu hoạch"),
    "practice": N_("thực hành"),
}
SOURCES = {
    "typed": N_("nhập trên bảng điểm"),
    "file": N_("tải tệp lên"),
    "program": N_("chương trình gửi"),
    "objection": N_("kết quả phúc khảo"),
    "undo": N_("hoàn tác"),
}
WAITING, UPHELD, CHANGED, WITHDRAWN = "waiting", "upheld", "changed", "withdrawn"
OBJECTIONS = {
    WAITING: N_("chờ quyết định"),
    UPHELD: N_("giữ nguyên điểm"),
    CHANGED: N_("đã sửa điểm"),
    WITHDRAWN: N_("đã rút"),
}
DECIDED = [UPHELD, CHANGED]
PUBLISHED, CONCLUDED, OBJECTED, ANSWERED = (
    "results.published",
    "results.concluded",
    "results.objected",
    "results.answered",
)
NOTICES = (
    Kind(PUBLISHED, N_("Điểm của tôi được công bố")),
    Kind(CONCLUDED, N_("Kết quả của tôi ở một lớp")),
    Kind(OBJECTED, N_("Đề nghị phúc khảo chờ quyết định")),
    Kind(ANSWERED, N_("Trả lời đề nghị phúc khảo của tôi")),
)
