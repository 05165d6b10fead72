"""Who may open what: one table of method, address, role and answer (A1).

200 the page, 302 to sign in (or on to the next page after a change), 404 nothing there for this
role, 405 not a way to ask, 409 refused in words. The officer's unit is the department of finance;
HN-000004 and SYT belong to the department of health, as do the import {batch} and the
draft {paper}, what was submitted, {submission}, and the {part} of the {division}; {filter} is one
that the owner saved.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from hientai.accounts.domain import ROLES as ALL_ROLES
from hientai.accounts.domain import permissions_of, role_of
from hientai.accounts.models import RoleAssignment
from hientai.accounts.services import operator_scope
from hientai.approvals.models import Submission
from hientai.approvals.services import submit
from hientai.attendance.models import Excuse
from hientai.attendance.services import Leave, ask
from hientai.certificates import services as certificates
from hientai.certificates.models import Batch, Certificate, Outside, SigningKey
from hientai.classes.models import Demand, TrainingClass
from hientai.decisions.models import Sending
from hientai.delegations.models import Journey
from hientai.documents.models import Paper
from hientai.documents.services import issuing_body
from hientai.evaluation.models import Action, Form, Use
from hientai.intake.models import ImportBatch
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.models import Unit
from hientai.people.models import Person, SavedFilter
from hientai.places.models import Allotment, Division
from hientai.programmes.models import Lecturer
from hientai.programmes.services.materials import Upload
from hientai.results import services as results
from hientai.results.domain.points import Mark
from hientai.results.models import Grade, Objection, Part, Work
from hientai.timetables.models import Session
from hientai.timetables.services import add_guest
from tests.decisions.made import amended, decided_in
from tests.documents.made import drafted
from tests.evaluation.made import found_of
from tests.journeys.city import (
    City,
    divided,
    founded,
    programmes_stand,
    scheme_runs,
    user,
)

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "viewer", "officer", "owner")
TABLE = """
GET  /                                              302 200 200 200
POST /                                              405 405 405 405
GET  /suc-khoe/                                     200 200 200 200
GET  /dang-nhap/                                    200 302 302 302
GET  /dang-xuat/                                    405 405 405 405
POST /dang-xuat/                                    302 302 302 302
GET  /mat-khau/                                     302 200 200 200
POST /mat-khau/                                     302 200 200 200
GET  /mat-khau/moi/                                 410 410 410 410
GET  /quen-mat-khau/                                200 200 200 200
POST /quen-mat-khau/                                422 422 422 422
GET  /dang-nhap/ma/                                 302 302 302 302
POST /dang-nhap/ma/                                 302 302 302 302
GET  /dang-nhap/thiet-lap/                          302 302 302 302
POST /dang-nhap/thiet-lap/                          302 302 302 302
GET  /dang-nhap/khoa/                               405 405 405 405
POST /dang-nhap/khoa/                               200 200 200 200
POST /dang-nhap/khoa/tra-loi/                       422 422 422 422
GET  /dang-nhap/chung/                              404 404 404 404
GET  /dang-nhap/chung/ve/                           404 404 404 404
GET  /bao-mat/                                      302 200 200 200
GET  /bao-mat/xac-nhan/                             302 200 200 200
POST /bao-mat/xac-nhan/                             302 422 422 422
GET  /bao-mat/ung-dung/                             302 302 302 302
POST /bao-mat/du-phong/                             302 302 302 302
POST /bao-mat/khoa/                                 302 200 200 200
POST /bao-mat/khoa/ghi/                             302 200 200 200
POST /bao-mat/999/bo/                               302 302 302 302
POST /bao-mat/lien-ket/                             302 302 302 302
POST /bao-mat/lien-ket/999/go/                      302 302 302 302
GET  /bao-mat/ma-truy-cap/                          302 200 200 200
POST /bao-mat/ma-truy-cap/                          302 302 302 302
POST /bao-mat/ma-truy-cap/999/thu-hoi/              302 404 404 404
GET  /tai-khoan/ma-truy-cap/                        302 404 404 200
GET  /tai-khoan/ma-truy-cap/999/thu-hoi/            302 404 404 404
GET  /api/                                          200 200 200 200
GET  /api/openapi.json                              200 200 200 200
GET  /bao-mat/phien/khac/dong/                      405 405 405 405
POST /bao-mat/phien/khac/dong/                      302 302 302 302
POST /bao-mat/phien/khong-co/dong/                  302 302 302 302
GET  /tai-khoan/                                    302 404 404 200
GET  /tai-khoan/moi/                                302 404 404 200
POST /tai-khoan/moi/                                302 404 404 422
GET  /tai-khoan/dang-nhap/                          302 404 404 200
POST /tai-khoan/dang-nhap/                          302 404 404 422
POST /tai-khoan/dang-nhap/999/thoi/                 302 404 404 404
GET  /tai-khoan/nguoi/canbo.stc/                    302 404 404 200
GET  /tai-khoan/nguoi/khong-co/                     302 404 404 404
POST /tai-khoan/nguoi/canbo.stc/moi-lai/            302 404 404 409
POST /tai-khoan/nguoi/canbo.stc/phien/              302 404 404 302
POST /tai-khoan/nguoi/canbo.stc/hai-buoc/           302 404 404 302
GET  /thong-bao/                                    302 200 200 200
GET  /thong-bao/?xem=chua-doc                       302 200 200 200
POST /thong-bao/doc-het/                            302 302 302 302
GET  /thong-bao/lua-chon/                           302 200 200 200
GET  /thong-bao/999/doc/                            405 405 405 405
POST /thong-bao/999/doc/                            302 404 404 404
GET  /thong-bao/viec-nen/                           302 404 404 404
POST /thong-bao/viec-nen/lai/                       302 404 404 404
POST /thong-bao/viec-nen/999/lai/                   302 404 404 404
POST /thong-bao/viec-nen/999/bo/                    302 404 404 404
GET  /ngon-ngu/                                     405 405 405 405
POST /ngon-ngu/                                     302 302 302 302
GET  /de-an/                                        302 200 200 200
GET  /de-an/hanoi-1698/                             302 200 200 200
GET  /de-an/khong-co/                               302 404 404 404
GET  /de-an/hanoi-1698/muc-tieu/2.1.a.1/            302 200 200 200
GET  /de-an/hanoi-1698/chi-tieu/A.1.1/              302 200 200 200
GET  /de-an/hanoi-1698/chi-tieu/Z.9/                302 404 404 404
GET  /de-an/hanoi-1698/chi-tieu/A.1.1/vi-sao/       302 200 200 200
GET  /de-an/hanoi-1698/chuc-danh/                   302 404 404 404
GET  /de-an/hanoi-1698/chuc-danh/ghi/               405 405 405 405
POST /de-an/hanoi-1698/chuc-danh/ghi/               302 404 404 404
POST /de-an/hanoi-1698/chuc-danh/thoi/              302 404 404 404
GET  /de-an/hanoi-1698/phien-ban/                   302 200 200 200
GET  /de-an/khong-co/phien-ban/                     302 404 404 404
GET  /de-an/hanoi-1698/phien-ban/rut/               405 405 405 405
POST /de-an/hanoi-1698/phien-ban/rut/               302 404 404 409
GET  /de-an/hanoi-1698/sua-doi/                     302 404 404 200
GET  /de-an/hanoi-1698/sua-doi/so-cho/              302 404 404 200
GET  /de-an/hanoi-1698/sua-doi/khong-co/            302 404 404 404
POST /de-an/hanoi-1698/sua-doi/so-cho/              302 404 404 422
GET  /de-an/hanoi-1698/bang/B3/                     302 404 404 404
GET  /de-an/hanoi-1698/doi-chieu/                   302 404 200 200
GET  /de-an/hanoi-1698/doi-chieu/khop/              405 405 405 405
POST /de-an/hanoi-1698/doi-chieu/khop/              302 404 409 409
POST /de-an/hanoi-1698/doi-chieu/bo-khop/           302 404 409 409
GET  /chuong-trinh/                                 302 200 200 200
POST /chuong-trinh/ban-thao/                        302 404 404 302
GET  /chuong-trinh/moi/                             302 404 404 200
POST /chuong-trinh/moi/                             302 404 404 422
GET  /chuong-trinh/TC-01/                           302 200 200 200
GET  /chuong-trinh/KHONG-CO/                        302 404 404 404
GET  /chuong-trinh/TC-01/sua/                       302 404 404 200
GET  /chuong-trinh/TC-01/ban-moi/                   302 404 404 200
GET  /chuong-trinh/TC-01/ban/1/thong-tin/           302 404 404 200
POST /chuong-trinh/TC-01/ban/1/thong-tin/           302 404 404 422
GET  /chuong-trinh/TC-01/ban/1/noi-dung/            302 404 404 200
POST /chuong-trinh/TC-01/ban/1/bo/                  302 404 404 409
GET  /chuong-trinh/TC-01/ban/1/trinh/               302 404 404 422
GET  /chuong-trinh/TC-01/ban/1/hop/                 302 404 404 422
GET  /chuong-trinh/TC-01/ban/1/phe-duyet/           302 404 404 422
POST /chuong-trinh/TC-01/ban/1/tra-ve/              302 404 404 404
GET  /chuong-trinh/TC-01/ban/1/thoi/                302 404 404 200
GET  /chuong-trinh/TC-01/ban/1/so-sanh/1/           302 200 200 200
GET  /chuong-trinh/TC-01/ban/1/tai-lieu/            302 404 404 200
GET  /chuong-trinh/TC-01/ban/1/ban-giao/            302 404 404 422
GET  /tep/999/                                      302 404 404 404
GET  /giang-vien/                                   302 200 200 200
GET  /giang-vien/moi/                               302 404 404 200
GET  /giang-vien/{lecturer}/                        302 200 404 200
GET  /giang-vien/{lecturer}/sua/                    302 404 404 200
GET  /giang-vien/{lecturer}/chuong-trinh/           302 404 404 200
GET  /giang-vien/{lecturer}/chuong-trinh/999/thoi/  302 404 404 404
GET  /giang-vien/{lecturer}/tap-huan/               302 404 404 200
GET  /co-so/                                        302 200 200 200
GET  /co-so/moi/                                    302 404 404 200
GET  /co-so/TCB/                                    302 200 200 200
GET  /co-so/STC/                                    302 404 404 404
GET  /co-so/TCB/sua/                                302 404 404 200
GET  /co-so/TCB/phong/                              302 404 404 200
GET  /co-so/TCB/chuong-trinh/                       302 404 404 200
GET  /co-so/TCB/hop-dong/                           302 404 404 200
GET  /lich-lam-viec/                                302 200 200 200
POST /lich-lam-viec/ghi/                            302 404 404 422
POST /lich-lam-viec/hoan-doi/                       302 404 404 422
POST /lich-lam-viec/ghi/1/bo/                       302 404 404 409
GET  /lop/                                          302 200 200 200
GET  /lop/mo/                                       302 404 404 200
POST /lop/mo/                                       302 404 404 422
GET  /lop/TC-01.K1/                                 302 200 200 200
GET  /lop/KHONG-CO/                                 302 404 404 404
GET  /lop/nhu-cau/                                  302 200 200 200
GET  /lop/nhu-cau/mo/                               302 404 404 200
POST /lop/nhu-cau/mo/                               302 404 404 422
GET  /lop/nhu-cau/{demand}/                         302 200 200 200
GET  /lop/nhu-cau/999999/                           302 404 404 404
POST /lop/nhu-cau/{demand}/ghi/                     302 404 422 422
GET  /lop/nhu-cau/{demand}/dinh-ngay/               302 404 404 200
POST /lop/nhu-cau/{demand}/dinh-ngay/               302 404 404 422
POST /lop/nhu-cau/{demand}/khep/                    302 404 404 302
GET  /lich-hoc/                                     302 200 200 200
GET  /lich-hoc/?xem=thang                           302 200 200 200
GET  /lich-hoc/dong-bo/                             302 200 200 200
POST /lich-hoc/dong-bo/                             302 404 404 404
POST /lich-hoc/dong-bo/1/thu-hoi/                   302 302 302 302
GET  /lich-hoc/ics/doan-mo.ics                      404 404 404 404
GET  /lop/TC-01.K1/lich/                            302 200 200 200
GET  /lop/TC-01.K1/lich/?xem=thang                  302 200 200 200
GET  /lop/KHONG-CO/lich/                            302 404 404 404
GET  /lop/TC-01.K1/lich/in/                         302 200 200 200
GET  /lop/TC-01.K1/lich/xlsx/                       302 200 200 200
GET  /lop/TC-01.K1/lich/buoi/                       302 404 404 200
POST /lop/TC-01.K1/lich/buoi/                       302 404 404 422
GET  /lop/TC-01.K1/lich/buoi/99/                    302 404 404 404
POST /lop/TC-01.K1/lich/buoi/99/chuyen/             302 404 404 404
POST /lop/TC-01.K1/lich/buoi/99/bo/                 302 404 404 404
POST /lop/TC-01.K1/lich/hoan-tac/99/                302 404 404 404
GET  /lop/TC-01.K1/lich/viec/xep/                   302 404 404 200
GET  /lop/TC-01.K1/lich/viec/khong-co/              302 404 404 404
POST /lop/TC-01.K1/lich/viec/nghi/                  302 404 404 422
GET  /ket-qua/                                      302 200 200 200
GET  /ket-qua/cua-toi/                              302 404 404 404
POST /ket-qua/cua-toi/nop/{assessed}/               302 404 404 404
GET  /ket-qua/cua-toi/phuc-khao/1/                  302 404 404 404
GET  /ket-qua/bai/{work}/                           302 404 404 200
GET  /ket-qua/bai/999999/                           302 404 404 404
GET  /ket-qua/phuc-khao/{objection}/                302 200 200 200
POST /ket-qua/phuc-khao/{objection}/                302 404 404 422
GET  /ket-qua/phuc-khao/999999/                     302 404 404 404
POST /ket-qua/phuc-khao/{objection}/rut/            302 404 404 404
GET  /lop/TC-01.K1/ket-qua/                         302 200 200 200
GET  /lop/KHONG-CO/ket-qua/                         302 404 404 404
GET  /lop/TC-01.K1/ket-qua/phan/                    302 404 404 200
POST /lop/TC-01.K1/ket-qua/phan/                    302 404 404 422
GET  /lop/TC-01.K1/ket-qua/phan/{assessed}/         302 404 404 200
POST /lop/TC-01.K1/ket-qua/phan/{assessed}/         302 404 404 422
POST /lop/TC-01.K1/ket-qua/phan/{assessed}/bo/      302 404 404 302
POST /lop/TC-01.K1/ket-qua/phan/{assessed}/cong-bo/ 302 404 404 302
GET  /lop/TC-01.K1/ket-qua/phan/{assessed}/bai-nop/ 302 404 404 200
POST /lop/TC-01.K1/ket-qua/phan/{assessed}/bai-nop/ 302 404 404 422
GET  /lop/TC-01.K1/ket-qua/bang-diem/               302 404 404 200
POST /lop/TC-01.K1/ket-qua/bang-diem/               302 404 404 422
GET  /lop/TC-01.K1/ket-qua/bang-diem/?phan={assessed} 302 404 404 200
GET  /lop/TC-01.K1/ket-qua/bang-diem/xlsx/          302 404 404 200
POST /lop/TC-01.K1/ket-qua/bang-diem/tai-len/       302 404 404 422
POST /lop/TC-01.K1/ket-qua/bang-diem/hoan-tac/999/  302 404 404 404
GET  /lop/TC-01.K1/ket-qua/bang-diem.pdf            302 200 200 200
GET  /lop/TC-01.K1/ket-qua/bang-diem.docx           302 200 200 200
GET  /lop/TC-01.K1/ket-qua/ket-luan/                302 404 404 200
POST /lop/TC-01.K1/ket-qua/ket-luan/                302 404 404 200
GET  /lop/TC-01.K1/ket-qua/nguoi/{learner}/         302 200 200 200
GET  /lop/TC-01.K1/ket-qua/nguoi/999999/            302 404 404 404
GET  /lop/TC-01.K1/hoc-vien/                        302 200 200 200
POST /lop/TC-01.K1/hoc-vien/                        302 404 404 422
GET  /lop/TC-01.K1/hoc-vien/99/                     302 404 404 404
GET  /diem-danh/                                    200 200 200 200
GET  /diem-danh/may.js                              200 200 200 200
GET  /diem-danh/gui/                                302 404 404 404
POST /diem-danh/gui/                                302 404 404 404
GET  /diem-danh/cua-toi/                            302 404 404 404
GET  /diem-danh/cua-toi/99/xin-nghi/                302 404 404 404
POST /diem-danh/cua-toi/99/xin-nghi/                302 404 404 404
GET  /diem-danh/muc-vang/                           302 200 200 200
POST /diem-danh/muc-vang/                           302 404 404 422
GET  /diem-danh/phep/{excuse}/                      302 404 404 200
POST /diem-danh/phep/{excuse}/                      302 404 404 422
GET  /diem-danh/phep/999999/                        302 404 404 404
GET  /diem-danh/phep/{excuse}/giay-to/              302 404 404 404
GET  /lop/TC-01.K1/diem-danh/                       302 200 200 200
GET  /lop/KHONG-CO/diem-danh/                       302 404 404 404
GET  /lop/TC-01.K1/diem-danh/phep/                  302 404 404 200
POST /lop/TC-01.K1/diem-danh/phep/                  302 404 404 422
GET  /lop/TC-01.K1/diem-danh/{session}/             302 200 200 200
POST /lop/TC-01.K1/diem-danh/{session}/             302 404 404 302
GET  /lop/TC-01.K1/diem-danh/999999/                302 404 404 404
GET  /lop/TC-01.K1/diem-danh/{session}/ma/          302 404 404 200
POST /lop/TC-01.K1/diem-danh/{session}/ma/          302 404 404 302
POST /lop/TC-01.K1/diem-danh/{session}/ma/thoi/     302 404 404 302
POST /lop/TC-01.K1/diem-danh/{session}/gui-sau/     302 404 404 302
POST /lop/TC-01.K1/diem-danh/{session}/khoa/        302 404 404 409
GET  /lop/TC-01.K1/diem-danh/{session}/xlsx/        302 404 404 200
POST /lop/TC-01.K1/diem-danh/{session}/xlsx/        302 404 404 422
GET  /lop/TC-01.K1/diem-danh/{session}/ky-ten.pdf   302 404 404 200
GET  /lop/TC-01.K1/cac-dot/                         302 404 404 200
POST /lop/TC-01.K1/cac-dot/                         302 404 404 422
GET  /lop/TC-01.K1/gop/                             302 404 404 200
POST /lop/TC-01.K1/gop/                             302 404 404 422
POST /lop/TC-01.K1/gop/lap/                         302 404 404 404
POST /lop/TC-01.K1/gop/bo/                          302 404 404 404
GET  /lop/TC-01.K1/ho-so.zip                        302 404 404 200
GET  /doan/                                         302 200 200 200
GET  /doan/?tai=xlsx                                302 200 200 200
GET  /doan/KHONG-CO/                                302 404 404 404
GET  /doan/DD-01/                                   302 200 200 200
GET  /doan/DD-01/ghi/                               302 404 404 200
POST /doan/DD-01/ghi/                               302 404 404 422
GET  /doan/DD-01/chi-phi/                           302 404 404 200
POST /doan/DD-01/chi-phi/                           302 404 404 422
POST /doan/DD-01/chi-phi/999/bo/                    302 404 404 404
GET  /doan/DD-01/bao-cao/                           302 404 404 200
POST /doan/DD-01/bao-cao/                           302 404 404 422
GET  /doan/DD-01/bao-cao/999/                       302 404 404 404
GET  /hoi-thao/                                     302 200 200 200
GET  /hoi-thao/HT-01/                               302 200 200 200
GET  /hoi-thao/DD-01/                               302 404 404 404
POST /hoi-thao/HT-01/ghi/                           302 404 404 422
POST /lop/TC-01.K1/rut/                             302 404 404 422
GET  /danh-gia/                                     302 404 404 200
GET  /danh-gia/mo/TC-01.K1/                         302 404 404 302
GET  /danh-gia/mo/KHONG-CO/                         302 404 404 404
GET  /danh-gia/phieu/                               200 200 200 200
POST /danh-gia/phieu/                               200 200 200 200
GET  /danh-gia/phieu/da-gui/                        200 200 200 200
GET  /danh-gia/cua-toi/                             302 404 404 404
GET  /danh-gia/khac-phuc/                           302 404 404 200
GET  /danh-gia/khac-phuc/{action}/                  302 404 404 200
POST /danh-gia/khac-phuc/{action}/                  302 404 404 422
GET  /danh-gia/khac-phuc/999999/                    302 404 404 404
GET  /danh-gia/su-dung/                             302 404 200 200
GET  /danh-gia/su-dung/{use}/                       302 404 404 200
POST /danh-gia/su-dung/{use}/                       302 404 404 422
GET  /danh-gia/nam/                                 302 404 404 200
GET  /danh-gia/mau/                                 302 404 404 200
GET  /danh-gia/mau/moi/                             302 404 404 200
POST /danh-gia/mau/moi/                             302 404 404 422
GET  /danh-gia/{evaluation}/                        302 404 404 200
GET  /danh-gia/999999/                              302 404 404 404
POST /danh-gia/{evaluation}/tong-hop/               302 404 404 409
GET  /danh-gia/{evaluation}/gia-han/                302 404 404 200
POST /danh-gia/{evaluation}/gia-han/                302 404 404 422
GET  /danh-gia/{evaluation}/huy/                    302 404 404 200
POST /danh-gia/{evaluation}/huy/                    302 404 404 422
GET  /danh-gia/{evaluation}/khac-phuc/              302 404 404 200
POST /danh-gia/{evaluation}/khac-phuc/              302 404 404 422
GET  /danh-gia/{evaluation}/bao-cao.pdf             302 404 404 200
GET  /danh-gia/{evaluation}/ket-qua.xlsx            302 404 404 200
GET  /danh-gia/{evaluation}/phieu-giay.pdf          302 404 404 404
GET  /cho/                                          302 200 200 200
GET  /cho/nguoi/                                    302 200 200 200
GET  /cho/nguoi/?tai=xlsx                           302 404 200 200
GET  /cho/giao/hanoi-1698/A.1.1/                    302 404 404 200
POST /cho/giao/hanoi-1698/A.1.1/                    302 404 404 422
GET  /cho/giao/hanoi-1698/Z.9/                      302 404 404 404
GET  /cho/dot/{division}/                           302 200 200 200
GET  /cho/dot/999999/                               302 404 404 404
POST /cho/dot/{division}/ghi/                       302 404 404 409
POST /cho/dot/{division}/giao/                      302 404 404 409
POST /cho/dot/{division}/thu-lai/                   302 404 404 409
POST /cho/dot/{division}/bay/                       302 404 404 404
GET  /cho/phan/{part}/                              302 200 404 200
GET  /cho/phan/999999/                              302 404 404 404
POST /cho/phan/{part}/nhu-cau/                      302 404 404 422
POST /cho/phan/{part}/nhan/                         302 404 404 422
POST /cho/phan/{part}/tra/                          302 404 404 422
GET  /de-cu/                                        302 200 200 200
GET  /de-cu/moi/                                    302 404 200 200
POST /de-cu/moi/                                    302 404 422 422
GET  /de-cu/cua-toi/                                302 404 404 404
GET  /de-cu/trung/                                  302 200 200 200
POST /de-cu/trung/                                  302 404 404 422
GET  /de-cu/mau.xlsx                                302 404 200 200
GET  /de-cu/{list}/                                 302 200 200 200
GET  /de-cu/{list}/?tai=xlsx                        302 404 200 200
GET  /de-cu/{list}/in/                              302 200 200 200
GET  /de-cu/{list}/sua/                             302 404 200 200
POST /de-cu/{list}/sua/                             302 404 422 422
GET  /de-cu/{list}/goi-y/?q=an                      302 404 200 200
GET  /de-cu/{list}/xem-truoc/                       405 405 405 405
POST /de-cu/{list}/xem-truoc/                       302 404 422 422
POST /de-cu/{list}/them/                            302 404 409 409
GET  /de-cu/{list}/sang-loc/                        302 404 200 200
POST /de-cu/{list}/bot/                             302 404 409 409
POST /de-cu/{list}/hoan-tac/999/                    302 404 404 404
POST /de-cu/{list}/xet-lai/                         302 404 302 302
GET  /de-cu/{list}/thu-tu/                          302 404 200 200
POST /de-cu/{list}/thu-tu/                          302 404 422 422
GET  /de-cu/{list}/trinh/                           302 404 200 200
POST /de-cu/{list}/trinh/                           302 404 302 302
GET  /de-cu/{list}/lay-lai/                         302 404 404 404
POST /de-cu/{list}/lay-lai/                         302 404 422 422
GET  /de-cu/{list}/bo/                              302 404 200 200
POST /de-cu/{list}/bo/                              302 404 422 422
GET  /de-cu/{list}/nguoi/{nominated}/               302 200 200 200
GET  /de-cu/{list}/nguoi/999999/                    302 404 404 404
POST /de-cu/{list}/nguoi/{nominated}/giay-to/       302 404 422 422
POST /de-cu/{list}/nguoi/{nominated}/rut/           302 404 422 422
GET  /de-cu/{foreign}/                              302 200 404 200
GET  /de-cu/{foreign}/in/                           302 200 404 200
GET  /de-cu/{foreign}/trinh/                        302 404 404 200
GET  /de-cu/{foreign}/goi-y/?q=an                   302 404 404 200
POST /de-cu/{foreign}/xem-truoc/                    302 404 404 422
POST /de-cu/{foreign}/xet-lai/                      302 404 404 302
GET  /de-cu/999999/                                 302 404 404 404
GET  /phap-luat/so-sanh/                            302 200 200 200
GET  /nguoi/                                        302 200 200 200
GET  /nguoi/?tai=xlsx                               302 404 200 200
POST /nguoi/                                        405 405 405 405
GET  /nguoi/HN-000001/                              302 200 200 200
POST /nguoi/HN-000001/                              405 405 405 405
GET  /nguoi/HN-000004/                              302 200 404 200
HEAD /nguoi/HN-000004/                              302 200 404 200
GET  /nguoi/HN-000004/?on=2022-06-01                302 200 404 200
GET  /nguoi/HN-000004/?on=2090-01-01                302 200 404 200
GET  /nguoi/KHONG-CO/                               302 404 404 404
POST /nguoi/bo-loc/                                 302 409 409 409
GET  /nguoi/bo-loc/{filter}/bo/                     405 405 405 405
POST /nguoi/bo-loc/{filter}/bo/                     302 302 302 302
GET  /nguoi/trung-lap/                              302 404 200 200
GET  /nguoi/trung-lap/da-quyet-dinh/                302 404 200 200
GET  /nguoi/trung-lap/999/998/                      302 404 404 404
GET  /nguoi/trung-lap/{head}/{stranger}/            302 404 404 200
POST /nguoi/trung-lap/{head}/{stranger}/            302 404 404 422
POST /nguoi/trung-lap/{head}/{stranger}/khac/       302 404 404 409
POST /nguoi/trung-lap/khac/999/bo/                  302 404 404 404
GET  /nguoi/gop/999/                                302 404 404 404
POST /nguoi/gop/999/hoan-tac/                       302 404 404 404
GET  /nguoi/chuyen/                                 302 404 200 200
GET  /nguoi/chuyen/moi/                             302 404 200 200
POST /nguoi/chuyen/moi/                             302 404 422 422
GET  /nguoi/chuyen/nhieu/                           302 404 200 200
POST /nguoi/chuyen/nhieu/                           302 404 422 422
GET  /nguoi/chuyen/999/                             302 404 404 404
POST /nguoi/chuyen/999/tiep-nhan/                   302 404 404 404
POST /nguoi/chuyen/999/khong/                       302 404 404 404
POST /nguoi/chuyen/999/rut/                         302 404 404 404
GET  /don-vi/                                       302 200 200 200
GET  /don-vi/STC/                                   302 200 200 200
GET  /don-vi/SYT/                                   302 200 200 200
GET  /don-vi/KHONG-CO/                              302 404 404 404
GET  /don-vi/sap-xep/                               302 200 200 200
GET  /don-vi/sap-xep/moi/                           302 404 404 200
POST /don-vi/sap-xep/moi/                           302 404 404 422
GET  /don-vi/sap-xep/mau.xlsx                       302 404 404 200
GET  /don-vi/sap-xep/cho-bo-tri/                    302 200 200 200
GET  /don-vi/sap-xep/vai-tro/                       302 404 404 200
GET  /don-vi/sap-xep/vai-tro/999/                   302 404 404 404
POST /don-vi/sap-xep/vai-tro/999/                   302 404 404 404
GET  /don-vi/sap-xep/so-sanh/                       302 200 200 200
GET  /don-vi/sap-xep/999/                           302 404 404 404
GET  /don-vi/sap-xep/999/tien-do/                   302 404 404 404
GET  /don-vi/sap-xep/999/de-an/                     302 404 404 404
POST /don-vi/sap-xep/999/thuc-hien/                 302 404 404 404
POST /don-vi/sap-xep/999/hoan-tac/                  302 404 404 404
GET  /don-vi/sap-xep/999/bo-tri/                    302 404 404 404
POST /don-vi/sap-xep/999/bo/                        302 404 404 404
GET  /nhap/                                         302 404 200 200
GET  /nhap/moi/                                     302 404 200 200
POST /nhap/moi/                                     302 404 422 422
GET  /nhap/mau.xlsx                                 302 404 200 200
GET  /nhap/999/                                     302 404 404 404
GET  /nhap/{batch}/                                 302 404 404 200
GET  /nhap/{batch}/tien-do/                         302 404 404 200
GET  /nhap/{batch}/loi.xlsx                         302 404 404 200
GET  /nhap/{batch}/ghi/                             405 405 405 405
POST /nhap/{batch}/ghi/                             302 404 404 302
POST /nhap/{batch}/hoan-tac/                        302 404 404 302
POST /nhap/{batch}/bo/                              302 404 404 409
POST /nhap/{batch}/xem-lai/                         302 404 404 302
GET  /ho-so/cua-toi/                                302 404 404 404
GET  /ho-so/cua-toi/nhat-ky/                        302 404 404 404
GET  /ho-so/cua-toi/dinh-chinh/                     302 404 404 404
POST /ho-so/cua-toi/dinh-chinh/                     302 404 404 404
POST /ho-so/cua-toi/dinh-chinh/999/rut/             302 404 404 404
POST /ho-so/cua-toi/dinh-chinh/999/tra-loi/         302 404 404 404
GET  /ho-so/dinh-chinh/                             302 404 200 200
GET  /ho-so/dinh-chinh/999/                         302 404 404 404
POST /ho-so/dinh-chinh/999/quyet-dinh/              302 404 404 404
GET  /ho-so/dinh-chinh/999/minh-chung/              302 404 404 404
GET  /ho-so/con-thieu/                              302 404 200 200
GET  /ho-so/con-thieu/?don-vi=KHONG-CO              302 404 422 422
GET  /ho-so/con-thieu/?tai=xlsx                     302 404 200 200
GET  /ho-so/con-thieu/bang/                         302 404 200 200
POST /ho-so/con-thieu/bang/                         302 404 409 409
POST /ho-so/con-thieu/bang/xet/                     302 404 200 200
POST /ho-so/con-thieu/bang/hoan-tac/{batch}/        302 404 404 409
GET  /ho-so/HN-000001/nhat-ky/                      302 404 200 200
GET  /ho-so/nhat-ky/de-cu/999/                      302 404 404 404
GET  /ho-so/HN-000004/nhat-ky/                      302 404 404 200
GET  /nhat-ky/                                      302 404 404 404
POST /nhat-ky/kiem-tra/                             302 404 404 404
GET  /vai-tro/                                      302 404 404 200
GET  /vai-tro/?tai=xlsx                             302 404 404 200
GET  /vai-tro/giao/                                 302 404 404 200
POST /vai-tro/giao/                                 302 404 404 422
GET  /vai-tro/quyen/                                302 200 200 200
POST /vai-tro/lam-thay/                             302 302 302 302
GET  /vai-tro/{role}/                               302 404 404 200
GET  /vai-tro/999999/                               302 404 404 404
POST /vai-tro/{role}/thoi/                          302 404 404 422
POST /vai-tro/{role}/thay/                          302 404 404 422
POST /vai-tro/thay/999999/thoi/                     302 404 404 404
GET  /nhat-ky/niem-phong.txt                        302 404 404 404
GET  /quyet-dinh/                                   302 200 200 200
GET  /quyet-dinh/999/                               302 404 404 404
GET  /quyet-dinh/999/dieu-chinh/thu-hoi/            302 404 404 404
GET  /quyet-dinh/{issued}/                          302 200 404 200
GET  /quyet-dinh/{issued}/dieu-chinh/thu-hoi/       302 404 404 200
POST /quyet-dinh/{issued}/dieu-chinh/thu-hoi/       302 404 404 422
POST /quyet-dinh/{issued}/dieu-chinh/thay/          302 404 404 422
POST /quyet-dinh/{issued}/dieu-chinh/hoan/          302 404 404 422
POST /quyet-dinh/{issued}/dieu-chinh/dinh-chinh/    302 404 404 422
GET  /quyet-dinh/{issued}/dieu-chinh/hoan/truoc-he-thong/  302 404 404 200
POST /quyet-dinh/{issued}/dieu-chinh/hoan/truoc-he-thong/  302 404 404 422
GET  /quyet-dinh/{issued}/trieu-tap/                302 404 404 200
POST /quyet-dinh/{issued}/trieu-tap/                302 404 404 422
GET  /quyet-dinh/{issued}/doi-nguoi/                302 404 404 404
GET  /quyet-dinh/{draft}/                           302 200 404 200
GET  /quyet-dinh/{draft}/doi-nguoi/                 302 404 404 200
POST /quyet-dinh/{draft}/doi-nguoi/                 302 404 404 422
GET  /quyet-dinh/{draft}/lap-lai/                   302 404 404 404
GET  /quyet-dinh/{amending}/lap-lai/                302 404 404 200
POST /quyet-dinh/{amending}/lap-lai/                302 404 404 422
GET  /quyet-dinh/trinh/{waiting}/                   302 404 404 200
POST /quyet-dinh/trinh/{waiting}/                   302 404 404 422
GET  /quyet-dinh/lap/{waiting}/                     302 404 404 200
POST /quyet-dinh/lap/{waiting}/                     302 404 404 422
POST /quyet-dinh/lap/{waiting}/xem/                 302 404 404 200
POST /quyet-dinh/lap/{waiting}/truoc-he-thong/      302 404 404 422
GET  /quyet-dinh/cua-toi/999/                       302 404 404 404
GET  /quyet-dinh/lap/999/                           302 404 404 404
GET  /quyet-dinh/lap/999/xem/                       405 405 405 405
POST /quyet-dinh/lap/999/xem/                       302 404 404 404
POST /quyet-dinh/lap/999/truoc-he-thong/            302 404 404 404
GET  /chung-chi/                                    302 200 200 200
GET  /chung-chi/dot/                                302 200 200 200
GET  /chung-chi/dot/{certified}/                    302 200 404 200
GET  /chung-chi/dot/{certified}/mau.png             302 200 404 200
POST /chung-chi/dot/{certified}/cap/                302 404 404 409
POST /chung-chi/dot/{certified}/bo/                 302 404 404 409
GET  /chung-chi/dot/{certified}/in/0/               302 404 404 404
GET  /chung-chi/lop/TC-01.K1/                       302 404 404 200
POST /chung-chi/lop/TC-01.K1/                       302 404 404 422
GET  /chung-chi/mau/                                302 404 404 200
GET  /chung-chi/mau/soan/certificate/               302 404 404 200
GET  /chung-chi/mau/soan/khong-co/                  302 404 404 404
GET  /chung-chi/mau/999/                            302 404 404 404
GET  /chung-chi/mau/999/xem.png                     302 404 404 404
POST /chung-chi/mau/999/dung/                       302 404 404 404
POST /chung-chi/mau/999/thoi/                       302 404 404 404
GET  /chung-chi/khoa/                               302 404 404 200
POST /chung-chi/khoa/TCB/thay/                      302 404 404 422
GET  /chung-chi/noi-khac/                           302 404 200 200
GET  /chung-chi/noi-khac/ghi/HN-000004/             302 404 404 200
GET  /chung-chi/noi-khac/ghi/HN-000002/             302 404 200 200
POST /chung-chi/noi-khac/ghi/HN-000002/             302 404 422 422
GET  /chung-chi/noi-khac/{outside}/                 302 404 404 200
GET  /chung-chi/noi-khac/{outside}/ban-quet/        302 404 404 200
POST /chung-chi/noi-khac/{outside}/kiem-tra/        302 404 404 422
GET  /chung-chi/{certificate}/                      302 200 404 200
GET  /chung-chi/{certificate}/pdf/                  302 200 404 200
GET  /chung-chi/{certificate}/tin-chi.json          302 200 404 200
POST /chung-chi/{certificate}/thu-hoi/              302 404 404 422
POST /chung-chi/{certificate}/cap-lai/              302 404 404 422
POST /chung-chi/{certificate}/ban-sao/              302 404 404 422
GET  /chung-chi/{certificate}/ban-sao/1/            302 404 404 404
GET  /chung-chi/cua-toi/{certificate}/              302 404 404 404
GET  /xac-nhan/                                     200 200 200 200
GET  /xac-nhan/{certificate}/                       200 200 200 200
GET  /xac-nhan/0000000000000000/                    404 404 404 404
GET  /xac-nhan/khoa/                                200 200 200 200
GET  /xac-nhan/khoa.json                            200 200 200 200
GET  /xac-nhan/trang-thai/{key}/0                   200 200 200 200
GET  /xac-nhan/trang-thai/khong-co/0                404 404 404 404
GET  /van-ban/                                      302 200 200 200
GET  /van-ban/moi/                                  302 404 200 200
GET  /van-ban/cu/                                   302 404 200 200
POST /van-ban/cu/                                   302 404 422 422
GET  /van-ban/kho-giay.css                          302 200 200 200
GET  /van-ban/co-quan/                              302 404 404 200
GET  /van-ban/co-quan/STC/                          302 404 404 200
GET  /van-ban/mau/                                  302 404 404 200
GET  /van-ban/mau/soan/amend/                       302 404 404 200
GET  /van-ban/mau/soan/khong-co/                    302 404 404 404
GET  /van-ban/mau/999/                              302 404 404 404
GET  /van-ban/mau/999/thu.pdf                       302 404 404 404
POST /van-ban/mau/999/dung/                         302 404 404 404
POST /van-ban/mau/999/thoi/                         302 404 404 404
GET  /van-ban/999/                                  302 404 404 404
GET  /van-ban/{paper}/                              302 200 404 200
GET  /van-ban/{paper}/tai.docx                      302 200 404 200
GET  /van-ban/{paper}/tai.pdf                       302 200 404 200
GET  /van-ban/{paper}/tai.exe                       302 404 404 404
GET  /van-ban/{paper}/tep/999/                      302 404 404 404
GET  /van-ban/{paper}/sua/                          302 404 404 200
GET  /van-ban/{paper}/khoa/                         405 405 405 405
POST /van-ban/{paper}/khoa/                         302 404 404 302
POST /van-ban/{paper}/bo/                           302 404 404 422
POST /van-ban/{paper}/tra-lai/                      302 404 404 422
POST /van-ban/{paper}/ban-ky/                       302 404 404 422
POST /van-ban/{paper}/ban-phat-hanh/                302 404 404 422
POST /van-ban/{paper}/ky/                           302 404 404 422
POST /van-ban/{paper}/so/                           302 404 404 422
GET  /phe-duyet/                                    302 200 200 200
POST /phe-duyet/                                    405 405 405 405
POST /phe-duyet/tra-loi/                            302 404 422 422
GET  /phe-duyet/da-trinh/                           302 200 200 200
GET  /phe-duyet/ho-so/                              302 200 200 200
GET  /phe-duyet/999/                                302 404 404 404
GET  /phe-duyet/{submission}/                       302 200 404 200
GET  /phe-duyet/{submission}/tra-loi/               405 405 405 405
POST /phe-duyet/{submission}/tra-loi/               302 404 404 422
POST /phe-duyet/{submission}/rut/                   302 404 404 422
GET  /phe-duyet/trinh-tu/                           302 200 200 200
GET  /phe-duyet/trinh-tu/moi/                       302 404 404 200
POST /phe-duyet/trinh-tu/moi/                       302 404 404 422
GET  /phe-duyet/trinh-tu/{route}/                   302 200 200 200
GET  /phe-duyet/trinh-tu/999999/                    302 404 404 404
POST /phe-duyet/trinh-tu/{route}/thoi/              302 404 404 422
GET  /phap-luat/                                    302 200 200 200
GET  /phap-luat/tham-so/nd101.age_limit/            302 200 200 200
GET  /phap-luat/tham-so/khong.co/                   302 404 404 404
POST /phap-luat/tham-so/nd101.age_limit/nhap/       302 404 404 200
GET  /phap-luat/dieu-chinh/                         302 200 200 200
GET  /phap-luat/dieu-chinh/999/                     302 404 404 404
POST /phap-luat/dieu-chinh/999/ap-dung/             302 404 404 404
POST /phap-luat/dieu-chinh/999/bo/                  302 404 404 404
POST /phap-luat/dieu-chinh/999/thu-hoi/             302 404 404 404
GET  /phap-luat/dieu-chinh/999/nguoi/               302 404 404 404
"""
CASES = [tuple(line.split()) for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def clients(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, Client]]:
    """A client of each role over one city, taken away at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        city: City = founded()
        scheme_runs(city)
        programmes_stand(city)
        signed_in: dict[str, Client] = {"nobody": Client()}
        for role in ("viewer", "officer", "owner"):
            signed_in[role] = Client(raise_request_exception=False)
            signed_in[role].force_login(
                getattr(city, role), backend="django.contrib.auth.backends.ModelBackend"
            )
        SavedFilter.objects.create(user=city.owner, name="Của chủ đề án", query="tim=An")
        ImportBatch.objects.create(
            unit=city.health, on=date(2024, 6, 1), file_name="y-te.xlsx", state="refused"
        )
        drafted(issuing_body(actor=None, unit=city.health, on=date(2024, 6, 1)))
        submit(
            actor=None,
            key="hanoi-1698/A.1.1",
            title="Danh sách của Sở Y tế",
            unit=city.health,
            subject=("tests.list", 1),
            on=date(2024, 6, 1),
        )
        divided(city)
        listed(city)
        with operator_scope():
            certified(city)
        evaluated(city)
        with operator_scope():
            attended(city)
        sent_abroad(city)
        assessed(city)
        amended(decided_in(city.health, city.stranger)[0])
        yield signed_in
        transaction.set_rollback(True)


