"""Pure functions: records and a Translator in, a Screen out."""
