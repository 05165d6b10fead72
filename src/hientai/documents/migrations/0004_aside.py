from django.db import migrations

# No figure of the register rests on these tables: their changes leave what is kept of it in place.
ASIDE = """
SELECT audit_set_aside(('documents_' || part)::regclass)
FROM unnest(ARRAY['issuingbody', 'wording', 'paper', 'relation', 'step', 'paperfile', 'counter'])
    AS part
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_of_concern"), ("audit", "0008_set_aside")]

    operations = [migrations.RunSQL(ASIDE, migrations.RunSQL.noop)]
