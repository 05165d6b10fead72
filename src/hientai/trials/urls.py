"""Addresses of trials, from the root: they stand under the law and the units they speak of."""

from django.urls import path

from hientai.trials.views import law_changes, reforms

app_name = "trials"

urlpatterns = [
    path("phap-luat/so-sanh/", law_changes.compare, name="compare"),
    path("phap-luat/dieu-chinh/<int:pk>/nguoi/", law_changes.affected, name="affected"),
    path("don-vi/sap-xep/<int:number>/de-an/", reforms.effects, name="reform_effects"),
]
