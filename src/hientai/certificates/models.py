"""Certificates: templates, keys, books of numbers, lists, what was issued, what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.certificates.domain.facts import CERTIFICATE, KINDS, Facts
from hientai.certificates.domain.wording import Words
from hientai.classes.models import TrainingClass
from hientai.documents.models import VersionOfWords
from hientai.organisations.models import Unit
from hientai.people.models import Degree, Person
from hientai.timetables.models import Learner as Learning
from hientai.training.models import Turn

KIND_CHOICES = [(code, _(label)) for code, label in KINDS.items()]


class Template(VersionOfWords):
    """A version of the words of a kind, for all issuers or for one."""

    kind = models.TextField(_("loại giấy"), choices=KIND_CHOICES)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("cơ sở cấp")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "version"],
                nulls_distinct=False,
                name="certificate_templates_count_up",
            ),
            models.UniqueConstraint(
                fields=["kind", "unit", "since"],
                condition=Q(state="in_use"),
                nulls_distinct=False,
                name="one_certificate_template_a_day",
            ),
        ]


class SigningKey(models.Model):
    """A key of an issuer. One signs new certificates; former ones still sign their status lists."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("cơ sở cấp"))
    short = models.TextField(_("tên khóa"), unique=True)
    did = models.TextField(_("khóa công khai"), unique=True)
    sealed = models.TextField()
    since = models.DateField(_("dùng từ ngày"))
    until = models.DateField(_("thôi dùng từ ngày"), null=True)
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    made_by = models.TextField(_("người lập"))
    ended_by = models.TextField(_("người thay"), blank=True, default="")
    ended_ground = models.TextField(_("lý do thay"), blank=True, default="")
    signed = models.PositiveIntegerField(_("số chứng chỉ đã ký"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until=None), name="issuer_signs_with_one_key"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | ~Q(ended_ground=""), name="key_ends_on_a_ground"
            ),
        ]


class Book(models.Model):
    """The numbers of an issuer, year and kind: the row that is locked while numbers are given."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField(_("năm"))
    series = models.TextField(_("sổ"))
    last = models.PositiveIntegerField(_("số cuối"), default=0)
    last_day = models.DateField(_("ngày của số cuối"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "series"], name="one_book_a_year")
        ]


class Batch(models.Model):
    """A list of people to be given certificates: looked through, confirmed with numbers, issued."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("chờ kiểm tra")
        ISSUING = "issuing", _("đang cấp")
        ISSUED = "issued", _("đã cấp")
        DROPPED = "dropped", _("đã bỏ")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("cơ sở cấp"))
    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, null=True, related_name="+", verbose_name=_("lớp")
    )
    kind = models.TextField(_("loại giấy"), choices=KIND_CHOICES, default=CERTIFICATE)
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    programme = models.TextField(_("chương trình"))
    signed_on = models.DateField(_("ngày ký"))
    common = models.JSONField(default=dict)  # what every certificate of the list says
    state = models.TextField(_("trạng thái"), choices=State, default=State.PREPARED)
    total = models.PositiveIntegerField(_("số người"), default=0)
    first = models.PositiveIntegerField(_("số đầu"), null=True)
    serial = models.PositiveIntegerField(null=True)  # of the first one among those of its key
    key = models.ForeignKey(SigningKey, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    made_by = models.TextField(_("người lập"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    confirmed_by = models.TextField(_("người xác nhận"), blank=True, default="")
    ended_at = models.DateTimeField(_("xong lúc"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "dropped"], first=None)
                | Q(state__in=["issuing", "issued"], first__gt=0, total__gt=0),
                name="confirmed_lists_alone_have_numbers",
            )
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="certificate_lists_of_a_unit")]


