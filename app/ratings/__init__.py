"""What the client says of the call: satisfaction, recommendation, a comment; once."""
