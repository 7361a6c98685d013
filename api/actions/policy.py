"""Rights over action points."""

from api.kernel.access import MEMBERS, NETWORK_ROLES, OFFICERS, SPEAKERS, permission

READ = permission("actions:read", *NETWORK_ROLES, says="Read action points")
CREATE = permission(
    "actions:create", *MEMBERS, says="Record an action point: officers for anybody, members for their own"
)
WRITE = permission("actions:write", *OFFICERS, says="Change, verify and drop action points")
DO = permission("actions:do", *SPEAKERS, says="Say what one's organisation did about an action point")
SNOOZE = permission("actions:snooze", *MEMBERS, says="Give an action point a new date: officers any, owners theirs")
