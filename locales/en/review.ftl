# The queue: staff work on applications.

# --- What cannot be

review-taken = A colleague has taken the application already: { $who ->
    [none] no name given
   *[other] { $who }
}, { $at }.
review-held-other = It is decided already: { $who ->
    [none] a colleague without a name
   *[other] { $who }
}, { $at }. To change that, open the card, take it back and decide anew.
review-held-undone = it was taken back by { $who ->
    [none] a colleague without a name
   *[other] { $who }
}.
review-card-outdated = The application has changed. Here is how it stands.
review-closed = There is nothing more to do with this application.
review-held-gone = Too late: the decision was sent or taken back.
review-paper-refused = This paper cannot be marked like that now.
review-paper-reason = Write why you gave it back: the applicant will read it.
review-consent-not_needed = The applicant is of age: no parent’s consent is needed.
review-ask-unknown = This cannot be asked. Tick something else.
review-invite-past = That time has passed. Choose another.
review-invite-late = Choose a day from today until { $date }: after it no papers are taken.
review-invite-full = At { $time } { $count } are awaited there already: { $room }. Choose another time or room.
review-register-taken = Number { $number } belongs to application No. { $no } already. Check the number.
review-reject-reason = That reason is no longer in use. Choose another one.
review-reject-comment = This reason needs a text: the applicant will read it.
review-enrol-future = The day of the order has not come yet.
review-enrol-before = The order cannot be earlier than the application.
review-original-early = Originals are taken after the invitation.
review-original-elsewhere = The original lies in another college: { $college }. It has to be fetched from there first.
review-original-enrolled = The applicant is enrolled: the original stays in the file.
review-invite-day_off = The college does not work that day. Invite all the same?
review-invite-closed = The college is closed at that time. Invite all the same?

# --- The queue

review-menu-queue = Queue
review-to-queue = Queue
review-to-card = To the application
review-next = Next one
review-queue = <b>Queue</b>
    { $overdue ->
        [0] Nothing is overdue.
        [one] ⚠️ { $overdue } application is overdue.
       *[other] ⚠️ { $overdue } applications are overdue.
    } { $new ->
        [0] No new ones.
        [one] { $new } new one waits.
       *[other] { $new } new ones wait.
    }
review-queue-empty = <b>Queue</b>
    No applications yet. When one comes, the bot writes to you.
review-shelf-overdue = ⚠️ Overdue ({ $count })
review-shelf-new = New ({ $count })
review-shelf-mine = Mine ({ $count })
review-shelf-review = In work ({ $count })
review-shelf-info = Asked ({ $count })
review-shelf-invited = Awaited ({ $count })
review-shelf-registered = Accepted ({ $count })
review-shelf-ranked = Ranked ({ $count })
review-shelf-recommended = Recommended ({ $count })
review-shelf-reserve = Reserve ({ $count })
review-shelf-enrolled = Enrolled ({ $count })
review-shelf-closed = Closed ({ $count })
review-shelf-consent = No consent ({ $count })
review-shelf-unreachable = Unreachable ({ $count })
review-list-overdue = <b>Overdue</b>: { $total }. Page { $page } of { $pages }.
review-list-new = <b>New</b>: { $total }. Page { $page } of { $pages }.
review-list-mine = <b>Mine</b>: { $total }. Page { $page } of { $pages }.
review-list-review = <b>In work</b>: { $total }. Page { $page } of { $pages }.
review-list-info = <b>Asked</b>: { $total }. Page { $page } of { $pages }.
review-list-invited = <b>Awaited with papers</b>: { $total }. Page { $page } of { $pages }.
review-list-registered = <b>Accepted officially</b>: { $total }. Page { $page } of { $pages }.
review-list-ranked = <b>Ranked</b>: { $total }. Page { $page } of { $pages }.
review-list-recommended = <b>Recommended</b>: { $total }. Page { $page } of { $pages }.
review-list-reserve = <b>Reserve</b>: { $total }. Page { $page } of { $pages }.
review-list-enrolled = <b>Enrolled</b>: { $total }. Page { $page } of { $pages }.
review-list-closed = <b>Closed</b>: { $total }. Page { $page } of { $pages }.
review-list-consent = <b>No parent’s consent</b>: { $total }. Page { $page } of { $pages }.
review-list-unreachable = <b>Get no messages</b>: { $total }. Page { $page } of { $pages }.
review-line-plain = { $name } · { $no }
review-line-plain-due = { $name }{ $where } · by { $due }
review-line-overdue-due = ⚠️ { $name }{ $where } · by { $due }
review-line-unreachable = ⚠️ unreachable · { $name }{ $where }
review-line-unreachable-due = ⚠️ unreachable · { $name }{ $where }
review-page-before = ← Back
review-nothing-next = No more new applications.
review-seek = Find
review-seek-again = Search again
review-found = { $count ->
    [one] { $count } application found.
   *[other] { $count } applications found.
}{ $more ->
    [0] {""}
   *[other] {" "}These are the first, { $more } more: search more closely.
}
review-found-many = Many applications were found, the newest are shown: { $shown }. Narrow it down: add a first name, an application number or a phone.
review-found-nothing = Nothing found: “{ $text }”. Try the beginning of the last name, the number or the phone.
review-erased = data deleted

