"""The description of the control API in OpenAPI."""

DESCRIPTION: dict[str, object] = {}
