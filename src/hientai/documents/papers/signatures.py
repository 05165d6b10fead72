"""Electronic signatures on PDFs: made by PAdES, seen at the signer's place, and checked.

The signer allows what comes after by law: the clerk's number and day, which stand as open fields of
a form, and the body's own seal. Any other change shows as one.
"""

import logging
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import typst
from asn1crypto import pem, x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic as parts_of_pdf
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner, fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from hientai.documents.domain.layout import points
from hientai.documents.domain.purposes import PACKS
from hientai.documents.papers.pdf import Place, fonts
from hientai.rules.decrees.nd30.format import Measures
from hientai.shared.refused import Refused
from hientai.shared.words import _

# An authority that is not known is an answer here, told on the page, and no fault of the server.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.ERROR)
SIGNER, NUMBER = "NguoiKy", "number"
_OFFSETS = {"number": 2, "day": 7, "month": 7, "year": 2}  # points, within the open place
generic: Any = parts_of_pdf  # a library without types
Writer: Any = IncrementalPdfFileWriter
_MOST_OF_A_KEY = 2**20  # bytes
_SEEN = (60, 25)  # millimetres of a signature that is seen


class Key(Protocol):
    """Somebody's key: a file given at the moment of signing, or a service that signs."""

    def signer(self) -> Signer:
        """What signs; Refused where the key cannot be opened."""


@dataclass(frozen=True)
class KeyFile:
    """A key as PKCS#12 with its password: held for the length of one call and kept nowhere."""

    content: bytes
    password: str

    def signer(self) -> Signer:
        """The signer; Refused for another kind of file or a wrong password."""
        if len(self.content) > _MOST_OF_A_KEY:
            raise Refused(_("Tệp khóa ký quá 1 MB"))
        try:
            found: Signer = SimpleSigner.load_pkcs12_data(
                self.content, other_certs=[], passphrase=self.password.encode()
            )
            return found
        except ValueError as error:
            raise Refused(
                _("Không mở được tệp khóa ký"),
                why=_("tệp không phải PKCS#12 hoặc mật khẩu không đúng"),
            ) from error

    def __repr__(self) -> str:
        return "KeyFile(…)"


@dataclass(frozen=True)
class Appearance:
    """What the signature shows: when, and the image of the hand where one was given."""

    at: datetime
    image: bytes = b""


@dataclass(frozen=True)
class Signed:
    """What one signature of a PDF says: who, when, whether whole and whether trusted."""

    signer: str
    at: str
    intact: bool
    trusted: bool
    unchanged: bool


