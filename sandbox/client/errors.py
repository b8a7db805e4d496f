"""What the client raises."""


class ControlFailed(Exception):
    """The sandbox refused a control call; `status` is the HTTP status, the text is its reason."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status
        self.message = message


class NoAnswer(AssertionError):
    """The bot did not answer in time; the text shows the end of the chat."""
