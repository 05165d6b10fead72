"""L7: a reason says title, value, limit and clause once each."""

import pytest

from hientai.rules.engine import Reason
from hientai.screening.papers import wording


def reason(title: str, value: str | None, limit: str, **other) -> Reason:
    said = {"outcome": "failed", "clause": "Phần II", "certainty": "verified", **other}
    return Reason(code="x", title=title, value=value, limit=limit, **said)


@pytest.mark.parametrize(
    ("title", "value", "limit", "told"),
    [
        (
            "Đối tượng",
            "đối tượng: Viên chức",
            "là công chức",
            "Đối tượng: Viên chức (cần là công chức)",
        ),
        (
            "Cơ quan công tác",
            "loại đơn vị: Đơn vị sự nghiệp công lập",
            "công tác tại Sở",
            "Cơ quan công tác: Đơn vị sự nghiệp công lập (cần công tác tại Sở)",
        ),
        (
            "Chức danh hoặc quy hoạch",
            "chức danh: Trưởng phòng; quy hoạch: không có quy hoạch",
            "giữ chức danh Giám đốc",
            "Chức danh hoặc quy hoạch – chức danh: Trưởng phòng; quy hoạch: không có quy hoạch"
            " (cần giữ chức danh Giám đốc)",
        ),
        (
            "Không thuộc đối tượng điểm a",
            "thuộc nhóm: Trưởng phòng y tế",
            "không thuộc nhóm nào",
            "Không thuộc đối tượng điểm a – thuộc nhóm: Trưởng phòng y tế"
            " (cần không thuộc nhóm nào)",
        ),
        (
            "Độ tuổi",
            "50 tuổi 8 tháng (sinh 06/09/1973)",
            "không quá 35 tuổi",
            "Độ tuổi: 50 tuổi 8 tháng (sinh 06/09/1973), cần không quá 35 tuổi",
        ),
    ],
)
def test_a_failed_reason_names_each_thing_once(title, value, limit, told) -> None:
    assert wording.told(reason(title, value, limit)) == told


def test_what_is_missing_is_not_named_twice() -> None:
    unknown = {"outcome": "unknown", "missing": ("chức danh",)}
    assert wording.told(reason("Chức danh", None, "giữ chức danh", **unknown)) == (
        "Chưa rõ: cần chức danh"
    )
    assert wording.told(reason("Diện quản lý", None, "x", **unknown)) == (
        "Chưa rõ: cần chức danh để xét “Diện quản lý”"
    )
