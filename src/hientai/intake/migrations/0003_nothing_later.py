from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_stepped_at")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_nothing_later.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
