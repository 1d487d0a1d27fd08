"""Measured operations against their floors; ``python -m benchmarks`` runs them."""
