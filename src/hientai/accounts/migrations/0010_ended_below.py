from django.db import migrations

REACH = """
CREATE OR REPLACE FUNCTION accounts_reach_now(roots bigint[], on_day date) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN count(*) > 0 AND bool_and(v.unit_id = ANY (roots)) THEN 'all'
        ELSE organisations_ranges(ARRAY(SELECT organisations_reach(roots, on_day)))::text
    END
    FROM organisations_unitversion v WHERE v.parent_id IS NULL AND v.period @> on_day
$$;
DELETE FROM accounts_reachkept;
"""


class Migration(migrations.Migration):
    """Sight and writing reach over the units that had ended below one's own, too."""

    dependencies = [("accounts", "0009_reach_kept"), ("organisations", "0005_ended_below")]

    operations = [migrations.RunSQL(REACH, migrations.RunSQL.noop)]
