"""Addresses of places (under cho/)."""

from django.urls import path

from hientai.places.views import divisions, parts, seats

app_name = "places"
urlpatterns = [
    path("", divisions.divisions, name="divisions"),
    path("nguoi/", seats.seats, name="seats"),
    path("giao/<slug:slug>/<str:item>/", divisions.propose, name="propose"),
    path("dot/<int:pk>/", divisions.division, name="division"),
    path("dot/<int:pk>/ghi/", divisions.write, name="write"),
    path("dot/<int:pk>/<slug:name>/", divisions.step, name="step"),
    path("phan/<int:pk>/", parts.part, name="part"),
    path("phan/<int:pk>/nhu-cau/", parts.need, name="need"),
    path("phan/<int:pk>/nhan/", parts.answer, name="answer"),
    path("phan/<int:pk>/tra/", parts.give_back, name="give_back"),
]
