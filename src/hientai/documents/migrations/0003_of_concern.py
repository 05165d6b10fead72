from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_values")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_of_concern.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
