"""LiveKit Egress, for deployments that run it beside the media server.

It knows nothing of consent: a room composite shows whoever is in the room. So it runs only while everybody
there may be recorded; when somebody comes who may not, the part ends, and the next one begins once they
may.
Its composites are MP4 objects in our own store; the way into the store fetches them from there.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from livekit.api import VideoGrants
from livekit.protocol.egress import (
    EgressInfo,
    EgressStatus,
    EncodedFileOutput,
    EncodedFileType,
    EncodingOptions,
    ListEgressRequest,
    ListEgressResponse,
    RoomCompositeEgressRequest,
    S3Upload,
    StopEgressRequest,
)

from app.core.config import settings
from app.core.errors import Problem
from app.core.logging import get_logger
from media import livekit
from media.recording import files
from media.recording.engine import EngineFailed, Status
from media.recording.ledger import EGRESS_FAILED, NO_MEDIA_SERVER, NOT_EVERYBODY, Order, Wish
from media.storage import client
from tenants.context import CompanyRef

log = get_logger(__name__)
SUFFIX = "mp4"
GRANTS = VideoGrants(room_record=True)
# Seen in the field: a request that no egress takes stays at STARTING for ever.
START_SECONDS = 20.0
POLL_SECONDS = 1.0
VIDEO_KBITS, AUDIO_KBITS = 1200, 64
RUNNING = (EgressStatus.EGRESS_STARTING, EgressStatus.EGRESS_ACTIVE, EgressStatus.EGRESS_ENDING)
# The file of the last one was cut at a limit, and is good.
USABLE = (EgressStatus.EGRESS_COMPLETE, EgressStatus.EGRESS_LIMIT_REACHED)


class NotReady(OSError):
    """The egress is still writing its file."""


def start_room_composite(room: str, key: str) -> EgressInfo:
    """Records the room into an object of our store. Raises MediaServerUnreachable or …Refused."""
    config = settings()
    upload = S3Upload(
        access_key=config.s3_access_key,
        secret=config.s3_secret_key,
        region=config.s3_region,
        endpoint=config.s3_endpoint_url,
        bucket=config.s3_bucket,
        force_path_style=True,
    )
    output = EncodedFileOutput(
        file_type=EncodedFileType.MP4, filepath=key, disable_manifest=True, s3=upload
    )
    options = EncodingOptions(
        width=1280,
        height=720,
        framerate=24,
        video_bitrate=VIDEO_KBITS,
        audio_bitrate=AUDIO_KBITS,
    )
    request = RoomCompositeEgressRequest(
        room_name=room, layout="grid", advanced=options, file_outputs=[output]
    )
    info: EgressInfo = _egress("StartRoomCompositeEgress", request, EgressInfo)
    return info


def stop_egress(egress_id: str) -> None:
    """One that has ended already is no error."""
    try:
        _egress("StopEgress", StopEgressRequest(egress_id=egress_id), EgressInfo)
    except livekit.MediaServerRefused as refusal:
        if refusal.code not in ("not_found", "failed_precondition"):
            raise


def list_egress(egress_id: str = "") -> list[EgressInfo]:
    request = ListEgressRequest(egress_id=egress_id)
    return list(_egress("ListEgress", request, ListEgressResponse).items)


def find_egress(key: str) -> EgressInfo | None:
    """The one that writes, or wrote, this object: an answer to its start may have been lost."""
    return next((info for info in list_egress() if _writes(info, key)), None)


def _writes(info: EgressInfo, key: str) -> bool:
    return any(output.filepath == key for output in info.room_composite.file_outputs)


def _egress(method: str, request: Any, answer: type[Any]) -> Any:
    return livekit.call("Egress", method, request, answer, GRANTS)


def object_key(path: str) -> str:
    """The object of a part's relative path, within what the company has in the store."""
    company, _, rest = path.partition("/")
    return f"{company}/egress/{rest}"


def fetch(path: str, target: Path) -> None:
    """Brings a part's file here, once its egress is done; ends one that still runs.

    Raises NotReady, FileNotFoundError when nothing came of it, or what the store or the server raise.
    """
    key = object_key(path)
    info = find_egress(key)
    if info is not None and info.status in RUNNING:
        stop_egress(info.egress_id)
        raise NotReady(f"{info.egress_id} has not ended.")
    if info is not None and info.status not in USABLE:
        raise FileNotFoundError(f"{info.egress_id}: {info.error or 'failed'}")
    draft = target.with_name(target.name + ".part")
    draft.parent.mkdir(parents=True, exist_ok=True)
    client().download_file(settings().s3_bucket, key, str(draft))
    files.sync(draft)
    draft.rename(target)


