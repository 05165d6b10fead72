"""Commands of the demo: load a made-up city, or only write its files."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from hientai.demo import services
from hientai.demo.domain.city import SEED
from hientai.demo.domain.figures import PEOPLE

people_option = click.option("--people", default=PEOPLE, show_default=True, help=_("Số người."))
seed_option = click.option(
    "--seed", type=click.IntRange(0), default=SEED, show_default=True, help=_("Số khởi tạo.")
)


@click.group()
def demo() -> None:
    """Dữ liệu mẫu: một thành phố không có thật, đúng các tổng số mà Đề án công bố.

    \b
    Ví dụ:
      hientai demo load
      hientai demo files --out /tmp/mau --people 2000
    """


@demo.command()
@people_option
@seed_option
@click.option(
    "--province", is_flag=True, help=_("Nạp thêm tỉnh Quảng Nam (2.262 người, Đề án 7328).")
)
def load(people: int, seed: int, province: bool) -> None:
    """Nạp dữ liệu mẫu qua đúng các bước nhập thông thường; đã nạp rồi thì không làm gì.

    Từ chối nếu cơ sở dữ liệu đã có người khác.

    \b
    Ví dụ:
      hientai demo load --province
      hientai demo load --people 2000 --seed 7
    """
    if not services.load(tell=click.echo, people=people, seed=seed):
        click.echo(_("Dữ liệu mẫu đã có sẵn."))
    if province and not services.load_province(tell=click.echo):
        click.echo(_("Dữ liệu mẫu của tỉnh Quảng Nam đã có sẵn."))
    click.echo(_("Tài khoản mẫu (mật khẩu %s):") % services.PASSWORD)
    for one in (*services.SIGN_INS, *(services.PROVINCE_SIGN_INS if province else ())):
        click.echo(f"  {one.username:<17}{one.name}")


@demo.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help=_("Thư mục ghi tệp."))
@people_option
@seed_option
@click.option("--province", is_flag=True, help=_("Ghi thêm các tệp của tỉnh Quảng Nam."))
def files(out: Path, people: int, seed: int, province: bool) -> None:
    """Chỉ ghi các tệp XLSX của dữ liệu mẫu, không nạp.

    \b
    Ví dụ:
      hientai demo files --out /tmp/mau --people 2000
    """
    for path in services.write_files(folder=out, people=people, seed=seed):
        click.echo(path)
    for path in services.write_province(folder=out) if province else ():
        click.echo(path)
