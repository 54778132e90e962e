"""One settings object, read once from the environment.

Missing and wrong values are reported together, one sentence each, and the process does not start.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from environs import Env, EnvValidationError, ValidationError, validate

ASYNC_MODES = ("eventlet", "gevent", "threading")
RECORDING_ENGINES = ("browser", "egress")
MEBIBYTE = 1024 * 1024
AES_KEY_BYTES = 32
DNS_PORT = 53
# The least that OWASP's Password Storage Cheat Sheet advises for Argon2id in one pass.
PASSWORD_HASH_KIB = 47_104


class SettingsError(RuntimeError):
    """The environment does not describe a runnable process; the text has one line a problem."""


@dataclass(frozen=True)
class Settings:
    """Durations are in seconds, sizes in bytes."""

    database_url: str
    database_app_url: str
    redis_url: str
    secret_key: str
    encryption_keys: dict[str, bytes]
    platform_host: str
    public_scheme: str
    smtp_url: str
    mail_from: str
    s3_endpoint_url: str
    s3_bucket: str
    s3_access_key: str
    s3_secret_key: str
    s3_region: str
    async_mode: str
    web_host: str
    web_port: int
    trusted_proxies: int
    livekit_url: str
    livekit_api_url: str
    livekit_metrics_urls: tuple[str, ...]
    livekit_api_key: str
    livekit_api_secret: str
    recording_engine: str
    recorder_capacity: int
    recordings_dir: str
    recording_part_bytes: int
    recordings_free_bytes: int
    chromium_path: str
    chromium_sandbox: bool
    turn_urls: tuple[str, ...]
    turn_secret: str
    stun_urls: tuple[str, ...]
    attachment_scan_address: str
    reconnect_grace_seconds: int
    offer_seconds: int
    database_pool_size: int
    metrics_token: str
    log_level: str
    log_format: str
    sales_email: str
    sales_whatsapp: str
    stripe_secret_key: str
    stripe_webhook_secret: str
    stripe_api_base: str
    billing_grace_days: int
    billing_trial_days: int
    custom_domain_target: str
    custom_domain_addresses: tuple[str, ...]
    dns_resolvers: tuple[tuple[str, int], ...]
    tls_ask_key: str
    staff_totp_required: bool
    password_hash_kib: int

    @property
    def current_encryption_key_id(self) -> str:
        return next(iter(self.encryption_keys))

    @property
    def secure_cookies(self) -> bool:
        return self.public_scheme == "https"


def _database_url(value: str) -> None:
    if not value.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        raise ValidationError("is not a PostgreSQL URL (postgresql://user:password@host/database).")


def _redis_url(value: str) -> None:
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValidationError("is not a Redis URL (redis://host:port/number).")


def _smtp_url(value: str) -> None:
    if not value.startswith(("smtp://", "smtps://")):
        raise ValidationError("is not an SMTP URL (smtp://user:password@host:port).")


def _livekit_url(value: str) -> None:
    if value and not value.startswith(("ws://", "wss://", "http://", "https://")):
        raise ValidationError("is not the address of a media server (wss://host).")


def parse_encryption_keys(value: str) -> dict[str, bytes]:
    """`id:base64,id:base64` → keys by id, the current first; raises ValueError with a sentence."""
    keys: dict[str, bytes] = {}
    for entry in filter(None, (part.strip() for part in value.split(","))):
        key_id, _, encoded = entry.partition(":")
        try:
            keys[key_id] = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ValueError(f"key '{key_id}' is not base64.") from error
        if len(keys[key_id]) != AES_KEY_BYTES:
            raise ValueError(f"key '{key_id}' must decode to {AES_KEY_BYTES} bytes.")
    if not keys:
        raise ValueError("needs at least one 'id:base64' entry.")
    return keys


def _encryption_keys(value: str) -> None:
    try:
        parse_encryption_keys(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def parse_resolver(value: str) -> tuple[str, int]:
    """`192.0.2.1` or `192.0.2.1:5353`, IPv6 in brackets; raises ValueError with a sentence."""
    parts = urlsplit(f"//{value}")
    try:
        return str(ip_address(parts.hostname or "")), parts.port or DNS_PORT
    except ValueError as error:
        raise ValueError(f"'{value}' is not the address of a resolver (192.0.2.1:53).") from error


def _resolvers(values: list[str]) -> None:
    try:
        list(map(parse_resolver, values))
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _addresses(values: list[str]) -> None:
    try:
        list(map(ip_address, values))
    except ValueError as error:
        raise ValidationError(f"{error}.") from error


def psycopg_url(url: str) -> str:
    """The same address with the driver that this product uses spelled out for SQLAlchemy."""
    _, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}"


def libpq_url(url: str) -> str:
    """The same address as psycopg and the PostgreSQL tools spell it."""
    _, _, rest = url.partition("://")
    return f"postgresql://{rest}"


def read_settings() -> Settings:
    """Reads the environment; raises SettingsError that names each missing or wrong variable."""
    env = Env(eager=False)
    values = {**_services(env), **_identity(env), **_process(env), **_calls(env), **_billing(env)}
    values |= _recording(env) | _domains(env)
    try:
        env.seal()
    except EnvValidationError as error:
        raise SettingsError(_explain(error)) from error
    _check_billing(values)
    _check_passwords(values)
    values["encryption_keys"] = parse_encryption_keys(values["encryption_keys"])
    values["database_url"] = psycopg_url(values["database_url"])
    values["database_app_url"] = psycopg_url(values["database_app_url"])
    values["dns_resolvers"] = tuple(map(parse_resolver, values["dns_resolvers"]))
    for name in ("turn_urls", "stun_urls", "custom_domain_addresses", "livekit_metrics_urls"):
        values[name] = tuple(values[name])
    return Settings(**values | _media_server(values))


def _media_server(values: Mapping[str, Any]) -> dict[str, str]:
    """The media server as browsers and as we reach it; raises SettingsError for half of one."""
    named = ("livekit_url", "livekit_api_key", "livekit_api_secret")
    missing = [name.upper() for name in named if not values[name]]
    if len(missing) not in (0, len(named)):
        raise SettingsError(
            f"The environment is not complete:\n- {missing[0]} is missing: a media server has an "
            "address, a key and a secret, or none of them."
        )
    return {
        "livekit_url": _with_scheme(values["livekit_url"], "ws"),
        "livekit_api_url": _with_scheme(values["livekit_api_url"] or values["livekit_url"], "http"),
    }


def _with_scheme(url: str, plain: str) -> str:
    """`ws://` or `http://` as asked for, encrypted if the address was; without a slash at the end."""
    if not url:
        return ""
    scheme, _, rest = url.rstrip("/").partition("://")
    return f"{plain}{'s' if scheme in ('wss', 'https') else ''}://{rest}"


def _explain(error: EnvValidationError) -> str:
    messages = error.error_messages
    by_name = messages if isinstance(messages, Mapping) else {"The environment": messages}
    lines = [f"{name} {' '.join(found)}" for name, found in by_name.items()]
    return "The environment is not complete:\n" + "\n".join(f"- {line}" for line in lines)


def _services(env: Env) -> dict[str, Any]:
    return {
        "database_url": env.str("DATABASE_URL", validate=_database_url),
        "database_app_url": env.str("DATABASE_APP_URL", validate=_database_url),
        "redis_url": env.str("REDIS_URL", validate=_redis_url),
        "smtp_url": env.str("SMTP_URL", validate=_smtp_url),
        "mail_from": env.str("MAIL_FROM", validate=validate.Email()),
        "s3_endpoint_url": env.str("S3_ENDPOINT_URL", validate=validate.URL(require_tld=False)),
        "s3_bucket": env.str("S3_BUCKET", validate=validate.Length(min=3)),
        "s3_access_key": env.str("S3_ACCESS_KEY", validate=validate.Length(min=1)),
        "s3_secret_key": env.str("S3_SECRET_KEY", validate=validate.Length(min=1)),
        "s3_region": env.str("S3_REGION", "us-east-1"),
    }


def _identity(env: Env) -> dict[str, Any]:
    return {
        "secret_key": env.str("SECRET_KEY", validate=validate.Length(min=32)),
        "encryption_keys": env.str("ENCRYPTION_KEYS", validate=_encryption_keys),
        "platform_host": env.str("PLATFORM_HOST", validate=validate.Length(min=1)),
        "sales_email": env.str("SALES_EMAIL", "sales@voki.example", validate=validate.Email()),
        "sales_whatsapp": env.str("SALES_WHATSAPP", "+15550100100"),
        "public_scheme": env.str(
            "PUBLIC_SCHEME", "https", validate=validate.OneOf(("http", "https"))
        ),
        "staff_totp_required": env.bool("STAFF_TOTP_REQUIRED", True),
        "password_hash_kib": env.int(
            "PASSWORD_HASH_KIB", PASSWORD_HASH_KIB, validate=validate.Range(64, 4 * 1024 * 1024)
        ),
    }


def _process(env: Env) -> dict[str, Any]:
    return {
        "async_mode": env.str("ASYNC_MODE", "eventlet", validate=validate.OneOf(ASYNC_MODES)),
        "web_host": env.str("WEB_HOST", "127.0.0.1"),
        "web_port": env.int("WEB_PORT", 8000, validate=validate.Range(0, 65535)),
        "trusted_proxies": env.int("TRUSTED_PROXIES", 0, validate=validate.Range(0, 5)),
        "database_pool_size": env.int("DATABASE_POOL_SIZE", 20, validate=validate.Range(1, 200)),
        "metrics_token": env.str("METRICS_TOKEN", ""),
        "log_level": env.str("LOG_LEVEL", "INFO").upper(),
        "log_format": env.str("LOG_FORMAT", "json", validate=validate.OneOf(("json", "console"))),
    }


def _calls(env: Env) -> dict[str, Any]:
    return {
        "livekit_url": env.str("LIVEKIT_URL", "", validate=_livekit_url),
        "livekit_api_url": env.str("LIVEKIT_API_URL", "", validate=_livekit_url),
        "livekit_metrics_urls": env.list("LIVEKIT_METRICS_URLS", []),
        "livekit_api_key": env.str("LIVEKIT_API_KEY", ""),
        "livekit_api_secret": env.str("LIVEKIT_API_SECRET", ""),
        "turn_urls": env.list("TURN_URLS", []),
        "turn_secret": env.str("TURN_SECRET", ""),
        "stun_urls": env.list("STUN_URLS", []),
        "attachment_scan_address": env.str("ATTACHMENT_SCAN_ADDRESS", ""),
        "reconnect_grace_seconds": env.int(
            "RECONNECT_GRACE_SECONDS", 60, validate=validate.Range(1, 600)
        ),
        "offer_seconds": env.int("OFFER_SECONDS", 20, validate=validate.Range(1, 300)),
    }


def _billing(env: Env) -> dict[str, Any]:
    return {
        "stripe_secret_key": env.str("STRIPE_SECRET_KEY", ""),
        "stripe_webhook_secret": env.str("STRIPE_WEBHOOK_SECRET", ""),
        "stripe_api_base": env.str("STRIPE_API_BASE", ""),
        "billing_grace_days": env.int("BILLING_GRACE_DAYS", 7, validate=validate.Range(0, 60)),
        "billing_trial_days": env.int("BILLING_TRIAL_DAYS", 0, validate=validate.Range(0, 730)),
    }


def _check_billing(values: Mapping[str, Any]) -> None:
    """Half a configuration would take money without noticing it, so it is refused."""
    key, secret = values["stripe_secret_key"], values["stripe_webhook_secret"]
    if bool(key) != bool(secret):
        missing = "STRIPE_WEBHOOK_SECRET" if key else "STRIPE_SECRET_KEY"
        raise SettingsError(f"The environment is not complete:\n- {missing} is needed as well.")
    if values["stripe_api_base"] and not key:
        raise SettingsError(
            "The environment is not complete:\n- STRIPE_API_BASE needs STRIPE_SECRET_KEY."
        )


def _check_passwords(values: Mapping[str, Any]) -> None:
    """Weak hashes are for machines where nothing real is at stake."""
    is_weak = values["password_hash_kib"] < PASSWORD_HASH_KIB
    if is_weak and values["public_scheme"] == "https":
        raise SettingsError(
            "The environment is not complete:\n- PASSWORD_HASH_KIB must be at least "
            f"{PASSWORD_HASH_KIB} where PUBLIC_SCHEME is https."
        )


def _recording(env: Env) -> dict[str, Any]:
    """A part stays under 200 MB with what is still to come when it is full."""
    return {
        "recording_engine": env.str(
            "RECORDING_ENGINE", "browser", validate=validate.OneOf(RECORDING_ENGINES)
        ),
        "recorder_capacity": env.int("RECORDER_CAPACITY", 2, validate=validate.Range(1, 50)),
        "recordings_dir": env.str("RECORDINGS_DIR", "var/recordings"),
        "recording_part_bytes": env.int(
            "RECORDING_PART_BYTES",
            180 * MEBIBYTE,
            validate=validate.Range(MEBIBYTE // 4, 185 * MEBIBYTE),
        ),
        "recordings_free_bytes": env.int(
            "RECORDINGS_FREE_BYTES", 2048 * MEBIBYTE, validate=validate.Range(0)
        ),
        "chromium_path": env.str("CHROMIUM_PATH", "chromium"),
        "chromium_sandbox": env.bool("CHROMIUM_SANDBOX", False),
    }


def _domains(env: Env) -> dict[str, Any]:
    return {
        "custom_domain_target": env.str("CUSTOM_DOMAIN_TARGET", "").lower().rstrip("."),
        "custom_domain_addresses": env.list("CUSTOM_DOMAIN_ADDRESSES", [], validate=_addresses),
        "dns_resolvers": env.list("DNS_RESOLVERS", [], validate=_resolvers),
        "tls_ask_key": env.str("TLS_ASK_KEY", ""),
    }


@cache
def settings() -> Settings:
    """The process's settings, read at first use."""
    return read_settings()
