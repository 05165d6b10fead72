from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_mergers_and_moves"),
        ("reforms", "0002_background_and_roles"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_one_person.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
