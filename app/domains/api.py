"""The HTTP API of a company's own domains."""

from __future__ import annotations

from typing import Any

from app.access.audit import record
from app.access.limiter import count_attempt
from app.access.permissions import Permission
from app.api.routes import delete, get, post, put, routes
from app.core.config import settings
from app.domains import operations, queries, schemas
from app.domains.hosts import parsed_host
from app.domains.jobs import look_at_domain
from app.domains.limits import LOOK
from billing.limits import company_has, require_feature
from billing.plans import Feature
from tenants.context import current_company, platform_scope

Body = dict[str, Any]
SUBJECT = "domain"


def list_domains() -> Body:
    """Every domain with its state, and what the records have to say."""
    company = current_company()
    with platform_scope():
        found = queries.overview(company.id, company.slug)
    addresses = list(settings().custom_domain_addresses)
    return found | {"addresses": addresses, "in_plan": company_has(Feature.CUSTOM_DOMAIN)}


def add_domain(body: Body) -> Body:
    """Claim a domain; it is served once its DNS records prove it."""
    require_feature(Feature.CUSTOM_DOMAIN)
    host, company = parsed_host(body["host"]), current_company()
    count_attempt(LOOK, "")
    with platform_scope():
        claim = operations.do_add(company.id, host)
        look_at_domain.enqueue_on_commit(domain_id=claim.id)
        view = queries.domain_view(claim)
    record("domain.added", SUBJECT, view["id"], host=host)
    return view


def check_domain(domain_id: int) -> Body:
    """Have the records looked at now; the answer comes with a later read."""
    company = current_company()
    with platform_scope():
        queries.find_claim(company.id, domain_id)
    count_attempt(LOOK, "")
    with platform_scope():
        claim = queries.find_claim(company.id, domain_id)
        operations.do_ask(claim)
        look_at_domain.enqueue_on_commit(domain_id=claim.id)
        return queries.domain_view(claim)


def choose_primary_domain(body: Body) -> Body:
    """The address of links and mails from now on; other addresses lead to it."""
    require_feature(Feature.CUSTOM_DOMAIN)
    company = current_company()
    with platform_scope():
        claim = queries.find_claim(company.id, body["domain_id"])
        operations.do_prefer(company.id, claim)
        host = claim.host
    found = list_domains()
    record("domain.primary_chosen", SUBJECT, body["domain_id"], host=host)
    return found


def leave_primary_domain() -> Body:
    """Links and mails have the company's first address again."""
    company = current_company()
    with platform_scope():
        operations.do_prefer(company.id, None)
    found = list_domains()
    record("domain.primary_left", SUBJECT, company.id)
    return found


def remove_domain(domain_id: int) -> None:
    """It leads nowhere from now on, and needs a new proof to come back."""
    company = current_company()
    with platform_scope():
        claim = queries.find_claim(company.id, domain_id)
        host = claim.host
        operations.do_remove(claim)
    record("domain.removed", SUBJECT, domain_id, host=host)


EDIT = {"can": Permission.DOMAINS_EDIT}
DOMAIN = {"returns": schemas.DomainSchema}
DOMAINS = {"returns": schemas.DomainsSchema}
ONE = "/domains/<int:domain_id>"

blueprint = routes(
    "domains",
    "The company's own domains",
    [
        get("/domains", list_domains, **DOMAINS, **EDIT),
        post("/domains", add_domain, body=schemas.DomainCreateSchema, status=201, **DOMAIN, **EDIT),
        post(f"{ONE}/check", check_domain, **DOMAIN, **EDIT),
        delete(ONE, remove_domain, status=204, **EDIT),
        put(
            "/primary-domain",
            choose_primary_domain,
            body=schemas.PrimaryDomainSchema,
            **DOMAINS,
            **EDIT,
        ),
        delete("/primary-domain", leave_primary_domain, **DOMAINS, **EDIT),
    ],
)
