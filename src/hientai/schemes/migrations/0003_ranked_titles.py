from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schemes', '0002_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='RankedTitle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_id', models.TextField(verbose_name='mã dòng')),
                ('content', models.JSONField()),
                ('written_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('written_by', models.TextField(verbose_name='người ghi')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='thôi áp dụng lúc')),
                ('revoked_by', models.TextField(blank=True, verbose_name='người cho thôi áp dụng')),
                ('revoked_ground', models.TextField(blank=True, verbose_name='căn cứ thôi áp dụng')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranked_titles', to='schemes.scheme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('scheme', 'row_id'), name='ranked_title_once')],
            },
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0003_ranked_titles.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
