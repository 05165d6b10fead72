from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0007_withdrawn_by_who_has_the_person")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0008_asked_one_by_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
