"""Forms: a list of questions over a pydantic model becomes a conversation. A new form is data, not control flow."""

from bot.form.spec import Alternative, FormSpec, FormView, Given, Option, Question

__all__ = ["Alternative", "FormSpec", "FormView", "Given", "Option", "Question"]
