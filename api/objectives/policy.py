"""Rights over the objectives of the Global Compact."""

from api.kernel.access import NETWORK_ROLES, OFFICERS, SECRETARIAT, SPEAKERS, permission

READ = permission("objectives:read", *NETWORK_ROLES, says="Read the 23 objectives and how far they are")
WRITE = permission("objectives:write", *OFFICERS, says="Set priority, lead and contributors of an objective")
ASSESS = permission("assessments:write", *SPEAKERS, says="Draft and submit an assessment for one's organisation")
APPROVE = permission("assessments:approve", SECRETARIAT, says="Approve, return and reopen assessments")
