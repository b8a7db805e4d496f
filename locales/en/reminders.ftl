# Reminders of practice, the answer about pay, and the table of reminders for staff.

reminders-kind-draft = Application not sent
reminders-kind-needs_info = Answers are owed
reminders-kind-originals_end = Original certificate
reminders-kind-opening = Admission opens
reminders-kind-extra_seats = Extra seats
reminders-kind-practice_papers = Papers for practice
reminders-kind-practice_plan = Plan of practice
reminders-kind-practice_first_day = First day of practice
reminders-kind-readiness = Readiness for practice
reminders-kind-medical = Medical clearance ends
reminders-kind-briefing = Briefing to be repeated
reminders-kind-diary_missing = A day without a diary entry
reminders-kind-diary_review = A diary waits for its mentor
reminders-kind-review_missing = The mentor's review and marks
reminders-kind-sign_off = Signatures on the papers
reminders-kind-pay_date = Has the pay come
reminders-kind-birthday = Turning 16 or 18
reminders-kind-agreement_ends = Agreement ends
reminders-kind-consent_ends = Consent ends

reminders-about-draft = Comes where somebody began the form of an application and did not send it. Days count from the last answer.
reminders-about-needs_info = Comes until the applicant has answered what the college asked: some days after it, and before the term.
reminders-about-originals_end = Comes to who is recommended while the original is missing. Days count to the last day for originals.
reminders-about-opening = Comes on the day when admission opens, to those who asked to be told.
reminders-about-extra_seats = Comes to who waits for extra seats of a programme, five minutes after a coordinator opened them (“Ranking”). Before 21:00, else in the morning.
reminders-about-practice_papers = Says that practice is near and what is still missing. Days count to the first day. Where the readiness list names it on the same morning, there is no second message.
reminders-about-practice_plan = Says where, until when and in which shift practice goes, to the mentor who is coming. Days count to the first day.
reminders-about-practice_first_day = Says where and when to come, who meets and what to bring. Days count to the first day.
reminders-about-readiness = Says what is missing for the first day: to each what is theirs, to the supervisor all of it. Days count to the first day.
reminders-about-medical = Comes where a student's medical clearance ends before the practice does. Days count to its last day.
reminders-about-briefing = Comes when the briefing at the post has to be repeated. Days count to that day.
reminders-about-diary_missing = Asks the student to write of a day of practice. Two missed days in a row are told to the supervisor.
reminders-about-diary_review = Comes when a mentor has not looked at what was written in a week that is over: first to the mentor, then to the supervisor of practice too. Days are working days, counted from the end of that week.
reminders-about-review_missing = Tells the mentor that the practice ends soon, and then asks for the review and the marks. If they stay silent, the supervisor hears it, then the enterprise and the coordinators. The days are working days from the last day of the practice.
reminders-about-sign_off = Comes as long as the papers of a practice are not signed. They are due five working days after the marks, and the days count from then. Coordinators hear it when that day has passed.
reminders-about-pay_date = Asks the student on the pay day that the plant named. The supervisor sees the answer "no".
reminders-about-birthday = Comes where somebody turns 16 or 18 within the practice and the limits of hours change.
reminders-about-agreement_ends = Comes where the agreement with the plant ends before the practice does. Days count to the last day of the agreement.
reminders-about-consent_ends = Comes to whoever gave a consent whose text names a term. Days count to its last day. Where a parent's consent is on paper and no parent is in the bot, it comes to the college's coordinators.

# --- the reminders themselves ------------------------------------------------------------------------

reminders-text-practice_papers-student = 📄 <b>Your practice begins on { $first }</b>: { $plant }.
    { $missing ->
        [0] Everything is ready on your side.{ $eve ->
            [0] {""}
           *[other] {" "}On the eve we will send where and when to come.
        }
       *[other] Until then you still owe:
    }
reminders-text-practice_papers-parent = 📄 <b>Practice begins on { $first }</b>: { $name }, { $plant }.
    { $missing ->
        [0] Nothing is needed from you.
       *[other] Until then you still owe:
    }
reminders-missing = • { $name }: by { $due }

