"""The call's chat: lines of text and private files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import filetype
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from app.calls.domain_events import MessageSent
from app.calls.models import Attachment, Call, Message, Participant
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db, outside_transaction
from app.core.errors import Invalid, NotFound
from app.core.ids import new_token
from media.scan import scan
from media.storage import company_key, put_object, signed_url
from tenants.context import current_company

MAX_FILE_BYTES = 20 * 1024 * 1024
LINK_SECONDS = 300
# By content, not by name. What a browser might run (HTML, SVG, scripts) is not among them.
ALLOWED_TYPES = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "application/pdf",
        "application/zip",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "audio/mpeg",
        "audio/x-wav",
        "video/mp4",
        "video/webm",
        "text/plain",
    }
)


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the object store already and has no row yet."""

    name: str
    type: str
    size: int
    sha256: str
    key: str


def check_file(file: FileStorage) -> tuple[bytes, str]:
    """The content and its real type; raises Invalid with a sentence for the person."""
    content = file.stream.read(MAX_FILE_BYTES + 1)
    if not content:
        raise Invalid({"file": ["The file is empty."]})
    if len(content) > MAX_FILE_BYTES:
        raise Invalid({"file": ["Files can have up to 20 MB."]})
    kind = _type_of(content)
    if kind not in ALLOWED_TYPES:
        raise Invalid(
            {"file": ["Send a picture, PDF, office document, audio, video, zip or plain text."]}
        )
    return content, kind


def store_file(call: Call, file: FileStorage) -> StoredFile:
    """Checks, scans and stores the file; runs outside of any transaction."""
    content, kind = check_file(file)
    key = company_key(current_company().id, "calls", call.id, new_token())
    name = secure_filename(file.filename or "")[:150] or "file"
    with outside_transaction():
        scan(content)
        put_object(key, content, kind)
    return StoredFile(name, kind, len(content), hashlib.sha256(content).hexdigest(), key)


def do_send_message(
    call: Call, participant: Participant, text: str, stored: StoredFile | None = None
) -> Message:
    message = Message(
        call_id=call.id,
        participant_id=participant.id,
        text=text.strip(),
        sent_at=utcnow(),
    )
    message.participant = participant
    if stored is not None:
        message.attachment = Attachment(call_id=call.id, **stored.__dict__)
    db.session.add(message)
    db.session.flush()
    publish(MessageSent(call, message))
    return message


def get_attachment(call: Call, attachment_id: int) -> Attachment:
    """Raises NotFound for a file of another call."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.call_id != call.id:
        raise NotFound()
    return attachment


def attachment_url(attachment: Attachment) -> str:
    """A link of 5 minutes; the browser saves the file under its name and never renders it."""
    return signed_url(attachment.key, attachment.name, attachment.type, seconds=LINK_SECONDS)


def _type_of(content: bytes) -> str:
    guess = filetype.guess(content)
    if guess is not None:
        return str(guess.mime)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain" if b"\x00" not in content else "application/octet-stream"
