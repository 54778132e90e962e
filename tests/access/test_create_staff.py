"""`flask create-staff`."""

from __future__ import annotations

from flask import Flask

from tests.browser import Browser
from tests.factories.access import PASSWORD

ARGUMENTS = ["create-staff", "Root@Voki.example", "Root", "admin"]


def test_it_prints_a_link_that_sets_the_password(app: Flask, platform_browser: Browser) -> None:
    result = app.test_cli_runner().invoke(args=ARGUMENTS)
    link = result.output.strip()
    assert link.startswith(f"http://{platform_browser.host}/invitation/")
    token = link.rpartition("/")[2]
    assert platform_browser.get(f"/invitations/{token}").json["email"] == "root@voki.example"
    answer = platform_browser.put(f"/invitations/{token}", {"password": PASSWORD})
    assert answer.status_code == 204
    assert platform_browser.sign_in("root@voki.example").status_code == 201


def test_a_password_can_come_from_the_environment(app: Flask, platform_browser: Browser) -> None:
    runner = app.test_cli_runner(env={"STAFF_PASSWORD": PASSWORD})
    for _ in range(2):
        result = runner.invoke(args=ARGUMENTS)
        assert result.output == "root@voki.example can sign in.\n"
    assert platform_browser.sign_in("root@voki.example").status_code == 201


def test_a_weak_password_is_refused(app: Flask, platform_browser: Browser) -> None:
    result = app.test_cli_runner(env={"STAFF_PASSWORD": "password1234"}).invoke(args=ARGUMENTS)
    assert result.exit_code == 1
    assert platform_browser.sign_in("root@voki.example", "password1234").status_code == 401


def test_a_password_can_be_typed(app: Flask, platform_browser: Browser) -> None:
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    result = app.test_cli_runner().invoke(args=[*ARGUMENTS, "--ask-password"], input=typed)
    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert platform_browser.sign_in("root@voki.example").status_code == 201


def test_an_unknown_role_is_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=[*ARGUMENTS[:3], "king"])
    assert result.exit_code == 2
