"""The desk's servers and screens borrow what its own tests lend."""

from tests.desk.conftest import now, office, practice, quick_passwords, sit

__all__ = ["now", "office", "practice", "quick_passwords", "sit"]
