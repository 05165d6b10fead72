from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_discarded_and_barred"), ("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0005_counted.sql").read_text(),
            "DROP FUNCTION intake_counted()",
        ),
    ]
