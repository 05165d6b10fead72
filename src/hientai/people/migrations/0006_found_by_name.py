from pathlib import Path

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from hientai.people.models.register import NameWords


class Migration(migrations.Migration):
    dependencies = [("people", "0005_mergers_and_moves")]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_name_search"),
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(NameWords("name_folded"), name="person_name_words"),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0006_found_by_name.sql").read_text(),
            "DROP FUNCTION people_named(text[])",
        ),
    ]
