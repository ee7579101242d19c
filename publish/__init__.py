"""Everything the public reads or holds. It imports the ground floor and the pure half of the drop box."""
