"""The API's description as a page: made here from the OpenAPI schema, without any script.

What always holds: everything on it stands in the schema, so the page can't say other things; what
is the schema's own wording is marked as English, what stands around it is the catalogue's.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ui.html import at, element, join, text
from ui.messages import Catalogue
from ui.messages.staff import ApiWords
from ui.web.shell import page_html
from ui.web.tables import scrolled, table, with_code
from ui.web.templating import rendered

STYLE = "staff.css"
SCHEMA_LANGUAGE = "en"
_EXAMPLES: Mapping[str, Any] = {
    "/api/ask": {"question": "What are the five goals?"},
    "/api/feedback": {"reply_id": "REPLY_ID", "helpful": False, "reason": "incomplete"},
}


def docs_page(
    schema: Mapping[str, Any], base: str, desk_name: str, words: Catalogue, languages: Markup
) -> str:
    """`base`: the server's address, for the examples."""
    api = words.api
    intro = text(api.intro).format(
        error=element("code", "error"),
        schema=element("a", "openapi.json", href=at("/api/openapi.json")),
        mcp=element("code", at("/mcp")),
    )
    body = rendered(
        "api.html",
        api=api,
        language=SCHEMA_LANGUAGE,
        intro=intro,
        routes=[
            _route(method.upper(), path, route, base, words)
            for path, methods in schema["paths"].items()
            for method, route in methods.items()
        ],
        objects=[
            _object(name, described, words)
            for name, described in sorted(schema["components"]["schemas"].items())
        ],
    )
    return page_html(api.title, desk_name, body, words, styles=(STYLE,), languages=languages)


def _route(
    method: str, path: str, route: Mapping[str, Any], base: str, words: Catalogue
) -> dict[str, Any]:
    api = words.api
    rows = [
        (status, _said(reply["description"]), _type(_schema_of(reply), api))
        for status, reply in route["responses"].items()
    ]
    takes = None
    if "requestBody" in route:
        takes = _type(_schema_of(route["requestBody"]), api)
    return {
        "summary": route["summary"],
        "address": f"{method} {path}",
        "description": _described(route),
        "example": scrolled(
            api.example, element("pre", element("code", _curl(method, path, base)))
        ),
        "takes": takes,
        "replies": table(words, api.replies_of.format(path=path), api.reply_heads, rows),
    }


def _described(value: Mapping[str, Any]) -> Markup | None:
    return with_code(value["description"]) if "description" in value else None


def _schema_of(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = reply["content"]["application/json"]["schema"]
    return found


def _curl(method: str, path: str, base: str) -> str:
    address = shlex.quote(base.rstrip("/") + path)
    if method == "GET":
        return f"curl {address}"
    body = shlex.quote(json.dumps(_EXAMPLES[path]))
    return f"curl {address} \\\n  -H 'Content-Type: application/json' \\\n  -d {body}"


def _object(name: str, described: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    api = words.api
    needed = described.get("required", ())
    rows = [
        (
            element("code", key),
            join((_type(value, api), None if key in needed else f", {api.optional}")),
            _said(value.get("description", "")),
        )
        for key, value in described.get("properties", {}).items()
    ]
    return {
        "name": name,
        "description": _described(described),
        "keys": table(words, api.keys_of.format(name=name), api.key_heads, rows),
    }


def _said(value: str) -> Markup | str:
    """What the schema says in words."""
    return element("span", with_code(value), lang=SCHEMA_LANGUAGE) if value else ""


def _type(value: Mapping[str, Any], api: ApiWords) -> Markup:
    """What a value may be, in words, with links to the objects."""
    either = text(f" {api.either} ")
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return element("a", name, href=f"#{name}")
    if "anyOf" in value:
        return either.join(_type(each, api) for each in value["anyOf"])
    if "const" in value or "enum" in value:
        each = [json.dumps(it) for it in value.get("enum", [value.get("const")])]
        return either.join(element("code", it) for it in each)
    if value.get("type") == "array":
        return join((f"{api.list_of} ", _type(value["items"], api)))
    limit = f", {api.at_most.of(value['maxLength'])}" if "maxLength" in value else ""
    return join((element("code", str(value.get("type", "any"))), limit))
