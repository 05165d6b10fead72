from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sight_from_roles")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.TextField(blank=True, default="", verbose_name="ngôn ngữ"),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0003_language.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
