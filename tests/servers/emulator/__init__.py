"""Microsoft 365 and Exchange, as far as profile photos go; ../cloud starts it, ../README.md describes it."""
