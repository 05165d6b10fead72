"""Reads the legal cases: YAML in Vietnamese, one person and one answer each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from hientai.rules.decrees import (
    age_not_over,
    not_in_class,
    postgraduate_conditions,
    service_left_at_least,
    study_abroad_conditions,
)
from hientai.rules.engine import Condition, Correction
from hientai.shared.days import parse_day
from hientai.shared.vocabulary import CATEGORIES, RATINGS, SEXES

FOLDER = Path(__file__).parent / "cases"

SCHEMA = {
    "person_id": pl.Int64,
    "category": pl.String,
    "sex": pl.String,
    "birth_date": pl.Date,
    "birth_precision": pl.String,
    "service_start": pl.Date,
    "probation_end": pl.Date,
    "rating_1": pl.Int8,
    "rating_2": pl.Int8,
    "disciplined": pl.Boolean,
    "discipline_what": pl.String,
    "own_retirement_date": pl.Date,
    "had_postgraduate": pl.Boolean,
    "sent_before": pl.Boolean,
    "in_class": pl.Boolean,
    "in_class_what": pl.String,
}

# A person who meets every condition on the usual days; a case changes what it is about.
MODEL = {
    "nhóm": "công chức",
    "giới tính": "nam",
    "ngày sinh": "15/03/1990",
    "vào làm": "01/09/2013",
    "hết tập sự": "01/09/2014",
    "xếp loại năm trước": "hoàn thành tốt nhiệm vụ",
    "xếp loại năm trước nữa": "hoàn thành tốt nhiệm vụ",
    "kỷ luật": "không",
    "đã đào tạo sau đại học": "không",
    "đã được cử đi sau đại học": "không",
    "đang học": "không",
    "nghỉ hưu theo hồ sơ": "không rõ",
}

QUESTIONS = {
    "đào tạo sau đại học": lambda on, law: postgraduate_conditions(on, law),
    "đi nước ngoài dưới 1 tháng": lambda on, law: study_abroad_conditions(on, 0.5, law),
    "đi nước ngoài từ 1 tháng": lambda on, law: study_abroad_conditions(on, 1, law),
    "còn ít nhất 3 năm công tác": lambda on, law: [
        service_left_at_least(3, on, "Mục tiêu 2.1.b", corrections=law)
    ],
    "không quá 35 tuổi": lambda on, law: [age_not_over(35, "completed_years", on, "Mục D.1")],
    "không quá 35 tuổi đến ngày": lambda on, law: [age_not_over(35, "to_the_day", on, "Mục D.1")],
    "không học hai lớp": lambda on, law: [not_in_class(on, "Quy tắc lớp học")],
}

ANSWERS = {
    "đạt": "passed",
    "không đạt": "failed",
    "chưa rõ": "unknown",
    "cần chứng minh": "to_be_proved",
    "không hỏi": "not_asked",
    "không có quy định": "no_rule",
}


@dataclass(frozen=True)
class Case:
    """One legal case: who, on which day, asked what, and what the answer must be."""

    name: str
    question: str
    on: date
    person: dict[str, Any]
    condition: str
    answer: str
    verdict: str | None
    value_has: str
    note_has: str
    limit_has: str
    missing: tuple[str, ...]
    certainty: str | None
    clause_has: str = ""
    law: tuple[Correction, ...] = ()

    def conditions(self) -> list[Condition]:
        """The conditions of the question on the day of the case, by the law as corrected."""
        return QUESTIONS[self.question](self.on, self.law)


def all_cases() -> list[Case]:
    """Every case of the folder, in the order of files and lines."""
    return [
        _case(body, row)
        for path in sorted(FOLDER.glob("*.yaml"))
        for body in [yaml.safe_load(path.read_text(encoding="utf-8"))]
        for row in body["trường hợp"]
    ]


def frame_of(people: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """People as a frame of standings, numbered from 0."""
    rows = [{**person, "person_id": number} for number, person in enumerate(people)]
    return pl.DataFrame(rows, schema=SCHEMA)


def _case(body: dict[str, Any], row: dict[str, Any]) -> Case:
    verdict = row.get("kết luận")
    return Case(
        name=row["tên"],
        question=row.get("câu hỏi", body["câu hỏi"]),
        on=_day(row["ngày"]),
        person=_person({**MODEL, **row["người"]}),
        condition=row.get("điều kiện", body["điều kiện"]),
        answer=ANSWERS[row["đáp"]],
        verdict=ANSWERS[verdict] if verdict else None,
        value_has=row.get("giá trị có", ""),
        note_has=row.get("ghi chú có", ""),
        limit_has=row.get("giới hạn có", ""),
        missing=tuple(row.get("thiếu", ())),
        certainty=row.get("độ chắc"),
        clause_has=row.get("căn cứ có", ""),
        law=tuple(_correction(one) for one in row.get("sửa luật", ())),
    )


def _correction(row: dict[str, Any]) -> Correction:
    return Correction(
        parameter=row["tham số"],
        value=row["giá trị"],
        since=_day(row["từ"]),
        until=_day(row["đến"]) if "đến" in row else None,
        clause=row["căn cứ"],
        certainty=row["độ chắc"],
    )


def _person(words: dict[str, str]) -> dict[str, Any]:
    unknown_keys = set(words) - set(MODEL)
    assert not unknown_keys, unknown_keys
    birth = None if words["ngày sinh"] == "không rõ" else parse_day(words["ngày sinh"])
    return {
        "category": _known(words["nhóm"], CATEGORIES.code_of),
        "sex": _known(words["giới tính"], SEXES.code_of),
        "birth_date": birth[0] if birth else None,
        "birth_precision": birth[1] if birth else None,
        "service_start": _known(words["vào làm"], _day),
        "probation_end": _known(words["hết tập sự"], _day),
        "rating_1": _known(words["xếp loại năm trước"], _rank),
        "rating_2": _known(words["xếp loại năm trước nữa"], _rank),
        "disciplined": _known(words["kỷ luật"], lambda text: text != "không"),
        "discipline_what": words["kỷ luật"],
        "own_retirement_date": _known(words["nghỉ hưu theo hồ sơ"], _day),
        "had_postgraduate": _known(words["đã đào tạo sau đại học"], lambda text: text == "có"),
        "sent_before": words["đã được cử đi sau đại học"] == "có",
        "in_class": _known(words["đang học"], lambda text: text != "không"),
        "in_class_what": words["đang học"],
    }


def _known(text: str, read: Any) -> Any:
    if text == "không rõ":
        return None
    value = read(text)
    assert value is not None, text
    return value


def _day(text: str) -> date:
    parsed = parse_day(text)
    assert parsed is not None and parsed[1] == "day", text
    return parsed[0]


def _rank(text: str) -> int | None:
    return RATINGS.rank(RATINGS.code_of(text))
