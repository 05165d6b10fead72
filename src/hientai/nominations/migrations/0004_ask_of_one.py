from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("nominations", "0003_by_merger"),
        ("people", "0012_ask_of_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0004_ask_of_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
