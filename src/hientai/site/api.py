"""The API: the rooms' routers joined under one address, and the OpenAPI document that tells it."""

from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from hientai.accounts import api as accounts
from hientai.approvals import api as approvals
from hientai.attendance import api as attendance
from hientai.audit import api as audit
from hientai.certificates import api as certificates
from hientai.classes import api as classes
from hientai.decisions import api as decisions
from hientai.delegations import api as delegations
from hientai.documents import api as documents
from hientai.evaluation import api as evaluation
from hientai.intake import api as intake
from hientai.law import api as law
from hientai.nominations import api as nominations
from hientai.notices import api as notices
from hientai.organisations import api as organisations
from hientai.people import api as people
from hientai.places import api as places
from hientai.programmes import api as programmes
from hientai.results import api as results
from hientai.schemes import api as schemes
from hientai.screening import api as screening
from hientai.site.door import hand_over, through
from hientai.timetables import api as timetables
from hientai.training import api as training
from hientai.upkeep import api as upkeep
from hientai.webkit.day import PARAMETER
from hientai.webkit.endpoints.problems import CONTENT, TITLES
from hientai.webkit.programs import ROOT
from hientai.workdays import api as workdays

VERSION = "1"
TAGS = {
    "token": N_("Mã truy cập API"),
    "units": N_("Đơn vị và lịch sử"),
    "people": N_("Con người"),
    "records": N_("Nhật ký và đính chính hồ sơ"),
    "schemes": N_("Đề án"),
    "screening": N_("Sàng lọc, mục tiêu"),
    "training": N_("Lượt học"),
    "law": N_("Pháp luật"),
    "programmes": N_("Chương trình"),
    "classes": N_("Lớp học"),
    "timetables": N_("Lịch học, người học"),
    "certificates": N_("Chứng chỉ"),
    "places": N_("Chỗ học, giao chỗ"),
    "approvals": N_("Phê duyệt"),
    "delegations": N_("Đoàn đi nước ngoài, hội thảo"),
    "evaluation": N_("Đánh giá lớp"),
    "results": N_("Kết quả học tập"),
    "attendance": N_("Điểm danh"),
    "nominations": N_("Đề cử"),
    "decisions": N_("Quyết định cử đi"),
    "papers": N_("Sổ văn bản đi"),
    "calendar": N_("Lịch làm việc"),
    "imports": N_("Nhập dữ liệu"),
    "notices": N_("Thông báo, việc nền"),
    "trace": N_("Niêm phong nhật ký"),
}
ROOMS = (
    accounts,
    organisations,
    people,
    upkeep,
    schemes,
    screening,
    training,
    law,
    programmes,
    classes,
    timetables,
    certificates,
    places,
    approvals,
    delegations,
    evaluation,
    results,
    attendance,
    nominations,
    decisions,
    documents,
    workdays,
    intake,
    notices,
    audit,
)
PROBLEMS = {
    "type": "object",
    "required": ["type", "status", "title", "detail", "what", "why", "clause", "remedy", "fields"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        **{name: {"type": "string"} for name in ("title", "detail")},
        **{name: {"type": "string"} for name in ("what", "why", "clause", "remedy")},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "where", "message"],
                "properties": {name: {"type": "string"} for name in ("field", "where", "message")},
            },
        },
    },
}
ALWAYS = (400, 401, 403, 404, 405, 409, 413, 422, 429)
PARAMETERS = {
    "on": gettext_lazy("Ngày xem, dạng 2024-06-01; không ghi: hôm nay."),
    "page": gettext_lazy("Trang, tính từ 1."),
    "per_page": gettext_lazy("Số dòng một trang."),
    "search": gettext_lazy("Tên hoặc mã, không cần dấu."),
    "unit": gettext_lazy("Mã đơn vị, gồm cả đơn vị trực thuộc."),
    "state": gettext_lazy("Trạng thái."),
    "slug": gettext_lazy("Mã đề án."),
    "item": gettext_lazy("Mã chỉ tiêu hoặc mục tiêu, như văn bản ghi."),
    "code": gettext_lazy("Mã, như sổ ghi."),
    "number": gettext_lazy("Số của bản ghi."),
    "part": gettext_lazy("Phần của phễu, hoặc phần của danh sách."),
    "question": gettext_lazy("main, hoặc abroad (phần nước ngoài)."),
}