def certified(city: City) -> None:
    """The person of health has a certificate of the school, and a paper from elsewhere."""
    certificates.issue(
        actor=None,
        unit=Unit.objects.get(code="TCB"),
        holders=[certificates.Holder(name=city.stranger.name, person_id=city.stranger.pk)],
        course=certificates.Course(
            programme="Quản lý tài chính công ở cơ sở",
            starts_on=date(2024, 5, 6),
            ends_on=date(2024, 5, 10),
            signer="Trần Văn Nam",
        ),
        signed_on=date(2024, 5, 20),
    )
    certificates.record(
        actor=None,
        person=city.stranger,
        told_by=certificates.Told(
            what="certificate",
            title="Tin học văn phòng",
            issuer="Trung tâm Tin học",
            issued_on=date(2015, 6, 30),
        ),
        scan=Upload("tin-hoc.pdf", b"%PDF-1.7 ban quet"),
        on=date(2024, 6, 1),
    )


def listed(city: City) -> None:
    """A list of nominations of finance with a person on it, and an empty one of health."""
    for unit in (city.finance, city.health):
        terms = nominations.Terms(
            scheme="hanoi-1698",
            item="A.1.1",
            title=f"Danh sách của {unit.code}",
            starts_on=date(2024, 7, 1),
            ends_on=date(2024, 7, 5),
        )
        held = nominations.open_list(actor=None, unit=unit, terms=terms, on=date(2024, 6, 1))
        if unit == city.finance:
            people = [Person.objects.get(code="HN-000002").pk]
            nominations.nominate(
                actor=None, nomination_list=held, people=people, on=date(2024, 6, 1)
            )


