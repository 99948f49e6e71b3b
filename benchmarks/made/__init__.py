"""Made-up campaigns of any size: deterministic, consistent, never meant for anybody's real use."""
