"""Addresses of programmes, lecturers and training institutions (at the root)."""

from django.urls import path

from hientai.programmes.views import (
    appraising,
    institutions,
    lecturers,
    listing,
    materials,
    page,
    writing,
)

app_name = "programmes"
ONE = "chuong-trinh/<str:code>/"
VERSION = f"{ONE}ban/<int:number>/"
LECTURER = "giang-vien/<int:number>/"
INSTITUTION = "co-so/<str:code>/"
urlpatterns = [
    path("chuong-trinh/", listing.programmes, name="programmes"),
    path("chuong-trinh/ban-thao/", listing.bring_drafts, name="bring_drafts"),
    path("chuong-trinh/moi/", writing.create, name="create"),
    path("tep/<int:number>/", materials.document, name="document"),
    path(ONE, page.programme, name="programme"),
    path(f"{ONE}sua/", writing.rename, name="rename"),
    path(f"{ONE}ban-moi/", writing.new_version, name="new_version"),
    path(f"{VERSION}thong-tin/", writing.facts, name="facts"),
    path(f"{VERSION}noi-dung/", writing.lines, name="lines"),
    path(f"{VERSION}bo/", writing.discard, name="discard"),
    path(f"{VERSION}trinh/", appraising.submit, name="submit"),
    path(f"{VERSION}hop/", appraising.conclude, name="conclude"),
    path(f"{VERSION}tra-ve/", appraising.reopen, name="reopen"),
    path(f"{VERSION}phe-duyet/", appraising.approve, name="approve"),
    path(f"{VERSION}thoi/", appraising.withdraw, name="withdraw"),
    path(f"{VERSION}so-sanh/<int:other>/", page.compare, name="compare"),
    path(f"{VERSION}tai-lieu/", materials.add, name="add_material"),
    path(f"{VERSION}ban-giao/", materials.hand_over, name="hand_over"),
    path("giang-vien/", lecturers.lecturers, name="lecturers"),
    path("giang-vien/moi/", lecturers.add, name="add_lecturer"),
    path(LECTURER, lecturers.lecturer, name="lecturer"),
    path(f"{LECTURER}sua/", lecturers.change, name="change_lecturer"),
    path(f"{LECTURER}chuong-trinh/", lecturers.qualify, name="qualify"),
    path(
        f"{LECTURER}chuong-trinh/<int:one>/thoi/",
        lecturers.end_qualification,
        name="end_qualification",
    ),
    path(f"{LECTURER}tap-huan/", lecturers.trained, name="trained"),
    path("co-so/", institutions.institutions, name="institutions"),
    path("co-so/moi/", institutions.add, name="add_institution"),
    path(INSTITUTION, institutions.institution, name="institution"),
    path(f"{INSTITUTION}sua/", institutions.change, name="change_institution"),
    path(f"{INSTITUTION}phong/", institutions.rooms, name="rooms"),
    path(f"{INSTITUTION}chuong-trinh/", institutions.allow, name="allow"),
    path(f"{INSTITUTION}hop-dong/", institutions.contract, name="contract"),
]
