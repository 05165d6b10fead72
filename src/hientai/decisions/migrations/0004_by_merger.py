from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_named_in_words"),
        ("nominations", "0003_by_merger"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0004_by_merger.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
