"""Addresses of classes (under lop/)."""

from django.urls import path

from hientai.classes.views import demands, pages

app_name = "classes"
urlpatterns = [
    path("", pages.classes, name="classes"),
    path("mo/", pages.open_one, name="open_class"),
    path("nhu-cau/", demands.listing, name="demands"),
    path("nhu-cau/mo/", demands.open_one, name="open_demand"),
    path("nhu-cau/<int:number>/", demands.one, name="demand"),
    path("nhu-cau/<int:number>/ghi/", demands.want, name="want"),
    path("nhu-cau/<int:number>/dinh-ngay/", demands.date_it, name="date_demand"),
    path("nhu-cau/<int:number>/khep/", demands.close, name="close_demand"),
    path("<str:code>/", pages.one, name="class"),
    path("<str:code>/rut/", pages.withdraw, name="withdraw"),
]
