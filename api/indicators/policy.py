"""Rights over indicators and their values."""

from api.kernel.access import NETWORK_ROLES, SECRETARIAT, SPEAKERS, permission

READ = permission("indicators:read", *NETWORK_ROLES, says="Read indicators, code lists and approved figures")
WRITE = permission("indicators:write", SECRETARIAT, says="Define, change and archive indicators and code lists")
REPORT = permission("indicator-values:write", *SPEAKERS, says="Draft and submit values for one's organisation")
APPROVE = permission("indicator-values:approve", SECRETARIAT, says="Approve, return and reopen values")
IMPORT = permission(
    "indicator-values:import", SECRETARIAT, *SPEAKERS, says="Import values: one's own organisation's; secretariat: any"
)
EXPORT = permission("indicators:export", *NETWORK_ROLES, says="Take indicators and figures away as a file")
