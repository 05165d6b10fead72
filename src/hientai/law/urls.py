"""Addresses of the law, under /phap-luat/."""

from django.urls import path

from hientai.law import views

app_name = "law"
urlpatterns = [path("", views.law, name="law")]
