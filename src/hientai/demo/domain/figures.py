"""The figures that Quyết định 1698/QĐ-UBND prints, Phần I, mục I.2.1, and their scaling."""

from datetime import date

import numpy as np

REGISTER_DAY = date(2022, 5, 19)
OPENING_DAY = date(2024, 6, 1)

CIVIL_SERVANTS, COMMUNE_STAFF, PUBLIC_EMPLOYEES = 7_194, 12_053, 121_161
STAFF = {
    "civil_servant": CIVIL_SERVANTS,
    "commune": COMMUNE_STAFF,
    "public_employee": PUBLIC_EMPLOYEES,
}
PEOPLE = sum(STAFF.values())

# The lowest line of each ("cao đẳng, trung cấp", "cao đẳng trở xuống") is split by assumption.
DEGREES = {
    "civil_servant": {
        "doctor": 42,
        "master": 2_405,
        "university": 4_510,
        "college": 72,
        "intermediate": 165,
    },
    "commune": {
        "doctor": 7,
        "master": 922,
        "university": 7_852,
        "college": 950,
        "intermediate": 2_122,
        "elementary": 200,
    },
    "public_employee": {
        "doctor": 333,
        "ckii": 268,
        "master": 8_740,
        "cki": 938,
        "university": 69_816,
        "college": 27_000,
        "intermediate": 12_866,
        "elementary": 1_200,
    },
}
GRADES = {
    "senior_specialist": 29,
    "principal_specialist": 964,
    "specialist": 5_755,
    "college_specialist": 72,
    "assistant": 323,
    "employee": 51,
}
# The printed classes add up to 112,283 of 121,161: the others have no class recorded.
TITLE_CLASSES = {
    "class_1": 735,
    "class_2": 12_383,
    "class_3": 44_085,
    "class_4": 55_080,
    "none_recorded": 8_878,
}
MISSING_SHARE = 0.02


def shares(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to the total (largest remainder)."""
    exact = total * weights / weights.sum()
    whole: np.ndarray = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def scaled(figures: dict[str, int], total: int) -> dict[str, int]:
    """The figures scaled down to a total; unchanged where the total is their own."""
    counts = shares(total, np.array(list(figures.values()), dtype=float))
    return {name: int(count) for name, count in zip(figures, counts, strict=True)}
