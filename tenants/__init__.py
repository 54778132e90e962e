"""Who a company is, which schema is its own, and how a transaction is confined to it."""
