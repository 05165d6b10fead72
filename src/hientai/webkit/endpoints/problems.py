"""Problems as programs read them (RFC 9457): what, why, by which clause, what to do, which field.

`type` is always about:blank: the status says the kind, the other members say the rest.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.shared.refused import Refused

CONTENT = "application/problem+json"
TITLES = {
    400: gettext_lazy("Yêu cầu không đọc được"),
    401: gettext_lazy("Chưa có mã truy cập dùng được"),
    403: gettext_lazy("Vai trò của mã truy cập không làm được việc này"),
    404: gettext_lazy("Không tìm thấy"),
    405: gettext_lazy("Địa chỉ này không nhận phương thức đó"),
    409: gettext_lazy("Có người đang làm việc với đúng những dữ liệu này"),
    413: gettext_lazy("Dữ liệu gửi lên quá lớn"),
    422: gettext_lazy("Không làm được"),
    429: gettext_lazy("Hỏi quá nhiều lần"),
    500: gettext_lazy("Hệ thống gặp lỗi"),
}
# What a value that cannot be taken is told, by the kinds that the schemas ask for.
WRONG: dict[str, Promise] = {
    "missing": gettext_lazy("thiếu"),
    "extra_forbidden": gettext_lazy("không có nội dung nào tên như vậy"),
    "int_parsing": gettext_lazy("phải là số nguyên"),
    "int_type": gettext_lazy("phải là số nguyên"),
    "int_from_float": gettext_lazy("phải là số nguyên"),
    "int_parsing_size": gettext_lazy("số quá lớn"),
    "string_type": gettext_lazy("phải là chữ"),
    "string_too_long": gettext_lazy("dài quá %(max_length)s ký tự"),
    "string_too_short": gettext_lazy("không được để trống"),
    "string_pattern_mismatch": gettext_lazy("để trống, hoặc có ký tự không ghi được"),
    "greater_than_equal": gettext_lazy("phải từ %(ge)s trở lên"),
    "less_than_equal": gettext_lazy("không quá %(le)s"),
    "bool_parsing": gettext_lazy("phải là true hoặc false"),
    "bool_type": gettext_lazy("phải là true hoặc false"),
    "literal_error": gettext_lazy("phải là một trong: %(expected)s"),
    "enum": gettext_lazy("phải là một trong: %(expected)s"),
    "list_type": gettext_lazy("phải là một danh sách"),
    "too_long": gettext_lazy("nhiều quá %(max_length)s phần tử"),
}
A_DAY = gettext_lazy("phải là một ngày viết dạng 2024-06-01")
NOT_TAKEN = gettext_lazy("giá trị không hợp lệ")


class Problem(Exception):
    """What is told a program instead of an answer; raised where no `Refused` says it."""

    def __init__(
        self, status: int, what: str, *, remedy: str = "", field: str = "", where: str = "query"
    ) -> None:
        super().__init__(status, what)
        self.status, self.what, self.remedy = status, what, remedy
        self.fields = [{"field": field, "where": where, "message": what}] if field else []


def problem(
    status: int,
    what: str = "",
    *,
    why: str = "",
    clause: str = "",
    remedy: str = "",
    fields: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:
    """The answer that tells a problem, in the language of the request."""
    title = str(TITLES.get(status, TITLES[400]))
    told: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "title": title,
        "detail": str(Refused(what or title, why=why, clause=clause, remedy=remedy)),
        "what": what or title,
        "why": why,
        "clause": clause,
        "remedy": remedy,
        "fields": list(fields),
    }
    body = json.dumps(told, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=CONTENT)


def not_there() -> HttpResponse:
    """404: nothing of that name, or nothing of this token's."""
    return problem(
        404,
        _("Không có nội dung này, hoặc nội dung nằm ngoài phạm vi của mã truy cập"),
        remedy=_("Kiểm tra mã trong địa chỉ, ngày xem và đơn vị của mã truy cập."),
    )


def problem_of(refused: Refused, status: int = 422) -> HttpResponse:
    """A refusal as a problem."""
    return problem(
        status, refused.what, why=refused.why, clause=refused.clause, remedy=refused.remedy
    )


def problem_of_entry(errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """The fields that cannot be taken, each with where it stands and what is wrong with it."""
    fields = [_field(error) for error in errors]
    named = ", ".join(dict.fromkeys(one["field"] for one in fields if one["field"]))
    what = _("Nội dung gửi lên không đúng: %s") % named if named else _("Nội dung không đúng")
    return problem(422, what, remedy=_("Sửa các nội dung nêu ở fields."), fields=fields)


def _field(error: Mapping[str, Any]) -> dict[str, str]:
    where, *path = [str(part) for part in error["loc"]]
    if where in ("body", "query", "path") and len(path) > 1:
        path = path[1:]  # the name of the argument says nothing to who asked
    return {"field": ".".join(path), "where": where, "message": _message(error)}


def _message(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    if kind.startswith("date"):
        return str(A_DAY)
    context = error.get("ctx", {})
    pattern = str(context.get("pattern", ""))
    if pattern.startswith("^("):  # one of some codes
        kind, context = "enum", {"expected": pattern[2:-2].strip("|").replace("|", ", ")}
    words = str(WRONG.get(kind, NOT_TAKEN))
    return words % context if "%(" in words else words
