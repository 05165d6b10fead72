"""Addresses of schemes, under /de-an/."""

from django.urls import path

from hientai.schemes.views import pages

app_name = "schemes"
urlpatterns = [
    path("", pages.schemes, name="schemes"),
    path("<slug:slug>/", pages.scheme, name="scheme"),
]
