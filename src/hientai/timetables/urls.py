"""Addresses of timetables (root: lop/<code>/lich/…, …/hoc-vien/, …/gop/, lich-hoc/…)."""

from django.urls import path

from hientai.timetables.views import archive, learners, mine, page, plans, prints, runs, unions

app_name = "timetables"
urlpatterns = [
    path("lich-hoc/", mine.mine, name="mine"),
    path("lich-hoc/dong-bo/", mine.feeds, name="feeds"),
    path("lich-hoc/dong-bo/<int:pk>/thu-hoi/", mine.revoke, name="revoke"),
    path("lich-hoc/ics/<str:secret>.ics", mine.calendar_file, name="ics"),
    path("lop/<str:code>/lich/", page.timetable, name="timetable"),
    path("lop/<str:code>/lich/in/", prints.paper, name="paper"),
    path("lop/<str:code>/lich/xlsx/", prints.sheet, name="sheet"),
    path("lop/<str:code>/lich/buoi/", page.add, name="add"),
    path("lop/<str:code>/lich/buoi/<int:pk>/", page.edit, name="edit"),
    path("lop/<str:code>/lich/buoi/<int:pk>/chuyen/", page.move, name="move"),
    path("lop/<str:code>/lich/buoi/<int:pk>/bo/", page.cancel, name="cancel"),
    path("lop/<str:code>/lich/hoan-tac/<int:pk>/", plans.take_back, name="undo"),
    path("lop/<str:code>/lich/viec/<slug:what>/", plans.step, name="step"),
    path("lop/<str:code>/cac-dot/", runs.runs, name="runs"),
    path("lop/<str:code>/gop/", unions.union, name="union"),
    path("lop/<str:code>/gop/lap/", unions.draft, name="union_draft"),
    path("lop/<str:code>/gop/bo/", unions.drop, name="union_drop"),
    path("lop/<str:code>/ho-so.zip", archive.whole, name="archive"),
    path("lop/<str:code>/hoc-vien/", learners.of_class, name="learners"),
    path("lop/<str:code>/hoc-vien/<int:pk>/", learners.days, name="days"),
]
