"""Whom the demo sends where, by whom and when: the weeks before its opening day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

SCHEME = "hanoi-1698"
CLASS = "TCKH-2024-01"
FINANCE, DISTRICT = "STC", "Q-BADINH"
OFFICER, HEAD = "so.taichinh", "giamdoc.stc"
HOME_AFFAIRS, COMMITTEE, OWNER = "canbo.snv", "vanphong.ub", "sonoivu"
PARTY_BODY = "BTCTU"
"""The unit that the routes name for people of the Party and of mass organisations."""


@dataclass(frozen=True)
class Listed:
    """A list of nominations: who draws it up where, for what, for how many, on which day."""

    officer: str
    unit: str
    item: str
    people: int
    on: date
    programme: str = ""
    training_class: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    hindered: int = 0


TO_CLASS = Listed(OFFICER, FINANCE, "A.1.1", 6, date(2024, 5, 20), training_class=CLASS)
DEGREE = Listed(
    OFFICER,
    FINANCE,
    "D.2",
    2,
    date(2024, 5, 24),
    programme="Thạc sĩ Tài chính - Ngân hàng",
    starts_on=date(2024, 9, 9),
    ends_on=date(2026, 6, 30),
)
AWAITING = Listed(
    "quan.badinh",
    DISTRICT,
    "A.2.5",
    4,
    date(2024, 5, 29),
    programme="Công tác tổ chức cán bộ",
    starts_on=date(2024, 7, 15),
    ends_on=date(2024, 7, 19),
)
BEGUN = Listed(
    OFFICER,
    FINANCE,
    "A.2.5",
    3,
    date(2024, 5, 31),
    programme="Công tác tổ chức cán bộ",
    starts_on=date(2024, 7, 15),
    ends_on=date(2024, 7, 19),
    hindered=1,
)
AGREED, DECIDED, WITHDRAWN = date(2024, 5, 22), date(2024, 5, 27), date(2024, 5, 31)
AGREED_HERE, AGREED_BY_HOME_AFFAIRS = date(2024, 5, 27), date(2024, 5, 30)
LAST_NUMBER = 186
"""The last number of the year that the department gave before the system."""
SIGNER = "Đỗ Hữu Tùng"
WHY_WITHDRAWN = "được phân công nhiệm vụ đột xuất trong thời gian lớp học"

DIVIDED = "A.1.5"
DIVISION: dict[str, Any] = {
    "title": "Giao chỗ bồi dưỡng quản lý nguồn nhân lực năm 2024",
    "total": 40,
    "basis": "headcount",
    "answer_by": date(2024, 6, 15),
    "return_by": date(2024, 7, 31),
    "ground": "Kế hoạch 15/KH-UBND ngày 10/01/2024 (dữ liệu mẫu)",
}
OFFERED, ANSWERED = date(2024, 5, 28), date(2024, 5, 30)
