import json
import re

from click.testing import CliRunner

from directory.languages import LANGUAGES
from formhandler.commands import commands
from formhandler.fields import FIELDS
from formhandler.open_api import document
from tests.formhandler.box import Box

FOLDER = re.compile(r"<any.*?>/")


def test_describes_every_address(box: Box) -> None:
    """Every address of the drop box stands in the document, and every one in the document is there."""
    rules = [str(rule) for rule in box.app.url_map.iter_rules() if not str(rule).startswith("/desk/")]
    folders = [language.prefix for language in LANGUAGES if language.prefix]
    addresses = {FOLDER.sub(folder, rule) for rule in rules for folder in folders}

    assert addresses == set(document()["paths"])


def test_describes_every_field() -> None:
    """The form of the document is the list of fields."""
    form = document()["paths"]["/callback/"]["post"]["requestBody"]["content"]
    (described,) = [kind["schema"]["properties"] for kind in form.values()]

    assert set(described) == {field.name for field in FIELDS} | {"token", "point", "url"}


def test_command_prints_it() -> None:
    """The document can be had by a command."""
    assert json.loads(CliRunner().invoke(commands, ["openapi"]).stdout) == document()
