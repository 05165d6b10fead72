"""Addresses of evaluations (under danh-gia/)."""

from django.urls import path

from hientai.evaluation.views import acting, answering, forms, papers, templates, use

app_name = "evaluation"
urlpatterns = [
    path("", forms.forms, name="forms"),
    path("mo/<str:code>/", forms.open_one, name="open"),
    path("phieu/", answering.ballot, name="ballot"),
    path("phieu/da-gui/", answering.thanks, name="thanks"),
    path("cua-toi/", answering.mine, name="mine"),
    path("khac-phuc/", acting.actions, name="actions"),
    path("khac-phuc/<int:number>/", acting.close, name="close"),
    path("su-dung/", use.uses, name="uses"),
    path("su-dung/<int:number>/", use.answer, name="use"),
    path("nam/", use.yearly, name="yearly"),
    path("mau/", templates.templates, name="templates"),
    path("mau/moi/", templates.add, name="add_template"),
    path("<int:number>/", forms.one, name="form"),
    path("<int:number>/tong-hop/", forms.count, name="count"),
    path("<int:number>/gia-han/", forms.move_end, name="move_end"),
    path("<int:number>/huy/", forms.withdraw, name="withdraw"),
    path("<int:number>/khac-phuc/", acting.add, name="act"),
    path("<int:number>/bao-cao.pdf", papers.report, name="report"),
    path("<int:number>/ket-qua.xlsx", papers.workbook, name="workbook"),
    path("<int:number>/phieu-giay.pdf", papers.slips, name="slips"),
]
