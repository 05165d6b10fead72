from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0004_own_record"),
        ("people", "0005_mergers_and_moves"),
        ("upkeep", "0002_changed_on"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ownrecord",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="own_record",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tài khoản đăng nhập",
            ),
        ),
        migrations.AlterField(
            model_name="correctionrequest",
            name="state",
            field=models.TextField(
                choices=[
                    ("open", "chờ xem xét"),
                    ("asked", "chờ bạn bổ sung"),
                    ("accepted", "đã chấp nhận"),
                    ("refused", "không chấp nhận"),
                    ("withdrawn", "đã rút"),
                    (
                        "superseded",
                        "đã nhập vào đề nghị trước về cùng nội dung khi gộp hồ sơ",
                    ),
                ],
                default="open",
                verbose_name="trạng thái",
            ),
        ),
        migrations.RemoveConstraint(model_name="correctionrequest", name="request_is_answered"),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "asked", "withdrawn", "superseded"]),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="request_is_answered",
            ),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0003_one_person.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
