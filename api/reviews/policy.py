"""Rights over reviews of the Compact and profiles of the network."""

from api.kernel.access import ADMIN, MEMBERS, NETWORK_ROLES, OFFICERS, SECRETARIAT, permission

READ = permission("reviews:read", *NETWORK_ROLES, says="Read reviews and profiles that were circulated or are final")
WRITE = permission("reviews:write", SECRETARIAT, says="Start, write, circulate and correct reviews and profiles")
DRAFTS = permission("reviews:drafts", *OFFICERS, says="Read drafts of reviews and profiles, and all their versions")
COMMENT = permission("reviews:comment", *MEMBERS, says="Comment on circulated reviews and profiles")
ADOPT = permission("reviews:adopt", *OFFICERS, says="Adopt a review by its decision, issue a profile")
TEMPLATES = permission("reviews:templates", SECRETARIAT, ADMIN, says="Load a newer edition of a form")
