from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_chain")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_aside.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
