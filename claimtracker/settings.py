"""All settings, from the environment alone. Every variable is documented in docs/reference/settings.md."""

from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env(
    SECRET_KEY=(str, ""),
    DEBUG=(bool, False),
    DATABASE_URL=(str, ""),
    DATABASE_OWNER_URL=(str, ""),
    REDIS_URL=(str, ""),
    CELERY_BROKER_URL=(str, ""),
    ALLOWED_HOSTS=(list, ["localhost", "127.0.0.1", "[::1]"]),
    CSRF_TRUSTED_ORIGINS=(list, []),
    BEHIND_TLS_PROXY=(bool, False),
    DESK_NAME=(str, "Claim Tracker"),
    DESK_URL=(str, "http://127.0.0.1:8000"),
    DESK_TIME_ZONE=(str, "UTC"),
    EMAIL_URL=(str, "consolemail://"),
    DEFAULT_FROM_EMAIL=(str, "desk@localhost"),
    MAX_ARTICLE_CHARACTERS=(int, 500_000),
    MAX_PAGE_BYTES=(int, 5_000_000),
    FEED_MINIMUM_MINUTES=(int, 15),
    OUTBOUND_ALLOW=(list, []),
    SNAPSHOT_DAYS=(int, 0),
    EXTRACTOR=(str, "rules"),
    CHAT_URL=(str, ""),
    CHAT_MODEL=(str, ""),
    CHAT_API_KEY=(str, ""),
    CHAT_SECONDS=(int, 120),
    STANCE_MODEL=(str, ""),
    LOG_LEVEL=(str, "INFO"),
)


def required(name: str, example: str) -> str:
    """The value of a variable that has no sensible default; raises ImproperlyConfigured, saying what to do."""
    value: str = env(name)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it (for example {example}), or let `./run` set it: `./run manage …`."
        )
    return value


SECRET_KEY = required("SECRET_KEY", "a long random string")
DEBUG = env("DEBUG")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "claimtracker.audit",
    "claimtracker.people",
    "claimtracker.apikeys",
    "claimtracker.events",
    "claims",
    "reviews",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "claimtracker.people.middleware.PersonalTimeZoneMiddleware",
    "claimtracker.audit.middleware.AuditOriginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "claimtracker.urls"
WSGI_APPLICATION = "claimtracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database: web and workers use the application's role; migrations run as the owner (`manage.py migrate
# --database owner`). Both names lead to the same database.
DATABASES = {
    "default": {
        **env.db_url_config(required("DATABASE_URL", "postgresql://app:…@localhost/desk")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
if env("DATABASE_OWNER_URL"):
    DATABASES["owner"] = env.db_url_config(env("DATABASE_OWNER_URL"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People
AUTH_USER_MODEL = "people.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# --- Time and language
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("DESK_TIME_ZONE")

# --- Static files: WhiteNoise serves them from the packages themselves, so there is no collecting step.
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "claimtracker" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# --- Work: rows are the queue, Celery is the doorbell. Soft limit < hard limit < lease < visibility time-out.
REDIS_URL = required("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = env("CELERY_BROKER_URL") or REDIS_URL
# An extractor that asks a model needs its time on top.
EXTRACTOR = env("EXTRACTOR")
CHAT_SECONDS = env("CHAT_SECONDS")
_ASKING = CHAT_SECONDS if EXTRACTOR == "chat" else 0
CELERY_TASK_SOFT_TIME_LIMIT = 60 + _ASKING
CELERY_TASK_TIME_LIMIT = 75 + _ASKING
WORK_LEASE_SECONDS = 90 + _ASKING
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300 + _ASKING}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "sweep-overdue-work": {"task": "claims.tasks.sweep", "schedule": 15.0},
    "deliver-events": {"task": "claimtracker.events.tasks.deliver_events", "schedule": 30.0},
    "drop-old-snapshots": {"task": "claims.tasks.drop_old_snapshots", "schedule": 3600.0},
    "raise-rechecks": {"task": "reviews.tasks.raise_rechecks", "schedule": 900.0},
    "seal-audit-trail": {"task": "claimtracker.audit.tasks.seal_audit_trail", "schedule": 60.0},
    "return-expired-assignments": {"task": "reviews.tasks.return_expired_assignments", "schedule": 60.0},
    "publish-due-verdicts": {"task": "reviews.tasks.publish_due", "schedule": 20.0},
}

# --- The desk
DESK_NAME = env("DESK_NAME")
DESK_URL = env("DESK_URL").rstrip("/")
OUTBOUND_ALLOW = env("OUTBOUND_ALLOW")
SNAPSHOT_DAYS = env("SNAPSHOT_DAYS")
CHAT_URL = env("CHAT_URL")
CHAT_MODEL = env("CHAT_MODEL")
CHAT_API_KEY = env("CHAT_API_KEY")
STANCE_MODEL = env("STANCE_MODEL")
MAX_ARTICLE_CHARACTERS = env("MAX_ARTICLE_CHARACTERS")
MAX_PAGE_BYTES = env("MAX_PAGE_BYTES")
FEED_MINIMUM_INTERVAL = timedelta(minutes=env("FEED_MINIMUM_MINUTES"))
# The longest article fits even when each character is escaped as a surrogate pair (12 bytes).
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * MAX_ARTICLE_CHARACTERS + 64 * 1024

# --- Mail
vars().update(env.email_url_config(env("EMAIL_URL")))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")

# --- API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claimtracker.api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claimtracker.api.scopes.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claimtracker.api.parsing.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "claimtracker.api.paging.NewestFirst",
    "DEFAULT_FILTER_BACKENDS": ["claimtracker.api.filtering.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "claimtracker.api.problems.problem_details",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Claim Tracker API",
    "DESCRIPTION": "Articles in; claims, evidence and reviewed verdicts out.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ClaimKind": "claims.choices.ClaimKind",
        "VerdictKind": "reviews.choices.VerdictKind",
        "ExtractionState": "claims.choices.WorkState",
        "SubmissionState": "claims.choices.SubmissionState",
        "LookupState": "claims.choices.LookupState",
    },
}

# --- Security
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
if env("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL")},
}