def sent_abroad(city: City) -> None:
    """A delegation and a workshop of home affairs, who ask who wants the course again."""
    taught = TrainingClass.objects.get(code="TC-01.K1")
    for code, form in (("DD-01", "abroad"), ("HT-01", "workshop")):
        held = TrainingClass.objects.create(
            code=code,
            title=f"Chuyến đi {code}",
            title_folded=f"chuyen di {code}",
            version=taught.version,
            institution=taught.institution,
            unit=taught.unit,
            starts_on=date(2024, 5, 20),
            ends_on=date(2024, 5, 24),
            places=10,
            form=form,
            ground="Kế hoạch 9/KH-SNV",
            opened_on=date(2024, 5, 6),
            opened_by="kiểm thử",
        )
        if form == "abroad":
            Journey.objects.create(
                training_class=held,
                country="JP",
                host="Đại học Meisei",
                paper="Quyết định 88/QĐ-UBND",
                leaves_on=held.starts_on,
                returns_on=held.ends_on,
                report_days=15,
                report_due_on=date(2024, 6, 8),
                opened_by="kiểm thử",
            )
    Demand.objects.create(
        programme=taught.version.programme,
        unit=taught.unit,
        title="Quản lý tài chính công",
        title_folded="quan ly tai chinh cong",
        when="quý IV/2024",
        answer_by=date(2024, 7, 1),
        ground="CV 12/SNV",
        opened_on=date(2024, 5, 6),
        opened_by="kiểm thử",
    )


