"""The recipes call verbs that exist, and the site does not hold them."""

import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path("docs/recipes")
RECIPES = sorted(FOLDER.glob("*.yml"))
MAKEFILE = Path("Makefile").read_text("utf-8")


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: str(path.stem))
def test_a_recipe_checks_previews_and_publishes_with_our_own_verbs(path: Path) -> None:
    """It is YAML; each verb is one of the Makefile; what is published was built for release before."""
    text = path.read_text("utf-8")
    verbs = re.findall(r"\bmake ([a-z-]+)", text)

    assert yaml.safe_load(text)
    assert {"check", "browser", "test-fast", "site", "deploy"} <= set(verbs)
    assert verbs.index("browser") < verbs.index("site"), "the site's banners are drawn with the fonts"
    assert "bookworm" in text, "the pinned fonts are those of Debian 12"
    assert all(re.search(rf"^{verb}:", MAKEFILE, re.MULTILINE) for verb in verbs)
    assert text.index("make site RELEASE=1") < text.index("make deploy")


def test_the_recipes_are_not_pages() -> None:
    """mkdocs leaves the folder out."""
    assert "recipes/" in yaml.load(Path("mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)["exclude_docs"]  # noqa: S506


def test_every_verb_stands_in_the_readme() -> None:
    """What exists is documented."""
    verbs = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)) - {"help"}
    readme = Path("README.md").read_text("utf-8")

    assert [verb for verb in sorted(verbs) if not re.search(rf"`(?:[^`]*, )?make {verb}\b", readme)] == []