# --- Statuses as staff see them

review-status-draft = draft
review-status-submitted = new
review-status-in_review = in work
review-status-needs_info = asked
review-status-invited = awaited with papers
review-status-registered = accepted officially
review-status-ranked = ranked
review-status-recommended = recommended
review-status-reserve = reserve
review-status-enrolled = enrolled
review-status-rejected = refused
review-status-withdrawn = withdrawn
review-status-expired = closed, the term passed

# --- The card

review-card-title = <b>Application No. { $no }</b> · { $status }
review-card-person = <b>{ $name }</b>, { $age ->
    [one] { $age } year
   *[other] { $age } years
}, { $born }
review-card-choice = { $place }. { $name } ({ $base })
review-card-due = Answer by { $date }
review-card-assignee = In the hands of: { $who ->
    [none] a colleague without a name
   *[other] { $who }
}
review-card-invited = Awaited { $when }, { $room }
review-card-registered = Reg. No. { $reg }
review-card-original = The original is here since { $date }
review-card-order = Order No. { $number } of { $date }
review-card-answers = <b>Answers</b>
review-card-papers = <b>Papers</b>: { $ready } of { $total } checked
review-warn-overdue = ⚠️ The answer is overdue.
review-warn-held = ⏳ The decision “{ $what }”, { $who ->
    [none] a colleague without a name
   *[other] { $who }
}: takes effect { $at }. It can still be taken back.
review-warn-unreachable = ⚠️ Messages do not arrive: the bot is blocked or there is no chat. { $known ->
    [0] There is no second contact.
   *[other] Second contact: { $phone }
}
review-warn-human = ⚠️ Citizen of another country: check the rules yourself.
review-warn-consent = ⚠️ No parent’s consent. Without it the application cannot be accepted officially.
review-warn-asked = ⏳ Asked until { $date }: { $list }
review-warn-other = { $twice ->
    [0] This person applied elsewhere, too: { $college }, { $status }.
   *[other] ⚠️ A repeat: one more application of this person here, { $status }.
}

# --- Papers as staff see them

review-papers = Papers
review-papers-of = <b>Papers</b>, application No. { $no }: { $ready } of { $total } checked.
    Press a paper to mark it.
review-paper-of = <b>{ $paper }</b>: { $state }.
    “Verified”: compared with the original, “Brought”: not compared yet.
review-paper-none = not there yet
review-paper-have = at home
review-paper-brought = with us
review-paper-verified = checked
review-paper-returned = given back
review-paper-given_back = given back to the applicant
review-mark-verified = Checked
review-mark-brought = Brought
review-mark-returned = Give back with a reason
review-original-name = Original certificate

# --- Acting

review-take = Take it
review-taken-toast = It is yours.
review-hand = Hand on
review-hand-whom = To whom do you hand application No. { $no }?
review-hand-nobody = There is nobody to hand application No. { $no } to yet: no other staff.
review-hand-me = Take it myself
review-hand-unnamed = A colleague without a name
review-handed-toast = Handed on.
review-repeat = Repeat
review-invite = Invite
review-invite-again = Another time
review-register = Register
review-register-again = Another number
review-enrol = Enrol
review-enrol-again = Another order
review-reject = Refuse
review-ask = Ask
review-asked = ✅ Asked. Application No. { $no } comes back to you once the applicant answers.
review-reserve = To the reserve
review-consent = Parent’s consent
review-consent-how = How did the parent’s consent come? Application No. { $no }.
review-consent-paper = On paper
review-consent-in_person = The parent came
review-consent-eid = With an electronic signature
review-original = Original brought
review-original-back = Give the original back
review-notes = Notes ({ $count })
review-history = History
review-option-seen = I have seen the list
review-option-told = The parent knows

# --- A decision with time to think

review-decision-invite = invite
review-decision-register = register
review-decision-reject = refuse
review-decision-enrol = enrol
review-held = <b>Decision: { $what }</b>
    { $name }, application No. { $no }

    ⏳ { $heard ->
        [now] The applicant hears of it in { $seconds } seconds.
        [later] The decision holds in { $seconds } seconds, the applicant hears of it at 9:00.
       *[never] The decision holds in { $seconds } seconds. The bot cannot write to the applicant: please call.
    } Until then it can be taken back.
review-held-cancel = Take back
review-held-now = Send now
review-held-cancelled = Taken back. The applicant heard nothing.
review-held-sent = { $heard ->
    [now] Sent.
    [later] Decided. The applicant hears of it at 9:00.
   *[never] Decided. ⚠️ The bot cannot write to the applicant: please call.
}
review-held-done = ✅ Application No. { $no }: { $status }. { $heard ->
    [now] The applicant is told.
    [later] The applicant hears of it at 9:00.
   *[never] ⚠️ The bot cannot write to the applicant: please call.
}
review-held-failed = Application No. { $no }: the decision “{ $decision }” did not happen.

