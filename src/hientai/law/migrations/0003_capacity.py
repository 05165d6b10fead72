from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("law", "0002_named_table"), ("accounts", "0006_capacities")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_capacity.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
