"""Rights over the first page, the search and the links between records."""

from api.kernel.access import MEMBERS, NETWORK_ROLES, permission

HOME = permission("home:read", *NETWORK_ROLES, says="See what the network needs from one's own organisation")
SEARCH = permission("search:use", *NETWORK_ROLES, says="Search what one may read")
LINKS = permission("links:read", *NETWORK_ROLES, says="See what a record is linked to")
LINK = permission("links:write", *MEMBERS, says="Link records with each other, and take links away")
