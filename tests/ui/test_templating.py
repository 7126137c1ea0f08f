"""Templates write values as `ui.html` does, and add nothing of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from ui.html import element, text
from ui.web import templating
from ui.web.templating import rendered


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Templates of a test's own, by name."""
    found: dict[str, str] = {}
    own = templating._templates().overlay(loader=DictLoader(found), cache_size=0)
    monkeypatch.setattr(templating, "_templates", lambda: own)
    return found


def test_the_layout_of_the_file_is_not_on_the_page(templates: dict[str, str]) -> None:
    templates["x"] = """\
{# A remark. #}
<p
  class="a"
  id="b">
  Some words
  on two lines{{ " " }}
  <b>{{ value }}</b>
  {% for n in (1, 2) %}
    <i>{{ n }}</i>
  {% endfor %}
</p>
"""
    assert rendered("x", value="v") == (
        '<p class="a" id="b">Some words on two lines <b>v</b><i>1</i><i>2</i></p>'
    )


def test_a_name_that_was_not_given_is_an_error(templates: dict[str, str]) -> None:
    templates["x"] = "{{ value }}"
    templates["y"] = "{% if value %}{% endif %}"
    for name in templates:
        with pytest.raises(UndefinedError, match="value"):
            rendered(name)


@given(st.text())
def test_a_string_is_written_as_an_element_has_it(value: str) -> None:
    wanted = element("p", value, title=value)
    made = templating._templates().from_string(
        '<p{{ attributes(title=value) }}>{{ value }}</p>|<p title="{{ value }}">{{ value }}</p>'
    )
    assert made.render(value=value) == f"{wanted}|{wanted}"


@pytest.mark.parametrize("value", ["<b>", "a\rb", "\x00", "\ud800", "\"&'"])
def test_what_html_cant_hold_is_mended_in_the_same_way(value: str) -> None:
    made = templating._templates().from_string("{{ value }}{{ markup }}")
    assert made.render(value=value, markup=Markup("<i>")) == f"{text(value)}<i>"


def test_every_template_is_in_use_and_can_be_read() -> None:
    environment = templating._templates()
    names = environment.list_templates()
    assert len(names) >= 9
    for name in names:
        environment.get_template(name)
