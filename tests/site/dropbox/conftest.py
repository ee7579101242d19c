"""The real programs lend what the drop box's own tests lend."""

from tests.formhandler.conftest import box, empty_postgres, gated, postgres, server

__all__ = ["box", "empty_postgres", "gated", "postgres", "server"]
