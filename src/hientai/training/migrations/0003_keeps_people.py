from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0002_written"), ("people", "0003_one_a_day")]

    operations = [
        migrations.RunSQL("SELECT people_restrict('training_turn')", migrations.RunSQL.noop),
    ]
