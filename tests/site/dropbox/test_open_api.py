"""A stranger's program tries the drop box with its published document in hand."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from werkzeug.serving import BaseWSGIServer

from formhandler.open_api import document

SCHEMATHESIS = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance"


@pytest.mark.skipif(SCHEMATHESIS is None, reason="schemathesis is not installed")
def test_schemathesis_finds_nothing(server: BaseWSGIServer, tmp_path: Path) -> None:
    """A program that tries everything the document allows, and what it does not, gets only the answers it names."""
    (tmp_path / "api.json").write_text(json.dumps(document()))
    where = [f"--url=http://127.0.0.1:{server.port}", "--include-path-regex=^/(th/)?(callback|health)"]
    how = ["--max-examples=20", "--phases=coverage,fuzzing", f"--checks={CHECKS}"]
    command = [str(SCHEMATHESIS), "run", str(tmp_path / "api.json"), *where, *how]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert run.returncode == 0, run.stdout[-3000:]
