from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_ended_below")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0011_looked_after_by_range.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
