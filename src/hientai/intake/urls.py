"""Addresses of the imports, under nhap/."""

from django.urls import path

from hientai.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.batches, name="batches"),
    path("moi/", views.upload, name="upload"),
    path("mau.xlsx", views.template, name="template"),
    path("<int:number>/", views.batch, name="batch"),
    path("<int:number>/tien-do/", views.progress, name="progress"),
    path("<int:number>/loi.xlsx", views.refused, name="refused"),
    path("<int:number>/ghi/", views.commit, name="commit"),
    path("<int:number>/hoan-tac/", views.undo, name="undo"),
    path("<int:number>/xem-lai/", views.again, name="again"),
]
