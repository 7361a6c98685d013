"""Rights over meetings."""

from api.kernel.access import CO_CHAIR, MEMBERS, NETWORK_ROLES, OBSERVER, OFFICERS, SECRETARIAT, SPEAKERS, permission

READ = permission("meetings:read", *NETWORK_ROLES, says="Read meetings")
REQUEST = permission("meetings:request", *MEMBERS, says="Ask for an extraordinary meeting; propose agenda items")
CONVENE = permission("meetings:convene", *OFFICERS, says="Draft, convene, run and record meetings")
PAPER = permission("meetings:paper", *MEMBERS, says="Add papers of meetings: officers any, members their own")
DEFER = permission("meetings:defer", CO_CHAIR, says="Defer a requested meeting to the next regular one")
ANSWER = permission("meetings:answer", *SPEAKERS, OBSERVER, SECRETARIAT, says="Answer an invitation")
KEEP_UNCT = permission("meetings:unct", *OFFICERS, says="Keep the dates of the country team")
SPEAK = permission("meetings:speak", *MEMBERS, OBSERVER, says="Ask for the floor of a meeting in session")
