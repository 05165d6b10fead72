from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0006_ask_of_one"),
        ("schemes", "0004_withdrawals"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_by_the_authority.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
