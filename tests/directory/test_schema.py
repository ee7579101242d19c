"""The JSON schema that editors complete from."""

import json
from pathlib import Path

import jsonschema_rs
import yaml

from directory.schema import schema

SCHEMA = json.loads(schema())


class TestSchema:
    """It says what the model says."""

    def test_the_file_is_in_step_with_the_model(self) -> None:
        """If not: make schema."""
        assert Path("data/windows.schema.json").read_text("utf-8") == schema(), (
            "data/windows.schema.json: run `make schema`"
        )

    def test_the_real_file_is_valid_by_it(self) -> None:
        """An editor marks nothing in it."""
        tree = yaml.load(Path("data/windows.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        validator = jsonschema_rs.Draft202012Validator(SCHEMA)

        assert [error.message for error in validator.iter_errors(tree)] == []

    def test_a_misspelt_key_is_not(self) -> None:
        """It knows the keys."""
        record = {"id": "rei", "name": "れい", "tier": "city", "word": "takatsu"}

        assert not jsonschema_rs.Draft202012Validator(SCHEMA).is_valid({"windows": [record]})

    def test_it_explains_keys_in_japanese(self) -> None:
        """Staff read it while they type."""
        window = SCHEMA["$defs"]["Window"]["properties"]

        assert "翻訳しない" in window["name"]["description"]
