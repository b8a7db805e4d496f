# "Today": the shift, the place, what to bring; the calendar of a practice.

today-menu = Today
today-none = There is no practice yet. We write when the college has found a place.
today-title = { $own ->
    [1] <b>Today</b>
   *[other] <b>Today</b> · { $name }
}
today-offered = { $plant }: a place is offered. First it needs an answer.
today-countdown = { $plant }: { $days ->
    [one] { $days } day
   *[other] { $days } days
} to the first day, { $day }.
today-not_started = ⚠️ { $plant }: the first day has come, but something is missing. { $own ->
    [1] Do not go
   *[other] The student does not go
} to the plant until the college says so.
today-work = { $day }: practice, { $plant }.
today-next = Today’s shift is over. The next one: { $day }, { $plant }.
today-off = A day off. The next shift: { $day }, { $plant }.
today-last = The last shift is over. Next the mentor writes a review and gives a mark.
today-paused = ⏳ { $plant }: practice is interrupted. { $own ->
    [1] Do not come to the plant for now, we write
   *[other] The student does not come to the plant for now, we write
} when it goes on.
today-reporting = The days of practice ended on { $last }. The mentor writes a review and gives a mark.
today-assessed = The review is there, mark { $mark }. The papers have to be signed in the college.
today-completed = ✅ Practice is completed, the papers are in the college.
today-ended = { $cancelled ->
    [1] The practice is cancelled ({ $plant }), there is no need to come to the plant. The college looks for another place and writes to you.
   *[other] Practice has ended, there is no need to come to the plant. The supervisor of the college says what is next.
}

today-shift = Shift: <b>{ $shift }</b>{ $minutes ->
    [0] {""}
   *[other] , a break of { $minutes } min
}{ $hours ->
    [none] {""}
   *[other] , { $hours } of work
}
today-shift-unknown = The plant has not told the hours of the shift yet.
today-site = 📍 { $site }{ $address ->
    [none] {""}
   *[other] {" "}· { $address }
}
today-way = How to get there: { $way }
today-meets = Who meets you on the first day: { $person }, { $where }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
today-bring = Bring: { $what }
today-papers = At the gate: { $what }
today-gear = The plant gives protective gear: { $what }{ $day ->
    [none] {""}
   *[other] {" "}(given on { $day })
}
today-mentor = Mentor: { $name }
today-deputy = Until { $day } in their place: { $name }
today-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
today-limit = { $own ->
    [1] You are { $age }
   *[other] The student is { $age }
} { $age ->
   *[other] years old
}: at most { $hours } a day{ $week ->
    [none] {""}
   *[other] , at most { $week } a week
}.{ $late ->
    [1] {" "}The shift is longer: ask the supervisor of the college what to do.
   *[other] {""}
}
today-most = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
today-limit-barred = { $own ->
    [1] You are { $age }
   *[other] The student is { $age }
} { $age ->
   *[other] years old
}: at this age such work is not allowed. Ring up the supervisor of the college before you go.
today-limit-unknown = { $own ->
    [1] How many hours you may work,
   *[other] How many hours of work are allowed,
} ask the supervisor of the college.
today-pay = Pay (as the plant says): { $basis }{ $amount ->
    [none] {""}
   *[other] , { $amount } a month
}{ $day ->
    [none] {""}
   *[other] , the next pay day is { $day }
}
today-pay-employment_fixed_term = a fixed-term employment contract
today-pay-apprentice = an apprentice’s contract
today-pay-civil = a civil contract
today-pay-stipend = a scholarship
today-pay-none = unpaid

today-missing = <b>Before the first day you have to see to:</b>
today-missing-item = ▫️ { $name }, { $late ->
    [1] was due on { $due }
   *[other] by { $due }
}
today-missing-others = { $own ->
    [1] The college and the plant see to the rest: { $count }.
   *[other] Before the first day others see to: { $count }.
}
today-want-medical = Medical examination
today-want-gear = Sizes of workwear
today-want-parent_consent = Your consent to the practice, to be given to the college
today-do-gear = Tell my sizes
today-do-medical = About the medical
today-item-gear = Sizes of workwear are needed by { $due }.
today-item-medical = <b>Medical examination</b>

    Have it done and bring the certificate to the college by { $due }. It has to last to the end of practice, { $last }. The college notes it. Write nothing about health here.

today-map = On the map
today-calendar = To my calendar
today-calendar-soon = The calendar file is being made.
today-calendar-early = The calendar comes when the place is confirmed and the shift is known.
today-calendar-nothing = There are no working days to put into a calendar.
today-calendar-file = Open the file on your telephone to add all shifts. If anything changes, we send a new one.
today-calendar-newer = The days of practice have changed. Open the new file on your telephone, it puts the shifts right.
today-calendar-name = Practice
today-calendar-title = Practice: { $plant }
today-calendar-about = Bring: { $what }
today-calendar-reminder = Practice begins tomorrow
