from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0002_keeps_people"),
        ("people", "0012_ask_of_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_ask_of_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
