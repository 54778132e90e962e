"""What a recording shows and sounds like, measured."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

WIDTH, HEIGHT = 1280, 720
RATE = 48_000
COLORS = ("red", "green", "blue")
LOUD = 0.03


@dataclass(frozen=True)
class Film:
    path: Path

    def facts(self) -> dict[str, Any]:
        """What ffprobe says: format and streams."""
        return json.loads(
            _run(
                "ffprobe",
                "-loglevel",
                "error",
                "-show_format",
                "-show_streams",
                "-of",
                "json",
                self.path,
            )
        )

    @property
    def seconds(self) -> float:
        return float(self.facts()["format"]["duration"])

    @property
    def codecs(self) -> dict[str, str]:
        return {each["codec_type"]: each["codec_name"] for each in self.facts()["streams"]}

    @property
    def times(self) -> list[float]:
        """When each picture is shown."""
        times = _run(
            "ffprobe", "-loglevel", "error", "-select_streams", "v", "-show_entries", "packet=pts_time",
            "-of", "csv=p=0", self.path,
        )  # fmt: skip
        return sorted(float(time.strip(b",")) for time in times.split())

    @property
    def late(self) -> float:
        """Where the last picture is shown. A busy machine's encoder ends some frames before the sound."""
        return self.times[-1] - 0.05

    def frames(self) -> int:
        counted = _run(
            "ffprobe", "-loglevel", "error", "-count_packets", "-select_streams", "v",
            "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", self.path,
        )  # fmt: skip
        return int(counted.strip().rstrip(b","))

    def picture(self, second: float) -> Any:
        """The frame at that time, sought as a player does: height × width × RGB."""
        raw = _run(
            "ffmpeg", "-loglevel", "error", "-ss", str(second), "-i", self.path,
            "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
        )  # fmt: skip
        return np.frombuffer(raw, np.uint8).reshape(HEIGHT, WIDTH, 3)

    def share_of(self, color: str, second: float, box: tuple[int, int, int, int]) -> float:
        """How much of a box (x, y, width, height) is plainly red, green or blue, 0 to 1.

        Not the very shade: encoders and decoders differ about it.
        """
        x, y, width, height = box
        cut = self.picture(second)[y : y + height, x : x + width].astype(int)
        channel = COLORS.index(color)
        others = np.delete(cut, channel, axis=2).max(axis=2)
        return float((cut[:, :, channel] - others > 60).mean())

    def loudness(self, hertz: int, start: float, seconds: float) -> float:
        """The amplitude of a tone, 0 to 1, by FFT."""
        raw = _run(
            "ffmpeg", "-loglevel", "error", "-ss", str(start), "-t", str(seconds), "-i", self.path,
            "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-",
        )  # fmt: skip
        samples = np.frombuffer(raw, np.float32)
        window = np.hanning(len(samples))
        spectrum = np.abs(np.fft.rfft(samples * window)) * 2 / window.sum()
        at = np.fft.rfftfreq(len(samples), 1 / RATE)
        return float(spectrum[np.abs(at - hertz) < 6].max())

    def hears(self, hertz: int, start: float, seconds: float) -> bool:
        """The people of these tests speak at 0.2."""
        return self.loudness(hertz, start, seconds) > LOUD


Box = tuple[int, int, int, int]


def shows(path: Path, *looks: tuple[str, Box, float]) -> bool:
    """Whether a file that still grows has come to show each colour in at least that share of its box."""
    film = Film(path)
    try:
        late = film.late
        return all(film.share_of(color, late, box) > share for color, box, share in looks)
    except (subprocess.CalledProcessError, ValueError):
        # Cut in the middle of its first pictures.
        return False


def _run(*command: object) -> bytes:
    return subprocess.run([str(word) for word in command], capture_output=True, check=True).stdout
