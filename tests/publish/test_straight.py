"""Templates compiled to shorter code say what they would have said, and are as careful with what is not safe."""

import pytest
from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from publish.straight import StraightEnvironment

TEMPLATES = {
    "say": "{{ say(name) }} {{ say(name, loud=true) }} {{ name }} {{ safe }} {{ 1 + 1 }}",
    "macro": "{% macro row(x, y) %}<b>{{ x }}{{ y }}</b>{% endmacro %}{% for x in rows %}{{ row(x, y=x) }}{% endfor %}",
    "lost": "{{ nobody(name) }}",
    "spread": "{{ say(*rows) }}",
    "caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
}


def say(name: str, loud: bool = False) -> str:
    """Say a name."""
    return name.upper() if loud else name


def drawn(template: str) -> str:
    """Return a template as it is drawn."""
    environment = StraightEnvironment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(template).render(say=say, name="<i>", safe=Markup("<b>"), rows=["a", "<"])


def test_what_is_not_safe_is_escaped_and_what_is_stays() -> None:
    """Text from a function, a value, safe text, a number."""
    assert drawn("say") == "&lt;i&gt; &lt;I&gt; &lt;i&gt; <b> 2"


def test_a_macro_gets_its_arguments_by_place_and_by_name() -> None:
    """What it gives back is safe, what it shows is not."""
    assert drawn("macro") == "<b>aa</b><b>&lt;&lt;</b>"


def test_a_name_that_nobody_gave_is_an_error() -> None:
    """As with Jinja's own code."""
    with pytest.raises(UndefinedError, match="nobody"):
        drawn("lost")


@pytest.mark.parametrize("template", ["spread", "caller"])
def test_what_it_does_not_know_is_refused(template: str) -> None:
    """Not drawn without a word."""
    with pytest.raises(TemplateSyntaxError, match="one by one"):
        drawn(template)
