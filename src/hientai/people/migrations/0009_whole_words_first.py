from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0008_asked_one_by_one")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0009_whole_words_first.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
