from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("upkeep", "0007_removed_by_number")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0008_users_told.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
