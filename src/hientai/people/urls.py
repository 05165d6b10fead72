"""Addresses of people, under /nguoi/."""

from django.urls import path

from hientai.people.views import listing, record

app_name = "people"
urlpatterns = [
    path("", listing.people, name="people"),
    path("bo-loc/", listing.save_filter, name="save_filter"),
    path("bo-loc/<int:filter_id>/bo/", listing.forget_filter, name="forget_filter"),
    path("<str:code>/", record.person, name="person"),
]