def signed(pdf: bytes, key: Key, places: dict[str, Place], seen: Appearance) -> bytes:
    """The PDF with open fields for number and day, signed at the signer's place."""
    signer = key.signer()
    writer = Writer(BytesIO(pdf))
    _add_fields(writer, places)
    spot = places["signature"]
    spec = fields.SigFieldSpec(SIGNER, on_page=spot.page - 1, box=_signature_box(writer, spot))
    about = PdfSignatureMetadata(
        field_name=SIGNER,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    out = BytesIO()
    with TemporaryDirectory() as folder:
        style = _style(Path(folder), _name_of(signer), seen)
        maker = PdfSigner(about, signer, stamp_style=style, new_field_spec=spec)
        try:
            maker.sign_pdf(writer, output=out)
        except SigningError as error:
            raise Refused(_("Không ký được văn bản"), why=str(error)) from error
    return out.getvalue()


def takes_a_number(pdf: bytes) -> bool:
    """Whether a PDF has the open fields that `signed` leaves."""
    try:
        return NUMBER in _fields_of(PdfFileReader(BytesIO(pdf)))
    except Exception:  # as above: a broken file takes nothing
        return False


def numbered(pdf: bytes, number: str, day: date, measures: Measures) -> bytes:
    """The signed PDF with number and day filled in, its signature still whole."""
    writer = Writer(BytesIO(pdf))
    told = {
        "number": number,
        "day": _two(day.day, measures["zero_below_day"]),
        "month": _two(day.month, measures["zero_below_month"]),
        "year": str(day.year),
    }
    for name, field in _fields_of(writer).items():
        if (what := name.rstrip("0123456789")) in told:
            size = measures["number_size" if name == NUMBER else "place_size"]
            text = f"{_OFFSETS[what]} 4 Td ({told[what]}) Tj"
            _fill(writer, field, told[what], f"/T {size} Tf 0 g {text}", italic=name != NUMBER)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def checked(pdf: bytes, roots: Iterable[x509.Certificate] | None = None) -> list[dict[str, Any]]:
    """What every signature of a PDF says; none for a scan or a file that cannot be read."""
    trusted = list(trusted_roots() if roots is None else roots)
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except Exception:  # whatever a hostile or broken file does, it has no signature to show
        return []
    return [asdict(_checked(one, trusted)) for one in found]


def trusted_roots() -> list[x509.Certificate]:
    """The authorities that HIENTAI_TRUST (a folder of certificates) names; none without it."""
    folder = os.environ.get("HIENTAI_TRUST", "")
    files = sorted(Path(folder).glob("*")) if folder else []
    return [cert for file in files for cert in load_certs_from_pemder_data(file.read_bytes())]


def certificate_of(data: bytes) -> x509.Certificate:
    """A certificate from PEM or DER."""
    der = pem.unarmor(data)[2] if pem.detect(data) else data
    return x509.Certificate.load(der)


def _checked(one: Any, roots: list[x509.Certificate]) -> Signed:
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    try:
        status = validate_pdf_signature(one, context)
        at = status.signer_reported_dt
        return Signed(
            signer=_common_name(status.signing_cert),
            at=at.isoformat() if at else "",
            intact=bool(status.intact and status.valid),
            trusted=bool(status.trusted),
            unchanged=bool(status.docmdp_ok) or status.modification_level is None,
        )
    except Exception:  # a signature that cannot be read vouches for nothing
        return Signed(signer="", at="", intact=False, trusted=False, unchanged=False)


def _name_of(signer: Signer) -> str:
    return _common_name(signer.signing_cert) if signer.signing_cert else ""


def _common_name(certificate: x509.Certificate) -> str:
    name = certificate.subject.native.get("common_name", "")
    return name if isinstance(name, str) else ", ".join(name)


def _style(folder: Path, who: str, seen: Appearance) -> StaticStampStyle:
    inputs = {"who": who, "at": f"{seen.at:%d/%m/%Y %H:%M:%S %z}", "image": ""}
    if seen.image:
        if not seen.image.startswith(b"\x89PNG\r\n"):
            raise Refused(_("Hình chữ ký không phải tệp PNG"))
        (folder / "chu-ky.png").write_bytes(seen.image)
        inputs["image"] = "chu-ky.png"
    source = folder / "signature.typ"
    source.write_bytes((PACKS / "signature.typ").read_bytes())
    drawn = folder / "signature.pdf"
    try:
        typst.compile(
            str(source),
            str(drawn),
            font_paths=[fonts()],
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        raise Refused(_("Hình chữ ký không đọc được")) from error
    return StaticStampStyle.from_pdf_file(str(drawn), border_width=0)


def _signature_box(writer: Any, spot: Place) -> tuple[int, int, int, int]:
    """In the middle of the signer's column, in points from the lower left corner."""
    wide, high = (points(v) for v in _SEEN)
    left, top = points(spot.x) - wide / 2, _upwards(writer, spot)
    return round(left), round(top - high), round(left + wide), round(top)


def _upwards(writer: Any, spot: Place) -> float:
    """How high a place is over the lower edge of its page, in points."""
    page = writer.find_page_for_modification(spot.page - 1)[0].get_object()
    return float(page["/MediaBox"][3]) - points(spot.y)


def _add_fields(writer: Any, places: dict[str, Place]) -> None:
    """Open fields where number, day, month and year will stand."""
    form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    for name, spot in places.items():
        if name.rstrip("0123456789") not in _OFFSETS:
            continue
        page = writer.find_page_for_modification(spot.page - 1)[0]
        field = writer.add_object(_field(name, points(spot.x), _upwards(writer, spot), page))
        form["/Fields"].append(field)
        writer.register_annotation(page, field)


def _field(name: str, x: float, base: float, page: Any) -> Any:
    box = (x, base - 4, x + 34, base + 12)
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(name),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/DA"): pdf_string("/TiRo 13 Tf 0 g"),
            pdf_name("/Rect"): generic.ArrayObject([generic.FloatObject(round(v, 2)) for v in box]),
            pdf_name("/P"): page,
        }
    )


def _fields_of(file: Any) -> dict[str, Any]:
    if "/AcroForm" not in file.root:
        return {}
    found = (one.get_object() for one in file.root["/AcroForm"].get("/Fields", ()))
    return {str(field["/T"]): field for field in found if "/T" in field}


def _fill(writer: Any, field: Any, text: str, drawing: str, *, italic: bool) -> None:
    """Write digits into a field, in the standard font of the same metrics."""
    box = [float(v) for v in field["/Rect"]]
    drawn = RawContent(
        f"BT {drawing} ET".encode("ascii"),
        box=BoxConstraints(width=box[2] - box[0], height=box[3] - box[1]),
    ).as_form_xobject()
    font = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Times-Italic" if italic else "/Times-Roman"),
        }
    )
    drawn["/Resources"] = generic.DictionaryObject(
        {pdf_name("/Font"): generic.DictionaryObject({pdf_name("/T"): font})}
    )
    field["/V"] = pdf_string(text)
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawn)})
    writer.update_container(field)


def _two(value: int, below: int) -> str:
    return f"0{value}" if value < below else str(value)
