"""Bare vote bots, to measure against. They run in an environment of their own (benchmarks/requirements.lock)."""
