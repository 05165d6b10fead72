from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0011_a_word_typed_is_whole")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0012_ask_of_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
