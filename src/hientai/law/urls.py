"""Addresses of the law, under /phap-luat/."""

from django.urls import path

from hientai.law.views import corrections, lists

app_name = "law"
urlpatterns = [
    path("", lists.law, name="law"),
    path("tham-so/<str:code>/", corrections.parameter, name="parameter"),
    path("tham-so/<str:code>/nhap/", corrections.write, name="write"),
    path("dieu-chinh/", corrections.corrections, name="corrections"),
    path("dieu-chinh/<int:pk>/", corrections.correction, name="correction"),
    path("dieu-chinh/<int:pk>/ap-dung/", corrections.accept, name="accept"),
    path("dieu-chinh/<int:pk>/bo/", corrections.discard, name="discard"),
    path("dieu-chinh/<int:pk>/thu-hoi/", corrections.revoke, name="revoke"),
]
