"""Addresses of the calendar of working days (under lich-lam-viec/)."""

from django.urls import path

from hientai.workdays import views

app_name = "workdays"
urlpatterns = [
    path("", views.year, name="year"),
    path("ghi/", views.note, name="note"),
    path("hoan-doi/", views.swap, name="swap"),
    path("ghi/<int:pk>/bo/", views.withdraw, name="withdraw"),
]
