"""The application that gunicorn serves: `gunicorn hientai.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hientai.site.settings")

application = get_wsgi_application()
