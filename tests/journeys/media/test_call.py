"""The media engine and the parts of a call in two real pages."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.media.sides import Side

Sides = tuple[Side, Side]


def assert_seeing(sides: Sides) -> None:
    for side in sides:
        side.expect_moving()


def assert_talking(sides: Sides) -> None:
    for side in sides:
        side.expect_moving()
        assert side.hears() is True


def test_both_see_and_hear_each_other(sides: Sides) -> None:
    assert_talking(sides)


def test_a_reload_of_either_side_brings_the_call_back(sides: Sides) -> None:
    assert_seeing(sides)
    for side in sides:
        side.page.reload()
        assert_talking(sides)


def test_mute_and_camera_are_silent_dark_and_told(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    client.press("Mute")
    expect(attendant.remote.get_by_label("Bia Nogueira is muted")).to_be_visible()
    assert attendant.hears_nothing() is True
    client.press("Turn camera off")
    expect(attendant.remote.get_by_label("The camera of Bia Nogueira is off")).to_be_visible()
    client.press("Unmute")
    client.press("Turn camera on")
    expect(attendant.remote.get_by_label("The camera of Bia Nogueira is off")).to_be_hidden()
    assert_talking(sides)


def test_hold_sends_nothing_and_ends_with_picture_and_sound(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    attendant.change_call({"on_hold": True})
    expect(client.page.get_by_text("You are on hold")).to_be_visible()
    for side in sides:
        assert side.hears_nothing() is True
        assert not side.sees_moving()
    attendant.change_call({"on_hold": False})
    expect(client.page.get_by_text("You are on hold")).to_be_hidden()
    assert_talking(sides)


def test_a_shared_screen_takes_the_stage_and_leaves_it(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    attendant.press("Share screen")
    expect(client.remote_screen).to_be_visible()
    client.expect_picture(client.remote_screen)
    client.expect_moving()
    attendant.press("Stop sharing")
    expect(client.remote_screen).to_have_count(0)
    assert_talking(sides)


def test_the_picture_goes_on_while_the_socket_is_away(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    client.cut_socket(True)
    assert_talking(sides)
    client.cut_socket(False)
    attendant.change_call({})
    assert_talking(sides)


@pytest.mark.stress
def test_a_connection_that_died_is_built_anew(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    attendant.break_connection()
    expect(client.remote.get_by_text("Reconnecting")).to_be_visible(timeout=20_000)
    expect(client.remote.get_by_text("Reconnecting")).to_be_hidden(timeout=40_000)
    assert_talking(sides)


def test_a_second_tab_takes_over_and_can_be_taken_back(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    second = Side(client.page.context.new_page(), other="Ana Prado")
    second.page.goto(client.page.url)
    expect(client.page.get_by_text("This call is open in another tab or device")).to_be_visible()
    assert_talking((second, attendant))
    client.press("Use here")
    expect(second.page.get_by_text("This call is open in another tab or device")).to_be_visible()
    assert_talking(sides)


def test_a_lost_side_is_counted_down(sides: Sides) -> None:
    client, attendant = sides
    assert_seeing(sides)
    client.cut_socket(True)
    attendant.page.evaluate(
        """() => {
          const reconnect_deadline = new Date(Date.now() + 42000).toISOString();
          const participants = loopback.socket.call.get().participants.map((one) =>
            one.id === 1 ? { ...one, connected: false, reconnect_deadline } : one);
          loopback.socket.change({ participants });
        }"""
    )
    expect(attendant.remote.get_by_text("Reconnecting")).to_be_visible()
    expect(attendant.remote.get_by_role("timer")).to_have_text("41 s")
    client.cut_socket(False)
    expect(attendant.remote.get_by_text("Reconnecting")).to_be_hidden()


def test_words_and_files_travel_and_are_counted(sides: Sides) -> None:
    client, attendant = sides
    client.press("Chat")
    client.page.get_by_role("textbox", name="Message").fill("Good morning")
    client.page.keyboard.press("Enter")
    expect(attendant.page.get_by_text("1 unread message")).to_be_attached()
    attendant.press("Chat")
    expect(attendant.page.get_by_role("log")).to_contain_text("Good morning")
    picker = client.page.locator("input[type=file]")
    picker.set_input_files(
        {"name": "run.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    )
    expect(client.page.get_by_role("alert")).to_contain_text("cannot be sent")
    picker.set_input_files(
        {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    expect(attendant.page.get_by_role("link", name="bill.pdf")).to_be_visible()


def test_the_microphone_menu_has_choices_and_a_level(sides: Sides) -> None:
    _, attendant = sides
    attendant.press("Microphone and speaker settings")
    menu = attendant.page.get_by_role("menu")
    expect(menu.get_by_role("menuitemradio", checked=True).first).to_be_visible()
    level = menu.locator("[style*='--level']").element_handle()
    moves = "(bar) => Number(bar.style.getPropertyValue('--level')) > 0.2"
    attendant.page.wait_for_function(moves, arg=level)


def test_the_device_check_says_that_all_is_well(client_check: Page) -> None:
    expect(client_check.get_by_text("We hear you", exact=True)).to_be_visible(timeout=20_000)
    expect(client_check.get_by_text("Checking the connection")).to_be_hidden(timeout=20_000)
    report = json.loads(client_check.locator("body").get_attribute("data-report") or "{}")
    assert report.pop("network") in {"good", "limited"}  # a busy machine is slow to answer
    assert report == {"camera": True, "microphone": True, "speaker": True}
    client_check.get_by_role("button", name="Play test sound").click()
    expect(client_check.get_by_text("Did you hear it?")).to_be_visible(timeout=20_000)
