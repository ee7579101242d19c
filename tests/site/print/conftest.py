"""Every sheet in every language, really set: what the tests of publish/print lend is lent here too."""

from tests.publish.print.conftest import _fonts, draft, leaf, press

__all__ = ["_fonts", "draft", "leaf", "press"]
