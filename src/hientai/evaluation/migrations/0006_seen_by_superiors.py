from django.db import migrations

SEEN = """
CREATE POLICY asked_of_me ON evaluation_form FOR SELECT USING (
    id IN (SELECT form_id FROM evaluation_use) OR id IN (SELECT form_id FROM evaluation_action));
"""


class Migration(migrations.Migration):
    """Who is asked about the use of what a class taught, or has to act on what its form found,
    sees which form that was; its lines, results and texts stay as they are."""

    dependencies = [("evaluation", "0005_learners")]

    operations = [
        migrations.RunSQL(SEEN, "DROP POLICY asked_of_me ON evaluation_form"),
    ]
