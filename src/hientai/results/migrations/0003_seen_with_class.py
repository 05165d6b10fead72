from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0002_walls"),
        ("timetables", "0008_seen_one_by_one"),
    ]

    operations = [
        migrations.RunSQL(
            "SELECT timetables_seen_with_class('results_part')", migrations.RunSQL.noop
        ),
    ]
