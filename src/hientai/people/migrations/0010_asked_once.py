from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0009_whole_words_first")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0010_asked_once.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
