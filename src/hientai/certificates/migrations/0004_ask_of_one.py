from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_named_in_words"),
        ("people", "0012_ask_of_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0004_ask_of_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
