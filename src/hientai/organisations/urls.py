"""Addresses of units, under /don-vi/."""

from django.urls import path

from hientai.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.units, name="units"),
    path("<str:code>/", views.unit, name="unit"),
]
