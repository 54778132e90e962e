"""A browser for tests: an address, its cookies, and the CSRF token of its session."""

from __future__ import annotations

from typing import Any

from flask import Flask

from app.access.csrf import HEADER
from app.api.routes import PREFIX
from tests.factories.access import PASSWORD

ADDRESS = "127.0.0.1"
# A werkzeug TestResponse; its `json` is what the test expects it to be.
Response = Any


class Browser:
    """Paths are those of the API, `/session` for `/api/v1/session`, or whole ones in `open`."""

    def __init__(self, app: Flask, host: str, *, address: str = ADDRESS) -> None:
        self.client = app.test_client()
        self.host = host
        self.address = address
        self.csrf_token: str | None = None

    def sign_in(self, email: str, password: str = PASSWORD, code: str | None = None) -> Response:
        body = {"email": email, "password": password} | ({"code": code} if code else {})
        response = self.post("/session", body)
        if response.status_code == 201:
            self.csrf_token = response.get_json()["csrf_token"]
        return response

    def get(self, path: str, **options: Any) -> Response:
        return self.send("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> Response:
        return self.send("POST", path, json=json, **options)

    def put(self, path: str, json: Any = None, **options: Any) -> Response:
        return self.send("PUT", path, json=json, **options)

    def patch(self, path: str, json: Any = None, **options: Any) -> Response:
        return self.send("PATCH", path, json=json, **options)

    def delete(self, path: str, json: Any = None, **options: Any) -> Response:
        return self.send("DELETE", path, json=json, **options)

    def send(self, method: str, path: str, **options: Any) -> Response:
        return self.open(PREFIX + path, method=method, **options)

    def open(self, path: str, *, method: str = "GET", **options: Any) -> Response:
        headers = {HEADER: self.csrf_token} if self.csrf_token else {}
        headers |= options.pop("headers", {})
        return self.client.open(
            path,
            method=method,
            base_url=f"http://{self.host}",
            headers=headers,
            environ_overrides={"REMOTE_ADDR": self.address},
            **options,
        )