def forget(path: str) -> None:
    """The part is stored: the object that the egress wrote goes."""
    client().delete_object(Bucket=settings().s3_bucket, Key=object_key(path))


class EgressEngine:
    suffix = SUFFIX

    def start(self, order: Order, company: CompanyRef, wish: Wish, path: Path) -> EgressSession:
        session = EgressSession(wish)
        session.begin(path)
        return session

    def is_well(self) -> bool:
        return livekit.is_configured()

    def close(self) -> None:
        """The service is not ours to end."""


class EgressSession:
    """The size is estimated: only the service sees the file while it grows."""

    def __init__(self, wish: Wish) -> None:
        self._room = wish.room
        self._everybody = wish.everybody
        self._id = ""
        self._since = self._asked_at = time.monotonic()
        self._failure: str | None = None

    def begin(self, path: Path) -> None:
        """Returns once it records; raises EngineFailed, and then nothing is left running."""
        if self._room is None:
            raise EngineFailed(NO_MEDIA_SERVER, "The call has no room.")
        if not self._everybody:
            raise EngineFailed(NOT_EVERYBODY)
        key = object_key(str(path.relative_to(files.root())))
        try:
            self._id = self._requested(self._room, key)
            self._await_active()
        except Problem as error:
            self._give_up()
            raise EngineFailed(NO_MEDIA_SERVER, str(error)) from error
        self._since = time.monotonic()

    def _requested(self, room: str, key: str) -> str:
        try:
            return start_room_composite(room, key).egress_id
        except livekit.MediaServerUnreachable:
            # It may have begun all the same.
            if (info := find_egress(key)) is None:
                raise
            return info.egress_id

    def _await_active(self) -> None:
        end, pause = time.monotonic() + START_SECONDS, threading.Event()
        while (info := self._info()) is not None and info.status == EgressStatus.EGRESS_STARTING:
            if time.monotonic() > end:
                self._give_up()
                raise EngineFailed(EGRESS_FAILED, f"{self._id} is stuck before its start.")
            pause.wait(POLL_SECONDS)
        if info is None or info.status != EgressStatus.EGRESS_ACTIVE:
            raise EngineFailed(EGRESS_FAILED, info.error if info else "It is unknown.")

    def _info(self) -> EgressInfo | None:
        found = list_egress(self._id)
        return found[0] if found else None

    def _give_up(self) -> None:
        try:
            if self._id:
                stop_egress(self._id)
        except Problem as error:
            log.error("egress_not_stopped", egress=self._id, error=str(error))

    def follow(self, wish: Wish) -> None:
        if not wish.everybody:
            self._failure = NOT_EVERYBODY
        elif wish.room != self._room:
            self._failure = EGRESS_FAILED

    def status(self) -> Status:
        if self._failure is None and time.monotonic() >= self._asked_at + POLL_SECONDS:
            self._asked_at = time.monotonic()
            self._look()
        return Status(self._size(), self._failure)

    def _look(self) -> None:
        """A server that does not answer does not end a recording that may well go on."""
        try:
            info = self._info()
        except Problem as error:
            log.warning("egress_not_seen", egress=self._id, error=str(error))
            return
        if info is None or info.status != EgressStatus.EGRESS_ACTIVE:
            self._failure = EGRESS_FAILED

    def _size(self) -> int:
        seconds = time.monotonic() - self._since
        return 1 + int(seconds * (VIDEO_KBITS + AUDIO_KBITS) * 1000 / 8)

    def rotate(self, path: Path) -> int:
        former, size = self._id, self._size()
        try:
            self.begin(path)
            stop_egress(former)
        except (EngineFailed, Problem) as error:
            log.error("egress_not_rotated", egress=former, error=str(error))
            self._failure = EGRESS_FAILED
        return size

    def stop(self) -> int:
        """The file is fetched on its way to the store, which may take the service a while."""
        self._give_up()
        return self._size()
