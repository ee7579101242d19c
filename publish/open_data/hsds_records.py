"""What HSDS says of one record, written out: every file that holds it is put together of this."""

import json
from dataclasses import dataclass

from directory.model import DistributionPoint, Window
from publish.open_data.hsds import service
from publish.open_data.hsds_tables import lines_of
from publish.open_data.published import Published, as_json
from publish.pieces import pieces


@dataclass(frozen=True)
class Described:
    """A record's service and the place it is given at ("" without one) as JSON, and its lines in the tables."""

    service: str
    place: str
    lines: str

    @property
    def tables(self) -> dict[str, str]:
        """The lines by kind of object."""
        found: dict[str, str] = json.loads(self.lines)
        return found


def described(record: Window | DistributionPoint, given: Published) -> Described:
    """Return what HSDS says of a record, made now if it has not been made yet."""
    known, kinds = pieces(given.edition), ("hsds service", "hsds place", "hsds lines")
    if (kinds[0], record.id) not in known:
        made = service(record, given)
        places = [as_json(row) for row in made.get("service_at_locations", ())]
        texts = as_json(made), "".join(places), as_json(lines_of(made, given))
        known |= {(kind, record.id): text for kind, text in zip(kinds, texts, strict=True)}
    return Described(*(known[kind, record.id] for kind in kinds))
