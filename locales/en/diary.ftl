# The diary of practice: the student writes, the mentor accepts, the college and the plant look.

diary-menu = Diary
diary-menu-trainees = My trainees
diary-menu-staff = Practice diaries
diary-menu-plant = Hours of trainees
diary-nameless = Name deleted

# --- A day

diary-hours = { $hours } h
diary-cell = { $day } { $shown }
diary-week-line = { $week }: { $cells }
diary-sign-ahead = ▫
diary-sign-open = …
diary-sign-written = •
diary-sign-accepted = ✓
diary-sign-returned = ↩
diary-sign-left_out = ⊘
diary-sign-missing = ✗
diary-sign-absent = A
diary-sign-off = –
diary-legend = <i>✓ accepted · • waits for the mentor · ↩ given back · ⊘ left out · ✗ nothing written · A away · … today · ▫ ahead</i>
diary-state-ahead = this day is still ahead
diary-state-open = nothing written yet
diary-state-written = waits for the mentor
diary-state-accepted = accepted
diary-state-returned = given back
diary-state-left_out = left out of the diary
diary-state-missing = nothing written
diary-state-absent = away
diary-state-off = there was no practice

# --- The student writes

diary-entry-question-said = <b>{ $day }</b>{ $returned ->
    [0] {""}
   *[other] {"\u000A"}⚠️ The mentor gave the entry back: { $comment }
}
    How many hours did you work? { $planned ->
    [none] {""}
   *[other] { $planned } h are planned. {""}
}Press a button, or write it all in one message: “4 hours, { $example }, all good 5”.
diary-entry-question-hours = How many hours did you work? Press a button or write, for instance: 5.5
diary-entry-question-what = What did you do? Tick it and press Done.
diary-entry-question-codes = What did you do? Tick it and press Done.

    { $list }
diary-entry-question-comfort = How did you feel at practice, from 1 to 5? 1 is bad, 5 is good. Your supervisor in the college sees this, your mentor does not.
diary-entry-question-sure = <b>Check the entry.</b> { $day }
    { $hours } h · { $what }
    { $worded ->
        [0] {""}
       *[other] “{ $words }”{"\u000A"}
    }Comfort: { $comfort } of 5
diary-entry-question-day = Which day was it?
diary-entry-label-day = Day
diary-entry-label-said = Entry
diary-entry-label-hours = Hours
diary-entry-label-what = What you did
diary-entry-label-codes = What you did
diary-entry-label-comfort = Comfort
diary-entry-label-sure = Check
diary-entry-unfinished = The diary entry is not finished: step { $step } of { $steps }. Continue?
diary-entry-continue = Continue the diary entry
diary-entry-expired = The diary entry was not finished, the draft is deleted. If the day can still be written, press the button.
diary-entry-open = Write it
diary-sure-keep = All correct, keep it
diary-sure-help = Keep it and ask for help
diary-sure-other-work = I did something else
diary-sure-other-day = It is another day
diary-to-calendar = All days and hours
diary-warn-over = You said { $said } h, and at most { $planned } h are planned or allowed at your age. Is that right? We keep the entry, the supervisor sees it.
diary-kept = ✅ Written: { $day }
    { $hours } h · { $what }{ $worded ->
    [0] {""}
   *[other] {"\u000A"}“{ $words }”
}

    { $real } h in all, { $planned } h planned up to now. The mentor accepts the entry at the end of the week, until then you can change it.
diary-add-words = Add words
diary-reword = Change the words
diary-help = I need help
diary-help-told = Your supervisor sees that you need help, and writes or calls in working hours.

    If it is dangerous or somebody is hurt, do not wait: 112, and tell your mentor.
diary-help-urgent = I need help now
diary-words-question-words = { $day }. Write what you did: 10 to 500 characters. Nothing about health.
diary-words-label-words = Words
diary-words-unfinished = The words for the diary are not finished. Continue?
diary-words-continue = Finish the words for the diary
diary-words-expired = The words for the diary were not finished, the draft is deleted. If the day can still be changed, press the button.
diary-words-open = Write
diary-words-short = Too short: write at least { $least } characters about what you did. Or press a button with hours.
diary-words-long = Too long: at most { $most } characters. Make it shorter.
diary-words-health = Do not write about health or diagnoses here. Take these words out and send it again. If you need help, press “I need help” or call 112.
diary-hours-range = Hours are from 0.5 to { $most }. If you were not there, press “I am not coming” in the menu.
diary-hours-unclear = I did not understand how many hours. Write it like this: 6 or 5.5
diary-what-unknown = Tick at least one thing on the list.
diary-comfort-range = Choose a number from 1 to 5.

