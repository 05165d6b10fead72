from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0007_by_the_authority")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0008_guests.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
