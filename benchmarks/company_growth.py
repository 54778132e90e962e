"""Latency of a request with ever more companies, each of them visited.

`python -m benchmarks.company_growth [COMPANIES …]` with the product's environment. The ceiling is the
smallest number of companies in the same run; aim: flat, ≤ 1.2 times of it.
"""

from __future__ import annotations

import itertools
import sys
import time
from statistics import median, quantiles

import requests
from flask import Flask

from app import create_app
from benchmarks.ground import PATH, Seat, companies, links, report, seat, served
from tests.live import LiveServer

AIM = 1.2
SIZES = (10, 100, 1_000)
ROWS = 40
ROUNDS, REQUESTS = 5, 200


def grown(app: Flask, seats: list[Seat], size: int) -> None:
    """As many companies as that, each with somebody signed in and a list to read."""
    for company in companies(app, size - len(seats), offset=len(seats)):
        who = seat(app, company)
        links(app, who, ROWS)
        seats.append(who)


def round_of(server: LiveServer, seats: list[Seat]) -> list[float]:
    """Milliseconds of one request after the other, going round the companies."""
    took = []
    with requests.Session() as browser:
        for who in itertools.islice(itertools.cycle(seats), REQUESTS):
            started = time.perf_counter()
            answer = browser.get(server.url + PATH, headers=who.headers, timeout=30)
            took.append((time.perf_counter() - started) * 1000)
            assert answer.status_code == 200, answer.text
    return took


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """The sizes take turns within each round, so that all meet the same noise."""
    app, seats = create_app(), list[Seat]()
    grown(app, seats, max(sizes))
    took: dict[int, list[float]] = {size: [] for size in sizes}
    with served() as server:
        round_of(server, seats)
        for _ in range(ROUNDS):
            for size in sizes:
                took[size] += round_of(server, seats[:size])
    tell(took)


def tell(took: dict[int, list[float]]) -> None:
    figures = {size: _figure(found) for size, found in took.items()}
    smallest, largest = min(figures), max(figures)
    report(
        benchmark="company_growth",
        figure={str(size): figure for size, figure in figures.items()},
        ceiling=figures[smallest],
        ratio=round(figures[largest]["p50_ms"] / figures[smallest]["p50_ms"], 2),
        aim=f"<= {AIM}",
        sizes={"companies": list(figures), "rows": ROWS, "requests": ROUNDS * REQUESTS},
    )


def _figure(found: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(found), 2), "p95_ms": round(quantiles(found, n=20)[-1], 2)}


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
