from django.urls import path

from hientai.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("ngon-ngu/", views.language, name="language"),
    path("mat-khau/", views.password, name="password"),
]
