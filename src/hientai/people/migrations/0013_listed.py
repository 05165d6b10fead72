from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0012_ask_of_one")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(period__upper_inf=False),
                fields=["unit", "person"],
                name="post_that_ended",
            ),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0013_listed.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
