from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_language"), ("audit", "0005_own_record")]

    operations = [
        migrations.AlterField(
            model_name="roleassignment",
            name="role",
            field=models.TextField(
                choices=[
                    ("owner", "Chủ đề án"),
                    ("unit_officer", "Cán bộ phụ trách đơn vị"),
                    ("viewer", "Người xem"),
                    ("auditor", "Cán bộ kiểm tra"),
                    ("learner", "Cá nhân"),
                ],
                verbose_name="vai trò",
            ),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0004_own_record.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
