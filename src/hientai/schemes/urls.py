"""Addresses of schemes, under /de-an/."""

from django.urls import path

from hientai.schemes.views import amending, pages, titles

app_name = "schemes"
urlpatterns = [
    path("", pages.schemes, name="schemes"),
    path("<slug:slug>/", pages.scheme, name="scheme"),
    path("<slug:slug>/phien-ban/", amending.versions, name="versions"),
    path("<slug:slug>/phien-ban/rut/", amending.withdraw, name="withdraw"),
    path("<slug:slug>/sua-doi/", amending.amendments, name="amendments"),
    path("<slug:slug>/sua-doi/<slug:kind>/", amending.amend, name="amend"),
    path("<slug:slug>/chuc-danh/", titles.titles, name="titles"),
    path("<slug:slug>/chuc-danh/ghi/", titles.rank, name="rank"),
    path("<slug:slug>/chuc-danh/thoi/", titles.unrank, name="unrank"),
]
