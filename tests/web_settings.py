"""The application's settings for its tests: a folder of its own, quick passwords, static files without a manifest."""

import os
import tempfile

os.environ["JIHENG_HOME"] = tempfile.mkdtemp(prefix="jiheng-tests-")

from jiheng.web.settings import *  # noqa: F403 - settings are read by name

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DEMO = True
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - from the application's settings
