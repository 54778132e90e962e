"""`python -m tests.fakes.outside_world.server --http PORT --smtp PORT --dns PORT --home DIR`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Flask
from werkzeug.serving import run_simple

from tests.fakes.outside_world import dns_pages, pages
from tests.fakes.outside_world.dns import Records, Zone, dns_server
from tests.fakes.outside_world.inbox import Inbox
from tests.fakes.outside_world.mail import mail_server
from tests.fakes.stripe import server as stripe

# The product at `localhost` is reached here.
TARGET: Records = {"custom.localhost": {"A": ["127.0.0.1"]}}
SIMULATORS: list[Callable[[Inbox], Blueprint]] = [pages.routes]


def create_app(inbox: Inbox, zone: Zone, home: Path) -> Flask:
    app = Flask(__name__)
    for routes in SIMULATORS:
        app.register_blueprint(routes(inbox))
    app.register_blueprint(dns_pages.routes(zone))
    app.register_blueprint(stripe.blueprint(stripe.kept(home)))
    return app


def main() -> None:
    arguments = parse_arguments()
    arguments.home.mkdir(parents=True, exist_ok=True)
    inbox = Inbox(arguments.home / "messages.jsonl")
    mail_server(inbox, arguments.smtp).start()
    zone = Zone(arguments.home / "dns.json", TARGET)
    dns_server(zone, arguments.dns).start_thread()
    run_simple("127.0.0.1", arguments.http, create_app(inbox, zone, arguments.home), threaded=True)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--http", type=int, required=True)
    parser.add_argument("--smtp", type=int, required=True)
    parser.add_argument("--dns", type=int, required=True)
    parser.add_argument("--home", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