class Plain(JSONRenderer):
    """JSON that keeps Vietnamese letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """The API of the system; every operation may also answer with a problem, and takes a day."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of its function, which is the name of its address too."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **_more: Any) -> Any:
        """The OpenAPI document, in the language of the reader."""
        told = super().get_openapi_schema(path_prefix=ROOT.lstrip("/"))
        told["info"]["title"], told["info"]["description"] = _("API Hiền Tài"), _about()
        told["components"]["schemas"]["Problem"] = PROBLEMS
        if get_language() != "en":  # what the code says of itself is English
            for schema in told["components"]["schemas"].values():
                schema.pop("description", None)
        for methods in told["paths"].values():
            for method, operation in methods.items():
                _complete(method, operation)
        return told


def _about() -> str:
    return _(
        "Đọc và ghi cùng dữ liệu, cùng quyền như các trang. Mỗi yêu cầu mang tiêu đề "
        "Authorization: Bearer … với mã truy cập lập ở trang Bảo mật đăng nhập; mã chỉ làm được "
        "những gì vai trò, đơn vị của nó cho phép. Lỗi trả về dạng application/problem+json."
    )


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Add what every operation has: the day, words for its parameters, the problems."""
    operation["summary"] = _(operation["summary"])
    if get_language() != "en":
        operation.pop("description", None)
    if method == "get":
        day = {"type": "string", "format": "date"}
        operation["parameters"].append(
            {"in": "query", "name": PARAMETER, "schema": day, "required": False}
        )
    for one in operation["parameters"]:
        if one["name"] in PARAMETERS:
            one["description"] = str(PARAMETERS[one["name"]])
    content = {CONTENT: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in ALWAYS:
        told = {"description": str(TITLES[status]), "content": content}
        operation["responses"].setdefault(status, told)


def _joined() -> Api:
    joined = Api(
        renderer=Plain(),
        title="API",
        version=VERSION,
        auth=accounts.Token(),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    hand_over(joined)
    for room in ROOMS:
        joined.add_router("", room.router)
    return joined


api = _joined()
_kept: dict[str, Any] = {}


def document() -> Any:
    """The OpenAPI document, made once for each language."""
    language = get_language() or ""
    if language not in _kept:
        _kept[language] = api.get_openapi_schema()
    return _kept[language]


def operations() -> list[URLPattern]:
    """The addresses of every operation, each behind the door."""
    return [
        path(str(one.pattern), through(one.callback), name=one.name)
        for one in api.urls[0]
        if isinstance(one, URLPattern) and one.name != "api-root"
    ]


@dataclass(frozen=True)
class Shown:
    """An operation as its page shows it."""

    method: str
    address: str
    summary: str
    description: str
    permission: str
    parameters: list[dict[str, Any]]
    fields: list[str]


def groups() -> list[tuple[str, str, list[Shown]]]:
    """Every operation by the part of the business it belongs to, for the page of the API."""
    asked = permissions()
    found: dict[str, list[Shown]] = {}
    for address, methods in document()["paths"].items():
        for method, told in methods.items():
            shown = Shown(
                method.upper(),
                address,
                str(told["summary"]),
                told.get("description", ""),
                asked[told["operationId"]],
                told["parameters"],
                _fields_of(told.get("requestBody")),
            )
            found.setdefault(told["tags"][0], []).append(shown)
    return [(tag, _(TAGS[tag]), shown) for tag, shown in found.items()]


def permissions() -> dict[str, str]:
    """What each operation asks for, by its id."""
    return {
        api.get_openapi_operation_id(one): one.view_func.permission
        for room in ROOMS
        for view in room.router.path_operations.values()
        for one in view.operations
    }


def _fields_of(body: Any) -> list[str]:
    """The fields of what is sent, those that may be left out in brackets."""
    if not body:
        return []
    [content] = body["content"].values()
    schema = content["schema"]
    if "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    required = schema.get("required", [])
    return [name if name in required else f"[{name}]" for name in schema.get("properties", {})]
