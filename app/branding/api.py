"""The HTTP API of a company's look."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.permissions import Permission
from app.api.routes import delete, get, patch, post, put, routes
from app.branding import operations, queries, schemas
from app.branding.models import BrandFile
from app.branding.pictures import do_store
from app.branding.preview import keep_preview


def show_branding() -> dict[str, Any]:
    return queries.branding_view()


def save_branding(body: dict[str, Any]) -> dict[str, Any]:
    operations.do_save_branding(body)
    return queries.branding_view()


def revert_branding() -> dict[str, Any]:
    operations.do_revert_branding()
    return queries.branding_view()


def upload_picture(files: dict[str, Any], kind: str) -> BrandFile:
    return do_store(kind, files["file"])


def upload_department_logo(files: dict[str, Any]) -> BrandFile:
    return do_store("logo", files["file"])


def preview_mail(body: dict[str, Any]) -> dict[str, str]:
    return {"url": keep_preview(body["email_header"], body["email_footer"])}


def list_backgrounds() -> dict[str, Any]:
    return {"items": queries.background_views(current_person())}


def create_background(body: dict[str, Any]) -> dict[str, Any]:
    made = operations.do_create_background(body["name"], body["file_id"])
    return queries.background_view(made, [])


def edit_background(body: dict[str, Any], background_id: int) -> dict[str, Any]:
    background = queries.find_background(background_id)
    operations.do_update_background(background, body)
    return queries.background_view(background, queries.departments_with(background.id))


def delete_background(background_id: int) -> None:
    operations.do_delete_background(queries.find_background(background_id))


EDIT = {"can": Permission.BRANDING_EDIT}
BRANDING = {"returns": schemas.BrandingSchema}
BACKGROUND = {"returns": schemas.BackgroundSchema}
ONE = "/backgrounds/<int:background_id>"
PICTURE = {"files": schemas.PictureUploadSchema, "returns": schemas.BrandFileSchema, "status": 201}

blueprint = routes(
    "branding",
    "How the company looks: colours, logo, backgrounds, mails",
    [
        get("/branding", show_branding, **BRANDING, **EDIT),
        put("/branding", save_branding, body=schemas.BrandingWriteSchema, **BRANDING, **EDIT),
        delete("/branding", revert_branding, **BRANDING, **EDIT),
        post("/branding/files/<kind>", upload_picture, **PICTURE, **EDIT),
        post(
            "/branding/mail-preview",
            preview_mail,
            body=schemas.MailDraftSchema,
            returns=schemas.MailPreviewSchema,
            status=201,
            **EDIT,
        ),
        get(
            "/backgrounds",
            list_backgrounds,
            returns=schemas.BackgroundsSchema,
            can=Permission.WORKSTATION_USE,
        ),
        post(
            "/backgrounds",
            create_background,
            body=schemas.BackgroundCreateSchema,
            status=201,
            **BACKGROUND,
            **EDIT,
        ),
        patch(ONE, edit_background, body=schemas.BackgroundPatchSchema, **BACKGROUND, **EDIT),
        delete(ONE, delete_background, status=204, **EDIT),
        post(
            "/department-logos",
            upload_department_logo,
            can=Permission.DEPARTMENTS_EDIT,
            **PICTURE,
        ),
    ],
)
