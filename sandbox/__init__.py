"""Telegram on your desk: a Bot API server for any bot library and a chat page in the browser.

Start it with `python -m sandbox`; from code use `sandbox.server.serve` or `sandbox.app.create_app`. Tests take
`sandbox.testing` and `sandbox.client`. The control API is described in `CONTROL.md`.
"""
