from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

WAYS = [
    ("at_once", "gửi ngay"),
    ("digest", "gộp mỗi ngày một thư"),
    ("never", "không gửi thư"),
]
STATES = [
    ("waiting", "chờ gửi"),
    ("sent", "đã gửi"),
    ("failed", "gửi không được"),
    ("dropped", "không gửi: tài khoản chưa có địa chỉ thư"),
]
ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


def whose():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("accounts", "0007_looked_after"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ID,
                ("kind", models.TextField(verbose_name="loại")),
                ("key", models.TextField(blank=True)),
                ("title", models.TextField(verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("link", models.TextField(blank=True)),
                ("on", models.DateField(verbose_name="ngày")),
                ("made_at", models.DateTimeField(verbose_name="báo lúc")),
                ("read_at", models.DateTimeField(null=True, verbose_name="đọc lúc")),
                ("user", whose()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["user", "kind", "key"],
                        condition=~Q(key=""),
                        name="told_once_under_a_key",
                    )
                ],
                "indexes": [
                    models.Index(fields=["user", "-id"], name="notices_of_a_user"),
                    models.Index(
                        fields=["user"], condition=Q(read_at=None), name="notices_unread_of_a_user"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ID,
                ("kind", models.TextField(verbose_name="loại")),
                ("mail", models.TextField(choices=WAYS, verbose_name="thư")),
                ("user", whose()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["user", "kind"], name="one_preference_a_kind")
                ]
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ID,
                ("way", models.TextField(choices=WAYS)),
                ("state", models.TextField(choices=STATES, default="waiting")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("digest_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailing",
                        to="notices.notice",
                    ),
                ),
                ("user", whose()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["user"],
                        condition=Q(way="digest", state__in=["waiting", "failed"]),
                        name="mailings_of_a_digest",
                    ),
                    models.Index(
                        fields=["user", "digest_on"],
                        condition=Q(digest_on__isnull=False),
                        name="digests_of_a_user",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="JobNote",
            fields=[
                ID,
                ("job", models.BigIntegerField(unique=True)),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                ("step", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="", verbose_name="lý do")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0001_walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
