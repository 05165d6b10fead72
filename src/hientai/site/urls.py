"""Root addresses: joins the doors of all rooms.

Prefix of each room (its own `urls.py` is relative to it, with `app_name` = the room's name):
schemes de-an/ · training, screening, trials (root: de-an/<slug>/muc-tieu/…, …) · people nguoi/ ·
programmes (root: chuong-trinh/, giang-vien/, co-so/) · classes lop/ · evaluation danh-gia/ ·
timetables (root: lich-hoc/, lop/<code>/lich/, …) · places cho/ ·
results (root: ket-qua/, lop/<code>/ket-qua/) · delegations (root: doan/, hoi-thao/) ·
nominations de-cu/ ·
certificates (root: chung-chi/, xac-nhan/) ·
upkeep ho-so/ · reforms don-vi/sap-xep/ · organisations don-vi/ · intake nhap/ · law phap-luat/ ·
audit nhat-ky/ · workdays lich-lam-viec/ · accounts (root: dang-nhap/, dang-xuat/).

The API of all rooms stands under api/ (see `site.api`).
"""

from django.urls import URLPattern, URLResolver, include, path

from hientai.site import api, views

ROOMS = (
    ("", "accounts"),
    ("de-an/", "schemes"),
    ("", "training"),
    ("", "screening"),
    ("", "trials"),
    ("", "programmes"),
    ("de-cu/", "nominations"),
    ("", "delegations"),
    ("", "timetables"),
    ("", "results"),
    ("", "attendance"),
    ("lop/", "classes"),
    ("danh-gia/", "evaluation"),
    ("cho/", "places"),
    ("nguoi/", "people"),
    ("ho-so/", "upkeep"),
    ("don-vi/sap-xep/", "reforms"),  # before the units, whose codes stand right under don-vi/
    ("don-vi/", "organisations"),
    ("nhap/", "intake"),
    ("quyet-dinh/", "decisions"),
    ("", "certificates"),
    ("van-ban/", "documents"),
    ("phe-duyet/", "approvals"),
    ("phap-luat/", "law"),
    ("nhat-ky/", "audit"),
    ("thong-bao/", "notices"),
    ("lich-lam-viec/", "workdays"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("suc-khoe/", views.health, name="health"),
    path("api/", views.api_page, name="api_page"),
    path("api/openapi.json", views.openapi, name="openapi"),
    path("api/", include((api.operations(), "api"))),
    *(path(prefix, include(f"hientai.{room}.urls")) for prefix, room in ROOMS),
]

handler400 = "hientai.site.views.bad_request"
handler403 = "hientai.site.views.forbidden"
handler404 = "hientai.site.views.not_found"
handler500 = "hientai.site.views.server_error"
