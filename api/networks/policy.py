"""Rights over networks and organisations."""

from api.kernel.access import ADMIN, NETWORK_ROLES, OFFICERS, PERSON, permission

LIST = permission("networks:list", PERSON, says="List the networks one belongs to")
READ = permission("networks:read", ADMIN, *NETWORK_ROLES, says="Read a network's settings")
CREATE = permission("networks:create", ADMIN, says="Create a network")
SETTINGS = permission("networks:settings", *OFFICERS, says="Change a network's settings")
ORGANISATIONS = permission("organisations:read", PERSON, says="Read the list of organisations")
ORGANISATION = permission("organisations:write", ADMIN, says="Add an organisation to the common list")