diary-closed-rest = This is no working day of your practice: there is nothing to write.
diary-closed-ahead = This day has not come yet. You will write it in the evening.
diary-closed-accepted = The mentor has accepted this entry, it cannot be changed.
diary-closed-absent = You said that you do not come on this day. If you were there, press “I am not coming”, open this day and press “I come”.
diary-closed-off = There was no practice on this day, or it is over: it cannot be written.
diary-closed-late = This day can no longer be written: more than three days have passed. Write to your supervisor.

# --- The student looks

diary-none = The diary opens on the first day of practice.
diary-which = Which diary?
diary-which-one = { $module }, { $plant }
diary-book = <b>Diary</b> · { $module }, { $plant }
    Hours: { $real } of { $planned } planned, { $total } in the whole practice.{ $absent ->
    [0] {""}
    [one] {" "}Away: { $absent } day.
   *[other] {" "}Away: { $absent } days.
}
diary-over = The practice is over: the diary can be read, nothing more is written into it.
diary-past-button = Past practices
diary-past = <b>Past practices</b>

    You can read the diary and get it as a Word file. Nothing more is written into it.
diary-past-one = { $module }, { $plant }, { $days }
diary-waits = { $returned ->
    [0] {""}
    [one] ⚠️ The mentor gave { $returned } entry back. {""}
   *[other] ⚠️ The mentor gave { $returned } entries back. {""}
}{ $missing ->
    [0] {""}
    [one] { $missing } day is not written. {""}
   *[other] { $missing } days are not written. {""}
}A day can be written for { $days } days after it.
diary-week-before = ← Week
diary-week-next = Week →
diary-write = Write: { $day }
diary-rewrite = Correct: { $day }
diary-edit = Change
diary-to-book = To the diary
diary-day = <b>{ $day }</b> — { $state }{ $by ->
    [none] {""}
    [mentor] {"\u000A"}⚠️ The mentor: { $comment }
   *[college] {"\u000A"}⚠️ The college: { $comment }
}
diary-entry-lines = { $hours } h · { $what }
diary-entry-words = “{ $words }”
diary-entry-comfort = Comfort: { $comfort } of 5
diary-entry-help = ⚠️ Ticked: needs help

# --- The mentor

diary-mine = <b>My trainees</b> · { $week }{ $pages ->
    [1] {""}
   *[other] {" "}· page { $page } of { $pages }
}
diary-mine-none = You have no trainees now. They appear here when the college makes you their mentor.
diary-trainee = <b>{ $name }</b> · { $real } of { $planned } h
diary-trainee-what = Work: { $what }
diary-trainee-stuck = ↩ Nobody has corrected: { $days }. Open the day and accept it as it stands, or give it back once more.
diary-no-days = There is no practice this week.
diary-look-at = { $name }
diary-look = Open
diary-accept = Accept: { $name } ({ $count })
diary-accept-all = Accept all ({ $count })
diary-accept-week = Accept the week ({ $count })
diary-accepted = Entries accepted: { $count }
diary-nothing-to-accept = Everything here is accepted already.
diary-week-outdated = Something changed while you were looking. Here is how it stands: check it and accept once more.
diary-entry-outdated = The entry changed, or it was decided already. Here is how it stands.
diary-week-of = <b>{ $name }</b>, { $group } · { $week }
diary-week-empty = Nothing was written this week.
diary-week-entry = <b>{ $day }</b> — { $hours } h, { $state }
    { $what }{ $worded ->
    [0] {""}
   *[other] {"\u000A"}“{ $words }”
}
diary-entry-of = <b>{ $name }</b> · { $day } — { $state }{ $by ->
    [none] {""}
    [mentor] {"\u000A"}The mentor's comment: { $comment }
   *[college] {"\u000A"}The college: { $comment }
}
diary-ok = Accept
diary-ok-as-is = Accept as it stands
diary-give-back = Give back with a comment
diary-give-back-again = Give back once more: 3 days again
diary-to-week = To the week
diary-to-trainees = My trainees
diary-former-button = Ended practice
diary-former = <b>Ended their practice with you</b>

    You can read the diary. What still waits for you stands first: accept it, the diary cannot be printed before.
