from django.db import migrations

# No figure of the register rests on these tables: their changes leave what is kept of it in place.
ASIDE = """
SELECT audit_set_aside(('places_' || part)::regclass)
FROM unnest(ARRAY['pool', 'seat', 'division', 'allotment', 'allotmentstep']) AS part
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0003_planned_once"), ("audit", "0008_set_aside")]

    operations = [migrations.RunSQL(ASIDE, migrations.RunSQL.noop)]
