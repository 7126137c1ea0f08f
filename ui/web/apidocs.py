"""The API's description as a page: made here from the OpenAPI schema, without any script.

What always holds: everything on it stands in the schema, so the page can't say other things.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from ui.messages import Catalogue
from ui.web.html import element, join
from ui.web.shell import page_html

STYLE = "staff.css"
_EXAMPLES: Mapping[str, Any] = {
    "/api/ask": {"question": "What are the five goals?"},
    "/api/feedback": {"reply_id": "REPLY_ID", "helpful": False, "reason": "incomplete"},
}


def docs_page(schema: Mapping[str, Any], base: str, desk_name: str, words: Catalogue) -> str:
    """`base`: the server's address, for the examples."""
    routes = [
        (method.upper(), path, route)
        for path, methods in schema["paths"].items()
        for method, route in methods.items()
    ]
    body = join(
        (
            element("h1", "API"),
            element(
                "p",
                "Every reply is JSON. An error is one line under ",
                element("code", "error"),
                ". The same description for programs: ",
                element("a", "openapi.json", href="/api/openapi.json"),
                ". Tools of language models reach the desk at ",
                element("code", "/mcp"),
                " (Model Context Protocol, streamable HTTP).",
            ),
            *(
                element("section", *_route(method, path, route, base))
                for method, path, route in routes
            ),
            element("h2", "Objects"),
            *(
                element("section", *_object(name, described))
                for name, described in sorted(schema["components"]["schemas"].items())
            ),
        )
    )
    return page_html("API", desk_name, body, words, styles=(STYLE,))


def _route(method: str, path: str, route: Mapping[str, Any], base: str) -> Iterator[Markup]:
    yield element("h2", route["summary"])
    yield element("p", element("code", f"{method} {path}"))
    if "description" in route:
        yield element("p", route["description"])
    yield _scrolled("Example", element("pre", element("code", _curl(method, path, base))))
    if "requestBody" in route:
        content = route["requestBody"]["content"]["application/json"]["schema"]
        yield element("p", "Takes: ", _type(content))
    rows = [
        (status, reply["description"], _type(_schema_of(reply)))
        for status, reply in route["responses"].items()
    ]
    yield _table(f"Replies of {path}", ("Status", "Meaning", "Body"), rows)


def _schema_of(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = reply["content"]["application/json"]["schema"]
    return found


def _curl(method: str, path: str, base: str) -> str:
    address = shlex.quote(base.rstrip("/") + path)
    if method == "GET":
        return f"curl {address}"
    body = shlex.quote(json.dumps(_EXAMPLES[path]))
    return f"curl {address} \\\n  -H 'Content-Type: application/json' \\\n  -d {body}"


def _object(name: str, described: Mapping[str, Any]) -> Iterator[Markup]:
    yield element("h3", name, id=name)
    yield element("p", described.get("description", ""))
    needed = described.get("required", ())
    rows = [
        (
            element("code", key),
            _type(value),
            "" if key in needed else "may be left out",
            value.get("description", ""),
        )
        for key, value in described.get("properties", {}).items()
    ]
    yield _table(f"Keys of {name}", ("Key", "Value", "", "Meaning"), rows)


def _type(value: Mapping[str, Any]) -> Markup:
    """What a value may be, in words, with links to the objects."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return element("a", name, href=f"#{name}")
    if "anyOf" in value:
        return Markup(" or ").join(_type(each) for each in value["anyOf"])
    if "const" in value or "enum" in value:
        each = [json.dumps(it) for it in value.get("enum", [value.get("const")])]
        return Markup(" or ").join(element("code", it) for it in each)
    if value.get("type") == "array":
        return join(("list of ", _type(value["items"])))
    limit = f", at most {value['maxLength']:,} characters" if "maxLength" in value else ""
    return join((str(value.get("type", "any")), limit))


def _table(
    caption: str, heads: tuple[str, ...], rows: Sequence[tuple[Markup | str, ...]]
) -> Markup:
    head = element(
        "tr",
        *(element("th", it, scope="col") if it else element("td") for it in heads),
    )
    body = (
        element("tr", element("th", row[0], scope="row"), *(element("td", it) for it in row[1:]))
        for row in rows
    )
    table = element(
        "table",
        element("caption", caption, class_="sr-only"),
        element("thead", head),
        element("tbody", *body),
    )
    return _scrolled(caption, table)


def _scrolled(label: str, content: Markup) -> Markup:
    """What may be wider than the page: it scrolls by itself, by keyboard too."""
    return element("div", content, class_="scrolled", role="group", aria_label=label, tabindex="0")
