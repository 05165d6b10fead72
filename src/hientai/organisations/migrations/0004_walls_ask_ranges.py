"""Every wall there is asks ranges (decision 15); those that come later are written so."""

from django.db import migrations

WALLS = """
SELECT organisations_ask_ranges(of_table) FROM (SELECT DISTINCT polrelid::regclass FROM pg_policy)
    AS walled (of_table);
CREATE OR REPLACE VIEW people_within WITH (security_barrier) AS
    SELECT id FROM people_person
    WHERE (SELECT organisations_sees_all()) OR unit_id <@ (SELECT organisations_sight());
CREATE OR REPLACE VIEW people_within_written WITH (security_barrier) AS
    SELECT id FROM people_person
    WHERE (SELECT organisations_writes_all()) OR unit_id <@ (SELECT organisations_sight_to_write());
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_sight_in_ranges"),
        ("approvals", "0002_aside"),
        ("classes", "0002_demand"),
        ("decisions", "0010_papers_of_a_class"),
        ("documents", "0006_told_to_institutions"),
        ("intake", "0005_counted"),
        ("nominations", "0006_found_from_people"),
        ("people", "0013_listed"),
        ("places", "0007_by_the_authority"),
        ("schemes", "0004_withdrawals"),
    ]

    operations = [migrations.RunSQL(WALLS, migrations.RunSQL.noop)]
