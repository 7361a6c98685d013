"""The day it is where the network is."""

from datetime import date

from api.kernel.clock import PLACE, now_utc


def today() -> date:
    return now_utc().astimezone(PLACE).date()
