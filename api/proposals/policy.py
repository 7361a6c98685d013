"""Rights over proposals. Which organisation a move belongs to is told by the state table's `by`."""

from api.kernel.access import CO_CHAIR, READERS, SECRETARIAT, SPEAKERS, permission

READ = permission("proposals:read", *READERS, says="Read proposals, their budgets and revisions")
WRITE = permission("proposals:write", SECRETARIAT, *SPEAKERS, says="Enter proposals and write one's own part")
ADVANCE = permission("proposals:advance", SECRETARIAT, *SPEAKERS, says="Carry a proposal on for its convening one")
ENDORSE = permission("proposals:endorse", CO_CHAIR, says="Endorse proposals by the network's decision")
SUBMIT = permission("proposals:submit", CO_CHAIR, says="Submit proposals to the Fund as Resident Coordinator")
RECORD = permission("proposals:record", SECRETARIAT, says="Record acts of the Fund, the Government and signatories")
WITHDRAW = permission("proposals:withdraw", CO_CHAIR, SECRETARIAT, *SPEAKERS, says="Withdraw proposals")
