from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial"), ("people", "0003_one_a_day")]

    operations = [
        migrations.RunSQL("SELECT people_restrict('places_seat')", migrations.RunSQL.noop),
    ]
