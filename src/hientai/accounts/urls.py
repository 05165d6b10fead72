from django.urls import path

from hientai.accounts.views import sign_in

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("ngon-ngu/", sign_in.language, name="language"),
    path("mat-khau/", sign_in.password, name="password"),
]
