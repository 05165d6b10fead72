"""Addresses of papers, under van-ban/."""

from django.urls import path

from hientai.documents.views import bodies, drafting, paper, register, steps, wordings

app_name = "documents"
urlpatterns = [
    path("", register.papers, name="papers"),
    path("moi/", drafting.new, name="new"),
    path("cu/", drafting.back_dated, name="back_dated"),
    path("kho-giay.css", bodies.measures, name="measures"),
    path("co-quan/", bodies.bodies, name="bodies"),
    path("co-quan/<str:code>/", bodies.body, name="body"),
    path("mau/", wordings.templates, name="templates"),
    path("mau/soan/<slug:purpose>/", wordings.write, name="write"),
    path("mau/<int:number>/", wordings.template, name="template"),
    path("mau/<int:number>/thu.<slug:kind>", wordings.try_out, name="try_out"),
    path("mau/<int:number>/dung/", wordings.put, name="put"),
    path("mau/<int:number>/thoi/", wordings.withdraw, name="withdraw"),
    path("<int:number>/", paper.paper, name="paper"),
    path("<int:number>/tai.<slug:kind>", paper.download, name="download"),
    path("<int:number>/tep/<int:key>/", paper.file, name="file"),
    path("<int:number>/sua/", steps.revise, name="revise"),
    path("<int:number>/khoa/", steps.lock, name="lock"),
    path("<int:number>/bo/", steps.drop, name="drop"),
    path("<int:number>/tra-lai/", steps.send_back, name="send_back"),
    path("<int:number>/ban-ky/", steps.upload, name="upload"),
    path("<int:number>/ban-phat-hanh/", steps.issued_copy, name="issued_copy"),
    path("<int:number>/ky/", steps.sign, name="sign"),
    path("<int:number>/so/", steps.number, name="number"),
]