diary-former-none = Nobody has ended a practice with you yet.
diary-former-one = { $name }{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
diary-give-back-over = The practice is over: the student cannot correct the entry any more. Accept it, or tell the supervisor of practice.
diary-return-question-comment = { $name }, { $day }. Write what to correct: up to 300 characters. The student reads it at once.
diary-return-label-comment = Comment
diary-return-unfinished = The comment on the entry is not sent. Continue?
diary-return-continue = Finish the comment on the entry
diary-return-expired = The comment on the entry was not sent, the draft is deleted.
diary-return-open = Write it again
diary-comment-length = A comment has { $least } to { $most } characters.

# --- The college and the plant

diary-staff = <b>Practice diaries</b>{ $own ->
    [0] {""}
   *[other] {" "}· my students
}: { $count }{ $pages ->
    [1] {""}
   *[other] , page { $page } of { $pages }
}
    { $gaps ->
    [0] Nobody has missed two days in a row.
    [one] ⚠️ { $gaps } student has written nothing for two days or more.
   *[other] ⚠️ { $gaps } students have written nothing for two days or more.
}
diary-staff-line = <b>{ $name }</b>, { $group } · { $plant }
    { $real } of { $planned } h
diary-staff-missing = Nothing written: { $count }, since { $since }{ $row ->
    [0] {""}
    [1] {""}
   *[other] {" "}· { $row } in a row
}
diary-staff-help = ⚠️ Asks for help
diary-staff-long = Days longer than planned: { $count }
diary-staff-all = All students
diary-staff-own = Only mine
diary-to-staff = To the diaries
diary-look-head = <b>{ $name }</b>, { $group } · { $plant }
    Hours: { $real } of { $planned } planned, { $total } in the whole practice. Days away: { $absent }
diary-look-day = <b>{ $day }</b> — { $state }{ $over ->
    [0] {""}
   *[other] {" "}· longer than planned
}
diary-look-said = { $by ->
    [mentor] ↩ The mentor: { $comment }
   *[college] ⊘ { $who ->
        [none] The college
       *[other] { $who }
    }: { $comment }
}
diary-leave-out = Leave out of the diary: { $day }
diary-take-in = Take back into the diary: { $day }
diary-taken-in = The day is in the diary again and waits for the mentor.
diary-leave-out-early = The student may still correct this day, or the mentor accept it. If they do not, you will be able to leave it out.
diary-leave-question-reason = { $name }, { $day }. This day will not be in the diary on paper, and its hours will not count.{ $returned ->
    [0] {""}
   *[other] {" "}The mentor gave it back: "{ $comment }".
} Write why: up to 300 characters. The student will read it.
diary-leave-label-reason = Reason
diary-leave-unfinished = The day is still in the diary: the reason was not sent. Go on?
diary-leave-continue = Finish the reason
diary-leave-expired = The reason was not sent, the draft is deleted. The day is still in the diary.
diary-leave-open = Write again
diary-plant = <b>Hours of practice</b>: { $count ->
    [one] { $count } student
   *[other] { $count } students
}{ $pages ->
    [1] {""}
   *[other] , page { $page } of { $pages }
}
diary-plant-none = There are no trainees at the plant now.
diary-plant-line = <b>{ $name }</b> · { $real } of { $planned } h
    Entries { $written }, accepted { $accepted }, days away { $absent }

# --- Messages

diary-remind = Write today into the diary before 21:00: { $day }. Press the button, or answer in one message: how many hours, and what you did.
diary-heard = Writing it into the diary: { $day }.
diary-remind-again = ⚠️ Nothing is written in the diary: { $day }. You can add it for { $days } days after that day. If you were not there, say so.
diary-was-away = I was not there
diary-returned = ↩ The mentor gave the entry back: { $day }.
    { $comment }

    Correct it within { $days } days.
diary-left-out = ⊘ This day was left out of the diary: { $day }.
    { $comment }

    Its hours do not count. If you disagree, write to your supervisor of practice.
diary-to-day = Open the day
diary-missed = ⚠️ Nothing written in the diary: { $count ->
    [one] { $count } day
   *[other] { $count } days
} in a row, { $first } – { $last }.
    { $name }, { $group } · { $plant }{ $weeks ->
    [0] {""}
   *[other] {"\u000A"}No answer to reminders, the bot asks less often. Get in touch yourself.
}
diary-behind = ⚠️ Hours stay behind the plan: { $real } h of { $planned } written.
    { $name }, { $group } · { $plant }
    Find out whether the student does not come, or does not write the diary.
diary-help-wanted = ⚠️ A student asks for help in the diary: { $day }.
    { $name }, { $group } · { $plant }

    Write or call today.
diary-comfort-low = ⚠️ For the second time in a row a student feels bad at practice (comfort 1–2): { $day }.
    { $name }, { $group } · { $plant }

    Talk to them. The mentor does not see this.
diary-too-long = ⚠️ A student under 18 wrote { $said } h, { $limit } h are allowed at that age: { $day }.
    { $name }, { $group } · { $plant }

    This forbids nothing: check whether it was so.
diary-open = Open the diary

# --- Privacy

diary-kept-entries = The diary of a practice that is over: words and comfort. It was needed for the mark. { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
diary-kept-entries-now = The diary of a practice under way: the college has to keep it. { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
diary-kept-absences = Why you were away from a practice that is over. { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
diary-kept-absences-now = Days away from a practice under way: the college counts hours by them. { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
diary-coming = <b>Coming soon</b>
diary-coming-line = { $name }: { $first } – { $last }
