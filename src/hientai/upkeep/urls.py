"""Addresses of the care of records, under ho-so/."""

from django.urls import path

from hientai.upkeep.views import grid, owed, own, requests, things, trace

app_name = "upkeep"
urlpatterns = [
    path("cua-toi/", own.own, name="own"),
    path("cua-toi/nhat-ky/", trace.own_trace, name="own_trace"),
    path("cua-toi/dinh-chinh/", own.ask, name="ask"),
    path("cua-toi/dinh-chinh/<int:number>/rut/", own.withdraw, name="withdraw"),
    path("cua-toi/dinh-chinh/<int:number>/tra-loi/", own.reply, name="reply"),
    path("dinh-chinh/", requests.listing, name="requests"),
    path("dinh-chinh/<int:number>/", requests.one, name="request"),
    path("dinh-chinh/<int:number>/quyet-dinh/", requests.decide, name="decide"),
    path("dinh-chinh/<int:number>/minh-chung/", requests.evidence, name="evidence"),
    path("con-thieu/", owed.owed, name="owed"),
    path("con-thieu/bang/", grid.grid, name="grid"),
    path("con-thieu/bang/xet/", grid.judge, name="judge"),
    path("con-thieu/bang/hoan-tac/<int:number>/", grid.undo_filled, name="undo"),
    path("nhat-ky/<slug:kind>/<int:key>/", things.thing, name="thing"),
    path("<str:code>/nhat-ky/", trace.trace, name="trace"),
]
