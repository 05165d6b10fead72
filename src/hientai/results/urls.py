"""Addresses of results (root: ket-qua/…, lop/<code>/ket-qua/…)."""

from django.urls import path

from hientai.results.views import concluding, grid, mine, objections, page, papers, works

app_name = "results"
urlpatterns = [
    path("ket-qua/", page.classes, name="classes"),
    path("ket-qua/cua-toi/", mine.mine, name="mine"),
    path("ket-qua/cua-toi/nop/<int:pk>/", mine.hand, name="hand"),
    path("ket-qua/cua-toi/phuc-khao/<int:pk>/", mine.object_own, name="object"),
    path("ket-qua/bai/<int:pk>/", works.download, name="work"),
    path("ket-qua/phuc-khao/<int:pk>/", objections.one, name="objection"),
    path("ket-qua/phuc-khao/<int:pk>/rut/", objections.withdraw, name="withdraw_objection"),
    path("lop/<str:code>/ket-qua/", page.of_class, name="class"),
    path("lop/<str:code>/ket-qua/phan/", page.part, name="add_part"),
    path("lop/<str:code>/ket-qua/phan/<int:pk>/", page.part, name="part"),
    path("lop/<str:code>/ket-qua/phan/<int:pk>/bo/", page.drop, name="drop_part"),
    path("lop/<str:code>/ket-qua/phan/<int:pk>/cong-bo/", page.put_out, name="publish"),
    path("lop/<str:code>/ket-qua/phan/<int:pk>/bai-nop/", works.of_part, name="works"),
    path("lop/<str:code>/ket-qua/bang-diem/", grid.grid, name="grid"),
    path("lop/<str:code>/ket-qua/bang-diem/xlsx/", grid.sheet, name="sheet"),
    path("lop/<str:code>/ket-qua/bang-diem/tai-len/", grid.upload, name="upload"),
    path("lop/<str:code>/ket-qua/bang-diem/hoan-tac/<int:pk>/", grid.take_back, name="undo"),
    path("lop/<str:code>/ket-qua/bang-diem.pdf", papers.pdf_paper, name="pdf"),
    path("lop/<str:code>/ket-qua/bang-diem.docx", papers.docx_paper, name="docx"),
    path("lop/<str:code>/ket-qua/ket-luan/", concluding.conclusion, name="conclude"),
    path("lop/<str:code>/ket-qua/nguoi/<int:pk>/", concluding.learner, name="learner"),
]
