from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_cheaper_events")]

    # The trace of one changed row and that of a hundred thousand are written in the same session;
    # a plan kept from the first would join the second as a loop in a loop.
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION audit_record() SET plan_cache_mode = force_custom_plan",
            migrations.RunSQL.noop,
        ),
    ]
