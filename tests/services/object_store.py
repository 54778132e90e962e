"""A private S3 on disk: the versitygw gateway."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.services import go_tools, ports
from tests.services.processes import running

REGION = "us-east-1"


@dataclass(frozen=True)
class ObjectStore:
    endpoint: str
    access_key: str
    secret_key: str

    def make_bucket(self, name: str) -> str:
        """Create a bucket if it does not exist, and return its name."""
        client = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name=REGION,
            config=Config(signature_version="s3v4"),
        )
        try:
            client.create_bucket(Bucket=name)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {
                "BucketAlreadyOwnedByYou",
                "BucketAlreadyExists",
            }:
                raise
        return name


@contextmanager
def server(
    home: Path, *, access_key: str, secret_key: str, port: int | None = None
) -> Iterator[ObjectStore]:
    """Run the gateway with its objects in `home`."""
    objects = home / "objects"
    objects.mkdir(parents=True, exist_ok=True)
    chosen = ports.free(port)
    address = f"127.0.0.1:{chosen}"
    keys = {"ROOT_ACCESS_KEY": access_key, "ROOT_SECRET_KEY": secret_key}
    with running(
        [str(go_tools.build("versitygw")), "--port", address, "posix", str(objects)],
        name="The S3 gateway",
        log=home / "versitygw.log",
        is_ready=lambda: ports.answers(chosen),
        env=os.environ | keys,
        cwd=home,
    ):
        yield ObjectStore(f"http://{address}", access_key, secret_key)