class Entry(models.Model):
    """One person of a list, of the register or a guest, as the certificate will say it."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField(_("thứ tự"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    turn = models.ForeignKey(
        Turn, models.PROTECT, null=True, related_name="+", verbose_name=_("lượt học")
    )
    learner = models.ForeignKey(
        Learning, models.PROTECT, null=True, related_name="+", verbose_name=_("người học")
    )
    name = models.TextField(_("họ và tên"))
    birth = models.TextField(_("ngày sinh"), blank=True, default="")
    workplace = models.TextField(_("đơn vị công tác"), blank=True, default="")
    classification = models.TextField(_("xếp loại"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="certificate_list_is_in_order"
            ),
            models.UniqueConstraint(
                fields=["batch", "person"],
                condition=Q(person__isnull=False),
                name="one_person_once_in_a_certificate_list",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="certificate_names_somebody"),
        ]


class Certificate(models.Model):
    """One certificate. What it says is never written over; only what became of it changes."""

    class State(models.TextChoices):
        VALID = "valid", _("có giá trị")
        REVOKED = "revoked", _("đã thu hồi")
        REPLACED = "replaced", _("đã thay bằng bản khác")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("cơ sở cấp"))
    entry = models.OneToOneField(
        Entry, models.PROTECT, related_name="certificate", verbose_name=_("dòng trong danh sách")
    )
    kind = models.TextField(_("loại giấy"), choices=KIND_CHOICES)
    year = models.SmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    number_text = models.TextField(_("số vào sổ"))
    code = models.TextField(_("mã xác nhận"), unique=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="certificates", verbose_name=_("người")
    )
    turn = models.ForeignKey(
        Turn, models.PROTECT, null=True, related_name="certificates", verbose_name=_("lượt học")
    )
    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, null=True, related_name="+", verbose_name=_("lớp")
    )
    name = models.TextField(_("họ và tên"))
    folded = models.TextField()  # name, programme and number without accents, to search by
    classification = models.TextField(_("xếp loại"), blank=True, default="")
    signed_on = models.DateField(_("ngày ký"))
    template = models.ForeignKey(
        Template, models.PROTECT, null=True, related_name="+", verbose_name=_("mẫu")
    )
    facts = models.JSONField()  # with the words it was printed with and the key that signed
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    status_list = models.PositiveIntegerField()
    status_index = models.PositiveIntegerField()
    signature = models.TextField()  # the text of the QR code
    proof = models.TextField()  # the signature of the credential
    state = models.TextField(_("tình trạng"), choices=State, default=State.VALID)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name=_("được thay bằng")
    )
    issued_at = models.DateTimeField(_("cấp lúc"), auto_now_add=True)
    issued_by = models.TextField(_("người cấp"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind", "number"], name="certificate_number_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["key", "status_list", "status_index"], name="certificate_has_its_own_bit"
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | ~Q(state="replaced") & Q(replaced_by=None),
                name="replaced_certificates_name_the_other",
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=F("pk")), name="certificate_is_replaced_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["-signed_on", "-id"], name="certificates_by_day"),
            models.Index(fields=["person"], name="certificates_of_a_person"),
            models.Index(
                fields=["key", "status_list"],
                condition=~Q(state="valid"),
                name="certificates_valid_no_more",
            ),
        ]

    def __str__(self) -> str:
        return self.number_text

    @property
    def said(self) -> Facts:
        """What it says."""
        return Facts.from_data(self.facts)

    @property
    def words(self) -> Words:
        """The words it was printed with."""
        return Words.from_data(self.facts["words"])


class Act(models.Model):
    """What became of a certificate after it was issued; the database follows it at once."""

    class What(models.TextChoices):
        REVOKED = "revoked", _("thu hồi")
        REPLACED = "replaced", _("cấp lại")
        COPIED = "copied", _("cấp bản sao")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="acts")
    what = models.TextField(_("việc"), choices=What)
    ground = models.TextField(_("lý do"))  # a code of packs/grounds.yaml, "" for a copy
    clause = models.TextField(_("điều khoản"), blank=True, default="")
    paper = models.TextField(_("căn cứ"))
    counts = models.BooleanField(_("vẫn tính là hoàn thành"), default=True)
    by_certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="+", verbose_name=_("bản thay")
    )
    copy_number = models.PositiveIntegerField(_("số bản sao"), null=True)
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    by = models.TextField(_("người ghi"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(what__in=["revoked", "replaced"]),
                name="certificate_ends_once",
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="act_rests_on_a_paper"),
            models.CheckConstraint(
                condition=Q(what="replaced", by_certificate__isnull=False)
                | ~Q(what="replaced") & Q(by_certificate=None),
                name="replacing_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(what="copied", copy_number__gt=0)
                | ~Q(what="copied") & Q(copy_number=None),
                name="copies_alone_have_numbers",
            ),
        ]


class PrintFile(models.Model):
    """Some hundred certificates of a list as one PDF for the printer."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files")
    section = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "section"], name="part_is_printed_once")
        ]


class Outside(models.Model):
    """A degree or certificate from elsewhere: recorded with a scan, checked by another person."""

    class What(models.TextChoices):
        DEGREE = "degree", _("Văn bằng")
        CERTIFICATE = "certificate", _("Chứng chỉ")

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ kiểm tra")
        CONFIRMED = "confirmed", _("đã xác nhận")
        REFUSED = "refused", _("không xác nhận")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="outside", verbose_name=_("người")
    )
    what = models.TextField(_("loại"), choices=What)
    title = models.TextField(_("tên chương trình, ngành"))
    level = models.TextField(_("trình độ"), blank=True, default="")
    number = models.TextField(_("số hiệu"), blank=True, default="")
    issuer = models.TextField(_("nơi cấp"))
    abroad = models.BooleanField(_("học ở nước ngoài"), default=False)
    starts_on = models.DateField(_("từ ngày"), null=True)
    ends_on = models.DateField(_("đến ngày"), null=True)
    issued_on = models.DateField(_("ngày cấp"))
    scan = models.BinaryField()
    scan_name = models.TextField(_("tệp quét"))
    scan_type = models.TextField()
    digest = models.TextField()
    state = models.TextField(_("tình trạng"), choices=State, default=State.WAITING)
    recorder = models.BigIntegerField(_("tài khoản ghi"), null=True)
    recorded_by = models.TextField(_("người ghi"))
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    checker = models.BigIntegerField(_("tài khoản kiểm tra"), null=True)
    checked_by = models.TextField(_("người kiểm tra"), blank=True, default="")
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True)
    reason = models.TextField(_("ý kiến kiểm tra"), blank=True, default="")
    degree = models.ForeignKey(
        Degree, models.SET_NULL, null=True, related_name="+", verbose_name=_("bằng đã ghi")
    )
    turn = models.ForeignKey(
        Turn, models.SET_NULL, null=True, related_name="+", verbose_name=_("lượt học đã ghi")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", checked_at=None)
                | ~Q(state="waiting") & Q(checked_at__isnull=False) & ~Q(reason=""),
                name="outside_is_checked_with_words",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting")
                | Q(recorder=None)
                | Q(checker__isnull=False) & ~Q(checker=F("recorder")),
                name="outside_is_checked_by_another",
            ),
            models.UniqueConstraint(
                fields=["person", "digest"],
                condition=~Q(state="refused"),
                name="scan_is_recorded_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state="waiting"), name="outside_waiting_for_a_check"
            )
        ]
