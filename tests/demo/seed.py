"""Makes the sample companies by the product's own operations."""

import unicodedata
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.access import passwords
from app.access.actor import PersonActor
from app.access.models import Person
from app.access.permissions import StaffRole
from app.access.roles import Role
from app.access.staff import do_create_staff
from app.core.db import db
from app.links.models import AccessLink, LinkType
from app.links.operations import do_create_links
from app.links.tokens import token_of
from app.team.attendant_operations import do_create_person
from app.team.department_operations import do_create_department
from app.team.models import Department
from tenants.context import tenant_scope
from tenants.provision import provision_company
from tenants.resolve import find_company_by_slug
from tests.demo import paying
from tests.demo.companies import COMPANIES, STAFF, SampleCompany, SamplePerson
from tests.demo.history import Desk, make_history
from tests.demo.recordings import make_recordings

# The first people of a company are made before there is anybody to make them.
FOUNDER = PersonActor(
    id=0, name="Sample data", role=Role.OWNER, department_ids=frozenset(), session_id=0
)
Departments = dict[str, Department]


def seed(app: Flask, password: str) -> dict[str, Any]:
    """All companies and the platform's staff, everybody with the same password.

    Returns them as demo.json has them, but for the links, which carry a `path` instead of a `url`.
    """
    with app.app_context():
        companies = [fill(company, password) for company in COMPANIES]
        for company in COMPANIES:
            paying.subscribe(company)
        staff = make_staff(password)
    return {"staff": staff, "companies": companies}


def place(app: Flask) -> None:
    """Make the companies, or move those of an earlier start to the present port."""
    with app.app_context():
        for company in COMPANIES:
            provision_company(
                company.slug,
                company.name,
                company.plan,
                company.language,
                company.time_zone,
                company.brand,
            )


def make_staff(password: str) -> dict[str, str]:
    email = address(STAFF, "voki")
    member = do_create_staff(email, STAFF.name, StaffRole(STAFF.role))
    member.password_hash = passwords.hash_password(password)
    db.session.commit()
    return {"email": email, "password": password}


def fill(company: SampleCompany, password: str) -> dict[str, Any]:
    found = find_company_by_slug(company.slug)
    if found is None:
        raise LookupError(f"{company.slug} has not been provisioned")
    with tenant_scope(found):
        departments = make_departments(company)
        people = [make_person(company, who, departments, password) for who in company.people]
        links = [make_link(departments[name]) for name in company.links]
        make_history(desks_of(departments), company.calls_a_day)
        make_recordings()
        db.session.commit()
    return {
        "slug": company.slug,
        "name": company.name,
        "plan": company.plan,
        "people": people,
        "links": links,
    }


def desks_of(departments: Departments) -> list[Desk]:
    """The departments that can have had calls: those with a link and with attendants."""
    people = db.session.scalars(select(Person).where(Person.role == Role.ATTENDANT)).all()
    links = {link.department_id: link for link in db.session.scalars(select(AccessLink))}
    desks = [
        Desk(each, links[each.id], [who for who in people if each.id in who.department_ids])
        for each in departments.values()
        if each.id in links
    ]
    return [desk for desk in desks if desk.people]


def make_departments(company: SampleCompany) -> Departments:
    return {values["name"]: do_create_department(dict(values)) for values in company.departments}


def make_person(
    company: SampleCompany, who: SamplePerson, departments: Departments, password: str
) -> dict[str, str]:
    email = address(who, company.slug)
    values = {
        "name": who.name,
        "email": email,
        "role": Role(who.role),
        "language": company.language,
        "department_ids": [departments[name].id for name in who.departments],
    }
    person = do_create_person(FOUNDER, values)
    person.password_hash = passwords.hash_password(password)
    return {"role": who.role, "name": who.name, "email": email, "password": password}


def make_link(department: Department) -> dict[str, str]:
    values = {"type": LinkType.REUSABLE, "label": "", "expires_on": None, "scheduled_for": None}
    [link] = do_create_links(None, department, values)
    return {
        "type": str(link.type),
        "department": department.name,
        "path": f"/call/{token_of(link)}",
    }


def address(who: SamplePerson, house: str) -> str:
    """`eleanor@harbor.example`."""
    plain = unicodedata.normalize("NFKD", who.name.split()[0]).encode("ascii", "ignore").decode()
    return f"{plain.lower()}@{house}.example"
