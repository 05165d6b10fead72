"""Addresses of training, from the root: they stand under the scheme they speak of."""

from django.urls import path

from hientai.training.views import law_changes, matching, quotas, reforms, tables, targets, why

app_name = "training"

urlpatterns = [
    path("phap-luat/so-sanh/", law_changes.compare, name="compare"),
    path("phap-luat/dieu-chinh/<int:pk>/nguoi/", law_changes.affected, name="affected"),
    path("don-vi/sap-xep/<int:number>/de-an/", reforms.effects, name="reform_effects"),
    path("de-an/<slug:slug>/muc-tieu/<str:item>/", targets.target, name="target"),
    path("de-an/<slug:slug>/chi-tieu/<str:item>/", quotas.quota, name="quota"),
    path("de-an/<slug:slug>/chi-tieu/<str:item>/vi-sao/", why.why, name="why"),
    path("de-an/<slug:slug>/bang/<str:item>/", tables.table, name="table"),
    path("de-an/<slug:slug>/doi-chieu/", matching.waiting, name="matching"),
    path("de-an/<slug:slug>/doi-chieu/khop/", matching.match, name="match"),
    path("de-an/<slug:slug>/doi-chieu/bo-khop/", matching.unmatch, name="unmatch"),
]
