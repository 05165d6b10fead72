from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0009_reason_of_a_draft")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0010_papers_of_a_class.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
