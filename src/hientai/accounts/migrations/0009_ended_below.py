from django.db import migrations

REACH = """
CREATE OR REPLACE FUNCTION accounts_reach(roots bigint[], on_day date) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN count(*) > 0 AND bool_and(v.unit_id = ANY (roots)) THEN 'all'
        ELSE (SELECT coalesce(array_agg(u), '{}')::text FROM organisations_reach(roots, on_day) u)
    END
    FROM organisations_unitversion v WHERE v.parent_id IS NULL AND v.period @> on_day
$$;
"""


class Migration(migrations.Migration):
    """Sight and writing reach over the units that had ended below one's own, too."""

    dependencies = [("accounts", "0008_tokens"), ("organisations", "0003_ended_below")]

    operations = [migrations.RunSQL(REACH, migrations.RunSQL.noop)]
