"""Microsoft 365 and Exchange, as far as profile photos go; tests/servers/cloud starts it, README.md there describes it."""
