"""Rights over statements. What is published needs none: see `public`."""

from api.kernel.access import CO_CHAIR, NETWORK_ROLES, OFFICERS, SECRETARIAT, SPEAKERS, permission

READ = permission("statements:read", *NETWORK_ROLES, says="Read statements, and drafts once members are consulted")
DRAFT = permission("statements:draft", *OFFICERS, says="Prepare statements, put them to consensus, abandon drafts")
TRANSLATE = permission("statements:translate", *OFFICERS, *SPEAKERS, says="Write translations of statements")
CHECK = permission("statements:check", *OFFICERS, says="Check translations, so that they are published")
SIGN = permission("statements:sign", CO_CHAIR, says="Sign statements, and withdraw published ones", explicit=True)
PUBLISH = permission("statements:publish", *OFFICERS, says="Publish signed statements", explicit=True)
RECORD = permission("statements:record", SECRETARIAT, says="Record where a statement was released")
