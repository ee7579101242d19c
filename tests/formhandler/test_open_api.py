import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from werkzeug.serving import BaseWSGIServer

from directory.languages import SOURCE
from formhandler.commands import commands
from formhandler.fields import FIELDS
from formhandler.open_api import document
from publish.open_data.openapi import openapi_json
from publish.open_data.published import published
from tests.formhandler.box import Box
from tests.site_built import DAY

SCHEMATHESIS = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance"


def test_describes_every_address(box: Box) -> None:
    """Every address of the drop box stands in the document, and every one in the document is there."""
    rules = {str(rule) for rule in box.app.url_map.iter_rules() if not str(rule).startswith("/desk/")}

    assert rules == set(document()["paths"])


def test_describes_every_field() -> None:
    """The form of the document is the list of fields."""
    form = document()["paths"]["/callback/"]["post"]["requestBody"]["content"]
    (described,) = [kind["schema"]["properties"] for kind in form.values()]

    assert set(described) == {field.name for field in FIELDS} | {"token", "point", "url"}


def test_command_prints_it() -> None:
    """The document can be had by a command."""
    assert json.loads(CliRunner().invoke(commands, ["openapi"]).stdout) == document()


@pytest.mark.skipif(SCHEMATHESIS is None, reason="schemathesis is not installed")
def test_schemathesis_finds_nothing(server: BaseWSGIServer, tmp_path: Path) -> None:
    """A program that tries everything the published document allows, and what not, gets only the answers it names."""
    (tmp_path / "api.json").write_text(json.dumps(openapi_json(published(SOURCE, DAY))))
    where = [f"--url=http://127.0.0.1:{server.port}", "--include-path-regex=^/(th/)?(callback|health)"]
    how = ["--max-examples=20", "--phases=coverage,fuzzing", f"--checks={CHECKS}"]
    command = [str(SCHEMATHESIS), "run", str(tmp_path / "api.json"), *where, *how]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert run.returncode == 0, run.stdout[-3000:]
