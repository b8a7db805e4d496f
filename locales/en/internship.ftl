# Practice: steps, being ready for the first day, finding a place.

internship-transition-refused = This cannot be done now: the practice stands elsewhere by now. Open it again.
internship-outdated = The practice has changed since you opened it. This is how it stands now.

internship-guard-seat = No seat is left at this place. Choose another.
internship-guard-of_age = On the first day the student will be younger than this place asks for.
internship-guard-agreed = Both the student and the enterprise have to agree.
internship-guard-nothing_open = Not everything is ready yet. Open the list.
internship-guard-let_pass = Not everything is ready. Each open item needs a decision with a reason.
internship-guard-something_open = Everything is ready, there is nothing to take back.
internship-guard-begun = The first day of the practice has not come yet.
internship-guard-ended = The last day of the practice is not over yet.
internship-guard-assessed = Mark each competence and give a mark.
internship-guard-signed = Sign the final papers first.
internship-guard-reason = Choose a reason, or write one.

internship-item-agreement = Agreement of college and enterprise
internship-item-college_order = The college's order
internship-item-enterprise_order = The enterprise's order naming the mentor
internship-item-mentor = A mentor is named
internship-item-mentor_consent = The mentor's written consent
internship-item-parent_consent = A parent's consent
internship-item-medical = Medical clearance to the end of the practice
internship-item-schedule = A schedule that suits the age
internship-item-gear = Sizes of workwear
internship-item-pass = The gate pass
internship-item-bed = A bed in the dormitory
internship-item-introductory = Introductory safety briefing
internship-item-primary_workplace = Primary briefing at the workplace

internship-reason-wish = the student asked for this enterprise
internship-reason-near = near enough for every day
internship-reason-bed = there is a bed in the dormitory
internship-reason-target = wants a target contract with it
internship-reason-far = a long way every day
internship-reason-no_bed = needs a bed, and none is left
internship-reason-other_wish = the student asked for another enterprise
internship-reason-distance_unknown = the distance is not known
internship-reason-age_unknown = age not known, please check

# --- the desk of practice ------------------------------------------------------------------------

internship-menu-desk = Practice
internship-to-desk = To practice
internship-to-card = To the card
internship-open-card = Open the card
internship-to-items = Readiness list
internship-to-history = What happened
internship-erased = data erased
internship-nobody = not named yet
internship-nameless = no name given
internship-desk = <b>Practice</b>{ $empty ->
    [1] . Nothing here yet.
   *[other] { $late ->
        [0] { "" }
       *[other] . Not ready for the first day: <b>{ $late }</b>
    }{ $undecided ->
        [0] { "" }
       *[other] . Not begun, to be decided: <b>{ $undecided }</b>
    }
}
internship-desk-mine = <b>My students on practice</b>{ $empty ->
    [1] . Nothing here yet.
   *[other] { $late ->
        [0] { "" }
       *[other] . Not ready for the first day: <b>{ $late }</b>
    }{ $undecided ->
        [0] { "" }
       *[other] . Not begun, to be decided: <b>{ $undecided }</b>
    }
}
internship-desk-own = Only my students
internship-desk-all = All students
internship-shelf-undecided = ⚠️ Not begun, decide: { $count }
internship-shelf-late = ⚠️ Soon, not ready: { $count }
internship-shelf-gathering = Gathering papers: { $count }
internship-shelf-planned = Matched: { $count }
internship-shelf-offered = Awaiting consent: { $count }
internship-shelf-ready = Ready: { $count }
internship-shelf-active = On practice: { $count }
internship-shelf-paused = Interrupted: { $count }
internship-shelf-reporting = Awaiting review: { $count }
internship-shelf-to_sign = To be signed: { $count }
internship-shelf-over = Completed: { $count }
internship-shelf-ended = Cancelled, ended early: { $count }
internship-list-undecided = <b>The first day is over, the practice has not begun. What is to be done?</b> · { $total }. Page { $page } of { $pages }.
internship-list-late = <b>The first day is very near or has come, and not all is there</b> · { $total }. Page { $page } of { $pages }.
internship-list-gathering = <b>Gathering papers</b> · { $total }. Page { $page } of { $pages }.
internship-list-planned = <b>Matched, nobody was asked yet</b> · { $total }. Page { $page } of { $pages }.
internship-list-offered = <b>Waiting for student and plant to agree</b> · { $total }. Page { $page } of { $pages }.
internship-list-ready = <b>All is there, waiting for the first day</b> · { $total }. Page { $page } of { $pages }.
internship-list-active = <b>On practice</b> · { $total }. Page { $page } of { $pages }.
internship-list-paused = <b>Practice interrupted</b> · { $total }. Page { $page } of { $pages }.
internship-list-reporting = <b>Days are over, waiting for the mentor’s review</b> · { $total }. Page { $page } of { $pages }.
internship-list-to_sign = <b>Assessed, waiting for signatures</b> · { $total }. Page { $page } of { $pages }.
internship-list-over = <b>Completed, the papers are signed</b> · { $total }. Page { $page } of { $pages }.
internship-list-ended = <b>Cancelled, ended early or not passed</b> · { $total }. Page { $page } of { $pages }.
internship-line = { $name } · { $plant } · { $day }{ $open ->
    [0] { "" }
   *[other] { " · ⏳ " }{ $open }
}
internship-line-ended = { $name } · { $plant } · { $day } · { $status }

