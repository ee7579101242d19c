"""The drop box: takes a request for a call, seals it before it touches a disk, and cannot read what it holds."""
