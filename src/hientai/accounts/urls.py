"""Addresses of accounts: signing in, the own account, accounts that are managed."""

from django.urls import path

from hientai.accounts.views import forgotten, managed, own, passkeys, provider, sign_in, steps

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-nhap/ma/", steps.code, name="code"),
    path("dang-nhap/thiet-lap/", steps.set_up, name="set_up"),
    path("dang-nhap/khoa/", passkeys.ask, name="passkey"),
    path("dang-nhap/khoa/tra-loi/", passkeys.answer, name="passkey_answer"),
    path("dang-nhap/chung/", provider.leave, name="provider"),
    path("dang-nhap/chung/ve/", provider.back, name="provider_back"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("quen-mat-khau/", forgotten.forgotten, name="forgotten"),
    path("ngon-ngu/", sign_in.language, name="language"),
    path("mat-khau/", sign_in.password, name="password"),
    path("mat-khau/moi/", forgotten.new_password, name="new_password"),
    path("bao-mat/", own.security, name="security"),
    path("bao-mat/xac-nhan/", own.again, name="again"),
    path("bao-mat/ung-dung/", own.app, name="app"),
    path("bao-mat/du-phong/", own.recovery, name="recovery"),
    path("bao-mat/khoa/", passkeys.ask_new, name="passkey_new"),
    path("bao-mat/khoa/ghi/", passkeys.keep_new, name="passkey_keep"),
    path("bao-mat/<int:number>/bo/", own.remove, name="remove_factor"),
    path("bao-mat/lien-ket/", provider.link, name="link"),
    path("bao-mat/lien-ket/<int:number>/go/", provider.unlink, name="unlink"),
    path("bao-mat/phien/khac/dong/", own.end_others, name="end_others"),
    path("bao-mat/phien/<slug:kept_as>/dong/", own.end_one, name="end_session"),
    path("tai-khoan/", managed.listing, name="accounts"),
    path("tai-khoan/moi/", managed.invite, name="invite"),
    path("tai-khoan/dang-nhap/", managed.sign_in_settings, name="sign_in_settings"),
    path("tai-khoan/dang-nhap/<int:number>/thoi/", managed.end_demand, name="end_demand"),
    path("tai-khoan/nguoi/<str:username>/", managed.account, name="account"),
    path("tai-khoan/nguoi/<str:username>/moi-lai/", managed.invite_again, name="invite_again"),
    path("tai-khoan/nguoi/<str:username>/phien/", managed.end_all, name="end_all"),
    path("tai-khoan/nguoi/<str:username>/hai-buoc/", managed.remove_factors, name="remove_factors"),
]
