"""Rights over reference data."""

from api.kernel.access import PERSON, permission

READ = permission("reference:read", PERSON, says="Read reference data with its sources")