# --- the card --------------------------------------------------------------------------------------

internship-card-title = <b>{ $name }</b> · { $status }
internship-card-student = Group { $group }{ $age ->
    [none] { "" }
   *[other] , aged { $age }
}
internship-card-reason = Reason: { $reason }
internship-card-where = 📍 { $plant }{ $site ->
    [none] { "" }
   *[other] , { $site }
}
internship-card-days = { $days }, { $hours } h
internship-hours-short = ⚠️ These days hold { $fits } of { $wanted } hours{ $count ->
    [0] .
    [one] : { $count } student.
   *[other] : { $count } students.
}
internship-card-shift = Shift { $shift }
internship-card-module = Module: { $module }
internship-card-mentor = Mentor: { $name }
internship-card-deputy = In the mentor’s place until { $day }: { $name }
internship-card-supervisor = College supervisor: { $name }
internship-card-agreement = Agreement No. { $number } of { $day }{ $until ->
    [none] { "" }
   *[other] , valid until { $until }
}
internship-agreement-ends = ⚠️ The agreement ends on { $until }, but practice goes on until { $last }. A new one is needed, or a longer term.
internship-card-behind = ⚠️ { $real } h written of { $planned } planned until today
internship-card-no-chat = The student has not opened the bot yet.
internship-card-undecided = ⚠️ <b>The practice has not begun</b>, its first day was { $first }. Decide what comes next: start it, set new days or cancel it. If the student did not come, it is “Not passed”.
internship-card-all-there = ✅ All is there for the first day.
internship-card-missing = <b>Missing: { $count }</b>
internship-card-begun-without = <b>Begun without: { $count }</b>
internship-card-more = and { $count } more
internship-card-assessed = Mark: <b>{ $mark }</b>, recommendation: { $recommendation }
    <i>{ $review }</i>

internship-status-planned = matched
internship-status-offered = awaiting consent
internship-status-confirmed = agreed
internship-status-docs_pending = gathering papers
internship-status-ready = all is there
internship-status-active = on practice
internship-status-paused = interrupted
internship-status-reporting = awaiting review
internship-status-assessed = to be signed
internship-status-completed = completed
internship-status-cancelled = cancelled
internship-status-terminated = ended early
internship-status-failed = not passed

internship-ball-student = student
internship-ball-parent = parent
internship-ball-enterprise = plant
internship-ball-college = college

# --- the readiness list ------------------------------------------------------------------------------

