"""The pages on the platform's host for strangers: what it is, what it costs, signing up, the terms."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app.access.policy import HostKind, Public
from app.signup.offers import offers
from app.signup.terms import CURRENT
from app.signup.texts import TEXTS
from app.web.hooks import serve_platform_home
from app.web.language import browser_language
from app.web.routes import page, pages
from app.web.shell import render_shell
from billing.queries import catalogue

ENTRY = "src/signup.tsx"
OPEN = Public("strangers read it before they sign up", host=HostKind.PLATFORM)


def show_signup(link: str = "") -> str:
    boot = {"terms_version": CURRENT, "plans": catalogue()}
    return render_shell(ENTRY, boot, title=TEXTS[browser_language()]["signup_title"])


def show_home() -> str:
    language = browser_language()
    words = TEXTS[language]
    return render_shell(
        None,
        template="signup/home.html",
        title=words["home_title"],
        words=words,
        offers=offers(language),
    )


def show_terms() -> str:
    language = browser_language()
    return render_shell(
        None,
        template="signup/terms.html",
        title=TEXTS[language]["terms_title"],
        words=TEXTS[language],
        version=CURRENT,
    )


TABLE = [
    page("/signup", show_signup, policy=OPEN),
    page("/signup/confirm/<link>", show_signup, policy=OPEN),
    page("/terms", show_terms, policy=OPEN),
]


def register(app: Flask) -> None:
    serve_platform_home(show_home)
    app.register_blueprint(
        pages("signup", TABLE, template_folder=str(Path(__file__).parent / "templates"))
    )
