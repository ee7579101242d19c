"""The staff side inside the office: opens envelopes, keeps consultation records, counts. Not reachable from outside."""
