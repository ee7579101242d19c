"""Documents stay true: what exists is documented, and what is documented exists."""

import re
from pathlib import Path

README = Path("README.md").read_text("utf-8")
STAFF = Path("README.ja.md").read_text("utf-8")
MAKEFILE = Path("Makefile").read_text("utf-8")
VERBS = set(re.findall(r"^([a-z][a-z-]*):.*##", MAKEFILE, re.MULTILINE))
# Set-up steps that other verbs call; nobody types them.
INNER = {"help"}


class TestVerbs:
    """The Makefile's verbs."""

    def test_every_verb_is_in_the_readme(self) -> None:
        """If not: add a row to the table under "Verbs"."""
        documented = set(re.findall(r"`make ([a-z-]+)", README))

        assert VERBS - documented - INNER == set()

    def test_the_documents_name_no_verb_that_does_not_exist(self) -> None:
        """In both languages, and in what the program says."""
        sources = [
            README,
            STAFF,
            *(p.read_text("utf-8") for f in ("directory", "publish") for p in Path(f).rglob("*.py")),
        ]
        named = {verb for text in sources for verb in re.findall(r"make ([a-z][a-z-]+)(?=[ `（(」\n]|$)", text)}

        assert {"run", "check"} <= named
        assert named <= VERBS | {"sure", "the"}

    def test_every_script_is_started_by_a_verb(self) -> None:
        """A script nobody can start is dead."""
        scripts = {path.stem for path in Path("scripts").glob("*.py")} - {"__init__"}

        assert {name for name in scripts if f"scripts.{name}" not in MAKEFILE} == set()


class TestPaths:
    """What the README points at."""

    def test_every_path_in_the_readme_exists(self) -> None:
        """Files, folders, pictures."""
        named = re.findall(r"`((?:data|docs|publish|directory|scripts|tests)/[^`<*]*)`", README + STAFF)
        named += re.findall(r"\]\(([^)#:]+)\)", README + STAFF)

        assert [name for name in named if not Path(name).exists()] == []

    def test_every_decision_has_a_number_and_a_title(self) -> None:
        """docs/decisions/NNNN-title.md, each number once."""
        records = sorted(Path("docs/decisions").glob("*.md"))
        numbers = [path.name[:4] for path in records]

        assert all(number.isdigit() for number in numbers)
        assert len(set(numbers)) == len(numbers)
        assert all(path.read_text("utf-8").startswith(f"# {int(path.name[:4])}. ") for path in records)
