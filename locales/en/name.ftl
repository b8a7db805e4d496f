name-open = Tell your name
name-continue = Continue: your name
name-review = This is how colleagues will see you.
name-submit = Save
name-unfinished = Your name is not saved: step { $step } of { $steps }. Continue?
name-remind = Your name is not saved. Days the draft is still kept: { $days }.
name-expired = The draft is deleted: it was not touched for 14 days. The menu lets you tell your name.
