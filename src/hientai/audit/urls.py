"""Addresses of the chain over the trace, under nhat-ky/."""

from django.urls import path

from hientai.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.chain, name="chain"),
    path("kiem-tra/", views.verify, name="verify"),
    path("niem-phong.txt", views.head, name="head"),
]
