"""Addresses of notices, under thong-bao/."""

from django.urls import path

from hientai.notices.views import jobs, notices

app_name = "notices"
urlpatterns = [
    path("", notices.listing, name="notices"),
    path("doc-het/", notices.read_all, name="read_all"),
    path("lua-chon/", notices.ways, name="ways"),
    path("viec-nen/", jobs.listing, name="jobs"),
    path("viec-nen/lai/", jobs.all_again, name="all_again"),
    path("viec-nen/<int:number>/lai/", jobs.again, name="again"),
    path("viec-nen/<int:number>/bo/", jobs.drop, name="drop"),
    path("<int:number>/doc/", notices.read, name="read"),
]
