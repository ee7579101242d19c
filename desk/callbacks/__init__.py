"""Calling back: from a sealed envelope to a call at a time she chose, and nothing left of her number after a week."""
