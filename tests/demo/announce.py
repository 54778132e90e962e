"""Tells where the demo is: `var/demo/demo.json` and a table on the terminal, once it answers."""

import json
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.context import ForkProcess
from typing import Any

import requests

from tests.demo import places

POLL_SECONDS = 0.1


def describe(env: dict[str, str], world_url: str, seeded: dict[str, Any]) -> dict[str, Any]:
    """The content of demo.json: what was seeded, at the addresses of this start."""
    host, scheme = env["PLATFORM_HOST"], env["PUBLIC_SCHEME"]
    return {
        "platform": {"url": f"{scheme}://{host}", "staff": seeded["staff"]},
        "companies": [
            place_company(company, f"{scheme}://{company['slug']}.{host}")
            for company in seeded["companies"]
        ],
        "outside_world": {"url": world_url},
        "services": {
            "database_url": env["DATABASE_URL"],
            "redis_url": env["REDIS_URL"],
            "livekit_url": env["LIVEKIT_URL"],
            "s3_endpoint_url": env["S3_ENDPOINT_URL"],
        },
    }


def place_company(company: dict[str, Any], url: str) -> dict[str, Any]:
    links = [
        {"type": link["type"], "department": link["department"], "url": url + link["path"]}
        for link in company["links"]
    ]
    return company | {"url": url, "links": links}


def in_background(demo: dict[str, Any]) -> ForkProcess:
    """Start waiting for the product in a process of its own, which honcho's loop would block."""
    process = multiprocessing.get_context("fork").Process(
        target=announce, args=(demo,), daemon=True
    )
    process.start()
    return process


def announce(demo: dict[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    pause = threading.Event()
    while not is_ready(demo["platform"]["url"]):
        pause.wait(POLL_SECONDS)
    unfinished = places.DEMO_JSON.with_suffix(".part")
    unfinished.write_text(json.dumps(demo, indent=2, ensure_ascii=False))
    unfinished.chmod(0o600)
    unfinished.rename(places.DEMO_JSON)
    sys.stdout.write("\n".join(table(demo)) + "\n")
    sys.stdout.flush()


def is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def table(demo: dict[str, Any]) -> list[str]:
    """The lines that a person reads."""
    staff = demo["platform"]["staff"]
    lines = ["", f"Voki is ready. Everybody's password: {staff['password']}", ""]
    lines.append(row("Platform staff", f"{demo['platform']['url']}/superadmin", staff["email"]))
    for company in demo["companies"]:
        lines += ["", row(f"{company['name']} ({company['plan']})", company["url"])]
        lines += [row(f"  {person['role']}", "", person["email"]) for person in company["people"]]
        lines += [row(f"  client: {link['department']}", link["url"]) for link in company["links"]]
    lines += ["", row("Messages sent", demo["outside_world"]["url"])]
    lines += [row("Payments", f"{demo['outside_world']['url']}/stripe")]
    lines += [row("DNS records", f"{demo['outside_world']['url']}/dns")]
    lines += [row("Media server", demo["services"]["livekit_url"])]
    return [*lines, row("All of this", os.path.relpath(places.DEMO_JSON)), ""]


def row(title: str, *cells: str) -> str:
    return f"  {title:<38} " + "  ".join(cell for cell in cells if cell)
