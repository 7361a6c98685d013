"""Rights over calendar feeds: one's own, by the right over one's own account; a feed is opened by its address."""

from api.people.policy import ME as ME
