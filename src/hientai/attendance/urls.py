"""Addresses of attendance (root: diem-danh/…, lop/<code>/diem-danh/…)."""

from django.urls import path

from hientai.attendance.views import codes, excuses, grid, limits, mine, phone, session

app_name = "attendance"
ROLL = "lop/<str:code>/diem-danh/<int:pk>/"
urlpatterns = [
    path("diem-danh/", phone.phone, name="phone"),
    path("diem-danh/may.js", phone.worker, name="worker"),
    path("diem-danh/gui/", phone.send, name="send"),
    path("diem-danh/cua-toi/", mine.mine, name="mine"),
    path("diem-danh/cua-toi/<int:learner>/xin-nghi/", mine.ask_leave, name="ask"),
    path("diem-danh/phep/<int:pk>/", excuses.one, name="excuse"),
    path("diem-danh/phep/<int:pk>/giay-to/", excuses.scan, name="scan"),
    path("diem-danh/muc-vang/", limits.limits, name="limits"),
    path("lop/<str:code>/diem-danh/", grid.of_class, name="class"),
    path("lop/<str:code>/diem-danh/phep/", excuses.of_class, name="excuses"),
    path(ROLL, session.of_session, name="session"),
    path(f"{ROLL}ma/", codes.codes, name="codes"),
    path(f"{ROLL}ma/thoi/", codes.hide, name="hide"),
    path(f"{ROLL}gui-sau/", session.settle, name="settle"),
    path(f"{ROLL}khoa/", session.shut, name="shut"),
    path(f"{ROLL}xlsx/", session.workbook, name="workbook"),
    path(f"{ROLL}ky-ten.pdf", session.paper, name="paper"),
]
