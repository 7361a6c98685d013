"""Rights over what only the demo has."""

from api.kernel.access import MEMBERS, permission

OUTBOX = permission("outbox:read", *MEMBERS, says="Read the demo's outbox")
