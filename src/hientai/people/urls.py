"""Addresses of people, under /nguoi/."""

from django.urls import path

from hientai.people.views import duplicates, listing, moves, record

app_name = "people"
urlpatterns = [
    path("", listing.people, name="people"),
    path("bo-loc/", listing.save_filter, name="save_filter"),
    path("bo-loc/<int:filter_id>/bo/", listing.forget_filter, name="forget_filter"),
    path("trung-lap/", duplicates.pairs, name="pairs"),
    path("trung-lap/da-quyet-dinh/", duplicates.decided, name="decided"),
    path("trung-lap/<int:kept>/<int:merged>/", duplicates.pair, name="pair"),
    path("trung-lap/<int:kept>/<int:merged>/khac/", duplicates.tell_apart, name="tell_apart"),
    path("trung-lap/khac/<int:number>/bo/", duplicates.take_back_apart, name="take_back_apart"),
    path("gop/<int:number>/", duplicates.merger, name="merger"),
    path("gop/<int:number>/hoan-tac/", duplicates.undo_merger, name="undo_merger"),
    path("chuyen/", moves.moves, name="moves"),
    path("chuyen/moi/", moves.propose, name="propose_move"),
    path("chuyen/nhieu/", moves.propose_many, name="propose_many"),
    path("chuyen/<int:number>/", moves.move, name="move"),
    path("chuyen/<int:number>/tiep-nhan/", moves.accept, name="accept_move"),
    path("chuyen/<int:number>/khong/", moves.refuse, name="refuse_move"),
    path("chuyen/<int:number>/rut/", moves.withdraw, name="withdraw_move"),
    path("<str:code>/", record.person, name="person"),
]
