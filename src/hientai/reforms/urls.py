"""Addresses of acts over many units, under /don-vi/sap-xep/."""

from django.urls import path

from hientai.reforms.views import acts, compare, roles

app_name = "reforms"
urlpatterns = [
    path("", acts.reforms, name="reforms"),
    path("moi/", acts.hand_in, name="hand_in"),
    path("mau.xlsx", acts.template, name="template"),
    path("cho-bo-tri/", acts.stranded, name="stranded"),
    path("vai-tro/", roles.lost, name="lost_roles"),
    path("vai-tro/<int:number>/", roles.decide, name="decide_role"),
    path("so-sanh/", compare.compare, name="compare"),
    path("<int:number>/", acts.reform, name="reform"),
    path("<int:number>/thuc-hien/", acts.carry_out, name="carry_out"),
    path("<int:number>/hoan-tac/", acts.undo, name="undo"),
    path("<int:number>/tien-do/", acts.progress, name="progress"),
    path("<int:number>/bo-tri/", acts.assign, name="assign"),
    path("<int:number>/bo/", acts.discard, name="discard"),
]
