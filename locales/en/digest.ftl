# The morning's digest of staff: on working days at 8:30.

digest-menu = Morning digest
digest-settings = Set up the digest
digest-head = <b>Digest</b> · { $day }
digest-is-on = The digest comes on working days at 8:30: what waits in the queue of your colleges and in practice. Nothing waits, nothing comes.
digest-is-off = The digest is off. Switched on, it comes on working days at 8:30.
digest-on = Switch on
digest-off = Switch off
digest-now = Show it now
digest-nothing = Nothing waits now.

digest-line-incidents = 🆘 Open incidents: { $count }
digest-line-unready = ⚠️ The first day is near, something is missing: { $count }
digest-line-undecided = ⚠️ The first day has passed, the practice has not begun: { $count }
digest-line-overdue = ⚠️ Overdue: { $count }
digest-line-new = 📄 New: { $count }
digest-line-review = ⏳ Taken, not answered yet: { $count }
digest-line-info = ⏳ Waiting for the applicant: { $count }{ $late ->
    [0] {""}
   *[other] , late: { $late }
}
digest-line-today = 📍 Coming today: { $count }
digest-line-consent = ⚠️ Without the parent's consent: { $count }
digest-line-reviews = ⚠️ No review from the mentor in time: { $count }
digest-line-signatures = ⚠️ Papers of practice not signed in time: { $count }
digest-line-silent = 📓 No diary for three days or longer: { $count }
digest-line-docs_end = 📅 Papers until { $day }, invited and not come yet: { $count }
digest-line-originals_end = 📅 Originals until { $day }, not brought yet: { $count }
digest-line-order = 📅 Enrolment order { $day }, recommended: { $count }
digest-line-unreachable = 🔕 Messages do not arrive: { $count }

digest-button-incidents = Incidents ({ $count })
digest-button-unready = Not ready ({ $count })
digest-button-undecided = Not begun ({ $count })
digest-button-overdue = Overdue ({ $count })
digest-button-new = New ({ $count })
digest-button-review = In work ({ $count })
digest-button-info = Being cleared up ({ $count })
digest-button-today = Today ({ $count })
digest-button-consent = No consent ({ $count })
digest-button-reviews = No review ({ $count })
digest-button-signatures = To sign ({ $count })
digest-button-silent = No diary ({ $count })
digest-button-docs_end = Not come ({ $count })
digest-button-originals_end = No original ({ $count })
digest-button-order = For the order ({ $count })
digest-button-unreachable = Out of reach ({ $count })
