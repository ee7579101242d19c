"""From another city's open data to a draft of windows.yaml, with a list of what a person must fill in."""
