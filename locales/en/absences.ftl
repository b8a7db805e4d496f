# “I am not coming”: the student says so, the mentor and the college hear of it; and who is missed.

absences-menu = I am not coming
absences-none = You have no practice to come to now.
absences-when = When are you not coming? The next step is the reason, then we tell your mentor at once.{ $count ->
    [0] {""}
   *[other] {"\u000A"}What you have said already can be opened and taken back.
}
absences-told-button = Said already: { $days }
absences-day-today = Today{ $named ->
    [0] {""}
   *[other] {" "}· { $plant }
}
absences-day-tomorrow = Tomorrow, { $day }{ $named ->
    [0] {""}
   *[other] {" "}· { $plant }
}
absences-day-other = Other days{ $named ->
    [0] {""}
   *[other] {" "}· { $plant }
}
absences-why = { $day }. Why are you not coming? No diagnosis is needed.
absences-reason-illness = Ill
absences-reason-family = Family
absences-reason-transport = No way to get there
absences-reason-study = Studies
absences-reason-military_office = Military office
absences-reason-not_admitted = Not let in
absences-reason-other = Something else
absences-reason-unexplained = Reason unknown

absences-mine = ✅ You are not coming: { $days }
    Reason: { $reason }{ $noted ->
    [0] {""}
   *[other] {"\u000A"}“{ $note }”
}
    { $seen }
absences-mine-withdrawn = Taken back: { $days }. You are awaited at practice.
absences-unseen = ⏳ We are telling your mentor and supervisor, by night two hours before the shift. You will see here who has read it.
absences-unread = ⏳ Nobody has said yet that they have read it.
absences-seen-by = Read, { $at }: { $who ->
    [none] no name given
   *[other] { $who }
}
absences-note = Add a word
absences-come = I come
absences-to-card = Open

absence-days-question-first = From which day are you not coming? Press a button or write a date, for instance: 9 October
absence-days-question-last = Until which day? That day counts, too.
absence-days-question-reason = Why are you not coming? No diagnosis is needed.
absence-days-question-note = Would you like to explain? Up to 200 characters. Do not write a diagnosis.
absence-days-label-first = First day
absence-days-label-last = Last day
absence-days-label-reason = Reason
absence-days-label-note = Explanation
absence-days-unfinished = “I am not coming” is not sent: step { $step } of { $steps }. Continue?
absence-days-continue = Continue “I am not coming”
absence-days-expired = ⚠️ “I am not coming” was not sent, the draft is deleted. If it is needed, begin anew.
absence-days-open = Begin anew
absence-note-question-note = Write your explanation: up to 200 characters. Do not write a diagnosis. Your mentor and supervisor will see it.
absence-note-label-note = Explanation
absence-note-unfinished = The explanation is not sent. Continue?
absence-note-continue = Finish the explanation
absence-note-expired = The explanation was not sent, the draft is deleted.
absence-note-open = Write it again

absences-refuse-written = There is a diary entry of { $day }: you were at practice that day.
absences-refuse-overlap = You have said already that you do not come on some of these days: { $days }. Open it under “I am not coming” and take it back if the reason is another one.
absences-refuse-over = These days are over, they cannot be taken back.
absences-refuse-not_on = Nobody awaits you at this practice now.
absences-refuse-note_long = Too long: at most { $most } characters. Make it shorter.
absences-refuse-health = Do not write a diagnosis or details of your health. The reason “Ill” is enough.
absences-refuse-backwards = The last day comes before the first. Choose another.
absences-refuse-late = That is too long ago to be explained: more than { $days } days. Write to your supervisor.
absences-refuse-outside = The practice goes on { $days }. Choose a day within it.
absences-refuse-rest = There is no practice on these days: nothing has to be said.
absences-refuse-nobody = This student is not awaited here today.
absences-refuse-early = The shift has not begun. Note it after it has.
absences-refuse-explained = The student has explained why they are away. Only they can take that back.
absences-refuse-known = It is known where the student is: no call is needed.

# --- The mentor and the college

absences-card-told = <b>Not coming:</b> { $name }, { $group } · { $plant }
    { $days }. Reason: { $reason }{ $noted ->
    [0] {""}
   *[other] {"\u000A"}“{ $note }”
}
    { $seen }
absences-card-withdrawn = <b>Coming:</b> { $name }, { $group } · { $plant }
    Taken back: { $days }.
absences-saw = I have read it
absences-mark = Who did not come
absences-mark-today = <b>Who is to come today</b>
    If a student is not there, press the name: an hour into the shift we ask them, after two hours we tell the supervisor.
absences-mark-nobody = Nobody is at practice with you today.
absences-mark-line = { $name } — { $state ->
    [written] awaited today, the diary has an entry already, for you to check
    [accepted] awaited today, you have accepted the entry in the diary
    [returned] awaited today, you have given the entry in the diary back
   *[other] awaited today
}
absences-mark-away = { $name } — not coming (“{ $reason }”)
absences-mark-missed = { $name } — did not come, nobody knows why
absences-miss = Did not come: { $name }
absences-came = Came: { $name }
absences-missed = Noted. We ask the student, and if they do not answer, we tell the supervisor.
absences-missed-written = Noted, we ask the student. They have an entry of today in the diary already: if they were not there, give it back.
absences-miss-known = The student has said that they are not coming.
absences-came-noted = Noted: the student came.
absences-comes = Coming: { $name }, { $group } · { $plant }. Taken back: { $days }
absences-comes-from = Coming again from today: { $name }, { $group } · { $plant }. Was away: { $days }
absences-alarm = ⚠️ A student did not come and does not answer: { $days }.
    { $name }, { $group } · { $plant }
    { $minor ->
    [0] Call them now.
   *[other] They are under 18: call them and a parent now.
}
absences-show-phones = Show the numbers
absences-phones = Student: { $student ->
    [none] no number given
   *[other] { $student }
}{ $phone ->
    [none] {""}
   *[other] {"\u000A"}Parent: { $parent }, { $phone }
}
    That you looked is written down.

# --- To the student and the parent

absences-where-are-you = ⚠️ Your mentor noted that you are not at practice. Where are you? In an hour your supervisor hears of it.
absences-am-here = I am there or on my way
absences-unmissed = Your mentor noted that you came. You need not answer.
absences-parent-told = Your child said that they are not coming to practice: { $days }.
    { $name }, { $group } · { $plant }
    Questions: { $phone }
absences-parent-comes = Taken back: { $name }, { $group } is coming to practice ({ $plant }), { $days }.
    Questions: { $phone }
