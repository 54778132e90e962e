"""How the platform is doing, for its staff: what is measured, from when on it is trouble, what failed."""
