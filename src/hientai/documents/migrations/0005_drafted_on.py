from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_aside")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="drafted_on",
            field=models.DateField(null=True, verbose_name="ngày lập"),
        ),
    ]