def evaluated(city: City) -> None:
    """The counted form of the class, work that follows, a question about somebody of health."""
    form = found_of(TrainingClass.objects.get(code="TC-01.K1"), on=date(2024, 5, 20))
    Action.objects.create(
        form=form,
        finding="Phòng học nóng",
        what="Lắp thêm quạt",
        owner=city.owner,
        due_on=date(2024, 7, 1),
    )
    Use.objects.create(
        form=form,
        person=city.stranger,
        unit=city.health,
        asked_on=date(2024, 5, 31),
        due_on=date(2024, 6, 30),
    )


def attended(city: City) -> None:
    """A session of the class with a guest, who asked for leave."""
    held = TrainingClass.objects.get()
    guest = add_guest(
        actor=None,
        held_class=held,
        name="Phạm Thị Lan",
        organisation="UBND tỉnh Hà Nam",
        contact="",
        joined_on=date(2024, 6, 3),
        ground="Công văn 7",
    )
    hours = [datetime(2024, 6, 3, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")) for hour in (8, 11)]
    Session.objects.create(training_class=held, title="Khai giảng", hours=tuple(hours), periods=4)
    leave = Leave(date(2024, 6, 3), date(2024, 6, 3), "Ốm", paper="Giấy 12")
    ask(actor=None, learner=guest, leave=leave, on=date(2024, 6, 1))


def assessed(city: City) -> None:
    """A guest of the class handed a report in, was marked, objects to it, is concluded."""
    held = TrainingClass.objects.get(code="TC-01.K1")
    said = {"actor": None, "held_class": held, "ground": "Kế hoạch 9/KH-TCB"}
    guest = add_guest(
        name="Phạm Thị Dung",
        organisation="UBND tỉnh Hà Nam",
        contact="",
        joined_on=held.starts_on,
        **said,
    )
    told = results.Said("Báo cáo thu hoạch", "report", takes_files=True)
    part = results.write_part(said=told, **said)
    upload = Upload("thu-hoach.pdf", b"%PDF-1.7 thu hoach")
    results.hand_in(actor=None, part=part, learner=guest, upload=upload, on=held.ends_on)
    given = results.Given(guest.pk, part.pk, Mark("given", Decimal(7)))
    results.grade(given=[given], on=held.ends_on, **said)
    results.publish(actor=None, part=part, on=held.ends_on)
    mark = Grade.objects.get()
    results.object_to(actor=None, grade=mark, reason="Phần liên hệ", on=held.ends_on)
    results.conclude(on=held.ends_on, **said)


@pytest.fixture(scope="module")
def things(clients: dict[str, Client], django_db_blocker) -> dict[str, int | str]:
    """The numbers of what belongs to somebody else than the officer."""
    with django_db_blocker.unblock():
        batch = ImportBatch.objects.get(unit__code="SYT")
        ids = dict(Person.objects.values_list("code", "pk"))
        return {
            "batch": batch.pk,
            "filter": SavedFilter.objects.get().pk,
            "paper": Paper.objects.get(origin="").pk,
            "submission": Submission.objects.get(kind="tests.list").pk,
            "route": Submission.objects.get(kind="tests.list").route_id,
            "division": Division.objects.get().pk,
            "part": Allotment.objects.get().pk,
            "head": ids["HN-000001"],
            "stranger": ids["HN-000004"],
            "role": RoleAssignment.objects.get(user__username="canbo.stc").pk,
            "lecturer": Lecturer.objects.get().pk,
            "list": NominationList.objects.get(unit__code="STC").pk,
            "certified": Batch.objects.get().pk,
            "certificate": Certificate.objects.get().code,
            "key": SigningKey.objects.get().short,
            "outside": Outside.objects.get().pk,
            "evaluation": Form.objects.get().pk,
            "demand": Demand.objects.get().pk,
            "assessed": Part.objects.get().pk,
            "work": Work.objects.get().pk,
            "objection": Objection.objects.get().pk,
            "learner": Grade.objects.get().learner_id,
            "action": Action.objects.get().pk,
            "use": Use.objects.get().pk,
            "session": Session.objects.get().pk,
            "excuse": Excuse.objects.get().pk,
            "foreign": NominationList.objects.get(unit__code="SYT", state="draft").pk,
            "nominated": Nomination.objects.get(list__unit__code="STC").pk,
            "issued": Sending.objects.get(paper__state="registered").pk,
            "draft": Sending.objects.get(paper__state="draft", kind="send").pk,
            "amending": Sending.objects.get(kind="withdraw").pk,
            "waiting": Sending.objects.get(paper__state="draft", kind="send").list_id,
        }


@pytest.fixture(autouse=True)
def as_the_application(things: dict[str, int | str], django_db_blocker) -> Iterator[None]:
    """Each request looks through the application's role, as in service."""
    from django.db import connection  # noqa: PLC0415  Django is set up by the fixtures above

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[:2]))
def test_every_role_gets_what_the_table_says(
    case: tuple[str, ...], clients: dict[str, Client], things: dict[str, int | str]
) -> None:
    method, address, *expected = case
    got = [answer_to(clients[role], method, address.format(**things)) for role in ROLES]
    assert dict(zip(ROLES, got, strict=True)) == dict(zip(ROLES, expected, strict=True))


