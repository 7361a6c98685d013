"""Rights over minutes."""

from api.kernel.access import MEMBERS, NETWORK_ROLES, OBSERVER, OFFICERS, SECRETARIAT, permission

READ = permission("minutes:read", *NETWORK_ROLES, says="Read minutes that were circulated")
WRITE = permission(
    "minutes:write", SECRETARIAT, says="Write, circulate and revise minutes; correct and translate adopted ones"
)
DRAFTS = permission("minutes:drafts", *OFFICERS, says="Read drafts of minutes and all their versions")
COMMENT = permission("minutes:comment", *MEMBERS, OBSERVER, says="Comment on minutes of a meeting one attended")
ADOPT = permission("minutes:adopt", *OFFICERS, says="Adopt minutes once the window is over or a meeting agreed them")