internship-items = <b>Readiness · { $name }</b>: { $done } of { $total }
internship-item-open = { $late ->
    [1] ⚠️ { $name } — was due { $due }, turn of: { $ball }
   *[other] ⏳ { $name } — by { $due }, turn of: { $ball }
}
internship-item-value = { $line }: { $value }
internship-value-paper = No. { $number } of { $day }{ $ends ->
    [none] {""}
   *[other] , until { $ends }
}
internship-value-briefing = { $day }, { $by }{ $journal ->
    [none] {""}
   *[other] , journal no. { $journal }
}
internship-value-sizes = clothes { $clothes }, shoes { $shoes }
internship-value-until = until { $until }
internship-value-day = { $day }
internship-to-briefings = Briefings
internship-briefings = <b>Briefings</b> · students: { $total }. Page { $page } of { $pages }.
internship-briefed = <b>{ $name }</b> · { $plant }
internship-briefed-again = { $soon ->
    [0] To be repeated by { $day }
   *[other] ⚠️ Time to repeat, by { $day }
}
internship-briefed-line = { $day } · { $kind }, { $by }{ $journal ->
    [none] {""}
   *[other] , journal no. { $journal }
}
internship-briefing-introductory = introductory
internship-briefing-primary_workplace = at the post
internship-briefing-repeat = repeated
internship-briefing-unscheduled = unscheduled
internship-briefing-targeted = for one job
internship-item-passed = ⚠️ { $name } — let pass by { $by }
internship-item-correct = Correct it
internship-to-noted = Correct what is noted
internship-noted-list = <b>Noted · { $name }</b>

    { $count ->
        [0] Nothing to correct yet.
       *[other] Choose what to correct or to note anew.
    }
internship-item-note = Note it
internship-item-let = Let it pass
internship-item-insist = It is needed after all
internship-item-missing = An answer is missing. Fill in every field.
internship-noted = Noted.
internship-tell-sizes = Tell my sizes
internship-short-agreement = Agreement
internship-short-college_order = College order
internship-short-enterprise_order = Plant order
internship-short-mentor = Mentor
internship-short-mentor_consent = Mentor’s consent
internship-short-parent_consent = Parent’s consent
internship-short-medical = Medical
internship-short-schedule = Schedule
internship-short-gear = Workwear
internship-short-pass = Pass
internship-short-bed = Dormitory
internship-short-introductory = Introductory briefing
internship-short-primary_workplace = Briefing at the post
internship-hint-agreement = The agreement on practical training between college and plant: number, date, and the last day where it names one. Can be noted for everybody who goes there on the same days.
internship-hint-college_order = The college’s order on the practice: number and date.
internship-hint-enterprise_order = The plant’s order that names the mentor: number and date.
internship-hint-mentor = A mentor works at the plant and holds the role “mentor” in the bot. The plant or the college names them.
internship-hint-mentor_consent = A mentor agrees in writing. Note the date.
internship-hint-parent_consent = The student is under 18: a parent has to agree in writing. The college takes it.
internship-hint-medical = The medical clearance has to last until the last day of practice.
internship-hint-schedule = The shift is compared with the age on each day. The bot does not decide for you: see what does not fit, and ask the plant.
internship-hint-gear = The student tells the sizes of clothes and shoes. The college may write them down.
internship-hint-pass = The plant makes the pass. Note the day on which it is there.
internship-hint-bed = A bed in the plant’s dormitory. Note it once the place is certain.
internship-hint-introductory = The introductory briefing: when it was held, by whom, its number in the journal.
internship-hint-primary_workplace = The first briefing at the post: when it was held, by whom, its number in the journal.
internship-day-future = That day has not come yet. Write the day on which it was done.
internship-medical-past = The clearance is over on that date already.
internship-medical-short = The clearance ends before the practice does. Keep it, and remind of a new one?
internship-agreement-backwards = An agreement cannot end before its own date. Check the last day.
internship-agreement-early = That day is before the first day of practice ({ $first }): the practice needs another agreement, and the item stays open. Keep it so?
internship-agreement-short = The agreement ends before the practice does (its last day is { $last }). Keep it so?
internship-mentor-first = Name the mentor first.
internship-mentor-unknown = This person is no mentor at the plant now. Choose another.
internship-mentor-full = This mentor has { $most } { $most ->
    [one] student
   *[other] students
} already, and may have no more. Choose another.
internship-no-bed = There is no bed left. Ask the plant, or choose another place.
internship-days-not-now = New days are set when the first day has come and the practice has not begun.
internship-days-past = The first day may be tomorrow at the earliest.
internship-days-order = The last day cannot come before the first, nor more than a year after it.
internship-days-place = The place is held from { $first } to { $last }. Choose days of these, or change the days of the place first.
internship-days-short = These days hold { $fits } of { $wanted } hours. Set them anyway?
internship-days-last-short = { $day } · ⚠️ { $fits } of { $wanted } h
internship-days-busy = The student has another practice on these days.
internship-days-over = The last day of this practice is over, it cannot begin any more. Note on the card how it ended.
internship-over = This practice is over and cannot be changed.

