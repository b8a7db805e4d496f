# Places for practice: what enterprises offer, and whom they are given to.

places-menu = Places
places-to-desk = Places and students
places-to-place = To the place
places-to-list = To the places
places-to-without = Without a place
places-to-free = Free places
places-to-group = To the group
places-which-enterprise = Which enterprise’s places shall I show?

# --- The list and the card

places-list = <b>Practice places: { $enterprise }</b>
    { $count ->
        [0] No places yet. Offer the first ones: a college will match students and write here.
       *[other] Free: { $free }. Press a line to look at it or change it.
    }
places-line = { $profession } · from { $from } · { $free } of { $number } free
places-line-closed = { $profession } · from { $from } · closed
places-card = <b>{ $profession }</b> · { $enterprise }
    { $site }
places-state = { $free } of { $number } free, { $taken } taken.
places-state-closed = Closed: no new students are expected. { $taken } of { $number } taken{ $free ->
    [0] .
   *[other] ; who has a place keeps it.
}
places-state-beds = Hostel: { $free } of { $beds } free.
places-fact-when = <b>When:</b> { $days }
places-fact-shift = <b>Shift:</b> { $shift }{ $minutes ->
    [0] , no break
   *[other] , break { $minutes } min
}
places-fact-pay = <b>Pay</b> (as the enterprise says): { $pay }
places-fact-gear = <b>Protective gear:</b> { $gear }
places-fact-age = <b>Age:</b> { $age } and over{ $listed ->
    [0] {""}
   *[other] , listed as hard work
}
places-fact-meeting = <b>Who meets you:</b> { $person }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
    <b>Where:</b> { $where }
places-fact-bring = <b>Bring:</b> { $things }
places-fact-papers = <b>For the pass:</b> { $papers }
places-pay-employment_fixed_term = fixed-term employment contract
places-pay-apprentice = apprentice’s contract
places-pay-civil = civil contract
places-pay-stipend = the enterprise’s scholarship
places-pay-none = unpaid
places-pay-amount = { $amount } a month
places-pay-days = paid on day { $days } of the month
places-minutes = { $minutes ->
    [0] No break
   *[other] { $minutes } min
}
places-change = Change
places-close = Close
places-reopen = Open again
places-alike = Offer more like these
places-who = Who goes there ({ $count })
places-who-list = <b>{ $profession }</b> · { $enterprise }
    { $site }

    Go there: { $count }.{ $others ->
        [0] {""}
       *[other] {" "}Without a name: { $others }, of other colleges or not offered yet.
    }
places-who-line = { $name } · { $status }
places-status-planned = planned
places-status-offered = awaiting answers
places-status-confirmed = agreed
places-status-docs_pending = papers in progress
places-status-ready = all ready
places-status-active = at the plant
places-status-paused = paused
places-status-reporting = report
places-status-assessed = to be signed
places-status-completed = completed
places-status-cancelled = cancelled
places-status-terminated = ended early
places-status-failed = not passed
places-closed = Closed. Who has a place keeps it.
places-reopened = Open again.
places-offered = ✅ Places offered: { $count }. The colleges see them now. We will write here when they have matched students.
places-changed = ✅ Saved.{ $told ->
    [0] {""}
   *[other] {" "}Those who plan their days by it are told: { $told } students and their mentors.
}
places-outdated = Somebody else changed these places meanwhile. Here is how they stand; your changes were not saved.

# --- Not like this

places-number-wrong = A number from { $least } to { $most } is needed.
places-number-taken = A number up to { $most } is needed, and no less than is taken already: { $taken }.
places-beds-taken = No more hostel beds than places ({ $most }), and no less than is taken already: { $taken }.
places-first-past = That day is over. Write a day from today on.
places-first-far = That day is more than a year away. Write a nearer one.
places-last-before = The last day cannot be before the first.
places-last-far = That is longer than a year. Check the last day.
places-last-past = That day is over. To expect nobody else, close the places.
places-days-overlap = On these days { $count ->
    [one] { $count } student has
   *[other] { $count } students have
} another practice. Agree with the college and choose other days.
places-shift-unclear = That does not look like a shift. Write its beginning and end: 8:00–17:00
places-pay-unclear = Write roubles a month as one number. For example: 22 000
places-days-unclear = Write days of the month, up to { $most }. For example: 5 and 20
places-break-long = That break is too long for the shift.
places-first-begun = Practice is under way at these places: the first day stays. One student is moved from their card.
places-begun = The first day is over. Offer new places.
places-warn-day-off = { $day } is a day off. Leave it so?
places-warn-night = The shift { $shift } runs into the next day. Under 18 nobody may work at night. Leave it so?

