"""A hundred codes as lots could bear them, and the site whose pages they open."""

import itertools

from publish.print import lots

SITE = "https://example.org/"
CODES = ["".join(signs) for signs in itertools.islice(itertools.product(lots.ALPHABET, repeat=4), 0, 160_000, 1_600)]