# --- steps -------------------------------------------------------------------------------------------

internship-step-start = Start the practice
internship-step-resume = Go on
internship-step-days = New days
internship-step-paused = Interrupt
internship-step-cancelled = Cancel
internship-step-terminated = End early
internship-step-failed = Not passed
internship-step-assess = Review and mark
internship-step-sign = Papers are signed
internship-sign-sure = <b>{ $name }</b>: are all papers signed and in the college?

    The practice will be completed, and the student, the mentor and the plant will hear of it. Mark { $mark } and the review can then no longer be changed, and nothing takes the practice back.
internship-sign-yes = Yes, complete the practice
internship-step-done = Done.
internship-signed = The practice is completed.
internship-assess-early = A review is written when the days of practice are over.
internship-assessed-thanks = The review is kept. Thank you! You can correct it until the papers are signed.
internship-mark-range = The mark is from 2 to 5.
internship-review-length = A review has { $least } to { $most } characters. Two or three sentences on how the student worked.
internship-recommendation-hire = hire
internship-recommendation-target = offer a target contract
internship-recommendation-repeat = practise once more
internship-recommendation-no = not recommended
internship-why-own_wish = the student’s wish
internship-why-illness = illness
internship-why-plant = the plant cannot
internship-why-unsuitable = the work does not suit
internship-why-breach = breach of rules
internship-why-no_show = did not come
internship-why-transfer = moved to another plant
internship-why-other = another reason
internship-because = { $words ->
    [none] { $why }
   *[other] { $why }: { $words }
}
internship-history = <b>What happened</b>, the newest first
internship-history-line = { $at }: { $what }{ $who ->
    [clock] { " · by itself, in time" }
    [none] { "" }
   *[other] { " · " }{ $who }
}{ $reason ->
    [none] { "" }
   *[other] { " · " }{ $reason }
}
internship-history-edit = noted: { $item }
internship-history-override = let pass: { $item }
internship-history-mentor = another mentor
internship-history-briefing = briefing
internship-history-import = from the college’s list
internship-history-undo = the import was taken back
internship-history-erased = personal data erased

# --- who is told what ----------------------------------------------------------------------------------

