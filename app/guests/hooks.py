"""What slices above this one need to serve the guest's page: its policy, its seat, its answer."""

from __future__ import annotations

from app.guests.claims import GuestPolicy, current_guest
from app.guests.guest_api import present_view as guest_answer
from app.guests.guest_api import seat as guest_seat
from app.guests.models import Guest
from app.guests.schemas import GuestSchema

__all__ = ["Guest", "GuestPolicy", "GuestSchema", "current_guest", "guest_answer", "guest_seat"]
