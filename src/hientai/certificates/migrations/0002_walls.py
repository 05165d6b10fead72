from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("people", "0010_asked_once"),
        ("places", "0003_planned_once"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_walls.sql").read_text(), migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0002_public.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
