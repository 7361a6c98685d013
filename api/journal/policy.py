"""Rights over the journal."""

from api.kernel.access import READERS, permission

READ = permission("journal:read", *READERS, says="Read the journal of the network")
VERIFY = permission("journal:verify", *READERS, says="Prove that the journal and the records fit each other")