# --- Offering places: the form

place-open = Offer places
place-continue = Continue: new places
place-unfinished = The places are not offered: step { $step } of { $steps }. Continue?
place-remind = ⏳ The practice places are not offered. The draft is kept for { $days } more { $days ->
    [one] day
   *[other] days
}.
place-expired = The draft of the places is deleted: nobody touched it for 14 days. You can begin anew.
place-review = <b>Check and offer.</b> The colleges will match students and write to you. You can change it later.
place-submit = Offer
place-question-profession = For which profession are the places?{ $like ->
    [none] {""}
   *[other] {" "}The shift, the pay, who meets them and the rest are taken from last time ({ $like }). You check and change them at the end.
}
place-question-number = { $taken ->
    [0] How many students will you take? Write a number from 1 to { $most }.
   *[other] How many places in all? { $taken } are taken, it cannot be fewer. Up to { $most }.
}
place-question-date_from = First day of the practice? For example: 05.10.2026
place-question-date_to = Last day of the practice? For example: 27.11.2026
place-question-site = Where is it: which shop or site? Choose or write.
place-question-shift = The shift? Choose or write, for example: 8:00–16:30
    Under 18 the day is shorter: the bot checks the plan and warns the college.
place-question-break_minutes = How long is the break? Choose or write minutes.
place-question-pay_basis = How do you pay? The student sees it as the enterprise’s words.
place-question-pay_amount = How many roubles a month? For example: 22 000
place-question-pay_days = On which days of the month do you pay? For example: 5 and 20
place-question-beds = How many hostel beds does the enterprise pay for? A number from 0 to { $most }.
place-question-gear = What protective gear and workwear do you give? For example: welder’s suit, mask, gauntlets
place-question-age_min = From what age do you take students?
    A hint: under 18 nobody may be hired for hard and harmful work; practice of the programme from 16 on is a case of its own. The enterprise decides.
place-question-listed_work = Is this work on the list of hard and harmful jobs? Welding usually is. Then the day under 18 is shorter still.
place-question-meeting_person = Who meets them on the first day? Name and position, for example: Viktor Gromov, foreman
place-question-meeting_phone = The office phone of who meets them?
place-question-meeting_where = Where? For example: gate 2, at the pass office
place-question-bring = What should they bring? For example: a notebook, other shoes
place-question-papers = Which papers are needed for the pass? For example: passport, the college’s order
place-label-profession = Profession
place-label-number = Places
place-label-date_from = First day
place-label-date_to = Last day
place-label-site = Site
place-label-shift = Shift
place-label-break_minutes = Break
place-label-pay_basis = Pay
place-label-pay_amount = Sum a month
place-label-pay_days = Pay days
place-label-beds = Hostel beds
place-label-gear = Gear
place-label-age_min = Age from
place-label-listed_work = Hard work
place-label-meeting_person = Who meets
place-label-meeting_phone = Phone
place-label-meeting_where = Where they meet
place-label-bring = To bring
place-label-papers = For the pass
place-option-beds-none = No hostel
placeedit-open = Change the places
placeedit-continue = Continue: changing places
placeedit-unfinished = The change of places is not saved: step { $step } of { $steps }. Continue?
placeedit-expired = The draft of the change is deleted: nobody touched it for 14 days. The places stayed as they were.
placeedit-review = <b>What shall change?</b> Press “Change”, then save. New days, shift, site and meeting are told to students and mentors.
placeedit-submit = Save

# --- Who gets a place: the college

places-desk = <b>Places and students</b>
    { $without ->
        [0] All students have places.
        [one] { $without } student has no place.
       *[other] { $without } students have no place.
    } Free places: { $free }.
    Given a place but not asked: { $planned }. Awaiting answers: { $offered }.
