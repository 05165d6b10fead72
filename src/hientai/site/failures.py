"""Failures that whoever runs a command can mend, as refusals: the database, files, odd values."""

import json
import re
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import click
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, DataError, InterfaceError, OperationalError

from hientai.shared.refused import Refused
from hientai.shared.words import _

MENDABLE = (
    Refused,
    DatabaseError,
    InterfaceError,
    ImproperlyConfigured,
    OSError,
    OverflowError,
    UnicodeError,
)
# SQLSTATE of what the tables lack (a table, column or function) and of what the role may not do.
NOT_MIGRATED = {"42P01", "42703", "42883", "3F000"}
NOT_ALLOWED = {"42501"}
LINES = 3
MOST_TOLD = 1000  # letters; an argument may be a whole file by mistake


def refusal_of(error: BaseException) -> Refused | None:
    """What a failure means to whoever runs the command; None for our own faults."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, ImproperlyConfigured):
        return Refused(str(error), remedy=_("Sửa biến môi trường rồi chạy lại."))
    if isinstance(error, DataError | OverflowError):
        return Refused(
            _("Một giá trị quá lớn hoặc quá dài"), remedy=_("Kiểm tra lại các tham số của lệnh.")
        )
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(error)
    if isinstance(error, UnicodeError):
        remedy = _("Gõ tham số và lưu tệp bằng bảng mã UTF-8.")
        return Refused(_("Có chữ không đọc được"), remedy=remedy)
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        return _of_file(error)
    return None


def refusal_text(refused: Refused) -> str:
    """A refusal as lines for a terminal; of several errors, one a line."""
    if len(problems := getattr(refused, "problems", ())) > 1:
        return "\n".join([*map(str, problems), _("%d lỗi.") % len(problems)])
    parts = (
        (_("Không làm được"), refused.what),
        (_("Vì"), refused.why),
        (_("Căn cứ"), refused.clause),
        (_("Cần làm"), refused.remedy),
    )
    return "\n".join(f"{name}: {shorten(text, MOST_TOLD)}" for name, text in parts if text)


def refusal_as_data(refused: Refused) -> dict[str, Any]:
    """A refusal for programs: the four parts by name, and what a refusal of its kind adds."""
    parts = {name: getattr(refused, name) for name in ("what", "why", "clause", "remedy")}
    problems = getattr(refused, "problems", ())
    return parts | ({"problems": [vars(problem) for problem in problems]} if problems else {})


def tell_refusal(refused: Refused, *, in_json: bool) -> None:
    """Say a refusal: lines for a reader on standard error, or JSON where the answer would stand."""
    if in_json:
        click.echo(json.dumps(refusal_as_data(refused), ensure_ascii=False, indent=2))
    else:
        click.echo(refusal_text(refused), err=True)


def asks_json(words: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, also where it cannot be read otherwise."""
    return "--json" in words


def _of_database(error: Exception) -> Refused | None:
    state = getattr(error.__cause__, "sqlstate", None)
    if state in NOT_MIGRATED:
        return Refused(
            _("Cơ sở dữ liệu chưa có các bảng của bản này"),
            remedy=_("Tạo hoặc nâng cấp bảng bằng lệnh: hientai migrate"),
        )
    if state in NOT_ALLOWED:
        return Refused(
            _("Người dùng cơ sở dữ liệu trong DATABASE_URL không có quyền làm việc này"),
            remedy=_("Dùng vai trò hientai_app mà hệ thống đã tạo, hoặc xin quản trị cấp quyền."),
        )
    return _of_connection(error) if isinstance(error, OperationalError) else None


def _of_connection(error: Exception) -> Refused:
    said = str(error)
    for pattern, what, remedy in (
        (
            r"authentication failed|no password supplied|role .* does not exist",
            _("Máy chủ cơ sở dữ liệu không nhận tên hoặc mật khẩu trong DATABASE_URL"),
            _("Kiểm tra tên và mật khẩu (ký tự đặc biệt viết dạng %40, %3A …)."),
        ),
        (
            r"database .* does not exist",
            _("Máy chủ không có cơ sở dữ liệu nêu trong DATABASE_URL"),
            _("Tạo cơ sở dữ liệu trước, hoặc sửa tên ở cuối địa chỉ."),
        ),
    ):
        if re.search(pattern, said):
            return Refused(what, why=_lines(said), remedy=remedy)
    return Refused(
        _("Không làm việc được với máy chủ cơ sở dữ liệu"),
        why=_lines(said),
        remedy=_("Kiểm tra máy chủ đang chạy và địa chỉ trong DATABASE_URL."),
    )


def _of_file(error: OSError) -> Refused:
    why = {
        FileNotFoundError: _("không có tệp hoặc thư mục này"),
        IsADirectoryError: _("đây là thư mục, không phải tệp"),
        NotADirectoryError: _("đường dẫn đi qua một tệp như thể nó là thư mục"),
        PermissionError: _("không có quyền đọc hoặc ghi"),
    }.get(type(error), error.strerror or "")
    return Refused(
        _("Không đọc hoặc ghi được %s") % (error.filename or _("tệp")),
        why=why,
        remedy=_("Kiểm tra đường dẫn, quyền truy cập và chỗ trống trên đĩa."),
    )


def _lines(said: str) -> str:
    """The first lines of what the server said; it never repeats the password."""
    return " ".join(line.strip() for line in said.splitlines()[:LINES] if line.strip())
