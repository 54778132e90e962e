"""Stand-ins for outside services. Never imported by the product."""
