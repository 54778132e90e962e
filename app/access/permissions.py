"""Every permission there is and who has it: one matrix to review."""

from __future__ import annotations

from enum import StrEnum

from app.access.roles import Role


class Permission(StrEnum):
    WORKSTATION_USE = "workstation.use"
    PANEL_VIEW = "panel.view"
    DEPARTMENTS_VIEW = "departments.view"
    DEPARTMENTS_EDIT = "departments.edit"
    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    LINKS_VIEW = "links.view"
    LINKS_EDIT = "links.edit"
    QUEUE_VIEW = "queue.view"
    CALLS_VIEW = "calls.view"
    CALLS_HANDLE = "calls.handle"
    CALLS_SUPERVISE = "calls.supervise"
    RECORDINGS_VIEW = "recordings.view"
    RECORDINGS_EDIT = "recordings.edit"
    CLIENTS_VIEW = "clients.view"
    SCHEDULES_VIEW = "schedules.view"
    SCHEDULES_EDIT = "schedules.edit"
    AUDIT_VIEW = "audit.view"
    COMPANY_EDIT = "company.edit"
    BRANDING_EDIT = "branding.edit"
    DOMAINS_EDIT = "domains.edit"
    BILLING_VIEW = "billing.view"
    BILLING_EDIT = "billing.edit"
    SUPPORT_VIEW = "support.view"
    SUPPORT_EDIT = "support.edit"


_ATTENDANT = frozenset(
    {
        Permission.WORKSTATION_USE,
        Permission.QUEUE_VIEW,
        Permission.CALLS_VIEW,
        Permission.CALLS_HANDLE,
        Permission.SCHEDULES_VIEW,
        Permission.SCHEDULES_EDIT,
    }
)
_SUPERVISOR = _ATTENDANT | {
    Permission.PANEL_VIEW,
    Permission.DEPARTMENTS_VIEW,
    Permission.PEOPLE_VIEW,
    Permission.LINKS_VIEW,
    Permission.LINKS_EDIT,
    Permission.CLIENTS_VIEW,
    Permission.CALLS_SUPERVISE,
    Permission.RECORDINGS_VIEW,
}
_MANAGER = _SUPERVISOR | {
    Permission.DEPARTMENTS_EDIT,
    Permission.PEOPLE_EDIT,
    Permission.AUDIT_VIEW,
    Permission.COMPANY_EDIT,
    Permission.RECORDINGS_EDIT,
    Permission.BILLING_VIEW,
    Permission.SUPPORT_VIEW,
}
_OWNER = _MANAGER | {
    Permission.BRANDING_EDIT,
    Permission.DOMAINS_EDIT,
    Permission.BILLING_EDIT,
    Permission.SUPPORT_EDIT,
}

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.ATTENDANT: _ATTENDANT,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.MANAGER: _MANAGER,
    Role.OWNER: _OWNER,
}


# What a member of staff inside a company has: a manager's view without what people said or showed
# to each other, and without anything that opens a door. What is not named here stays closed.
SUPPORT_SEES = frozenset(
    {
        Permission.PANEL_VIEW,
        Permission.DEPARTMENTS_VIEW,
        Permission.PEOPLE_VIEW,
        Permission.QUEUE_VIEW,
        Permission.CALLS_VIEW,
        Permission.CLIENTS_VIEW,
        Permission.SCHEDULES_VIEW,
        Permission.AUDIT_VIEW,
        Permission.BILLING_VIEW,
    }
)
# And besides, where changes were asked for.
SUPPORT_CHANGES = frozenset({Permission.DEPARTMENTS_EDIT})


class StaffPermission(StrEnum):
    COMPANIES_VIEW = "companies.view"
    COMPANIES_SUSPEND = "companies.suspend"
    COMPANIES_OVERRIDE = "companies.override"
    COMPANIES_CLOSE = "companies.close"
    COMPANIES_PROVISION = "companies.provision"
    COMPANIES_EXPORT = "companies.export"
    COMPANIES_ERASE = "companies.erase"
    BILLING_VIEW = "billing.view"
    SUPPORT_ACCESS = "support.access"
    SUPPORT_CHANGE = "support.change"
    HEALTH_VIEW = "health.view"
    HEALTH_EDIT = "health.edit"
    ANNOUNCEMENTS_EDIT = "announcements.edit"
    STAFF_EDIT = "staff.edit"
    AUDIT_VIEW = "audit.view"


class StaffRole(StrEnum):
    ADMIN = "admin"
    SUPPORT = "support"
    FINANCE = "finance"


# Making, suspending, closing, exporting and erasing companies and granting exceptions stay with those
# who answer for the platform. Support looks into companies and sees in the log what was done;
# finance sees how they pay.
STAFF_MATRIX: dict[StaffRole, frozenset[StaffPermission]] = {
    StaffRole.ADMIN: frozenset(StaffPermission),
    StaffRole.SUPPORT: frozenset(
        {
            StaffPermission.COMPANIES_VIEW,
            StaffPermission.SUPPORT_ACCESS,
            StaffPermission.HEALTH_VIEW,
            StaffPermission.AUDIT_VIEW,
        }
    ),
    StaffRole.FINANCE: frozenset({StaffPermission.COMPANIES_VIEW, StaffPermission.BILLING_VIEW}),
}
