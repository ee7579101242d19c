"""What all sheets of one run share: the directory, the orders, the day, and whether they may be given out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directory.document import Document
from directory.load import DATA, documents
from directory.model import Directory, Window
from publish.print import lots, qr, typeset
from publish.print.orders import Orders


@dataclass(frozen=True)
class Press:
    """One run of printing; the documents know the line of every record, for complaints."""

    directory: Directory
    orders: Orders
    today: date
    windows_file: Document
    lots_file: Document
    release: bool = False

    @property
    def title(self) -> str:
        """What a file is called where somebody else may read it."""
        return self.directory.site.quiet_name

    @property
    def urgent(self) -> tuple[str, ...]:
        """The emergency numbers, in file order."""
        phones = (phone for window in self.directory.windows for phone in window.shown_phones(self.today))
        return tuple(phone.number for phone in phones if phone.kind == "emergency")

    def window_of(self, id_: str) -> Window:
        """Return a window by its id."""
        return self.directory.window[id_]

    def url(self, code: str) -> str:
        """Return what the QR code of a code says."""
        return lots.url(self.directory.site.url, code)

    def code(self, code: str, version: int | None = None) -> dict[str, Any]:
        """Return a code as the templates draw it, with the address that stands under it."""
        url = self.url(code)
        symbol = qr.symbol(url, version or qr.smallest(url))
        return {"qr": typeset.drawn(symbol), "printed": symbol.printed, "mark": code.lower()}


def press(today: date, *, release: bool = False, data: Path = DATA) -> Press:
    """Return a press for a day; raise Refused with every complaint about the data."""
    directory, windows_file, _ = documents(data)
    orders, lots_file = lots.ordered(data)
    return Press(directory, orders, today, windows_file, lots_file, release)
