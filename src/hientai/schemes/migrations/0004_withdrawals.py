from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schemes', '0003_ranked_titles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField(verbose_name='rút lúc')),
                ('withdrawn_by', models.TextField(verbose_name='người rút')),
                ('ground', models.TextField(verbose_name='căn cứ rút')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='schemes.schemeversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ground', ''), _negated=True), name='withdrawal_has_a_ground')],
            },
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0004_withdrawals.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
