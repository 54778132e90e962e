"""What the attendant who leads a call does about guests."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.journeys.workstation import Workstation


def link_to_call(desk: Workstation) -> str:
    """The invitation's link, as it is copied."""
    dialog = invite_dialog(desk)
    url = desk.field("Invitation link", dialog).input_value()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return url


def invite_dialog(desk: Workstation) -> Locator:
    desk.press("Invite Participant")
    dialog = desk.dialog("Invite to this call")
    expect(dialog).to_be_visible()
    return dialog


def invite_by_mail(desk: Workstation, address: str, message: str) -> None:
    dialog = invite_dialog(desk)
    desk.field("Email", dialog).fill(address)
    desk.field("Message", dialog).fill(message)
    desk.press("Send invitation", dialog)
    expect(dialog).to_contain_text(desk.say("To {{address}}", address=address))
    desk.page.keyboard.press("Escape")


def at_door(desk: Workstation, name: str) -> Locator:
    """The line of whoever asks under this name."""
    return desk.page.get_by_role("listitem").filter(
        has_text=desk.say("{{name}} asks to join", name=name)
    )


def admit(desk: Workstation, name: str) -> None:
    desk.press("Admit", at_door(desk, name))
    expect(at_door(desk, name)).to_be_hidden()


def refuse(desk: Workstation, name: str) -> None:
    desk.press("Refuse", at_door(desk, name))
    expect(at_door(desk, name)).to_be_hidden()


def participants(desk: Workstation) -> Locator:
    """The panel, opened."""
    panel = desk.dialog("Participants")
    if not panel.is_visible():
        desk.push(desk.page.get_by_role("button", name=_counted(desk)))
    expect(panel).to_be_visible()
    return panel


def close_participants(desk: Workstation) -> None:
    desk.page.keyboard.press("Escape")
    expect(desk.dialog("Participants")).to_be_hidden()


def remove(desk: Workstation, name: str) -> None:
    panel = participants(desk)
    desk.press("Remove {{name}}", panel, name=name)
    desk.press(
        "Remove", desk.page.get_by_role("dialog", name=desk.say("Remove {{name}}?", name=name))
    )
    expect(panel).not_to_contain_text(name)
    close_participants(desk)


def lock(desk: Workstation) -> None:
    panel = participants(desk)
    switch = panel.get_by_role("switch", name=desk.say("Lock the room"))
    switch.click()
    expect(switch).to_be_checked()
    close_participants(desk)


def _counted(desk: Workstation) -> re.Pattern[str]:
    """The button says how many there are."""
    return re.compile(r"\d+ " + desk.say("{{count}} participants", count="").strip())
