"""What every slice stands on: settings, database session, clock, errors, crypto, events."""
