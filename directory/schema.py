"""The JSON schema of windows.yaml, made from the model, so that editors complete keys and explain them."""

import json

from pydantic import TypeAdapter

from directory.model import Records


def schema() -> str:
    """Return the schema as it stands in data/windows.schema.json."""
    made = TypeAdapter(Records).json_schema(mode="validation")
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "windows.yaml"} | made
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
