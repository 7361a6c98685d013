"""Rights over decisions."""

from api.kernel.access import (
    CO_CHAIR,
    MEMBERS,
    NETWORK_ROLES,
    OBSERVER,
    OFFICERS,
    READERS,
    SECRETARIAT,
    SPEAKERS,
    permission,
)

READ = permission("decisions:read", *NETWORK_ROLES, says="Read decisions and the register")
DRAFT = permission("decisions:draft", *OFFICERS, says="Draft decisions and edit texts that no round holds")
OPEN = permission("decisions:open", *OFFICERS, says="Open, extend and revise rounds; remind who has not answered")
POSITION = permission(
    "decisions:position", *SPEAKERS, SECRETARIAT, says="Record one's organisation's position", explicit=True
)
ADOPT = permission("decisions:adopt", CO_CHAIR, says="Adopt what is clear; refer; record no consensus", explicit=True)
DELIVER = permission("decisions:deliver", SECRETARIAT, says="Record that a notice was delivered by hand or came back")
EVIDENCE = permission("decisions:evidence", SECRETARIAT, says="Keep the files that show what was answered on behalf")
PROVE = permission("decisions:prove", *READERS, says="Read the proof of consultation")
REVIEW = permission("decisions:review", *OFFICERS, says="Set the day on which an adopted decision is reviewed")
SUGGEST = permission("decisions:suggest", *SPEAKERS, says="Suggest other words for a paragraph, and take them back")
COMMENT = permission("decisions:comment", *MEMBERS, OBSERVER, says="Comment on a decision; it never weighs on it")
EXPLAIN = permission("decisions:explain", *SPEAKERS, says="Explain one's organisation's position once it is over")
