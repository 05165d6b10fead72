"""The register: persons and their dated posts, grades, degrees, ratings, discipline, plans."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit


class NameWords(models.Func):
    """The words of a folded name, to be searched by how they begin (see people_named)."""

    template = "array_to_tsvector(string_to_array(%(expressions)s, ' '))"
    output_field = SearchVectorField()


class Person(models.Model):
    """One official. `unit` is the unit of today's main post: the scope of sight follows it."""

    code = models.TextField(_("mã CBCCVC"), unique=True)
    name = models.TextField(_("họ và tên"))
    name_folded = models.TextField()
    name_key = models.TextField(db_collation="vi-x-icu")
    sex = models.TextField(_("giới tính"), null=True)
    birth_date = models.DateField(_("ngày sinh"), null=True)
    birth_precision = models.TextField(default="day")
    ethnicity = models.TextField(_("dân tộc"), null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"), related_name="people")
    service_start = models.DateField(_("ngày bắt đầu công tác"), null=True)
    probation_end = models.DateField(_("ngày hết tập sự"), null=True)
    own_retirement_date = models.DateField(_("ngày nghỉ hưu"), null=True)
    managed_by_committee = models.BooleanField(_("diện Ban Thường vụ quản lý"), null=True)
    political_theory = models.TextField(_("lý luận chính trị"), null=True)
    languages = models.TextField(_("ngoại ngữ"), null=True)
    it_skill = models.TextField(_("tin học"), null=True)

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"]),
            models.Index(fields=["unit", "name_key"]),
            GinIndex(NameWords("name_folded"), name="person_name_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="person_is_named"),
            models.CheckConstraint(
                condition=Q(birth_precision__in=["day", "month", "year"]),
                name="birth_precision_known",
            ),
            models.CheckConstraint(
                condition=Q(service_start__gt=F("birth_date")), name="service_starts_after_birth"
            ),
            models.CheckConstraint(
                condition=Q(probation_end__gte=F("service_start")),
                name="probation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(own_retirement_date__gt=F("birth_date")), name="retires_after_birth"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class OfPerson(models.Model):
    """A row that hangs on a person."""

    person = models.ForeignKey(Person, models.CASCADE)

    class Meta:
        abstract = True
        default_related_name = "%(class)ss"


def lasts(name: str) -> models.CheckConstraint:
    """A period of at least one day."""
    return models.CheckConstraint(condition=Q(period__isempty=False), name=name)


def one_a_day(name: str, which: Q) -> tuple[models.BaseConstraint, ...]:
    """No two rows of a person on one day, of those that `which` names.

    A register loaded at once is almost all periods without an end: a unique index refuses the
    second at a tenth of what excluding it costs. Periods that ended exclude each other; one of
    either kind is held against the other by the trigger of the same name (0003_one_a_day.sql).
    """
    return (
        models.UniqueConstraint(
            fields=["person"], condition=which & Q(period__upper_inf=True), name=f"{name}_now"
        ),
        ExclusionConstraint(
            name=name,
            expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            condition=which & Q(period__upper_inf=False),
        ),
    )


class Post(OfPerson):
    """A post held in a period: one main post at a time, others beside it, secondments."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    kind = models.TextField(_("loại"), default="main")
    category = models.TextField(_("đối tượng"))
    title = models.TextField(_("chức vụ"), null=True)
    equivalent_title = models.TextField(_("chức vụ tương đương"), null=True)
    position = models.TextField(_("vị trí việc làm"), null=True)
    division = models.TextField(_("phòng, bộ phận"), null=True)
    fields = ArrayField(models.TextField(), null=True, verbose_name=_("lĩnh vực"))
    period = DateRangeField(_("thời gian"))

    class Meta(OfPerson.Meta):
        indexes = [
            # Whom a unit has had is asked by walls (people_formerly_in_scope).
            models.Index(
                fields=["unit", "person"],
                condition=Q(period__upper_inf=False),
                name="post_that_ended",
            )
        ]
        constraints = [
            *one_a_day("person_has_one_main_post_a_day", Q(kind="main")),
            lasts("post_lasts"),
            models.CheckConstraint(
                condition=Q(kind__in=["main", "concurrent", "secondment"]), name="post_kind_known"
            ),
        ]


class Grade(OfPerson):
    """The civil-service grade or professional title class held in a period."""

    grade = models.TextField(_("ngạch"), null=True)
    title_class = models.TextField(_("hạng chức danh nghề nghiệp"), null=True)
    period = DateRangeField(_("thời gian"))

    class Meta(OfPerson.Meta):
        constraints = [*one_a_day("person_has_one_grade_a_day", Q()), lasts("grade_lasts")]


class Degree(OfPerson):
    """A degree; one whose day of award is not recorded counts as held since before the register."""

    level = models.TextField(_("trình độ"))
    subject = models.TextField(_("chuyên ngành"), null=True)
    institution = models.TextField(_("nơi cấp"), null=True)
    abroad = models.BooleanField(_("học ở nước ngoài"), null=True)
    awarded_on = models.DateField(_("ngày cấp bằng"), null=True)
    awarded_precision = models.TextField(default="day")

    class Meta(OfPerson.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "level", "subject", "awarded_on"],
                nulls_distinct=False,
                name="degree_is_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(awarded_precision__in=["day", "month", "year"]),
                name="award_precision_known",
            ),
        ]


class Rating(OfPerson):
    """The yearly rating (xếp loại) of one year."""

    year = models.SmallIntegerField(_("năm"))
    rating = models.TextField(_("xếp loại"))

    class Meta(OfPerson.Meta):
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="one_rating_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2100), name="rating_year_possible"
            ),
        ]


class Discipline(OfPerson):
    """A sanction, or a process that is pending, in force over a period."""

    form = models.TextField(_("hình thức"))
    period = DateRangeField(_("thời gian"))
    decision_number = models.TextField(_("số quyết định"), blank=True)

    class Meta(OfPerson.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "form", "period"], name="discipline_is_recorded_once"
            ),
            lasts("discipline_lasts"),
        ]


class PlannedTitle(OfPerson):
    """A title the person is planned for (quy hoạch) in a period."""

    title = models.TextField(_("chức vụ quy hoạch"))
    fields = ArrayField(models.TextField(), null=True, verbose_name=_("lĩnh vực"))
    period = DateRangeField(_("thời gian"))

    class Meta(OfPerson.Meta):
        constraints = [
            ExclusionConstraint(
                name="planned_for_a_title_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            lasts("planned_title_lasts"),
        ]


class SavedFilter(models.Model):
    """A named filter of the list of people, kept by the user who made it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    name = models.TextField(_("tên bộ lọc"))
    query = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_named_once")
        ]
