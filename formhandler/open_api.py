"""What the drop box answers, as an OpenAPI document: for whoever tests it or builds a page of their own."""

from typing import Any

from directory.languages import LANGUAGES
from formhandler.addresses import ANSWERS, BACK, FORM
from formhandler.fields import FIELDS, Field

FORM_TYPE = "application/x-www-form-urlencoded"
PAGE = {"description": "a page", "content": {"text/html": {"schema": {"type": "string"}}}}
LOCATION = {"Location": {"schema": {"type": "string", "pattern": "callback/[123]/$"}, "required": True}}
AWAY = {"description": "always, whatever was sent: taken, busy, or please telephone", "headers": LOCATION}
FULL = {"description": "no time is left to ask for: please telephone", "headers": LOCATION}


def document() -> dict[str, Any]:
    """Return the document."""
    return {"openapi": "3.1.0", "info": {"title": "tsunagari drop box", "version": "1"}, "paths": paths()}


def paths() -> dict[str, Any]:
    """Return the addresses of the drop box; the site publishes them with its own."""
    found: dict[str, Any] = {"/health": {"get": {"responses": {"204": {"description": "requests are being kept"}}}}}
    for language in LANGUAGES:
        found |= {f"/{language.prefix}{name}": {"get": _page()} for name in ANSWERS}
        found[f"/{language.prefix}{FORM}"] = {"get": _page({"303": FULL}), "post": _post(_form())}
        found[f"/{language.prefix}{BACK}"] = {"get": _page(), "post": _post({"code": {"type": "string"}})}
    return found


def _page(others: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"responses": {"200": PAGE} | (others or {})}


def _post(properties: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties}
    return {"requestBody": {"content": {FORM_TYPE: {"schema": schema}}}, "responses": {"303": AWAY}}


def _form() -> dict[str, Any]:
    hidden = {name: {"type": "string"} for name in ("token", "point", "url")}
    return {field.name: _property(field) for field in FIELDS} | hidden


def _property(field: Field) -> dict[str, Any]:
    """Describe what the page sends; anything else is taken, too, and flagged."""
    text: dict[str, Any] = {"type": "string", "description": field.label}
    if field.longest:
        text["maxLength"] = field.longest
    if field.choices:
        text["enum"] = [choice.value for choice in field.choices]
    return {"type": "array", "items": text} if field.kind in ("many", "windows") else text
