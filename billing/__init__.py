"""What a company's plan allows, and the refusal when it does not."""
