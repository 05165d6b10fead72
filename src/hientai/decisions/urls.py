"""Addresses of decisions (under quyet-dinh/)."""

from django.urls import path

from hientai.decisions.views import amending, drafting, register, sending

app_name = "decisions"
urlpatterns = [
    path("", register.sendings, name="sendings"),
    path("lap/<int:number>/", drafting.draft, name="draft"),
    path("lap/<int:number>/xem/", drafting.look, name="look"),
    path("lap/<int:number>/truoc-he-thong/", drafting.back_dated, name="back_dated"),
    path("<int:number>/", sending.one, name="sending"),
    path("<int:number>/dieu-chinh/<slug:kind>/", amending.amend, name="amend"),
]
