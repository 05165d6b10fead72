"""What became of the learners of the demo's classes: who stays away, which marks, which answers."""

from datetime import date
from decimal import Decimal

import numpy as np

from hientai.demo.domain.city import SEED
from hientai.demo.domain.names import identities

EXCUSED, BEYOND, FAILED, LATE, UPHELD, REPLACED, REVOKED = range(1, 8)
"""At which places of a class's learners stand those to whom something happens; the demo's own
person of the class stands first, and objects to a mark."""
OBJECTS = 0
LEAVE_ON = date(2024, 4, 10)
AWAY_ON = frozenset({date(2024, 4, 16), date(2024, 4, 17), date(2024, 4, 19)})
LATE_ON = date(2024, 4, 9)
TEST, REPORT = "Kiểm tra cuối khóa", "Báo cáo thu hoạch"
POINTS = ("8", "7,5", "8,5", "7", "9", "8", "6,5", "9,5", "7,5", "8,5")
ELSEWHERE = "Sở Tài chính tỉnh bạn"
FEW_ANSWERS, REMARKS = (
    4,
    (
        (0, "Chương trình sát việc; nên thêm tình huống về mua sắm tập trung."),
        (1, "Nên gửi tài liệu trước buổi học ít nhất một ngày."),
        (1, "Buổi chiều phòng học nóng, máy chiếu mờ."),
        (0, "Phần đi thực tế bổ ích, nên dành thêm thời gian trao đổi."),
    ),
)


def points_of(place: int, part: str) -> str:
    """The mark of a learner by place: nearly everybody passes, one fails and one is marked anew."""
    if part == TEST and place in (OBJECTS, FAILED, UPHELD):
        return {OBJECTS: "6,5", FAILED: "3,5", UPHELD: "5"}[place]
    return POINTS[(place * 3 + (part == REPORT)) % len(POINTS)]


def scores(answers: int, objects: list[str]) -> list[list[int]]:
    """So many answers to lines about these objects: content is liked better than the rooms."""
    rng = np.random.default_rng(SEED)
    least = np.array([5 if one == "facilities" else 7 for one in objects])
    drawn: list[list[int]] = (least + rng.integers(0, 4, (answers, len(objects)))).tolist()
    return drawn


def guests(wanted: int) -> list[str]:
    """So many more people from elsewhere, each with a workplace."""
    rng = np.random.default_rng(SEED)
    named = identities(rng.random(max(0, wanted)) < 0.5, rng)["name"].to_list()
    return [f"{name} | {ELSEWHERE}" for name in named]


def better(points: str) -> Decimal:
    """What the demo's own person gets after the objection: one point more."""
    return Decimal(points.replace(",", ".")) + 1
