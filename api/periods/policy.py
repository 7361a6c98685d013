"""Rights over periods."""

from api.kernel.access import NETWORK_ROLES, SECRETARIAT, permission

READ = permission("periods:read", *NETWORK_ROLES, says="Read periods and which of them are locked")
LOCK = permission("periods:lock", SECRETARIAT, says="Lock a period, and unlock it with a reason")
