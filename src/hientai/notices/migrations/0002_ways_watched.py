from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("audit", "0007_aside")]

    operations = [
        migrations.RunSQL("SELECT audit_watch_aside('notices_preference')", migrations.RunSQL.noop),
    ]
