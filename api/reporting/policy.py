"""Rights over reporting rounds."""

from api.kernel.access import NETWORK_ROLES, SECRETARIAT, permission

READ = permission("reporting:read", *NETWORK_ROLES, says="Read reporting rounds and how far they are")
RUN = permission("reporting:run", SECRETARIAT, says="Open, extend, close and reopen a reporting round, and remind")
