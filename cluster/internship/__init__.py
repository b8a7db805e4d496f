"""Practice: from the first day's pass to the attestation sheet.

`status` is the life of a placement as one table, `readiness` what has to be there before the first day, `matching`
which place suits which student.
"""
