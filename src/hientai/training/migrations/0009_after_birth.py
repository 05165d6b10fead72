from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0008_ask_of_one"), ("people", "0015_possible")]

    operations = [
        migrations.RunSQL(
            "SELECT people_after_birth('training_turn', 't.starts_on')", migrations.RunSQL.noop
        ),
    ]
