"""Rights over the joint workplan. Whose activity, money, update or risk it is, the services ask."""

from api.kernel.access import NETWORK_ROLES, OFFICERS, SECRETARIAT, SPEAKERS, permission

READ = permission("workplans:read", *NETWORK_ROLES, says="Read workplans, their activities, money and progress")
WRITE = permission("workplans:write", SECRETARIAT, says="Enter workplans and their results, and put them to decision")
ADOPT = permission("workplans:adopt", *OFFICERS, says="Adopt a workplan by the network's decision")
EDIT = permission("activities:write", SECRETARIAT, *SPEAKERS, says="Write activities and money of a draft workplan")
REPORT = permission("activity-updates:write", *SPEAKERS, says="Report on activities of one's organisation")
RETURN = permission("activity-updates:return", SECRETARIAT, *SPEAKERS, says="Take a submitted update back to its draft")
RISK = permission("workplan-risks:write", SECRETARIAT, *SPEAKERS, says="Keep the risks of a workplan")
