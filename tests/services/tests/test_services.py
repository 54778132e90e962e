"""Each embedded service does its work, and the durable ones keep it."""

import getpass
import smtplib
from email.message import EmailMessage
from pathlib import Path

import boto3
import psutil
import psycopg
import pytest
import redis
import requests
from botocore.config import Config

from tests.services import object_store, outside_world, postgres, redis_server
from tests.services.fresh import fresh_services, run_folder
from tests.services.secrets_file import Secrets


def cluster_in(home: Path, secrets: Secrets):
    return postgres.cluster(
        home,
        owner_password=secrets.owner_password,
        app_password=secrets.app_password,
        durable=True,
    )


def test_a_cluster_keeps_its_data_and_is_never_run_by_root() -> None:
    secrets = Secrets()
    with run_folder() as home:
        with cluster_in(home / "postgres", secrets) as first:
            first.make("kept")
            first.run("CREATE TABLE note AS SELECT 'still here' AS words", "kept")
        with cluster_in(home / "postgres", secrets) as second:
            assert second.run("SELECT words FROM note", "kept") == [("still here",)]
            assert server_owners(second) == {postgres.unprivileged_user() or getpass.getuser()}
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(second.owner_url.replace(secrets.owner_password, "guess"))


def server_owners(cluster: postgres.Cluster) -> set[str]:
    port = int(cluster.owner_url.rpartition(":")[2].partition("/")[0])
    return {
        psutil.Process(connection.pid).username()
        for connection in psutil.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr[1:2] == (port,)
    }


def test_a_cluster_in_a_closed_folder_lives_outside_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    user = postgres.unprivileged_user()
    folder = postgres.data_folder(tmp_path / "postgres", user)
    reaches = user is None
    assert (folder == tmp_path / "postgres") is reaches
    postgres.forget(tmp_path / "postgres")
    assert not folder.exists()


def test_the_object_store_keeps_objects_and_refuses_forged_signatures(tmp_path: Path) -> None:
    with object_store.server(tmp_path, access_key="sample", secret_key="sample-secret") as store:
        store.make_bucket("things")
        client = boto3.client(
            "s3",
            endpoint_url=store.endpoint,
            aws_access_key_id=store.access_key,
            aws_secret_access_key=store.secret_key,
            region_name=object_store.REGION,
            config=Config(signature_version="s3v4"),
        )
        client.put_object(Bucket="things", Key="a/b.txt", Body=b"words")
        url = client.generate_presigned_url("get_object", {"Bucket": "things", "Key": "a/b.txt"})
        assert requests.get(url, timeout=5).content == b"words"
        forged = url[:-1] + ("1" if url.endswith("0") else "0")
        assert requests.get(forged, timeout=5).status_code == 403
        assert store.make_bucket("things") == "things"


def test_a_durable_redis_keeps_its_keys(tmp_path: Path) -> None:
    for kept in (None, b"1"):
        with (
            redis_server.server(tmp_path, durable=True) as url,
            redis.Redis.from_url(url) as client,
        ):
            assert client.get("key") == kept
            client.set("key", "1")


def test_mail_reaches_the_inbox_with_its_links(tmp_path: Path) -> None:
    with outside_world.server(tmp_path) as world:
        send(world, "Ana@example.com")
        found = messages(world, to="ana@example.com", channel="email")
        assert [message["subject"] for message in found] == ["Olá"]
        assert found[0]["text"].strip() == "Open http://localhost/a?b=1&c=2."
        assert found[0]["links"] == ["http://localhost/a?b=1&c=2", "http://localhost/only-html"]
        assert found[0]["from"] == "no-reply@voki.example"
        assert messages(world, to="other@example.com") == []
        assert messages(world, channel="sms") == []
        assert "Olá" in requests.get(world.url, timeout=5).text
    with outside_world.server(tmp_path) as again:
        assert len(messages(again)) == 1


def messages(world: outside_world.OutsideWorld, **filters: str) -> list[dict]:
    return requests.get(f"{world.url}/messages", params=filters, timeout=5).json()["items"]


def send(world: outside_world.OutsideWorld, to: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "no-reply@voki.example", to, "Olá"
    mail.set_content("Open http://localhost/a?b=1&c=2.")
    mail.add_alternative(
        '<a href="http://localhost/a?b=1&amp;c=2">x</a> <a href="http://localhost/only-html">y</a>',
        subtype="html",
    )
    host, port = world.smtp_url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as server:
        server.send_message(mail)


def test_services_of_the_environment_replace_the_embedded_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with fresh_services() as given:
        names = ("DATABASE_URL", "REDIS_URL", "S3_ENDPOINT_URL", "S3_BUCKET")
        for name in names:
            monkeypatch.setenv(name, given.env[name])
        with fresh_services() as stack:
            assert [stack.env[name] for name in names] == [given.env[name] for name in names]
            assert stack.cluster.url("voki") == given.env["DATABASE_URL"]
            assert "//voki_app:" in stack.env["DATABASE_APP_URL"]
            assert stack.store is None