places-without = Without a place ({ $count })
places-free = Free ({ $count })
places-planned = Not asked ({ $count })
places-waiting = Awaiting ({ $count })
places-enterprises = Enterprises
places-without-list = <b>Without a place</b>
    { $count ->
        [0] Everybody has one.
        [one] { $count } student. Choose a group.
       *[other] { $count } students. Choose a group.
    }
places-group-line = { $where }{ $programme } · { $group } ({ $count })
places-free-list = <b>Free places</b>
    { $count ->
        [0] There are none. Enterprises offer them; a coordinator can do it on their behalf.
       *[other] { $count } in all. Press one to look at it and to match students.
    }
places-free-line = { $place } · { $profession } · { $free }{ $beds ->
    [0] {""}
   *[other] , beds { $beds }
}
places-which-module = Which practice are places given for?
places-module = { $code } · { $hours } h
places-module-line = <b>{ $code }</b> { $name }, { $hours } h
places-no-modules = There are no modules of practice for this profession in the content. An administrator adds them.
places-group = <b>{ $group }</b> · { $module }
    { $count ->
        [one] { $count } student has no place for this practice.
       *[other] { $count } students have no place for this practice.
    } Choose one, or match all at once.
places-group-done = ✅ Everybody in this group has a place.
places-student = { $name }{ $wish ->
    [none] {""}
   *[other] {" "}· wants { $wish }
}{ $bed ->
    [0] {""}
   *[other] {" "}· hostel
}
places-match-group = Match the whole group
places-match-programme = Match the whole programme
places-suggestions = <b>{ $name }</b>, { $group }, { $age ->
    [-1] age unknown
   *[other] age { $age }
}{ $district ->
    [none] {""}
   *[other] , { $district }
}
    { $module } · { $wish ->
        [none] no wish
       *[other] wish: { $wish }
    }{ $bed ->
        [0] {""}
       *[other] {" "}· needs a hostel
    }

    The best places come first. You decide.
places-suggestions-none = <b>{ $name }</b>, { $group }, { $age ->
    [-1] age unknown
   *[other] age { $age }
}{ $district ->
    [none] {""}
   *[other] , { $district }
}
    { $module } · { $wish ->
        [none] no wish
       *[other] wish: { $wish }
    }{ $bed ->
        [0] {""}
       *[other] {" "}· needs a hostel
    }

    No place fits: all are taken, of another profession, for another age, or on the days of another practice.
places-suggestion = <b>{ $number }. { $enterprise }</b>, { $site }
    { $days }, { $free } free{ $beds ->
        [0] {""}
       *[other] , beds { $beds }
    }
    { $reasons }
places-km = { $km } km
places-no-reasons = no special reasons
places-give = { $number }. { $place }
places-assigned = ✅ { $count ->
    [one] { $count } student was given a place.
   *[other] { $count } students were given places.
} Nobody knows of it yet. Ask the students and enterprises, or take it back.
places-ask-batch = Ask ({ $count })
places-undo = Take it back
places-undone = Taken back: { $count }. The places are free again, nobody was told.
places-undone-none = There is nothing to take back: these students were asked already, or taken off.
places-asked = ✅ { $count ->
    [one] { $count } student and the enterprise were asked.
   *[other] { $count } students and their enterprises were asked.
} Answers are due by { $due }. We will tell you who has not answered.
places-asked-nobody = The offer is noted: { $count } { $count ->
    [one] student
   *[other] students
}, answers by { $due }. But nobody can see it.
places-asked-unheard = ⚠️ { $count ->
    [1] The student is not in the bot yet and will not see the question.
   *[other] { $deaf } of { $count } are not in the bot yet and will not see the question.
} Print cards with a link, or call. Note the answers yourself.
places-asked-unheard-plant = ⚠️ { $plant }: nobody is in the bot, so nobody will see the question. Call them{ $phone ->
    [none] {""}
   *[other] {" "}({ $phone })
} and note the answer yourself.
places-unheard = 📵 Not in the bot ({ $count })
places-cards-of = Cards: { $college }
places-asked-none = There is nobody to ask: all were asked already, taken off, or too young or too late for the first day.
places-fill = Match students
places-offer-them = Ask those given a place ({ $count })
places-fill-none = No student without a place fits.
places-fill-many = There are not so many places: { $room } free. Take some out.
places-match-none = Nothing could be matched: there is no free place of this profession, age and days. See “Free places”.
places-proposal = • { $name } → <b>{ $place }</b>: { $reasons }
places-proposal-short = { $line } · ⚠️ { $fits } of { $wanted } h
places-more = … and { $count } more
places-left-over = ⚠️ Left without a place: { $count ->
    [one] { $count } student
   *[other] { $count } students
}
places-not-again = { $name }: has a place for this practice already. Take this line out, or begin anew.
places-not-full = { $name }: this place was taken a moment ago. Nobody was given a place. Take this line out, or begin anew.
places-not-trade = { $name }: the place is of another profession. Nobody was given a place.
places-not-open = { $name }: the places are closed or have begun. Nobody was given a place.
places-not-old = { $name }: under { $age } on the first day, and the place is from that age on. Nobody was given a place.
places-not-idle = { $name }: has another practice on these days. Nobody was given a place.

