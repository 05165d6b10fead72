"""Addresses of training, from the root: they stand under the scheme they speak of."""

from django.urls import path

from hientai.training.views import matching

app_name = "training"

urlpatterns = [
    path("de-an/<slug:slug>/doi-chieu/", matching.waiting, name="matching"),
    path("de-an/<slug:slug>/doi-chieu/khop/", matching.match, name="match"),
    path("de-an/<slug:slug>/doi-chieu/bo-khop/", matching.unmatch, name="unmatch"),
]
