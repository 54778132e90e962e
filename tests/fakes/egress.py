"""LiveKit Egress as its clients meet it: Twirp over HTTP, protobuf, signed requests, and its known moods.

It checks what the vendor checks (grant, room, output), keeps to the vendor's order of states, writes a real
MP4 to the store that the request names, and can get stuck, fail, stop at a limit, or lose an answer.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from livekit.api import TokenVerifier
from livekit.protocol.egress import (
    EgressInfo,
    EgressStatus,
    ListEgressRequest,
    ListEgressResponse,
    RoomCompositeEgressRequest,
    StopEgressRequest,
)

STATUS_OF = {"unauthenticated": 401, "permission_denied": 403, "not_found": 404, "invalid_argument": 400,
             "failed_precondition": 412, "unavailable": 503}  # fmt: skip
ENDED = (
    EgressStatus.EGRESS_COMPLETE,
    EgressStatus.EGRESS_FAILED,
    EgressStatus.EGRESS_ABORTED,
    EgressStatus.EGRESS_LIMIT_REACHED,
)


class Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class FakeEgress(ThreadingHTTPServer):
    """`mood`: "" as usual, "stuck" at STARTING, "fails" once asked how it goes, "loses_answer" of a start.

    `film` is the MP4 that every egress writes; `rooms` are those that exist.
    """

    daemon_threads = True

    def __init__(self, key: str, secret: str, film: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.verifier = TokenVerifier(key, secret)
        self.film = film
        self.rooms: set[str] = set()
        self.mood = ""
        self.infos: dict[str, EgressInfo] = {}
        self.lock = threading.RLock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def start(self, request: RoomCompositeEgressRequest) -> EgressInfo:
        if request.room_name not in self.rooms:
            raise Refused("not_found", "requested room does not exist")
        outputs = request.file_outputs
        if len(outputs) != 1 or not outputs[0].filepath:
            raise Refused("invalid_argument", "request has missing or invalid field: output")
        if outputs[0].WhichOneof("output") != "s3" or not outputs[0].s3.bucket:
            raise Refused("invalid_argument", "request has missing or invalid field: s3")
        info = EgressInfo(
            egress_id=f"EG_{len(self.infos) + 1:08d}",
            room_name=request.room_name,
            room_composite=request,
            started_at=time.time_ns(),
        )
        self.infos[info.egress_id] = info
        return info

    def stop(self, request: StopEgressRequest) -> EgressInfo:
        info = self.infos.get(request.egress_id)
        if info is None:
            raise Refused("not_found", "egress does not exist")
        if info.status in ENDED:
            name = EgressStatus.Name(info.status)
            raise Refused("failed_precondition", f"egress with status {name} cannot be stopped")
        if info.status == EgressStatus.EGRESS_STARTING:
            self.end(info, EgressStatus.EGRESS_ABORTED)
        else:
            info.status = EgressStatus.EGRESS_ENDING
        return info

    def list(self, request: ListEgressRequest) -> ListEgressResponse:
        """Asking is what moves time here: what ends has ended at the next question."""
        found = [
            info
            for info in self.infos.values()
            if request.egress_id in ("", info.egress_id)
            and request.room_name in ("", info.room_name)
            and not (request.active and info.status in ENDED)
        ]
        answer = ListEgressResponse(items=found)
        for info in found:
            self._age(info)
        return answer

    def _age(self, info: EgressInfo) -> None:
        if info.status == EgressStatus.EGRESS_STARTING and self.mood != "stuck":
            info.status = EgressStatus.EGRESS_ACTIVE
        elif info.status == EgressStatus.EGRESS_ACTIVE and self.mood == "fails":
            info.error = "Pipeline error"
            self.end(info, EgressStatus.EGRESS_FAILED)
        elif info.status == EgressStatus.EGRESS_ENDING:
            self.end(info, EgressStatus.EGRESS_COMPLETE)

    def end(self, info: EgressInfo, status: int) -> None:
        if status in (EgressStatus.EGRESS_COMPLETE, EgressStatus.EGRESS_LIMIT_REACHED):
            self._upload(info)
        info.status = status  # type: ignore[assignment]
        info.ended_at = time.time_ns()

    def _upload(self, info: EgressInfo) -> None:
        output = info.room_composite.file_outputs[0]
        client = boto3.client(
            "s3",
            endpoint_url=output.s3.endpoint,
            aws_access_key_id=output.s3.access_key,
            aws_secret_access_key=output.s3.secret,
            region_name=output.s3.region,
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )
        client.upload_file(str(self.film), output.s3.bucket, output.filepath)
        result = info.file_results.add()
        result.filename, result.size = output.filepath, self.film.stat().st_size


class _Handler(BaseHTTPRequestHandler):
    server: FakeEgress

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            with self.server.lock:
                self._check()
                answer = self._dispatch(self.path.rpartition("/")[2], body)
        except Refused as refused:
            content = json.dumps({"code": refused.code, "msg": str(refused)}).encode()
            self._send(STATUS_OF[refused.code], "application/json", content)
            return
        if self.server.mood == "loses_answer" and "Start" in self.path:
            self.server.mood = ""
            self.close_connection = True
            return
        self._send(200, "application/protobuf", answer)

    def _check(self) -> None:
        if not self.path.startswith("/twirp/livekit.Egress/"):
            raise Refused("not_found", "no handler for path")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = self.server.verifier.verify(token)
        except Exception as error:
            raise Refused("unauthenticated", "invalid token") from error
        if not claims.video or not claims.video.room_record:
            raise Refused("permission_denied", "permissions denied")

    def _dispatch(self, method: str, body: bytes) -> bytes:
        server: Any = self.server
        answers: dict[str, Any] = {
            "StartRoomCompositeEgress": (RoomCompositeEgressRequest, server.start),
            "StopEgress": (StopEgressRequest, server.stop),
            "ListEgress": (ListEgressRequest, server.list),
        }
        if method not in answers:
            raise Refused("not_found", "no handler for path")
        kind, answer = answers[method]
        return answer(kind.FromString(body)).SerializeToString()

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """`infos` tell what happened."""


@contextmanager
def fake_egress(key: str, secret: str, film: Path) -> Iterator[FakeEgress]:
    server = FakeEgress(key, secret, film)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
