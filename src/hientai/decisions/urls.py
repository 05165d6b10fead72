"""Addresses of decisions (under quyet-dinh/)."""

from django.urls import path

from hientai.decisions.views import amending, drafting, letters, own, redrafting, register, sending

app_name = "decisions"
urlpatterns = [
    path("", register.sendings, name="sendings"),
    path("lap/<int:number>/", drafting.draft, name="draft"),
    path("lap/<int:number>/xem/", drafting.look, name="look"),
    path("lap/<int:number>/truoc-he-thong/", drafting.back_dated, name="back_dated"),
    path("cua-toi/<int:number>/", own.paper, name="own_paper"),
    path("<int:number>/", sending.one, name="sending"),
    path("<int:number>/doi-nguoi/", redrafting.people, name="people"),
    path("<int:number>/lap-lai/", amending.anew, name="anew"),
    path("<int:number>/trieu-tap/", letters.summon, name="summon"),
    path("trinh/<int:number>/", letters.submit, name="submit"),
    path("<int:number>/dieu-chinh/<slug:kind>/", amending.amend, name="amend"),
    path(
        "<int:number>/dieu-chinh/<slug:kind>/truoc-he-thong/",
        amending.back_dated,
        name="amend_back_dated",
    ),
]
