"""People as they see each other: invites, requests for access, roles, contacts."""

from handlers.people import asking, contacts, deciding, inviting, looks, name, roles
from handlers.people.common import feature

__all__ = ["asking", "contacts", "deciding", "feature", "inviting", "looks", "name", "roles"]
