from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_letter")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0006_letters_walls.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
