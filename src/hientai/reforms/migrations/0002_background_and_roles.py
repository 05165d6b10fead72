from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reforms", "0001_initial")]

    operations = [
        migrations.AddField("carriedrole", "decided_at", models.DateTimeField(null=True)),
        migrations.AddField("carriedrole", "decided_by", models.TextField(blank=True, default="")),
        migrations.CreateModel(
            "Work",
            [
                (
                    "reform",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="work",
                        serialize=False,
                        to="reforms.reform",
                    ),
                ),
                ("step", models.TextField(blank=True, default="")),
                ("progress", models.SmallIntegerField(default=0)),
                ("stepped_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("refusal", models.JSONField(null=True)),
            ],
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0002_background_and_roles.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
