from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_ended_below")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0006_read_as_it_is.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