internship-told-ready-student = ✅ All is there for your practice. First day: { $first }, { $plant }.
internship-told-ready-mentor = All is there for the practice: { $name }, first day { $first }.
internship-told-ready-supervisor = { $name }, { $plant }: everything is ready for the practice. First day: { $first }.
internship-told-ready-enterprise = { $name }: everything is ready for the practice. First day: { $first }.
internship-told-ready-parent = { $name }: all is there for the practice. First day: { $first }, { $plant }.
internship-told-active-student = The practice has begun: { $plant }, until { $last }.
internship-told-active-mentor = The practice has begun: { $name }, until { $last }.
internship-told-active-supervisor = { $name }, { $plant }: the practice has begun, until { $last }.
internship-told-active-enterprise = { $name }: the practice has begun, until { $last }.
internship-told-active-parent = { $name }: the practice has begun, { $plant }, until { $last }.
internship-told-resumed-student = The practice goes on: { $plant }, until { $last }.
internship-told-resumed-mentor = The practice goes on: { $name }, until { $last }.
internship-told-resumed-supervisor = { $name }, { $plant }: the practice goes on, until { $last }.
internship-told-resumed-enterprise = { $name }: the practice goes on, until { $last }.
internship-told-resumed-parent = { $name }: the practice goes on, { $plant }.
internship-told-paused-student = ⏳ The practice is interrupted: { $reason }. Do not come to the plant for now, we will write.
internship-told-paused-mentor = ⏳ { $name }: the practice is interrupted. Reason: { $reason }.
internship-told-paused-supervisor = ⏳ { $name }, { $plant }: the practice is interrupted. Reason: { $reason }.
internship-told-paused-enterprise = ⏳ { $name }: the practice is interrupted. Reason: { $reason }.
internship-told-paused-parent = ⏳ { $name }: the practice is interrupted, { $reason }.
internship-told-reporting-student = The days of practice are over. Hand the diary and the report to your college supervisor; the mentor writes a review.
internship-told-reporting-mentor = { $name }: the practice has ended. Give a mark and write a review, it takes two minutes.
internship-told-reporting-supervisor = { $name }, { $plant }: the days of practice are over. Waiting for the mentor’s review.
internship-told-reporting-enterprise = { $name }: the days of practice are over. The mentor writes a review.
internship-told-reporting-parent = { $name }: the days of practice are over, the papers are next.
internship-told-assessed-student = The mentor has written a review. Mark: { $mark }. The papers are still to be signed in the college.
internship-told-assessed-supervisor = 📄 The review is there: { $name }, mark { $mark }. Gather the signatures.
internship-told-assessed-parent = { $name }: the mentor has written a review. The papers are still to be signed in the college.
internship-told-completed-student = ✅ The practice is completed, the papers are in the college.
internship-told-completed-mentor = ✅ { $name }: the practice is completed. Thank you for teaching.
internship-told-completed-supervisor = ✅ { $name }, { $plant }: the practice is completed.
internship-told-completed-enterprise = ✅ The practice is completed: { $name }, { $first } – { $last }.
internship-told-completed-parent = ✅ { $name }: the practice is completed.
internship-told-cancelled-student = ❌ The practice is cancelled: { $plant }. Reason: { $reason }. The college will find another place.
internship-told-cancelled-mentor = ❌ { $name }: the practice is cancelled. Reason: { $reason }.
internship-told-cancelled-supervisor = ❌ { $name }, { $plant }: the practice is cancelled. Reason: { $reason }. The student has no place again.
internship-told-cancelled-enterprise = ❌ { $name }: the practice is cancelled. Reason: { $reason }.
internship-told-cancelled-parent = ❌ { $name }: the practice is cancelled, { $reason }.
internship-told-terminated-student = ❌ The practice ended early: { $reason }. Your college supervisor will say what comes next.
internship-told-terminated-mentor = ❌ { $name }: the practice ended early. Reason: { $reason }.
internship-told-terminated-supervisor = ❌ { $name }, { $plant }: the practice ended early. Reason: { $reason }.
internship-told-terminated-enterprise = ❌ { $name }: the practice ended early. Reason: { $reason }.
internship-told-terminated-parent = ❌ { $name }: the practice ended early, { $reason }.
internship-told-failed-student = ❌ The practice was not passed: { $reason }. Please see your college supervisor.
internship-told-failed-mentor = ❌ { $name }: the practice was not passed. Reason: { $reason }.
internship-told-failed-supervisor = ❌ { $name }, { $plant }: the practice was not passed. Reason: { $reason }.
internship-told-failed-enterprise = ❌ { $name }: the practice was not passed. Reason: { $reason }.
internship-told-failed-parent = ❌ { $name }: the practice was not passed, { $reason }.
internship-told-not_started-student = ⚠️ Today is the first day, but not all is there. Do not go to the plant until your college supervisor says so.
internship-told-not_started-mentor = ⚠️ { $name }: today is the first day, but not all is there. The student does not come yet.
internship-told-not_started-supervisor = ⚠️ { $name }, { $plant }: not started. Today is the first day, not all is there. Close the items, or let them pass with a reason.
internship-told-not_started-enterprise = ⚠️ { $name }: today is the first day, but not all is there. See what is left to you.
internship-told-not_started-parent = ⚠️ { $name }: the practice does not start today, not all is there. The college will write.
internship-told-not_started_late-student = ⚠️ The practice was to begin on { $first }, but not all is there yet. Do not go to the plant today. { $next ->
    [none] No working day is left until its end: the college says what comes next.
   *[other] The earliest day is { $next }, at { $from }. Come only if the bot has written before that the practice has begun.
} Ask: { $phone }.
internship-told-not_started_late-mentor = ⚠️ { $name }: the practice was to begin on { $first }, but not all is there. The student does not come today{ $next ->
    [none] {""}
   *[other] , { $next } is the earliest day
}.
internship-told-not_started_late-supervisor = ⚠️ { $name }, { $plant }: not started. The first day was { $first }, not all is there. Close the items, or let them pass with a reason{ $next ->
    [none] . No working day is left until the end of the practice: decide what comes next.
   *[other] : then the student comes on { $next }.
}
internship-told-not_started_late-enterprise = ⚠️ { $name }: the practice was to begin on { $first }, but not all is there. See what is left to you{ $next ->
    [none] {""}
   *[other] , so that the student comes on { $next }
}.
internship-told-not_started_late-parent = ⚠️ { $name }: the practice was to begin on { $first }, but not all is there yet. It does not begin today{ $next ->
    [none] {""}
   *[other] , { $next } is the earliest day
}. Ask the college: { $phone }.
internship-told-days_moved-student = New days of your practice: { $plant }, { $first } – { $last }.
internship-told-days_moved-mentor = { $name }, { $plant }: new days of the practice, { $first } – { $last }.
internship-told-days_moved-supervisor = { $name }, { $plant }: new days of the practice, { $first } – { $last }.
internship-told-days_moved-enterprise = { $name }, { $plant }: new days of the practice, { $first } – { $last }.
internship-told-days_moved-parent = { $name }, { $plant }: new days of the practice, { $first } – { $last }.
internship-told-mentor-new = { $name }: you have a new trainee. { $first } – { $last }.
internship-told-mentor-before = { $name } has another mentor now. Thank you for your help.
internship-told-mentor-student = Your mentor: { $mentor }.

