"""What the desk costs when it has been used for forty years: every screen, at three sizes."""
