"""The ground floor: the typed directory of windows, its checks, hours and words. It imports nothing of ours."""
