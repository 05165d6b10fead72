"""Settings of the whole system: every choice of an installation comes from the environment.

DATABASE_URL is the application's role, OWNER_DATABASE_URL the role that owns the tables and
migrates; HIENTAI_ROLE=owner (set by the commands that change the schema) picks the second.
"""

import os
from pathlib import Path

import dj_database_url

ROOM = Path(__file__).resolve().parent
HOME = Path(os.environ.get("HIENTAI_HOME", Path.cwd() / ".hientai"))
BROWSER_FILES = Path(os.environ.get("HIENTAI_STATIC", Path.cwd() / "node_modules"))

SECRET_KEY = os.environ.get("HIENTAI_SECRET_KEY", "only-for-tests-and-tools-never-served")
# Keys of before: what they sealed (sessions, second factors) still opens.
SECRET_KEY_FALLBACKS = [k for k in os.environ.get("HIENTAI_OLD_SECRET_KEYS", "").split(",") if k]
DEBUG = False
ALLOWED_HOSTS = os.environ.get("HIENTAI_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_FAILURE_VIEW = "hientai.site.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("HIENTAI_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "axes",
    "procrastinate.contrib.django",
    "hientai.site",
    "hientai.demo",
    "hientai.upkeep",
    "hientai.certificates",
    "hientai.evaluation",
    "hientai.results",
    "hientai.attendance",
    "hientai.delegations",
    "hientai.timetables",
    "hientai.decisions",
    "hientai.nominations",
    "hientai.places",
    "hientai.classes",
    "hientai.trials",
    "hientai.screening",
    "hientai.training",
    "hientai.schemes",
    "hientai.programmes",
    "hientai.law",
    "hientai.reforms",
    "hientai.intake",
    "hientai.documents",
    "hientai.approvals",
    "hientai.people",
    "hientai.notices",
    "hientai.workdays",
    "hientai.accounts",
    "hientai.organisations",
    "hientai.audit",
    "hientai.webkit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hientai.webkit.headers.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hientai.webkit.idle.SessionsEnd",
    "hientai.webkit.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hientai.webkit.day.ChosenDay",
    "hientai.webkit.refusals.RefusedPages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hientai.site.urls"
WSGI_APPLICATION = "hientai.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hientai.site.menu.menu",
            ],
        },
    }
]

_AS_OWNER = os.environ.get("HIENTAI_ROLE") == "owner"
_URL = os.environ.get("OWNER_DATABASE_URL" if _AS_OWNER else "DATABASE_URL", "")
_DATABASE = dj_database_url.parse(_URL or "postgresql:///hientai", conn_max_age=600)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **_DATABASE,
        # Most of what a page asks is asked again and again: planned once, it costs half.
        "OPTIONS": {
            **_DATABASE.get("OPTIONS", {}),
            "server_side_binding": True,
            "prepare_threshold": 3,
        },
        "ATOMIC_REQUESTS": True,
        "TEST": {"NAME": os.environ.get("HIENTAI_TEST_DB", "test_hientai")},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
# Wrong tries allowed in a quarter of an hour: a name from an address, an address, a name.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
HIENTAI_SIGN_IN_LIMITS = (8, 80, 160)
AXES_FAILURE_LIMIT = HIENTAI_SIGN_IN_LIMITS[0]
AXES_COOLOFF_TIME = 0.25
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "hientai.accounts.services.SignInLimits"
AXES_USERNAME_CALLABLE = "hientai.accounts.services.tried_name"
AXES_CLIENT_IP_CALLABLE = "hientai.accounts.services.client_address"
# The header in which a proxy of ours tells the client's address ("X-Forwarded-For"); none is
# believed unless the installation names it.
HIENTAI_CLIENT_HEADER = os.environ.get("HIENTAI_CLIENT_HEADER", "")
AXES_LOCKOUT_CALLABLE = "hientai.accounts.services.locked_out"
AXES_VERBOSE = False
# Requests of the API allowed in a minute: by a token, with words that are none from an address.
HIENTAI_API_LIMITS = (int(os.environ.get("HIENTAI_API_LIMIT", "600")), 60)
# Codes of certificates that are none: how many an address may ask for in a minute.
HIENTAI_VERIFY_LIMIT = int(os.environ.get("HIENTAI_VERIFY_LIMIT", "30"))
# What must not be kept of a wrong try: words that open something, of whatever step.
AXES_SENSITIVE_PARAMETERS = [
    "code",
    "csrfmiddlewaretoken",
    "ma",
    "new_password1",
    "new_password2",
    "old_password",
    "state",
]

# The provider of identities (OpenID Connect); without all three nobody signs in there.
HIENTAI_OIDC = {
    "issuer": os.environ.get("HIENTAI_OIDC_ISSUER", ""),
    "client": os.environ.get("HIENTAI_OIDC_CLIENT_ID", ""),
    "secret": os.environ.get("HIENTAI_OIDC_CLIENT_SECRET", ""),
    "name": os.environ.get("HIENTAI_OIDC_NAME", ""),
}

# Letters go to the mail server that the environment names, else into files.
EMAIL_HOST = os.environ.get("HIENTAI_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("HIENTAI_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("HIENTAI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HIENTAI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("HIENTAI_SMTP_SECURITY") == "starttls"
EMAIL_USE_SSL = os.environ.get("HIENTAI_SMTP_SECURITY") == "tls"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "hientai.webkit.mail.PrivateFiles"
)
EMAIL_FILE_PATH = HOME / "mail"
# The address of the system as letters say it: "https://hientai.hanoi.example".
HIENTAI_ADDRESS = os.environ.get("HIENTAI_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), ""))
DEFAULT_FROM_EMAIL = os.environ.get("HIENTAI_MAIL_FROM", "Hiền Tài <khong-tra-loi@localhost>")

SESSION_ENGINE = "hientai.accounts.services.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
# A session ends after this long without a page, and in any case after SESSION_COOKIE_AGE.
HIENTAI_IDLE_SECONDS = 60 * int(os.environ.get("HIENTAI_IDLE_MINUTES", "60"))
_HTTPS = os.environ.get("HIENTAI_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 365 * 86400 if _HTTPS else 0
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOM.parent / "locale"]
LANGUAGE_COOKIE_NAME = "hientai_language"
LANGUAGE_COOKIE_AGE = 365 * 86400
LANGUAGE_COOKIE_HTTPONLY = True
FORMAT_MODULE_PATH = ["hientai.site.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
# Collected by the launcher under names that carry a hash of the content, to be kept by browsers
# for ever, and compressed; without it they are served as they lie in the rooms and BROWSER_FILES.
_COLLECTED = os.environ.get("HIENTAI_COLLECTED") == "1"
STATIC_ROOT = HOME / "static" if _COLLECTED else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATICFILES_DIRS = [
    ("bootstrap", BROWSER_FILES / "bootstrap" / "dist"),
    ("htmx", BROWSER_FILES / "htmx.org" / "dist"),
    ("fonts", BROWSER_FILES / "@fontsource" / "be-vietnam-pro"),
]
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
# A decision is about up to 5,000 people, each ticked in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
HIENTAI_HOME = HOME
# The day pages open at: a demo lives on a fixed day, an installation on the clock's.
HIENTAI_TODAY = os.environ.get("HIENTAI_TODAY", "")

# Sheets that rooms above intake add to the workbook of an import.
HIENTAI_SHEETS = ("hientai.training.services.history_sheet.HistorySheet",)

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
