"""From a stranger on the platform's page to the owner of a working company."""

from app.signup.pages import register

__all__ = ["register"]
