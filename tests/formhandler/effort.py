"""How hard to try. TSUNAGARI_THOROUGH=1 does what is due before a release; otherwise a part of it, in seconds."""

import os

THOROUGH = os.environ.get("TSUNAGARI_THOROUGH") == "1"
ROUNDS = 100 if THOROUGH else 6  # of killing
CUTS = None if THOROUGH else 40  # moments at which the power fails; None: all of them
REQUESTS = 10_000 if THOROUGH else 1_000  # sealed and opened
