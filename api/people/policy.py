"""Rights over accounts: one's own, and the administrator's over others'."""

from api.kernel.access import ADMIN, PERSON, permission

ME = permission("me:use", PERSON, says="See and change one's own account")
ACCOUNTS = permission("accounts:manage", ADMIN, says="Create, disable and erase accounts")
