"""The media server: tickets, errands, webhooks, and what is made of them."""
