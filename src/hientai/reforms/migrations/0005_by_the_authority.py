from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reforms", "0004_ask_of_one"),
        ("organisations", "0005_ended_below"),
    ]

    operations = [
        migrations.AddField(
            model_name="reform",
            name="authorities",
            field=ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0005_by_the_authority.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
