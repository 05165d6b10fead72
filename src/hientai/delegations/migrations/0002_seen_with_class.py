from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("delegations", "0001_initial"),
        ("results", "0003_seen_with_class"),
        ("timetables", "0008_seen_one_by_one"),
    ]

    operations = [
        migrations.RunSQL(
            "SELECT timetables_seen_with_class('delegations_journey'),"
            " timetables_seen_with_class('delegations_workshop');"
            " DROP FUNCTION timetables_classes_seen()",
            migrations.RunSQL.noop,
        ),
    ]
