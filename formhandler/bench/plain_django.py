"""Django's usual way: a model, a form, SQLite with its defaults, in plain text."""

import os
from typing import Any

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="bench",  # noqa: S106
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BENCH_DATABASE"]}},
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import OperationalError, connection, models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402


class Request(models.Model):
    """A request, as a table."""

    tel = models.CharField(max_length=40)
    call_name = models.CharField(max_length=20, blank=True)
    word = models.CharField(max_length=10, blank=True)
    window = models.CharField(max_length=30)

    class Meta:
        """Where it is kept."""

        app_label = "bench"


class RequestForm(forms.ModelForm):
    """A request, as a form."""

    class Meta:
        """What is asked."""

        model = Request
        fields = ("tel", "call_name", "word", "window")


def submit(request: Any) -> HttpResponse:
    """Keep a request."""
    form = RequestForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    form.save()
    return HttpResponse("taken")


urlpatterns = [path("callback/", submit)]
try:
    with connection.schema_editor() as editor:
        editor.create_model(Request)
except OperationalError:
    pass  # it is there
connection.close()
app = get_wsgi_application()