# --- Notes and history

review-notes-of = <b>Notes</b>, application No. { $no }. The applicant does not see them.
review-notes-none = No notes on application No. { $no } yet. The applicant will not see them.
review-note = <b>{ $who ->
    [none] A colleague without a name
   *[other] { $who }
}</b>, { $at }
    { $text }
review-note-add = Write a note
review-history-of = <b>History</b>, application No. { $no }
review-history-line = { $at } · { $who }: { $what }
review-history-why = . { $why }
review-history-status = { $before } → { $after }
review-history-assign = in the hands of { $who ->
    [none] a colleague without a name
   *[other] { $who }
}
review-history-edit = answers changed: { $fields }
review-history-document = { $paper }: { $state }
review-history-consent = the parent’s consent came
review-history-place = the place in the list changed
review-history-offer = a free seat
review-history-merge = merged with a repeat
review-history-undo = decision taken back
review-history-erased = personal data deleted
review-reason-choice_removed = the college was taken out of the choices
review-reason-enrolled_elsewhere = enrolled in another college
review-reason-erased = the applicant deleted their data
review-reason-paper = on paper
review-reason-in_person = in person
review-reason-eid = electronic signature
review-by-applicant = applicant
review-by-staff = staff
review-by-clock = the bot

# --- Forms of staff

invite-question-checklist = <b>{ $name }</b>, No. { $no }
    Look at the papers that are there.

    { $papers }
invite-question-day = For which day? Choose or write, for example: 16.07
invite-question-clock = At what time? Choose or write, for example: 10:30
invite-question-room = Where to? Choose or write the room.
invite-question-parent_told = The applicant is under 18. Does the parent know of the invitation? { $phone }
invite-label-checklist = Papers
invite-label-day = Day
invite-label-clock = Time
invite-label-room = Room
invite-label-parent_told = The parent knows
invite-review = <b>Check the invitation</b>
invite-submit = Invite
invite-unfinished = The invitation is not finished: step { $step } of { $steps }. Continue?
invite-expired = The invitation that was begun is deleted: a day has passed.
invite-open = Invite
invite-continue = Continue the invitation

register-question-number = <b>{ $name }</b>, No. { $no }
    The registration number from the journal? For example: 45
register-label-number = Number
register-unfinished = The registration is not finished. Continue?
register-expired = The registration that was begun is deleted: a day has passed.
register-open = Register
register-continue = Continue the registration

reject-question-reason = <b>{ $name }</b>, No. { $no }
    Why is it refused? The applicant will see the reason.
reject-question-comment = Would you like to add some words? The applicant will read them.
reject-label-reason = Reason
reject-label-comment = Words to the applicant
reject-review = <b>Check the refusal</b>
reject-submit = Refuse
reject-unfinished = The refusal is not finished: step { $step } of { $steps }. Continue?
reject-expired = The refusal that was begun is deleted: a day has passed.
reject-open = Refuse
reject-continue = Continue the refusal

enrol-question-number = <b>{ $name }</b>, No. { $no }
    The number of the enrolment order? For example: 112-u
enrol-question-day = The date of the order? Choose or write, for example: 19.08.2026
enrol-label-number = Order No.
enrol-label-day = Date of the order
enrol-review = <b>Check the enrolment</b>
enrol-submit = Enrol
enrol-unfinished = The enrolment is not finished: step { $step } of { $steps }. Continue?
enrol-expired = The enrolment that was begun is deleted: a day has passed.
enrol-open = Enrol
enrol-continue = Continue the enrolment

ask-question-fields = <b>{ $name }</b>, No. { $no }
    Which answers are to be cleared up? Tick them and press “Done”.
ask-question-papers = Which papers are needed? Tick them and press “Done”.
ask-question-comment = Would you like to explain? The applicant will read these words.
ask-label-fields = Answers
ask-label-papers = Papers
ask-label-comment = Explanation
ask-review = <b>Check the question</b>
ask-submit = Ask
ask-unfinished = The question to the applicant is not sent: step { $step } of { $steps }. Continue?
ask-expired = The question that was begun is deleted: a day has passed.
ask-open = Ask
ask-continue = Continue the question to the applicant

note-question-text = Write the note. Only staff will see it. Do not write about health.
note-label-text = Note
note-unfinished = The note is not finished. Continue?
note-expired = The note that was begun is deleted: a day has passed.
note-open = Write a note
note-continue = Continue the note

giveback-question-reason = Why do you give the paper back? The applicant will read it. For example: the stamp is missing
giveback-label-reason = Reason
giveback-unfinished = Giving back the paper is not finished. Continue?
giveback-expired = What was begun is deleted: a day has passed.
giveback-open = Give the paper back
giveback-continue = Continue giving back the paper

seek-question-text = Whom are you looking for? Write the last name or its beginning, the number, the reg. number or the phone.
seek-label-text = Search
seek-unfinished = The search is not finished. Continue?
seek-expired = The search is closed.
seek-open = Find
seek-continue = Continue the search
