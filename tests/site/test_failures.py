"""Whatever is typed wrong or stands still is told in Vietnamese with what to do, code 2 (A4, A5).

Each of these runs the real program: what a failing set-up says is said before any command runs.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from click.testing import CliRunner, Result

from hientai.site.cli import commands

NOWHERE = "postgresql://an:bi-mat@127.0.0.1:1/hientai"


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="hientai")


def program(address: str, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_URL": address, "OWNER_DATABASE_URL": address}
    env |= {"PYTHONPATH": "src", "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "hientai", *words]
    return subprocess.run(line, env=env, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["scren"], "Không có lệnh 'scren'. Có phải: 'screen'?"),
        (["--la"], "Không có tùy chọn '--la'."),
        (["screen", "hanoi-1698"], "Thiếu '--quota'."),
        (["screen"], "Thiếu 'MÃ_ĐỀ_ÁN'."),
        (["screen", "x", "--quota"], "Tùy chọn '--quota' cần một giá trị."),
        (["progress", "x", "--json=1"], "Tùy chọn '--json' không nhận giá trị."),
        (["progress", "x", "y"], "Thừa tham số: y"),
        (["people", "list", "--limit", "nhiều"], "'nhiều' không phải là số nguyên"),
        (["people", "list", "--limit", "0"], "0 không nằm trong khoảng 1<=x<="),
        (["people", "list", "--category", "vua"], "'vua' không nằm trong: 'cadre'"),
        (["user", "add", "x" * 41], "dài quá 40 chữ"),
        (["units", "create", " ", "Sở"], "để trống"),
        (["units", "import", "/khong/co"], "không có '/khong/co'"),
        (["units", "import", "/"], "'/' là thư mục, không phải tệp"),
        (["user", "add", "x", "--role", "vua"], "'vua' không nằm trong: 'administrator'"),
        (["progress", "x", "--on", "hôm qua"], "2024-06-01"),
        (["law", "--on", "2024-02-30"], "2024-06-01"),
        (["scheme", "show", "x", "--on", "06/2024"], "2024-06-01"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrong_is_told_in_vietnamese(words: list[str], told: str) -> None:
    answer = typed(*words)
    assert answer.exit_code == 2
    first, remedy = answer.output.strip().splitlines()
    assert first.startswith("Không làm được: ") and told in first
    assert remedy.startswith("Cần làm: xem hientai") and remedy.endswith("--help")


@pytest.mark.parametrize("words", [["progress", "hanoi-1698"], ["migrate"]], ids=" ".join)
def test_a_server_that_is_down_is_told_without_the_password(words: list[str]) -> None:
    answer = program(NOWHERE, *words)
    assert answer.returncode == 2
    assert "Không làm việc được với máy chủ cơ sở dữ liệu" in answer.stderr
    assert "Kiểm tra máy chủ đang chạy" in answer.stderr
    assert "Traceback" not in answer.stderr and "bi-mat" not in answer.stderr


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://an:bi-mat@may/x", "không phải của PostgreSQL"),
        ("postgres://an:bi-mat/x@may/x", "không đọc được"),
        ("hientai", "không đọc được"),
    ],
)
def test_an_address_that_is_none_is_told_without_the_password(address: str, told: str) -> None:
    answer = program(address, "progress", "hanoi-1698")
    assert answer.returncode == 2
    assert f"DATABASE_URL {told}" in answer.stderr
    assert "postgresql://user:password@host:5432/hientai" in answer.stderr
    assert "Traceback" not in answer.stderr and "bi-mat" not in answer.stderr


def another(database: str) -> str:
    """Another database on this test's server, for the same user."""
    address = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(address._replace(path=f"/{database}"))


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("khong_co", "không có cơ sở dữ liệu nêu trong DATABASE_URL"),
        ("postgres", "chưa có các bảng của bản này"),
    ],
)
def test_a_wrong_or_empty_database_is_told(database: str, told: str) -> None:
    answer = program(another(database), "progress", "hanoi-1698")
    assert answer.returncode == 2
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
