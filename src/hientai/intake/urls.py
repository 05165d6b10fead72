"""Addresses of the imports, under nhap/."""

from django.urls import path

from hientai.intake.views import pages, steps

app_name = "intake"
urlpatterns = [
    path("", pages.batches, name="batches"),
    path("moi/", pages.upload, name="upload"),
    path("mau.xlsx", pages.template, name="template"),
    path("<int:number>/", pages.batch, name="batch"),
    path("<int:number>/tien-do/", pages.progress, name="progress"),
    path("<int:number>/loi.xlsx", pages.refused, name="refused"),
    path("<int:number>/ghi/", steps.commit, name="commit"),
    path("<int:number>/hoan-tac/", steps.undo, name="undo"),
    path("<int:number>/bo/", steps.discard, name="discard"),
    path("<int:number>/xem-lai/", steps.again, name="again"),
]
