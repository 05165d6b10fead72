"""Addresses of nominations (under de-cu/)."""

from django.urls import path

from hientai.nominations.views import (
    adding,
    grid,
    lists,
    opening,
    ordering,
    own,
    picking,
    policies,
    row,
    steps,
    submitting,
)

app_name = "nominations"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("moi/", opening.open_one, name="open_list"),
    path("cua-toi/", own.mine, name="mine"),
    path("trung/", policies.policies, name="policies"),
    path("mau.xlsx", adding.sample, name="sample"),
    path("<int:number>/", grid.grid, name="list"),
    path("<int:number>/in/", grid.printed, name="printed"),
    path("<int:number>/sua/", opening.change, name="change"),
    path("<int:number>/goi-y/", adding.suggest, name="suggest"),
    path("<int:number>/xem-truoc/", adding.look, name="look"),
    path("<int:number>/them/", adding.add, name="add"),
    path("<int:number>/sang-loc/", picking.pick, name="pick"),
    path("<int:number>/bot/", steps.remove, name="remove"),
    path("<int:number>/hoan-tac/<int:batch>/", steps.undo, name="undo"),
    path("<int:number>/xet-lai/", steps.judge_again, name="judge_again"),
    path("<int:number>/thu-tu/", ordering.order, name="order"),
    path("<int:number>/trinh/", submitting.submit, name="submit"),
    path("<int:number>/lay-lai/", submitting.take_back, name="take_back"),
    path("<int:number>/bo/", submitting.give_up, name="give_up"),
    path("<int:number>/nguoi/<int:row>/", row.one, name="row"),
    path("<int:number>/nguoi/<int:row>/giay-to/", row.prove, name="prove"),
    path("<int:number>/nguoi/<int:row>/rut/", row.withdraw, name="withdraw"),
]
