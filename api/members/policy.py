"""Rights over memberships and appointments."""

from api.kernel.access import ADMIN, CO_CHAIR, NETWORK_ROLES, OFFICERS, READERS, SECRETARIAT, SPEAKERS, permission

READ = permission("members:read", *NETWORK_ROLES, says="Read who is in the network")
WRITE = permission("members:write", SECRETARIAT, says="Record and import members, observers and partners")
LEAVE = permission("members:leave", SECRETARIAT, *SPEAKERS, says="Record that an organisation leaves")
APPOINTMENTS = permission("appointments:read", ADMIN, *READERS, says="Read who speaks for whom")
APPOINT = permission("appointments:write", ADMIN, *OFFICERS, says="Name, propose and end appointments")
CONFIRM = permission("appointments:confirm", ADMIN, CO_CHAIR, says="Confirm officers whom somebody else proposed")
