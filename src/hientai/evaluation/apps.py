from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "hientai.evaluation"
    verbose_name = _("Đánh giá")
    default_auto_field = "django.db.models.BigAutoField"
