"""The whole product for benchmarks that look at it in browsers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.journeys.site import Site, open_site
from tests.services import front_end, outside_world
from tests.services.fresh import run_folder
from tests.services.media_server import MediaServer, OwnServer


@contextmanager
def whole_site(media: MediaServer | None = None) -> Iterator[Site]:
    """Web processes, worker, scheduler and the world around them, with the environment's services."""
    front_end.build_if_changed()
    env = dict(os.environ) | (media.env if media else {})
    with (
        run_folder() as home,
        outside_world.server(home / "outside-world") as world,
        open_site(env | {"SMTP_URL": world.smtp_url}, home, world) as site,
    ):
        yield site


@contextmanager
def own_media_server() -> Iterator[MediaServer]:
    with run_folder() as home, closing(OwnServer(home)) as own:
        own.start()
        yield own.server
