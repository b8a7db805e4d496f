# The morning's digest of staff: on working days at 8:30.

digest-menu = Morning digest
digest-settings = Set up the digest
digest-head = <b>Digest</b> · { $day }
digest-is-on = The digest comes on working days at 8:30: what waits in the queue of your colleges. Nothing waits, nothing comes.
digest-is-off = The digest is off. Switched on, it comes on working days at 8:30.
digest-on = Switch on
digest-off = Switch off
digest-now = Show it now
digest-nothing = Nothing waits now.

digest-line-overdue = ⚠️ Overdue: { $count }
digest-line-new = 📄 New: { $count }
digest-line-review = ⏳ Taken, not answered yet: { $count }
digest-line-info = ⏳ Waiting for the applicant: { $count }{ $late ->
    [0] {""}
   *[other] , late: { $late }
}
digest-line-today = 📍 Coming today: { $count }
digest-line-consent = ⚠️ Without the parent's consent: { $count }
digest-line-docs_end = 📅 Papers until { $day }, invited and not come yet: { $count }
digest-line-originals_end = 📅 Originals until { $day }, not brought yet: { $count }
digest-line-order = 📅 Enrolment order { $day }, recommended: { $count }
digest-line-unreachable = 🔕 Messages do not arrive: { $count }

digest-button-overdue = Overdue ({ $count })
digest-button-new = New ({ $count })
digest-button-review = In work ({ $count })
digest-button-info = Being cleared up ({ $count })
digest-button-today = Today ({ $count })
digest-button-consent = No consent ({ $count })
digest-button-docs_end = Not come ({ $count })
digest-button-originals_end = No original ({ $count })
digest-button-order = For the order ({ $count })
digest-button-unreachable = Out of reach ({ $count })
