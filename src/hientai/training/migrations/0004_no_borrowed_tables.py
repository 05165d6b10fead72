from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Functions with their owner's rights read our tables only, never temporary ones."""

    dependencies = [
        ("training", "0003_keeps_people"),
        ("accounts", "0002_sight_from_roles"),
        ("audit", "0003_cheaper_events"),
        ("intake", "0003_nothing_later"),
        ("law", "0002_named_table"),
        ("people", "0003_one_a_day"),
    ]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
