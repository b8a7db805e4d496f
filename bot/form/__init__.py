"""Forms: a list of questions over a pydantic model becomes a conversation. A new form is data, not control flow."""

from bot.form.spec import (
    Again,
    Alternative,
    AnswerRefused,
    FileRule,
    FormSpec,
    FormView,
    Given,
    Option,
    Question,
    Subject,
)

__all__ = [
    "Again",
    "Alternative",
    "AnswerRefused",
    "FileRule",
    "FormSpec",
    "FormView",
    "Given",
    "Option",
    "Question",
    "Subject",
]
