from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0010_asked_once")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0011_a_word_typed_is_whole.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
