"""Addresses of screening, from the root: they stand under the scheme they speak of."""

from django.urls import path

from hientai.screening.views import quotas, tables, targets, why

app_name = "screening"

urlpatterns = [
    path("de-an/<slug:slug>/muc-tieu/<str:item>/", targets.target, name="target"),
    path("de-an/<slug:slug>/chi-tieu/<str:item>/", quotas.quota, name="quota"),
    path("de-an/<slug:slug>/chi-tieu/<str:item>/vi-sao/", why.why, name="why"),
    path("de-an/<slug:slug>/bang/<str:item>/", tables.table, name="table"),
]
