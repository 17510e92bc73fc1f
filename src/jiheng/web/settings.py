"""Settings (运行设置): an embedded default that needs none, PostgreSQL by DATABASE_URL, everything else by JIHENG_* of the environment.

JIHENG_HOME is the folder of the data (SQLite, secret, heads of the trail); by default `~/.local/share/jiheng`.
"""

import os
import secrets
from collections.abc import MutableMapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import dj_database_url

WEEK, YEAR = 7 * 24 * 3600, 365 * 24 * 3600


def _home() -> Path:
    chosen = os.environ.get("JIHENG_HOME")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = Path(chosen) if chosen else data / "jiheng"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _secret(path: Path) -> str:
    """The secret of this installation, made once; only its owner can read it."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as made:
            made.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def _database(home: Path) -> dict[str, Any]:
    address = os.environ.get("DATABASE_URL")
    if address:
        found: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
        return found
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "jiheng.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


def _file_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """What the files of the pages bear: opened by themselves they load and run nothing, and stand in no frame."""
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def _said(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "yes", "true"}


HOME = _home()
SECRET_KEY = os.environ.get("JIHENG_SECRET") or _secret(HOME / "secret")
DEBUG = False
DEMO = _said("JIHENG_DEMO")
HTTPS = _said("JIHENG_HTTPS")
HOOK_NETWORKS = os.environ.get("JIHENG_HOOK_NETWORKS", "").split()
"""Networks (CIDR) of internal systems that messages may be sent to."""
LIBRARY = os.environ.get("JIHENG_LIBRARY", "")
"""The file of what the corpus has learnt (`jiheng corpus library`), whose usual values are shown beside suggestions."""
METRICS_TOKEN = os.environ.get("JIHENG_METRICS_TOKEN", "")
ALLOWED_HOSTS = os.environ.get("JIHENG_HOSTS", "localhost 127.0.0.1 [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("JIHENG_ORIGINS", "").split()
DATABASES = {"default": _database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}  # counts of sign-ins hold over all processes
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "jiheng.web.trail",
    "jiheng.web.organizations",
    "jiheng.web.projects",
    "jiheng.web.library",
    "jiheng.web.filing",
    "jiheng.web.reviewing",
    "jiheng.web.approving",
    "jiheng.web.desk",
    "jiheng.web.planning",
    "jiheng.web.administering",
    "jiheng.web.home",
    "jiheng.web.auditing",
    "jiheng.web.api",
]
MIDDLEWARE = [
    "jiheng.web.watching.measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jiheng.web.middleware.guarded",
]
ROOT_URLCONF = "jiheng.web.urls"
WSGI_APPLICATION = "jiheng.web.wsgi.application"
HERE = Path(str(files("jiheng.web")))
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiheng.web.home.context.frame",
            ],
        },
    }
]

AUTH_USER_MODEL = "organizations.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "jiheng.web.organizations.passwords.NoWordsOfTheOffice"},
]
LOGIN_REDIRECT_URL = "home:home"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "jiheng.web.home.accounts.NoSignUp"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip"}
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "绩衡"
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute early or late
SOCIALACCOUNT_ADAPTER = "jiheng.web.home.accounts.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if os.environ.get("JIHENG_OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("JIHENG_OIDC_NAME", "统一身份认证"),
                "client_id": os.environ.get("JIHENG_OIDC_CLIENT", ""),
                "secret": os.environ.get("JIHENG_OIDC_SECRET", ""),
                "settings": {"server_url": os.environ["JIHENG_OIDC_SERVER"]},
            }
        ],
    }

SESSION_COOKIE_AGE = int(os.environ.get("JIHENG_IDLE_MINUTES", "120")) * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ABSOLUTE_SECONDS = int(os.environ.get("JIHENG_SESSION_HOURS", "12")) * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
if HTTPS:  # a name that no other host and no unencrypted page can set
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "__Host-session", "__Host-forgery", "__Host-language"
MFA_REQUIRED = _said("JIHENG_MFA")
SECURE_HSTS_SECONDS = YEAR if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
PROXY = os.environ.get("JIHENG_PROXY", "127.0.0.1" if HTTPS else "")
"""The address of the proxy in front: it alone is believed where a request came from, and that it came by HTTPS."""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "jiheng.web.home.views.forgery"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("JIHENG_TIME_ZONE", "Asia/Shanghai")
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = WEEK
WHITENOISE_ADD_HEADERS_FUNCTION = _file_headers
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "jiheng.signing": {"level": "INFO"},
        "waitress.queue": {"level": "ERROR"},  # that a request waits its turn is no fault
    },
}
