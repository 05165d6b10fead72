"""Addresses of classes (under lop/)."""

from django.urls import path

from hientai.classes import views

app_name = "classes"
urlpatterns = [
    path("", views.classes, name="classes"),
    path("mo/", views.open_one, name="open_class"),
    path("<str:code>/", views.one, name="class"),
    path("<str:code>/rut/", views.withdraw, name="withdraw"),
]
