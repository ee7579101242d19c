"""Every key that we write, object by object: the schema lets unknown keys pass, this list does not.

Keys that begin with `x_` are ours; `api/profile.txt` explains them to those who read the data.
"""

from collections.abc import Iterator
from typing import Any

KEYS = {
    "service": "id organization_id name alternate_name description url additional_urls email status "
    "interpretation_services application_process fees_description eligibility_description assured_date assurer_email "
    "alert phones schedules service_areas service_at_locations languages organization attributes",
    "organization": "id name alternate_name description website",
    "service_at_location": "id service_id location_id location",
    "location": "id location_type name description transportation latitude longitude addresses",
    "address": "id location_id address_1 city state_province postal_code country address_type",
    "phone": "id service_id number type description languages",
    "language": "id service_id phone_id name code note",
    "schedule": "id service_id timezone description notes attending_type freq wkst byday bymonthday dtstart count "
    "valid_from valid_to opens_at closes_at",
    "service_area": "id service_id name",
    "url": "id service_id label url",
    "attribute": "id link_id link_entity taxonomy_term_id label value taxonomy_term",
    "taxonomy_term": "id code name description taxonomy taxonomy_id language",
    "taxonomy": "id name description version",
}
OURS = {
    "service": "x_names x_channels x_closures x_seasonal x_hours_text x_closed_text x_hours_depend_on x_hours_conflict "
    "x_last_admission x_after_hours x_dial_route x_menu x_call_facts x_organization_note x_ward x_transportation "
    "x_see_also x_valid_from x_valid_to x_former_ids x_sources x_page x_point",
    "organization": "x_slug x_names x_partner x_role",
    "location": "x_address",
    "phone": "x_kind x_charge x_label x_reach x_mnemonic x_valid_from x_valid_to x_assured_date",
    "language": "x_code x_days x_days_per_week",
    "schedule": "x_for x_row x_hours x_continues x_last_admission x_holidays x_public_holidays x_weeks_per_month "
    "x_days_unknown x_languages",
    "taxonomy_term": "x_code",
}
# Under which key an object of another kind lies.
INSIDE = {
    "phones": "phone", "schedules": "schedule", "languages": "language", "attributes": "attribute",
    "service_areas": "service_area", "service_at_locations": "service_at_location", "additional_urls": "url",
    "organization": "organization", "location": "location", "addresses": "address", "taxonomy_term": "taxonomy_term",
}  # fmt: skip


def strangers(row: dict[str, Any], kind: str) -> Iterator[str]:
    """Yield every key of an object, and of those inside it, that is not on the list."""
    known = {*KEYS[kind].split(), *OURS.get(kind, "").split()}
    for key, value in row.items():
        if key not in known:
            yield f"{kind}.{key}"
        if key in INSIDE and key in known:
            for inner in value if isinstance(value, list) else [value]:
                yield from strangers(inner, INSIDE[key])
