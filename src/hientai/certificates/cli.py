"""`hientai certificate`: the register, going on with a list, verifying without a network."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader

from hientai.accounts.services import operator_scope
from hientai.certificates.domain import credential, tokens
from hientai.certificates.domain.keys import PublicKey
from hientai.certificates.models import Batch
from hientai.certificates.papers.pdf import KEYWORD
from hientai.certificates.queries import register as reads
from hientai.certificates.queries import verifying
from hientai.certificates.services.issuing import carry_out
from hientai.shared.refused import Refused
from hientai.webkit.terminal import always_json, as_json, on_day, say_json

LINE = ("number", "name", "programme", "signed_on", "state")


@click.group("certificate")
def certificate() -> None:
    """Chứng chỉ: sổ cấp, cấp tiếp một danh sách, xác nhận không cần mạng.

    \b
    Ví dụ:
      hientai certificate list --json
      hientai certificate verify chung-chi.pdf --keys khoa.json
    """


@certificate.command("list")
@click.option("--search", default="", help=_("Tên, số, chương trình; không cần dấu."))
@on_day
@as_json
def list_command(search: str, on: date, in_json: bool) -> None:
    """Sổ cấp chứng chỉ tính đến một ngày.

    \b
    Ví dụ:
      hientai certificate list --search "hoang ngoc hien"
    """
    with operator_scope(_("xem sổ cấp chứng chỉ")):
        rows = reads.found(reads.certificates().filter(signed_on__lte=on), search)
        found = [
            {
                "number": one.number_text,
                "code": one.code,
                "name": one.name,
                "programme": one.facts["programme"],
                "signed_on": one.signed_on,
                "state": one.state,
            }
            for one in rows
        ]
    if in_json:
        say_json(found)
        return
    for told in found:
        click.echo("\t".join(str(told[key]) for key in LINE))
    if not found:
        click.echo(_("Chưa cấp chứng chỉ nào."))


@certificate.command("carry-on")
@click.argument("number", type=int)
@as_json
def carry_on(number: int, in_json: bool) -> None:
    """Cấp tiếp danh sách bị dừng giữa chừng; số đã cấp giữ nguyên.

    \b
    Ví dụ:
      hientai certificate carry-on 12
    """
    with operator_scope(_("cấp tiếp danh sách")):
        if not Batch.objects.filter(pk=number, state__in=["issuing", "issued"]).exists():
            raise Refused(_("Không có danh sách đã xác nhận nào mang số này"))
    carry_out(actor=None, batch_id=number)
    if in_json:
        with operator_scope():
            say_json({"number": number, "state": Batch.objects.get(pk=number).state})
    else:
        click.echo(_("Đã cấp xong."))


@certificate.command("keys")
@always_json
def keys_command() -> None:
    """Khóa công khai, dạng JSON, để xác nhận ở nơi không có mạng.

    \b
    Ví dụ:
      hientai certificate keys
    """
    with operator_scope():
        say_json({"keys": [one.as_data() for one in verifying.published()]})


@certificate.command("verify")
@click.argument("what")
@click.option(
    "--keys",
    "keys_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Tệp khóa công khai; không ghi thì lấy từ cơ sở dữ liệu."),
)
@as_json
def verify(what: str, keys_file: Path | None, in_json: bool) -> None:
    """Xác nhận một chứng chỉ bằng chữ ký của nó: tệp PDF, tệp JSON, hoặc nội dung mã QR.

    Không cần mạng; không biết được giấy đã bị thu hồi hay chưa. Mã thoát 1 nếu không đúng.

    \b
    Ví dụ:
      hientai certificate verify chung-chi.pdf --keys khoa.json
      hientai certificate verify "https://…/xac-nhan/9V4K…/#1.…"
    """
    said = _said(what, _keys(keys_file))
    if in_json:
        say_json({"genuine": said is not None, "said": said or {}})
    elif said is None:
        click.echo(_("KHÔNG ĐÚNG: không do khóa nào trong danh sách ký, hoặc đã bị sửa."))
    else:
        click.echo(_("ĐÚNG: chữ ký hợp lệ. Đối chiếu với giấy:"))
        for key, value in said.items():
            click.echo(f"  {key}: {value}")
    if said is None:
        raise SystemExit(1)


def _keys(file: Path | None) -> dict[str, PublicKey]:
    if file is None:
        with operator_scope():
            return verifying.known_keys()
    try:
        return verifying.keys_in(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as error:
        raise Refused(_("Tệp này không phải danh sách khóa công khai")) from error


def _said(what: str, keys: dict[str, PublicKey]) -> dict[str, Any] | None:
    """What a genuine certificate says; None where it is none."""
    path = Path(what)
    if len(what) > 255 or not path.is_file():
        return _of_qr(what, keys)
    if path.suffix.lower() == ".pdf":
        return _of_qr(_in_pdf(path), keys)
    text = path.read_text(encoding="utf-8")
    if not text.lstrip().startswith("{"):
        return _of_qr(text, keys)
    try:
        facts = credential.genuine(json.loads(text), keys)
    except ValueError:
        return None
    told = facts.as_data() if facts else {}
    return {key: told[key] for key in tokens.FIELDS if told[key]} if facts else None


def _of_qr(text: str, keys: dict[str, PublicKey]) -> dict[str, Any] | None:
    read = tokens.read(text, keys)
    return dict(read.said) if read and read.genuine else None


def _in_pdf(path: Path) -> str:
    """The text of the QR code, as the file's keywords keep it; "" where they do not."""
    with path.open("rb") as file:
        try:
            kept = PdfFileReader(file, strict=False).trailer["/Info"]["/Keywords"]
        except KeyError:
            return ""
        return str(kept).rpartition(KEYWORD)[2]
