from django.db import migrations

# No figure of the register rests on these tables: their changes leave what is kept of it in place.
ASIDE = """
SELECT audit_set_aside(('approvals_' || part)::regclass)
FROM unnest(ARRAY['route', 'submission', 'signature', 'reminder']) AS part
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial"), ("audit", "0008_set_aside")]

    operations = [migrations.RunSQL(ASIDE, migrations.RunSQL.noop)]
