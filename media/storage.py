"""The private object store (S3). Nothing in it is public; links are signed and short."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from app.core.bus import subscribe
from app.core.config import settings
from app.core.errors import NotFound, Unavailable
from app.core.logging import get_logger
from tenants.erase import CompanyErasing

log = get_logger(__name__)
MAX_LINK_SECONDS = 300


@cache
def client() -> Any:
    return boto3.client(
        "s3",
        endpoint_url=settings().s3_endpoint_url,
        aws_access_key_id=settings().s3_access_key,
        aws_secret_access_key=settings().s3_secret_key,
        region_name=settings().s3_region,
        config=Config(
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=20,
            retries={"max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path"},
        ),
    )


def put_object(key: str, content: bytes, content_type: str) -> None:
    """Raises Unavailable when the store does not take it."""
    try:
        client().put_object(
            Bucket=settings().s3_bucket,
            Key=key,
            Body=content,
            ContentType=content_type,
            ChecksumAlgorithm="SHA256",
        )
    except (BotoCoreError, ClientError) as error:
        log.warning("object_not_stored", key=key, error=str(error))
        raise Unavailable("The file could not be stored. Try again in a moment.") from error


def put_file(key: str, path: str, content_type: str) -> None:
    """A large file, in parts; raises BotoCoreError, ClientError or S3UploadFailedError."""
    kind = {"ContentType": content_type, "ChecksumAlgorithm": "SHA256"}
    client().upload_file(path, settings().s3_bucket, key, ExtraArgs=kind)


def read_object(key: str) -> bytes:
    """A small object's content; raises NotFound or Unavailable."""
    try:
        return bytes(client().get_object(Bucket=settings().s3_bucket, Key=key)["Body"].read())
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            raise NotFound() from error
        raise Unavailable() from error
    except BotoCoreError as error:
        raise Unavailable() from error


def delete_objects(keys: list[str]) -> None:
    """Raises BotoCoreError or ClientError; what is gone already is no error."""
    objects = [{"Key": key} for key in keys]
    client().delete_objects(Bucket=settings().s3_bucket, Delete={"Objects": objects})


def signed_url(
    key: str, file_name: str, content_type: str, *, seconds: int, disposition: str = "attachment"
) -> str:
    """A link to keep the file, or with `inline` to show it; `seconds` is at most MAX_LINK_SECONDS."""
    return str(
        client().generate_presigned_url(
            "get_object",
            Params={
                "Bucket": settings().s3_bucket,
                "Key": key,
                "ResponseContentDisposition": f"{disposition}; filename*=UTF-8''{quote(file_name)}",
                "ResponseContentType": content_type,
            },
            ExpiresIn=min(seconds, MAX_LINK_SECONDS),
        )
    )


def company_key(company_id: int, *parts: object) -> str:
    """The key of an object of this company; what a company has lies under one prefix."""
    return "/".join(str(part) for part in (company_id, *parts))


def delete_company(event: CompanyErasing) -> None:
    """Removes every object of the company; raises BotoCoreError or ClientError when it cannot."""
    pages = (
        client()
        .get_paginator("list_objects_v2")
        .paginate(Bucket=settings().s3_bucket, Prefix=company_key(event.company_id, ""))
    )
    for page in pages:
        if keys := [found["Key"] for found in page.get("Contents", [])]:
            delete_objects(keys)


def check_bucket() -> None:
    """Raises BotoCoreError or ClientError unless the bucket answers."""
    client().head_bucket(Bucket=settings().s3_bucket)


def ensure_bucket() -> None:
    """Makes the bucket where it is missing: for the demo and for tests."""
    try:
        check_bucket()
    except ClientError:
        client().create_bucket(Bucket=settings().s3_bucket)


subscribe(CompanyErasing, delete_company)