reminders-text-practice_plan-student = <b>Your practice begins on { $first }</b>: { $plant }.
    The last day is { $last }, { $hours } h in all.{ $from ->
        [none] {""}
       *[other] {" "}Shift { $from }–{ $to }.
    }
    { $mentor ->
        [none] A mentor will be named before the start.
       *[other] Mentor: { $mentor }.
    }{ $eve ->
        [0] {""}
       *[other] {" "}On the eve we will send where to come and what to bring.
    }
reminders-text-practice_plan-parent = <b>Practice begins on { $first }</b>: { $name }, { $plant }.
    The last day is { $last }, { $hours } h in all.{ $from ->
        [none] {""}
       *[other] {" "}Shift { $from }–{ $to }.
    }
reminders-text-practice_plan-work = <b>A trainee comes to you, first day { $first }</b>: { $name }, group { $group }.
    The last day is { $last }, { $hours } h in all.{ $from ->
        [none] {""}
       *[other] {" "}Shift { $from }–{ $to }.
    }

reminders-text-practice_first_day-student = 📍 <b>First day of practice: { $first }{ $from ->
        [none] {""}
       *[other] , at { $from }
    }</b>. { $plant }.{ $missing ->
        [0] {""}
       *[other] {" "}⚠️ Not everything is ready: before you go, ask your supervisor whether you may begin.
    }
reminders-text-practice_first_day-parent = 📍 <b>First day of practice: { $first }{ $from ->
        [none] {""}
       *[other] , at { $from }
    }</b>. { $name }, { $plant }.{ $missing ->
        [0] {""}
       *[other] {" "}⚠️ Not everything is ready: the supervisor must be asked first whether practice may begin.
    }
reminders-site = Where: { $site }
reminders-where = Meeting: { $where }
reminders-who = Who meets: { $who }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
reminders-bring = Bring: { $bring }
reminders-gate = At the gate: { $papers }
reminders-cannot-meet = Cannot meet them? Tell the personnel department in advance.
reminders-nobody-said = The plant has not said who meets. Ask your supervisor.
reminders-cannot = Cannot come? Call the college: { $phone }

reminders-text-medical-student = ⚠️ <b>Your medical clearance ends on { $day }</b>, and practice goes on until { $last }. Get a new one by then and give it to your supervisor, else you are not let in to work.
reminders-text-medical-parent = ⚠️ <b>A medical clearance ends on { $day }</b> ({ $name }). Practice goes on until { $last }. A new one is needed by then, else there is no way in to work.
reminders-text-medical-work = ⚠️ <b>A medical clearance ends on { $day }</b>: { $name }, { $plant }. Practice goes on until { $last }. Arrange a new one by then: without it nobody is let in to work.

reminders-text-briefing-work = ⚠️ <b>Repeat the briefing at the post by { $day }</b>: { $name }, { $plant }. Hold it by that day: without it nobody is let in to work. It is noted in the readiness list.

reminders-text-diary_review-work = { $role ->
    [mentor] <b>A diary waits for you</b>: { $name }, group { $group }. Entries without an answer: { $count }, the first of { $since }. A week is accepted in one tap. Without that the diary cannot be printed.
   *[other] ⚠️ <b>A mentor does not look at the diary</b>: { $name }, { $plant }. Entries without an answer: { $count }, the first of { $since }. { $mentor ->
        [none] There is no mentor now: ask the enterprise to name another.
       *[other] Mentor: { $mentor }. The bot has reminded them already, get in touch yourself.
    }
}
reminders-text-review_missing-work = { $role ->
    [mentor] { $over ->
        [0] <b>The practice ends on { $last }</b>: { $name }, group { $group }. After that day we ask you for a review and marks, two minutes of work. Until then, see that you have accepted every entry of the diary.
       *[other] <b>Your review and marks are needed</b>: { $name }, group { $group }. The practice ended on { $last }. It takes two minutes, and without them it does not count.
    }
   *[other] ⚠️ <b>No review and marks from the mentor</b>: { $name }, { $plant }. The practice ended on { $last }. { $mentor ->
        [none] There is no mentor now.
       *[other] Mentor: { $mentor }; the bot has reminded them.
    } { $role ->
        [enterprise] Ask them to answer in the bot, or to hand the review to the college on paper.
       *[other] Talk to the enterprise. Marks on paper can be entered on the card.
    }
}
reminders-text-sign_off-work = ⚠️ <b>Papers of a practice wait for signatures</b>: { $name }, { $plant }, mark { $mark }. { $late ->
        [0] Sign them until { $due } and note it on the card.
       *[other] They were due on { $due }. { $role ->
            [coordinators] { $supervisor ->
                [none] The practice has no supervisor now.
               *[other] Supervisor: { $supervisor }.
            } Find out what is in the way.
           *[other] Sign them and note it on the card.
        }
    }
