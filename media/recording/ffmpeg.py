"""ffmpeg and ffprobe: what MediaRecorder leaves open is completed here, and everything is looked at."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

# Room for the index in front, so that a player can seek before it has the whole file.
WEBM = ("-f", "webm", "-cues_to_front", "1")
# One recording must not take the machine from the calls.
TRANSCODE = (
    "-c:v", "libvpx", "-b:v", "1200k", "-deadline", "realtime", "-cpu-used", "6",
    "-c:a", "libopus", "-b:a", "64k",
)  # fmt: skip
# The sound of a recording may begin before its picture does (`recorder/curtain.ts`). Players show nothing
# until the first picture's time has come, so it stands from the beginning.
PICTURE_FIRST = ("-bsf:v", r"setts=ts=if(eq(N\,0)\,0\,TS)")
COPY = ("-c", "copy", *PICTURE_FIRST)
SECONDS = 1800
PROBE_SECONDS = 60


class Damaged(ValueError):
    """The file holds nothing that can be played; the text is the program's own."""


@dataclass(frozen=True)
class Probe:
    """Seconds, and the codec by the kind of stream."""

    seconds: float
    codecs: dict[str, str]


def to_webm(source: Path, target: Path) -> None:
    """Writes a WebM with its duration and an index; other containers are encoded anew. Raises Damaged."""
    how = COPY if source.suffix == ".webm" else TRANSCODE
    command = ["ffmpeg", "-nostdin", "-y", "-loglevel", "error", "-fflags", "+genpts"]
    _run([*command, "-i", str(source), *how, *WEBM, str(target)], SECONDS)


def probe(path: Path) -> Probe:
    """Raises Damaged unless there is a picture, and a duration."""
    answer = _run(
        [
            "ffprobe",
            "-loglevel",
            "error",
            "-show_format",
            "-show_streams",
            "-of",
            "json",
            str(path),
        ],
        PROBE_SECONDS,
    )
    found = json.loads(answer)
    codecs = {each["codec_type"]: each["codec_name"] for each in found.get("streams", [])}
    seconds = float(found.get("format", {}).get("duration", 0))
    if "video" not in codecs or seconds <= 0:
        raise Damaged(f"{path.name} has no picture or no duration.")
    return Probe(seconds, codecs)


def _run(command: list[str], seconds: float) -> str:
    result = subprocess.run(  # noqa: S603 - fixed programs, and paths of our own making
        command, capture_output=True, text=True, timeout=seconds, check=False
    )
    if result.returncode:
        raise Damaged(f"{command[0]}: {result.stderr.strip()[-500:]}")
    return result.stdout
