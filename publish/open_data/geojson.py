"""Where supplies and bookmarks can be had, as GeoJSON (RFC 7946).

No coordinates are made up: a place of which no source gives the position has the geometry null, which the standard
provides for. Its ward and, where it may be said, its address stand in the properties.
"""

from directory.model import DistributionPoint
from publish.labels import AVAILABILITY
from publish.open_data.hsds_parts import sources
from publish.open_data.published import Json, Published, without_nothing


def points_geojson(given: Published) -> Json:
    """Return every published place as a feature."""
    return {"type": "FeatureCollection", "features": [_feature(point, given) for point in given.points]}


def _feature(point: DistributionPoint, given: Published) -> Json:
    assured = point.assured_date
    known = {
        "slug": point.id,
        "name": point.name,
        "description": point.description,
        "kind": point.kind,
        "ward": point.ward,
        "address": point.address,
        "what": point.what,
        "quantity": point.quantity,
        "limit": point.limit,
        "how_to_ask": point.how_to_ask,
        "id_required": point.id_required,
        "availability": point.availability,
        "availability_in_words": given.say(AVAILABILITY[point.availability]),
        "hours": point.hours_text,
        "valid_from": point.valid_from and point.valid_from.text,
        "valid_to": point.valid_to and point.valid_to.text,
        "url": given.page(f"d/{point.id}/"),
        "assured_date": assured and assured.isoformat(),
        "sources": sources(point.sources, given),
    }
    name = given.id("service", point.id)
    return {"type": "Feature", "id": name, "geometry": _position(point), "properties": without_nothing(known)}


def _position(point: DistributionPoint) -> Json | None:
    """Return where a place is, first the longitude as RFC 7946 has it; five places of decimals are a metre."""
    if not point.public or point.latitude is None or point.longitude is None:
        return None
    return {"type": "Point", "coordinates": [round(point.longitude, 5), round(point.latitude, 5)]}
