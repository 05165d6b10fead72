from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("upkeep", "0004_trace_of_both"), ("people", "0010_asked_once")]

    operations = [
        migrations.RunSQL(
            "SELECT people_restrict('upkeep_ownrecord'), people_restrict('upkeep_correctionrequest')",
            migrations.RunSQL.noop,
        ),
    ]