@pytest.fixture(scope="module")
def everybody(clients: dict[str, Client], django_db_blocker) -> dict[str, Client]:
    """A client of somebody in each role of the table of roles, at the root."""
    made = {}
    with django_db_blocker.unblock():
        root = Unit.objects.get(code="HN")
        for role in ALL_ROLES:
            made[role.code] = Client(raise_request_exception=False)
            made[role.code].force_login(
                user(f"moi.{role.code}", role.label, role.code, root),
                backend="django.contrib.auth.backends.ModelBackend",
            )
    return made


def permission_of(address: str) -> str:
    """What the guard of an address asks for."""
    view = resolve(address.split("?")[0]).func
    while not hasattr(view, "permission"):
        view = view.__wrapped__
    return view.permission


@pytest.mark.parametrize("role", [role.code for role in ALL_ROLES])
def test_where_a_role_lacks_the_permission_of_an_address_it_finds_nothing(
    role: str, everybody: dict[str, Client], things: dict[str, int | str]
) -> None:
    """And where it has it, and sight of the people, the pages of the whole city are there.

    A role that has a column in the table has been asked already, for the same city.
    """
    told = ROLES.index(role) if role in ROLES else None
    wrong = []
    for method, template, *expected in CASES:
        address = template.format(**things)
        asked = permission_of(address)
        if asked in ("public", "signed-in") or "405" in expected:
            continue
        allowed = asked in permissions_of(role)
        seen = role_of(role).sees_people and method == "GET" and expected[-1] == "200"
        if allowed and (not seen or "tai=" in address):
            continue
        status = answer_to(everybody[role], method, address) if told is None else expected[told]
        if (status == "404") is allowed:
            wrong.append((method, address, asked, status))
    assert wrong == []


