from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("people", "0010_asked_once")]

    operations = [
        migrations.RunSQL("SELECT people_restrict('programmes_lecturer')", migrations.RunSQL.noop),
    ]