reminders-text-agreement_ends-work = ⚠️ <b>Agreement No. { $number } ends on { $day }</b>: { $plant }, { $name }. Practice goes on until { $last }. { $role ->
        [enterprise] Agree with the college by that day that it is prolonged, or on a new one.
       *[other] Prolong it or sign a new one by that day, and note it: for everybody there on the same days at once, if you like.
    }
reminders-to-agreement = Note the new agreement

reminders-text-birthday-work = <b>Turning { $age }: { $day }</b>. { $name }, { $plant }. { $age ->
        [18] From that day on age limits no hours.
       *[other] { $day_hours ->
            [none] From that day on other limits hold, look them up.
           *[other] From that day on other limits hold: up to { $day_hours } h a day, up to { $week_hours } h a week.
        }
    } Check the shift{ $from ->
        [none] .
       *[other] : it is { $from }–{ $to }.
    }

# --- pay -----------------------------------------------------------------------------------------------

reminders-text-pay_date-student = <b>Has the pay for your practice come?</b> The pay day that the plant ({ $plant }) named: { $day }. If it has not, we will tell your supervisor.
reminders-pay-yes = Yes, it has
reminders-pay-no = No, it has not
reminders-pay-came = ✅ Noted that the pay has come. Pay day: { $day }.
reminders-pay-missing = Told: the pay has not come, pay day { $day }. Your supervisor and the plant see it and answer in office hours.{ $again ->
    [0] {""}
   *[other] {" "}In three working days we will ask again.
}
reminders-pay-over = This question about pay is closed. No money? Tell your supervisor.
reminders-pay-told-missing = ⚠️ <b>The pay has still not come</b>, says the student: { $name }, { $plant }, pay day { $day }. Ask the plant.
reminders-pay-told-came = ✅ A student says that the pay has come: { $name }, { $plant }, pay day { $day }.

# --- several at once -----------------------------------------------------------------------------------

reminders-gathered = <b>Reminders</b> · { $day }
reminders-late = While the bot was out of reach, some dates came near. What still matters:
reminders-line = { $n }. { $what } · { $day }{ $name ->
    [none] {""}
   *[other] , { $name }
}
reminders-more =
    { $count ->
        [one] …and { $count } more
       *[other] …and { $count } more
    }
reminders-line-button = { $n } · { $what }
reminders-over = This reminder is no longer needed: things have changed. Here is the menu.

# --- the table for staff -------------------------------------------------------------------------------

reminders-menu = Reminders
reminders-table = <b>Reminders</b>: what comes, when and to whom.
reminders-row = { $n }. { $name }{ $on ->
    [0] {" "}— <b>off</b>
   *[other] : { $when }; { $to }
}
reminders-how = Press a number to read more. The admin or a coordinator of the base college switches them on and off. Days, time and whom are data of the cluster: the admin changes them.
reminders-number = { $n }
reminders-card = <b>{ $name }</b>{ $on ->
        [0] : off
       *[other] : on
    }
    { $about }

    When: { $when }
    To: { $to }{ $always ->
        [0] {""}
       *[other] {"\u000A\u000A"}It is about safety, so it cannot be switched off.
    }
reminders-on = Switch on
reminders-off = Switch off
reminders-back = To all reminders
reminders-after = after { $days } d
reminders-before = { $days } d before
reminders-same-day = on the day
reminders-at = at { $clock }
reminders-when-seats = when seats are opened
reminders-when-diary = at 20:00, and the next day at 12:00
reminders-to-applicant = applicant
reminders-to-student = student
reminders-to-parent = parent
reminders-to-mentor = mentor
reminders-to-supervisor = supervisor
reminders-to-enterprise = plant
reminders-to-coordinators = coordinators
reminders-to-giver = who gave the consent
