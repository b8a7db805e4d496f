"""The walk of rights: every door of the house, tried by every kind of person.

`table` says what each door is about, `people` who tries it, `house` what stands behind the doors, `walking` what is
looked at. Whether somebody may pass is asked of the access table alone.
"""