placematch-open = Match places
placematch-continue = Continue: matching places
placematch-unfinished = The matching is not applied: step { $step } of { $steps }. Places may have been taken meanwhile. Continue?
placematch-expired = The matching is deleted: nobody touched it for a day. Begin anew.
placematch-review = <b>Matched places.</b> Check them. “Change” takes lines out. All are applied at once, or none.
placematch-submit = Give these places
placematch-question-students = Who shall get these places? Untick whom you want to leave out. Lines: { $count }.{ $left ->
    [0] {""}
   *[other] {" "}Without a place: { $left }.
}
placematch-label-students = Who goes where
placefill-open = Match students
placefill-continue = Continue: students for a place
placefill-unfinished = The students are not given this place: step { $step } of { $steps }. Places may have been taken meanwhile. Continue?
placefill-expired = The choice of students is deleted: nobody touched it for a day. Begin anew.
placefill-review = <b>Students for the place.</b> Check them. All are applied at once, or none.
placefill-submit = Give this place
placefill-question-students = Tick whom to place here. Free places: { $room }. Whom it suits best comes first. Students: { $count }.
placefill-label-students = Who

# --- Whom we tell

places-told-offered = 📍 <b>{ $enterprise }</b> offers practice places: { $count }.
    { $profession }, { $site }, { $days }.
places-told-closed = <b>{ $enterprise }</b> expects no more students: { $profession }, { $site }, { $days }. Who has a place keeps it. There were { $count } places.
places-told-reopened = 📍 <b>{ $enterprise }</b> expects students again: { $profession }, { $site }, { $days }. Places: { $count }.
places-told-changed = <b>{ $enterprise }</b> changed its practice places: { $profession }, { $site }, { $days }. Places: { $count }.
places-told-moved = ⚠️ <b>The practice has changed: { $enterprise }</b>
    What changed: { $what }. Below is how it is now. Ask the supervisor of the practice if anything is unclear.

    { $profession }, { $site }

# --- moving to another plant -------------------------------------------------------------------------------

places-move = Move
places-move-back = Another place
places-move-where = <b>{ $name }: where to?</b>
    This practice ends, the rest of it is offered at the new place. The student and the plants are told.
places-move-nowhere = { $name }: no other plant has a free place for this module now.
places-move-line = <b>{ $place }</b>
places-move-from = <b>{ $name } → { $place }</b>
    Hours left: { $hours }. From which day? A new agreement, mentor and briefings are needed.
places-move-later = ⚠️ <b>{ $name } → { $place }</b>
    The practice would end on { $last }. The old plan says { $planned }{ $paused ->
    [0] {""}
    [one] {" "}and { $paused } day of interruption
   *[other] {" "}and { $paused } days of interruption
}. Hours left: { $hours }.

    Until which day?
places-move-short-from = From { $day }: { $warning }
places-move-short-until = Until { $day }: { $warning }
places-move-until = Until { $day }
places-move-no-hours = By the diary all hours of this practice are done, nothing is left to move. End it on its card.
places-move-gone = This place is gone. Choose another.
places-move-not-now = A student can be moved once the practice is agreed and before it is over.
places-moved = Moved, the place is offered.
