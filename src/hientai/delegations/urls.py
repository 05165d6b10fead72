"""Addresses of delegations and workshops (root: doan/…, hoi-thao/…)."""

from django.urls import path

from hientai.delegations.views import costs, journeys, reports, workshops

app_name = "delegations"
urlpatterns = [
    path("doan/", journeys.listing, name="journeys"),
    path("doan/<str:code>/", journeys.one, name="journey"),
    path("doan/<str:code>/ghi/", journeys.write, name="write"),
    path("doan/<str:code>/chi-phi/", costs.costs, name="costs"),
    path("doan/<str:code>/chi-phi/<int:pk>/bo/", costs.remove, name="remove_cost"),
    path("doan/<str:code>/bao-cao/", reports.hand_in, name="hand_in"),
    path("doan/<str:code>/bao-cao/<int:pk>/", reports.file, name="report"),
    path("hoi-thao/", workshops.listing, name="workshops"),
    path("hoi-thao/<str:code>/", workshops.one, name="workshop"),
    path("hoi-thao/<str:code>/ghi/", workshops.record, name="record_workshop"),
]
