"""Rights over pledges."""

from api.kernel.access import MEMBERS, NETWORK_ROLES, OFFICERS, SECRETARIAT, permission

READ = permission("pledges:read", *NETWORK_ROLES, says="Read pledges and the form they are made on")
WRITE = permission("pledges:write", *MEMBERS, says="Prepare pledges and tell of them: speakers their own, officers any")
CLEAR = permission("pledges:clear", *OFFICERS, says="Clear pledges, or return them with a reason")
RECORD = permission("pledges:record", SECRETARIAT, says="Record that a pledge was sent and published")
