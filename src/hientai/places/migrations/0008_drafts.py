from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0007_by_the_authority"),
        ("organisations", "0004_walls_ask_ranges"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0008_drafts.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
