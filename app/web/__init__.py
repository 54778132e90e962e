"""The pages and their front end: shells in the company's brand, built files, texts."""

from app.web.pages import register

__all__ = ["register"]
