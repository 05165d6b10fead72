from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_capacities")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_looked_after.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
