from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("upkeep", "0001_initial")]

    operations = [
        migrations.AddField(
            "correctionrequest", "changed_on", models.DateField("đã thay đổi từ ngày", null=True)
        ),
        migrations.AddField("correctionrequest", "held", models.TextField(null=True)),
        migrations.RunSQL(
            Path(__file__).with_name("0002_changed_on.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
