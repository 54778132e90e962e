"""Access links for the company's people; the end client's side is in `visit_api`."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.audit import record
from app.access.permissions import Permission
from app.api.paging import Page, paginate
from app.api.routes import get, post, routes
from app.links import schemas
from app.links.models import AccessLink, LinkAccess
from app.links.operations import check_new_link, do_cancel, do_create_links
from app.links.queries import accesses_of, filtered, get_link
from app.links.views import link_view
from app.links.visit_api import VISIT_ROUTES


def list_access_links(query: dict[str, Any]) -> dict[str, Any]:
    page = paginate(
        filtered(current_person(), query),
        query,
        sortable={
            "created_at": AccessLink.created_at,
            "label": AccessLink.label,
            "access_count": AccessLink.access_count,
        },
        key=AccessLink.id,
        default_sort="-created_at",
    )
    return {"items": [link_view(link) for link in page.items], "next_cursor": page.next_cursor}


def create_access_link(body: dict[str, Any]) -> dict[str, Any]:
    actor = current_person()
    [link] = do_create_links(actor, check_new_link(actor, body), body)
    record("access_link.created", "access_link", link.id, type=link.type)
    return link_view(link)


def create_access_links(body: dict[str, Any]) -> dict[str, Any]:
    """All of them or none: one transaction."""
    actor = current_person()
    links = do_create_links(actor, check_new_link(actor, body), body, body["count"])
    first, last = links[0].id, links[-1].id
    record("access_link.batch_created", "access_link", first, count=len(links), last_id=last)
    return {"items": [link_view(link) for link in links]}


def show_access_link(link_id: int) -> dict[str, Any]:
    return link_view(get_link(current_person(), link_id))


def cancel_access_link(link_id: int) -> dict[str, Any]:
    link = get_link(current_person(), link_id)
    do_cancel(link)
    record("access_link.canceled", "access_link", link.id)
    return link_view(link)


def list_link_accesses(query: dict[str, Any], link_id: int) -> Page:
    return paginate(
        accesses_of(get_link(current_person(), link_id)),
        query,
        sortable={"at": LinkAccess.at},
        key=LinkAccess.id,
        default_sort="-at",
    )


_VIEW = {"can": Permission.LINKS_VIEW}
_EDIT = {"can": Permission.LINKS_EDIT}
_LINK = {"returns": schemas.AccessLinkSchema}

blueprint = routes(
    "links",
    "Access links, and the visits of end clients that they open",
    [
        get(
            "/access-links",
            list_access_links,
            query=schemas.AccessLinkQuery,
            returns=schemas.AccessLinkPage,
            **_VIEW,
        ),
        post(
            "/access-links",
            create_access_link,
            body=schemas.NewAccessLinkSchema,
            status=201,
            **_LINK,
            **_EDIT,
        ),
        post(
            "/access-links/batch",
            create_access_links,
            body=schemas.AccessLinkBatchSchema,
            returns=schemas.AccessLinksSchema,
            status=201,
            **_EDIT,
        ),
        get("/access-links/<int:link_id>", show_access_link, **_LINK, **_VIEW),
        post("/access-links/<int:link_id>/cancel", cancel_access_link, **_LINK, **_EDIT),
        get(
            "/access-links/<int:link_id>/accesses",
            list_link_accesses,
            query=schemas.AccessQuery,
            returns=schemas.LinkAccessPage,
            **_VIEW,
        ),
        *VISIT_ROUTES,
    ],
)
