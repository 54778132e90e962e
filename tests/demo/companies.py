"""The sample companies, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SamplePerson:
    """`departments` are names; the first word of the name makes the email address."""

    role: str
    name: str
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleCompany:
    """`links` are the departments that have a reusable link."""

    slug: str
    name: str
    plan: str
    language: str
    time_zone: str
    people: tuple[SamplePerson, ...]
    departments: tuple[Mapping[str, Any], ...]
    links: tuple[str, ...]
    calls_a_day: int = 0
    brand: Mapping[str, Any] = field(default_factory=dict)
    # Interval and currency of what it pays, if it pays.
    pays: tuple[str, str] | None = None


STAFF = SamplePerson("admin", "Robin Keller")

HARBOR = SampleCompany(
    slug="harbor",
    name="Harbor & Vale Insurance",
    plan="enterprise",
    language="en",
    time_zone="America/New_York",
    brand={"primary": "#1d4f7c", "accent": "#b45309", "font": "inter"},
    departments=(
        {"name": "Claims", "strategy": "ring_all", "description": "Damage reports and payouts"},
        {"name": "New policies", "strategy": "longest_idle", "description": "Quotes and contracts"},
        {"name": "Billing", "queue_max_size": 5, "description": "Invoices and direct debits"},
    ),
    people=(
        SamplePerson("owner", "Eleanor Vale"),
        SamplePerson("manager", "Marcus Webb"),
        SamplePerson("supervisor", "Priya Nair", ("Claims", "Billing")),
        SamplePerson("attendant", "Tom Okafor", ("Claims",)),
        SamplePerson("attendant", "Grace Lindholm", ("Claims", "New policies")),
        SamplePerson("attendant", "Diego Ramos", ("New policies", "Billing")),
    ),
    links=("Claims", "New policies", "Billing"),
    pays=("year", "usd"),
    calls_a_day=9,
)
CASA_VERDE = SampleCompany(
    slug="casaverde",
    name="Casa Verde Móveis",
    plan="business",
    language="pt-BR",
    time_zone="America/Sao_Paulo",
    brand={
        "primary": "#1f6b45",
        "secondary": "#57534e",
        "accent": "#a16207",
        "background": "#fbfaf6",
        "sidebar": "#f3efe4",
        "font": "poppins",
    },
    departments=(
        {"name": "Vendas", "description": "Projetos e orçamentos"},
        {"name": "Pós-venda", "description": "Entregas, montagem e garantia"},
    ),
    people=(
        SamplePerson("owner", "Helena Prado"),
        SamplePerson("manager", "Otávio Lins"),
        SamplePerson("supervisor", "Cecília Rocha", ("Vendas", "Pós-venda")),
        SamplePerson("attendant", "Rafael Teixeira", ("Vendas",)),
        SamplePerson("attendant", "Bianca Moura", ("Pós-venda",)),
    ),
    links=("Vendas", "Pós-venda"),
    pays=("month", "brl"),
    calls_a_day=4,
)
LUMEN = SampleCompany(
    slug="lumen",
    name="Lumen Piano Lessons",
    plan="free",
    language="en",
    time_zone="Europe/Lisbon",
    departments=({"name": "Lessons"},),
    people=(SamplePerson("owner", "Inês Faria", ("Lessons",)),),
    links=("Lessons",),
)
COMPANIES = (HARBOR, CASA_VERDE, LUMEN)