internship-gate-all = <b>First days come near, not all is there</b>
internship-gate-yours = <b>The practice comes near. What is left to you</b>
internship-gate-one = { $own ->
    [1] { $plant }, { $first }
   *[other] <b>{ $name }</b>, { $plant }, { $first }
} · { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
internship-gate-more = and { $count } more

# --- My data ---------------------------------------------------------------------------------------------

internship-kept = Student record: name, birth date, group. The college finds a practice by it. Records: { $count }.
internship-kept-by-law = Practice: the college has to keep its papers. Records: { $count }. Three years after the practice the data are erased.
internship-why-erased = erased on request

# --- An offer of practice

internship-offer-menu = Practice offer
internship-offer-menu-plant = Answer the college
internship-offer-mine = You were offered practice. Choose what to open.
internship-offer-none = There are no offers now. When the college has found a place, we will write here.
internship-offer-title = 📍 <b>{ $enterprise }</b>{ $site ->
    [none] {""}
   *[other] , { $site }
}
    { $profession }: { $module }, { $hours }
internship-offer-bed = <b>Hostel:</b> { $bed ->
    [0] no bed there, the college is looking for one
   *[other] there is a bed
}
internship-offer-awaits = { $me ->
    [student] { $who ->
        [enterprise] ✅ You agreed. ⏳ The enterprise answers by { $due }. We will write here.
        [student] ⏳ The enterprise agreed, you decide. Answer by { $due }.
       *[both] ⏳ You and the enterprise decide. Answer by { $due }.
    }
    [enterprise] { $who ->
        [enterprise] ⏳ The student agreed, you decide. Answer by { $due }.
        [student] ✅ You agreed. ⏳ The student answers by { $due }. We will write here.
       *[both] ⏳ You and the student decide. Answer by { $due }.
    }
   *[other] { $who ->
        [enterprise] ✅ The student agreed. ⏳ The enterprise answers by { $due }.
        [student] ✅ The enterprise agreed. ⏳ The student answers by { $due }.
       *[both] ⏳ The student and the enterprise answer by { $due }.
    }
}
internship-offer-status-planned = Only the college knows of it yet. Ask the student and the enterprise.
internship-offer-status-confirmed = ✅ The student and the enterprise both agreed. Next the college and the enterprise prepare the papers; we will write about the rest.
internship-offer-status-docs_pending = ✅ Agreed. ⏳ The papers are being gathered.
internship-offer-status-ready = ✅ Agreed, everything is ready for the first day.
internship-offer-status-active = ✅ The practice is under way.
internship-offer-status-paused = ⏳ The practice is paused.
internship-offer-status-reporting = ⏳ The practice is over, the report is being prepared.
internship-offer-status-assessed = ⏳ The report is to be signed.
internship-offer-status-completed = ✅ The practice is completed.
internship-offer-status-cancelled = ❌ Cancelled. The place is free again.
internship-offer-status-terminated = ❌ The practice was ended early.
internship-offer-status-failed = ❌ The practice was not passed.
internship-offer-yes = I agree
internship-offer-take = We take them
internship-offer-no = Does not suit
internship-offer-changed-mind = Change one’s mind
internship-offer-open = Offer and answers
internship-offer-look = Look at it
internship-offer-said-yes = ✅ Noted: you agree.
internship-offer-gone = This offer holds no longer: it was cancelled.
internship-offer-asked = <b>Await your answer</b>
    { $count ->
        [0] Nobody does now. When a college offers a student, we will write here.
        [one] { $count } student.
       *[other] { $count } students.
    }
internship-offer-line = { $name } · { $group } · { $place }
internship-offer-line-overdue = ⚠️ { $name } · { $group } · { $place }
internship-offer-take-all = We take all ({ $count })
internship-offer-taken = ✅ Noted: you take them. When the student agrees too, we will write here.
internship-offer-taken-all = ✅ Noted: you take { $count } { $count ->
    [one] student
   *[other] students
}. When they agree too, we will write here.
internship-offer-taken-none = There is nobody to answer: nobody waits any more.
internship-offer-planned = <b>Given a place, not asked</b>
    { $count ->
        [0] There are none.
       *[other] Students: { $count }. Neither they nor the enterprises know of it.
    }
internship-offer-waiting = <b>Awaiting answers</b>
    { $count ->
        [0] Nobody is awaited.
       *[other] Students: { $count }.
    }{ $overdue ->
        [0] {""}
       *[other] {" "}⚠️ Overdue: { $overdue }.
    }
internship-offer-unheard = <b>Do not see the offer: not in the bot</b>
    { $count ->
        [0] There are none.
       *[other] Offers: { $count }. Print cards, give a link or call. Note the answers yourself.
    }{ $overdue ->
        [0] {""}
       *[other] {" "}⚠️ Overdue: { $overdue }.
    }
internship-offer-ask-all = Ask all ({ $count })
internship-offer-ask = Ask the student and the enterprise
internship-offer-who = <b>{ $name }</b>, { $group }, { $age ->
    [-1] age unknown
   *[other] age on the first day { $age }
}
internship-offer-student-away = ⚠️ The student is not in the bot and does not see the offer. Give them a link or call, and note the answer here.
internship-offer-plant-away = ⚠️ Nobody of the enterprise is in the bot, so the offer is not seen there. Call them{ $phone ->
    [none] {""}
   *[other] {" "}({ $phone })
} and note the answer here.
internship-offer-note-student = The student agreed (on paper)
internship-offer-note-enterprise = The enterprise agreed (on paper)
internship-offer-take-off = Take off the place
internship-offer-sent = ✅ Asked. The answer comes here.
internship-offer-sent-nobody = The offer is noted, but nobody will see it.
internship-offer-was-noted = ✅ Noted.
internship-offer-to-asked = To the answers
internship-offer-declined-student = Noted: it does not suit. The college will look for another place and write here.
internship-offer-declined-enterprise = Noted: you do not take them. The college will look for another place for the student.

offerno-open = Does not suit
offerno-continue = Continue: saying no
offerno-unfinished = The refusal is not sent: step { $step } of { $steps }. Continue?
offerno-expired = The refusal was not sent: no reason was given within a day.
offerno-question-reason = Why does it not suit? Choose or write in your own words. The college reads the reason.

internship-offer-told-student = <b>You are offered practice: { $enterprise }, from { $from }.</b> You and the enterprise decide, then the college prepares the papers. Answer by { $due }.
internship-offer-told-parent = <b>An offer of practice, a copy for the parent.</b> { $name }, { $group }: { $enterprise }, from { $from }. The student and the enterprise decide, answers are due by { $due }. You need not answer.
internship-offer-told-plant = <b>A college offers students: { $count }.</b> { $enterprise }, from { $from }.
    { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }

    Answer by { $due }.
internship-offer-told-noted-student = The college noted that you agree to practice: { $enterprise }, from { $from }. If that is not so, write to the college or open the offer.
internship-offer-told-noted-enterprise = The college noted that you take for practice: { $name }, { $group }, from { $from }. If that is not so, open it and say no.
internship-offer-told-confirmed-student = ✅ <b>Practice agreed: { $enterprise }, from { $from }.</b> Next the college and the enterprise prepare the papers. We will write here what is needed from you.
internship-offer-told-confirmed-parent = ✅ <b>Practice agreed, a copy for the parent.</b> { $name }, { $group }: { $enterprise }, from { $from }. You need not answer.
internship-offer-told-confirmed-staff = ✅ Practice agreed: { $enterprise }, from { $from }. Next come the papers. { $count ->
    [one] Student
   *[other] { $count } students
}: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
internship-offer-told-declined-student = ❌ <b>The practice will not take place: { $enterprise }, from { $from }.</b> The enterprise cannot take you. The college will look for another place and write here.
internship-offer-told-declined-parent = ❌ <b>The practice will not take place, a copy for the parent.</b> { $name }, { $group }: { $enterprise }, from { $from }. { $actor ->
    [student] The student said no.
   *[enterprise] The enterprise cannot take them.
} The college will look for another place.
internship-offer-told-declined-enterprise = ❌ Will not come for practice: { $name }, { $group }, from { $from }. { $actor ->
    [student] The student said no.
   *[enterprise] The enterprise decided so.
} The place is free again.
internship-offer-told-declined-college = ❌ A practice will not take place: { $name }, { $group }, { $enterprise }, from { $from }. { $actor ->
    [student] The student said no: { $reason }.
   *[enterprise] The enterprise said no: { $reason }.
} The place is free again, the student is under “Without a place”.

internship-offer-told-overdue = ⏳ No answer to an offer of practice: { $name }, { $group }, { $enterprise }, from { $from }. { $who ->
    [student] The student is awaited.
    [enterprise] The enterprise is awaited.
   *[both] The student and the enterprise are awaited.
} The time is up: ask by telephone, or find another place.

internship-why-far = too far to travel
internship-why-other_place = another enterprise is better
internship-why-days = the days do not suit
internship-why-shift = the shift does not suit
internship-why-no_room = no room or no mentor
internship-why-age = the age does not suit
internship-why-taken_back = taken back
internship-item-student_agreed = the student’s consent
internship-item-enterprise_agreed = the enterprise’s consent
internship-item-date_from = first day
internship-item-date_to = last day
internship-item-site = site
internship-item-shift = shift
internship-item-meeting = the meeting on the first day
