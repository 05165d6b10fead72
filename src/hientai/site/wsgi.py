"""The application that gunicorn serves: `gunicorn hientai.site.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hientai.site.settings")

application = get_wsgi_application()

# What is loaded by now lives as long as the process: the collector need not search it again, and
# the processes forked from this one go on sharing its memory. A page makes tens of thousands of
# small objects, nearly all freed without the collector: it is called more seldom.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
