"""The command of the catalogue of translations: what lacks English, and making it ready to read."""

import sys

import click

from hientai.shared.words import _
from hientai.site import catalogue


@click.group("words")
def words() -> None:
    """Bản dịch giao diện: câu nào chưa có tiếng Anh, và dựng tệp để chương trình đọc.

    \b
    Ví dụ:
      hientai words update     thêm câu mới vào locale/en, nêu câu còn thiếu bản dịch
      hientai words compile    dựng tệp .mo từ các tệp .po
    """


@words.command("update")
def update() -> None:
    """Thêm câu mới vào catalô tiếng Anh, bỏ câu không còn dùng, nêu câu chưa dịch.

    \b
    Ví dụ:
      hientai words update
    """
    _tell(catalogue.update())


@words.command("missing")
def missing() -> None:
    """Nêu các câu chưa có tiếng Anh; mã thoát 1 nếu có.

    \b
    Ví dụ:
      hientai words missing
    """
    _tell(catalogue.missing())


@words.command("compile")
def compile_() -> None:
    """Dựng tệp .mo từ các tệp .po đã đổi.

    \b
    Ví dụ:
      hientai words compile
    """
    for made in catalogue.compiled():
        click.echo(str(made))


def _tell(lacking: list[str]) -> None:
    for message in lacking:
        click.echo(message.replace("\0", " / ").replace(catalogue.MEANING, ": "))
    click.echo(_("%(n)s câu chưa có tiếng Anh") % {"n": len(lacking)}, err=True)
    sys.exit(1 if lacking else 0)
