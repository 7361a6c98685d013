"""Rights over jobs. They are one's own: whoever may ask for something may see what became of it."""

from api.kernel.access import NETWORK_ROLES, permission

READ = permission("jobs:read", *NETWORK_ROLES, says="Follow what one asked to be done in the background")
CANCEL = permission("jobs:cancel", *NETWORK_ROLES, says="Stop what one asked to be done in the background")
