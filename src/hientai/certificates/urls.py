"""Addresses of certificates: chung-chi/ for offices, xac-nhan/ for everybody."""

from django.urls import path

from hientai.certificates.views import (
    certificate,
    issuing,
    keys,
    outside,
    public,
    register,
    templates,
)

app_name = "certificates"
urlpatterns = [
    path("chung-chi/", register.register, name="register"),
    path("chung-chi/cua-toi/<slug:code>/", certificate.own_pdf, name="own_pdf"),
    path("chung-chi/dot/", register.batches, name="batches"),
    path("chung-chi/dot/<int:number>/", issuing.batch, name="batch"),
    path("chung-chi/dot/<int:number>/mau.png", issuing.look, name="look"),
    path("chung-chi/dot/<int:number>/cap/", issuing.confirm, name="confirm"),
    path("chung-chi/dot/<int:number>/bo/", issuing.drop, name="drop"),
    path("chung-chi/dot/<int:number>/in/<int:part>/", issuing.printed, name="printed"),
    path("chung-chi/lop/<str:code>/", issuing.prepare, name="prepare"),
    path("chung-chi/mau/", templates.templates, name="templates"),
    path("chung-chi/mau/soan/<slug:kind>/", templates.write, name="write"),
    path("chung-chi/mau/<int:number>/", templates.template, name="template"),
    path("chung-chi/mau/<int:number>/xem.png", templates.look, name="template_look"),
    path("chung-chi/mau/<int:number>/dung/", templates.put, name="put"),
    path("chung-chi/mau/<int:number>/thoi/", templates.withdraw, name="withdraw"),
    path("chung-chi/khoa/", keys.keys, name="keys"),
    path("chung-chi/khoa/<str:code>/thay/", keys.rotate, name="rotate"),
    path("chung-chi/noi-khac/", outside.listing, name="outside"),
    path("chung-chi/noi-khac/ghi/<str:code>/", outside.record, name="record"),
    path("chung-chi/noi-khac/<int:number>/", outside.one, name="outside_one"),
    path("chung-chi/noi-khac/<int:number>/ban-quet/", outside.scan, name="scan"),
    path("chung-chi/noi-khac/<int:number>/kiem-tra/", outside.check, name="check"),
    path("chung-chi/<slug:code>/", certificate.one, name="certificate"),
    path("chung-chi/<slug:code>/pdf/", certificate.paper, name="pdf"),
    path("chung-chi/<slug:code>/tin-chi.json", certificate.credential, name="credential"),
    path("chung-chi/<slug:code>/thu-hoi/", certificate.revoke, name="revoke"),
    path("chung-chi/<slug:code>/cap-lai/", certificate.replace, name="replace"),
    path("chung-chi/<slug:code>/ban-sao/", certificate.copy, name="copy"),
    path("chung-chi/<slug:code>/ban-sao/<int:number>/", certificate.copied, name="copied"),
    path("xac-nhan/", public.ask, name="ask"),
    path("xac-nhan/khoa/", public.keys, name="public_keys"),
    path("xac-nhan/khoa.json", public.keys_file, name="keys_file"),
    path("xac-nhan/trang-thai/<slug:short>/<int:number>", public.status, name="status"),
    path("xac-nhan/<slug:code>/", public.verify, name="verify"),
]
