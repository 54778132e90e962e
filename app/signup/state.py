"""How a sign-up proceeds.

`email` → `provisioning` → `payment` → `ready`; `address` where somebody else was quicker to the
wished address, and no `payment` on the free plan.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

CODE_DIGITS = 6
CODE_ATTEMPTS = 5
CODE_LIFETIME = timedelta(minutes=30)
RESEND_AFTER = timedelta(seconds=60)
# The browser that signed up may walk into the company without a password for so long.
ENTRANCE_FOR = timedelta(hours=1)


class SignupState(StrEnum):
    EMAIL = "email"
    ADDRESS = "address"
    PROVISIONING = "provisioning"
    PAYMENT = "payment"
    READY = "ready"
