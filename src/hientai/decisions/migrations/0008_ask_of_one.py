from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0007_called_in_full"),
        ("people", "0012_ask_of_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0008_ask_of_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