def answer_to(client: Client, method: str, address: str) -> str:
    """The status of an answer; what the request wrote is taken back."""
    with transaction.atomic():
        cookies = deepcopy(client.cookies)
        status = client.generic(method, address).status_code
        client.cookies = cookies
        transaction.set_rollback(True)
    return str(status)


def test_every_address_stands_in_the_table(things: dict[str, int | str]) -> None:
    """A new page has to say here who may open it."""
    told = {resolve(case[1].format(**things).split("?")[0]).view_name for case in CASES}
    pages = {name for name in every_name(get_resolver()) if not name.startswith("api:")}
    assert pages - told == set()  # operations of the API stand in a table of their own


def every_name(resolver: URLResolver, room: str = "") -> Iterator[str]:
    """The full names of all addresses."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_name(entry, f"{entry.namespace}:" if entry.namespace else room)
        else:
            yield f"{room}{entry.name}"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/nguoi/HN-000004/", "/nguoi/KHONG-CO/", "/nhap/{batch}/"])
def test_an_unusual_method_tells_nothing_of_another_unit(
    method: str, address: str, clients: dict[str, Client], things: dict[str, int | str]
) -> None:
    assert answer_to(clients["officer"], method, address.format(**things)) == "405"


@pytest.mark.parametrize(
    "headers", [{}, {"accept": "application/json"}, {"hx-request": "true"}], ids=str
)
def test_a_person_of_another_unit_and_nobody_get_the_same_answer(
    headers: dict[str, str], clients: dict[str, Client]
) -> None:
    pages = [
        clients["officer"].get(f"/nguoi/{code}/", headers=headers)
        for code in ("HN-000004", "HN-999999")
    ]
    told = [
        page.content.decode().replace(code, "")
        for page, code in zip(pages, ("HN-000004", "HN-999999"), strict=True)
    ]
    assert [page.status_code for page in pages] == [404, 404]
    assert without_token(told[0]) == without_token(told[1])


def without_token(page: str) -> str:
    """A page without its token against forged forms, which differs each time."""
    return re.sub(r'[Tt]oken"(?::| value=) ?"[^"]*"', "", page)


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        "%27); SELECT set_config('hientai.all','on',true)--",
        "../../etc/passwd",
        "ten; DROP TABLE people_person",
        "\u202e",
    ],
)
def test_hostile_words_in_the_address_show_nothing_of_another_unit(
    text: str, clients: dict[str, Client]
) -> None:
    for name in ("tim", "sap", "trang", "don-vi", "nhom", "tai", "so", "phan", "q"):
        answer = clients["officer"].get("/nguoi/", {name: text})
        assert answer.status_code in (200, 404, 422)
        assert "Đặng Văn Dũng" not in b"".join(answer).decode()


def test_nobody_removes_the_saved_filter_of_another(
    clients: dict[str, Client], things: dict[str, int | str]
) -> None:
    clients["officer"].post(f"/nguoi/bo-loc/{things['filter']}/bo/")
    assert "Của chủ đề án" in clients["owner"].get("/nguoi/").content.decode()
    assert "Của chủ đề án" not in clients["officer"].get("/nguoi/").content.decode()


def test_the_search_finds_nobody_of_another_unit(clients: dict[str, Client]) -> None:
    for asked in ({"tim": "HN-000004"}, {"tim": "Dũng"}, {"don-vi": "SYT"}, {"on": "2012-01-01"}):
        assert "Đặng Văn Dũng" not in clients["officer"].get("/nguoi/", asked).content.decode()


STRANGER = "Đặng Văn Dũng"
BESIDE = {"slug": "hanoi-1698", "quota_id": "A.1.1", "target_id": "2.1.a.1", "item": "A.1.1"}
"""What an address asks for beside the person."""
ASKED_FOR = ("tim=Dũng", "ma=HN-000004", "tai=xlsx")
"""The ways in which a page is asked for somebody, or for everybody."""


def every_route(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address that takes something, as the resolver has it; operations of the API apart."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver) and entry.namespace != "api":
            yield from every_route(entry, route)
        elif not isinstance(entry, URLResolver) and "<" in route:
            yield "/" + route


def leading_to(person: Person) -> Iterator[str]:
    """Every address that takes something, with a person put wherever one may stand."""
    kinds = {"int": str(person.pk), "str": person.code}
    for route in every_route(get_resolver()):
        for known in (BESIDE, {}):
            yield re.sub(
                r"<(?:(\w+):)?(\w+)>",
                lambda part, known=known: known.get(part[2], kinds.get(part[1] or "str", "x")),
                route,
            )


def said_at(client: Client, address: str) -> str:
    """All words of an answer, those in a workbook or a paper too."""
    content = b"".join(client.get(address))
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode(errors="ignore")


def where_named(client: Client, addresses: set[str]) -> set[str]:
    """The names of the addresses at which a client finds the person of another unit."""
    found = {address for address in addresses if STRANGER in said_at(client, address)}
    return {resolve(address.split("?")[0]).view_name for address in found}


def ways_to_ask(client: Client, page: str) -> Iterator[str]:
    """A page as it stands, and asked for somebody or as a workbook where it offers that."""
    said = said_at(client, page)
    yield page
    for more in ASKED_FOR:
        if f'name="{more.partition("=")[0]}"' in said or more in said:
            yield f"{page}{'&' if '?' in page else '?'}{more}"


def test_no_address_shows_a_person_of_another_unit(
    clients: dict[str, Client], things: dict[str, int | str]
) -> None:
    """Whatever address takes a person, and every page however it is asked; who sees the whole
    city finds the person there. Anybody with the paper in hand may verify a certificate."""
    officer, owner = clients["officer"], clients["owner"]
    person = Person(pk=things["stranger"], code="HN-000004")
    opened = [(case[1].format(**things), *case[-2:]) for case in CASES if case[0] == "GET"]
    asked = {
        address
        for page, answer, _whole in opened
        if answer == "200"
        for address in ways_to_ask(officer, page)
    }
    assert where_named(officer, {*leading_to(person), *asked}) == {"certificates:verify"}
    whole = {page for page, _answer, answer in opened if answer == "200"}
    assert where_named(owner, {*leading_to(person), *whole}) > {
        "people:person",
        "people:people",
        "people:pair",
        "upkeep:trace",
        "certificates:record",
        "decisions:sending",
        "places:seats",
        "evaluation:uses",
    }


def test_no_page_links_to_what_its_reader_may_not_open(
    everybody: dict[str, Client], things: dict[str, int | str]
) -> None:
    """Asked of an institution, which sees most rooms and no people; the page that a phone keeps
    for where there is no network does not know its reader."""
    may = {"public", "signed-in", *permissions_of("institution")}
    dead = set()
    for method, template, *_others, whole in CASES:
        page = template.format(**things)
        if (method, whole) != ("GET", "200") or permission_of(page) not in may - {"public"}:
            continue
        for link in set(re.findall(r'href="(/[^"#?]*)', said_at(everybody["institution"], page))):
            if not link.startswith("/static/") and permission_of(link) not in may:
                dead.add((page, link))
    assert dead == set()
