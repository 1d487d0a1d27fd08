"""What runs by itself: ticks and sweeps."""
