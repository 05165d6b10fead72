from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_sign_in"), ("audit", "0006_chain")]

    operations = [
        migrations.AlterField(
            model_name="roleassignment",
            name="role",
            field=models.TextField(
                choices=[
                    ("administrator", "Quản trị hệ thống"),
                    ("owner", "Chủ đề án"),
                    ("lead_agency", "Cơ quan chủ trì"),
                    ("finance", "Tài chính"),
                    ("unit_officer", "Cán bộ phụ trách đơn vị"),
                    ("institution", "Cơ sở đào tạo, bồi dưỡng"),
                    ("lecturer", "Giảng viên"),
                    ("steering", "Ban chỉ đạo"),
                    ("auditor", "Cán bộ kiểm tra"),
                    ("viewer", "Người xem"),
                    ("learner", "Cá nhân"),
                ],
                verbose_name="vai trò",
            ),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="ground",
            field=models.TextField(blank=True, default="", verbose_name="căn cứ"),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="end_ground",
            field=models.TextField(blank=True, default="", verbose_name="căn cứ kết thúc"),
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", DateRangeField(verbose_name="thời gian")),
                ("ground", models.TextField(verbose_name="căn cứ")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to="accounts.roleassignment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputyships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm thay",
                    ),
                ),
            ],
            options={
                "constraints": [
                    ExclusionConstraint(
                        name="one_deputyship_a_day",
                        expressions=[("assignment", "="), ("user", "="), ("period", "&&")],
                    )
                ],
            },
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0006_capacities.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
