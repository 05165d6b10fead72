import django.db.models.deletion
from django.db import migrations, models

WALL = """
ALTER POLICY owner_adds ON evaluation_templateversion WITH CHECK (
    (SELECT organisations_writes_all()) OR unit_id <@ (SELECT organisations_sight_to_write()));
"""


class Migration(migrations.Migration):
    """A template holds for a unit and those below it; who writes for the unit puts it in force.
    Those from before, by who wrote everywhere, hold for all, and so does one of no unit."""

    dependencies = [
        ("evaluation", "0006_seen_by_superiors"),
        ("organisations", "0005_ended_below"),
    ]

    operations = [
        migrations.AddField(
            model_name="templateversion",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="áp dụng cho",
            ),
        ),
        migrations.AlterField(
            model_name="templateversion",
            name="since",
            field=models.DateField(verbose_name="áp dụng từ ngày"),
        ),
        migrations.AddConstraint(
            model_name="templateversion",
            constraint=models.UniqueConstraint(
                fields=("unit", "since"),
                name="unit_has_one_template_a_day",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(WALL, migrations.RunSQL.noop),
    ]
