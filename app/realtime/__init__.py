"""Events that reach browsers: catalogued, ordered a room, never sent before their commit."""
