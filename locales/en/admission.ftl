# Admission: the form, applications, papers.

# --- The door and the draft

admission-open = Apply
admission-menu-mine = My application
admission-menu-papers = Papers
admission-declined = Without your consent we may not keep an application. You can still ask questions about admission: /menu
admission-unfinished = You have an application that is not sent: step { $step } of { $steps }. Go on?
admission-remind = ⏳ Your application is not sent. The answers are kept for { $days } more { $days ->
    [one] day
   *[other] days
}.
admission-expired = The draft of your application is deleted: nobody touched it for 14 days. You can begin anew.
admission-review = <b>Check and send</b>
admission-submit = Send the application
admission-submitted = { $count ->
    [one] ✅ Application No. { $no } is sent.
   *[other] ✅ Applications No. { $no } are sent.
} We will answer by { $date }. This is not the official filing yet: bring the papers to the college.
admission-repeated = { $count ->
    [one] Application No. { $no } is sent already.
   *[other] Applications No. { $no } are sent already.
} You can change the answers under “My application”.

# --- Questions

admission-question-consent_pd = <b>{ $title }</b>

    { $text }

    Do you agree?
admission-question-filled_by = Who fills in the application?
admission-question-last_name = { $who ->
    [child] Write the child's last name as in the document, in Russian letters.
   *[own] Write the last name as in the passport, in Russian letters.
}
admission-question-first_name = { $who ->
    [child] Write the child's first name as in the document, in Russian letters.
   *[own] Write the first name as in the passport, in Russian letters.
}
admission-question-middle_name = { $who ->
    [child] Write the child's patronymic as in the document, in Russian letters.
   *[own] Write the patronymic as in the passport, in Russian letters.
}
admission-question-birth_date = { $who ->
    [child] The child's date of birth? For example: 05.09.2010
   *[own] Date of birth? For example: 05.09.2010
}
admission-question-citizenship = { $who ->
    [child] Which citizenship does the child have?
   *[own] Which citizenship?
}
admission-question-phone = { $who ->
    [child] The child's phone? If they have none, write yours. For example: +7 910 123-45-67
   *[own] Phone number? For example: +7 910 123-45-67
}
admission-question-email = E-mail address? For example: ivanova@example.org
admission-question-district = { $who ->
    [child] Where does the child live? Choose a district or town.
   *[own] Where do you live? Choose a district or town.
}
admission-question-locality = Write the town or village. Street and house are not needed.
admission-question-base_education = { $who ->
    [child] What education does the child have already, or will have by September?
   *[own] What education is there already, or will be by September?
}
admission-question-school = Which school or college? For example: Klepiki School No. 1
admission-question-grad_year = In which year is the certificate or diploma? For example: 2026
admission-question-avg_grade = Average grade of the certificate? For example: 4.25
admission-question-avg_grade-marks = Write all the marks of the certificate with spaces, for example: 5 4 4 3. I will work out the average.
admission-question-honours = Is it a certificate or diploma with honours?
admission-question-choices = { $who ->
    [child] Where does the child want to study? Choose one to three programmes, the most wanted first.
   *[own] Where do you want to study? Choose one to three programmes, the one you want most first.
}
admission-question-target_interest = { $who ->
    [child] Is a target contract wanted? The plant helps the child during the studies, and then they work there.
   *[own] Do you want a target contract? The plant helps you while you study, and then you work there.
}
admission-question-target_enterprise = With which company?
admission-question-priority_right = Is there a right to priority admission (a benefit by law)? Do not write details: you will be asked in person.
admission-question-special_conditions = Are special conditions for studying needed? Do not write a diagnosis: details only in person.
admission-question-dorm_needed = Do you need a dormitory?{ $km ->
    [0] {""}
   *[other] {" "}The farthest of the chosen places is about { $km } km away.
}
admission-question-parent_name = { $who ->
    [child] Your last name, first name and patronymic? Under 18 the consent of a parent or guardian is needed.
   *[own] Last name, first name and patronymic of a parent or guardian? Under 18 their consent is needed.
}
admission-question-parent_relation = { $who ->
    [child] Who are you to the child?
   *[own] Who is this person to the applicant?
}
admission-question-parent_phone = { $who ->
    [child] Your phone? For example: +7 910 765-43-21
   *[own] Phone of the parent or guardian? For example: +7 910 765-43-21
}
admission-question-contact_pref = How may we get in touch with you?
admission-question-contact_hours = When may we call? Moscow time.
admission-question-snils = SNILS (insurance number)? For example: 112-233-445 95
admission-question-source = Where did you hear of us?
admission-question-comment = Anything to add? Do not write about health.

# --- Labels on the review

admission-label-consent_pd = Consent
admission-label-filled_by = Filled in by
admission-label-last_name = Last name
admission-label-first_name = First name
admission-label-middle_name = Patronymic
admission-label-birth_date = Date of birth
admission-label-citizenship = Citizenship
admission-label-phone = Phone
admission-label-email = E-mail
admission-label-district = District
admission-label-locality = Town or village
admission-label-base_education = Education
admission-label-school = School
admission-label-grad_year = Year of finishing
admission-label-avg_grade = Average grade
admission-label-honours = With honours
admission-label-choices = Programmes
admission-label-target_interest = Target contract
admission-label-target_enterprise = Company
admission-label-priority_right = Priority admission
admission-label-special_conditions = Special conditions
admission-label-dorm_needed = Dormitory
admission-label-parent_name = Parent
admission-label-parent_relation = Relation
admission-label-parent_phone = Parent's phone
admission-label-contact_pref = Contact
admission-label-contact_hours = When to call
admission-label-snils = SNILS
admission-label-source = Heard of us
admission-label-comment = Comment

# --- Options

admission-option-consent_pd-yes = I agree, go on
admission-option-consent_pd-no = I do not agree
admission-option-filled_by-applicant = I apply myself
admission-option-filled_by-parent = A parent for a child
admission-option-filled_by-staff = College staff
admission-option-middle_name-none = No patronymic
admission-option-citizenship-RU = Russia
admission-option-citizenship-other = Other
admission-option-base_education-grade9 = Grade 9
admission-option-base_education-grade11 = Grade 11
admission-option-base_education-spo = College
admission-option-base_education-higher = University
admission-option-avg_grade-unknown = I do not know yet
admission-option-avg_grade-calculate = Work it out
admission-option-target_interest-no = No
admission-option-target_interest-want = I want one
admission-option-target_interest-signed = Signed already
admission-option-priority_right-no = No
admission-option-priority_right-yes = Yes
admission-option-priority_right-tell_in_person = I will tell in person
admission-option-special_conditions-no = No
admission-option-special_conditions-yes = Yes
admission-option-special_conditions-tell_in_person = I will tell in person
admission-option-parent_relation-mother = Mother
admission-option-parent_relation-father = Father
admission-option-parent_relation-guardian = Guardian
admission-option-parent_relation-other = Other
admission-option-contact_pref-chat = Write here
admission-option-contact_pref-call = Call me
admission-option-contact_pref-sms = Text message
admission-option-contact_pref-parent = Call the parent
admission-option-contact_pref-call-child = Call the child
admission-option-contact_pref-sms-child = Text the child
admission-option-contact_pref-parent-child = Call me
admission-option-contact_hours-9-12 = 9 to 12
admission-option-contact_hours-12-17 = 12 to 17
admission-option-contact_hours-17-20 = 17 to 20

# --- Asking again

admission-warn-age_young = On 1 September the age will be under 14. Is the date of birth right?
admission-warn-age_old = On 1 September the age will be over 25. One may apply at any age. Is the date of birth right?
admission-warn-citizenship = The conditions differ for citizens of other countries. A member of staff will look and answer in person.
admission-warn-same_phone = This number is already given as the applicant's. Another one is better: the parent may get a call. Keep it?
admission-warn-average = The average is { $average }. Keep it?

# --- Not so

admission-refuse-age = Check the date of birth: on 1 September the age must be { $lowest } to { $highest }.
admission-refuse-under_14 = Under 14 a parent fills in the application. Choose “A parent for a child” where it asks who fills it in.
admission-refuse-choices_count = Choose one to { $most } programmes.
admission-refuse-choices_twice = One programme is chosen twice. Take one out.
admission-refuse-choices_closed = One of the chosen programmes takes no applications now. Choose another.
admission-refuse-choices_education = One of the chosen programmes does not fit your education. Choose another.
admission-refuse-choices_total = No more than { $most } programmes in one campaign. Withdraw one of the earlier applications first.
admission-refuse-target_enterprise = Choose the company for the target contract.
admission-refuse-contact_parent = The application has no parent's number. Choose another way of contact.
admission-refuse-missing = Please answer this question: the application needs it.
admission-refuse-gone = This option is gone. Choose another.
admission-refuse-empty = The message is empty. Write the answer in words.
admission-refuse-long = Too long. Write no more than { $limit } characters.
admission-refuse-no_details = Choose a button and write no diagnosis or details: you will be asked in person.
admission-refuse-mode = Applications are not taken here. You can apply in the college itself: /menu
admission-refuse-same_person = You already have an application for a person of this name and date of birth.
admission-edit-nothing = There is nothing to change: the application is gone. You can send a new one.
admission-edit-locked = The application is officially accepted, its answers can't be changed. Please ask the college.
admission-document-staff = Staff already have this paper. They change its mark.
admission-transition-refused = That can't be done any more: the application has changed. Open it again: /menu

admission-guard-consent = First we need your consent to process the data.
admission-guard-complete = Answer all the required questions.
admission-guard-campaign_open = Admission is closed now. When it opens next is in the menu: /menu
admission-guard-items_listed = Tick what has to be cleared up.
admission-guard-items_changed = First answer everything that was asked.
admission-guard-checklist_seen = First look through the list of papers.
admission-guard-parent_told = The applicant is under 18: tell the parent first.
admission-guard-registration_number = Give the registration number.
admission-guard-parent_consent = The applicant is under 18: the parent's consent comes first.
admission-guard-paper_verified = First compare at least one paper with its original.
admission-guard-ranking_imported = First load the ranking.
admission-guard-after_docs_end = Papers are still being taken.
admission-guard-original_verified = The original certificate comes first.
admission-guard-order = Give the number and date of the order.
admission-guard-reason = Give a reason.
admission-guard-draft_old = The draft is not old yet.
admission-guard-offered = The seat is no longer offered: the term has passed, or the next in line took it.
admission-guard-undoable = Too late to undo: more than an hour has passed, or the application has moved on.
admission-clarify-nothing = The college no longer waits for anything. How it stands: “My application”.
admission-clarify-missing = One question is still open. If the former answer is right, write why.

# --- My application

admission-mine = <b>My applications</b>
admission-mine-none = No applications yet.
admission-card = <b>Application No. { $no }</b>
    { $college }
    { $programmes }
    { $name }

    <b>{ $status }</b>
    { $next }
admission-contact = Questions: { $name }, { $phone }
admission-edit = Change answers
admission-withdraw = Withdraw
admission-withdraw-sure = Withdraw application No. { $no }? This can't be undone, but you can send a new one.
admission-withdraw-yes = Withdraw
admission-withdraw-no = Keep it
admission-others = My other applications
admission-others-ask = You are enrolled. Other applications stand: { $list }. Withdraw them? The seats go to those who wait.
admission-others-withdraw = Withdraw the others
admission-others-keep = Keep them
admission-others-none = There are no other applications.
admission-others-gone = { $count ->
    [one] { $count } application is withdrawn.
   *[other] { $count } applications are withdrawn.
}
admission-withdrawn = Application No. { $no } is withdrawn.
admission-edited = { $count ->
    [0] Nothing has changed.
   *[other] ✅ The changes are saved. The college will see them.
}

admission-status-draft = Draft
admission-status-submitted = Sent
admission-status-in_review = Staff are looking at it
admission-status-needs_info = Something has to be cleared up
admission-status-invited = You are awaited with the papers
admission-status-registered = Officially accepted
admission-status-ranked = You are on the list
admission-status-recommended = Recommended for enrolment
admission-status-reserve = You are in reserve
admission-status-enrolled = You are enrolled
admission-status-rejected = Refused
admission-status-withdrawn = Withdrawn by you
admission-status-expired = Closed: the time has passed

admission-next-draft = Finish the application and send it.
admission-next-submitted = ⏳ We will answer by { $deadline }. You may gather the papers meanwhile.
admission-next-in_review = ⏳ We will answer by { $deadline }. Nothing is needed from you now.
admission-next-late = ⏳ We promised an answer by { $deadline } and are late. Call us if it is urgent.
admission-next-needs_info = ⚠️ Answer the college's questions by { $deadline }.
admission-next-invited = 📍 Come with the papers by { $deadline }: { $place }, { $room }.
admission-next-invited_parent = 📍 Come with a parent and the papers by { $deadline }: { $place }, { $room }. The parent signs the consent.
admission-next-awaited = 📍 We await you with the papers on { $moment }: { $place }, { $room }. If you cannot make it then, come by { $deadline }.
admission-next-awaited_parent = 📍 We await you with a parent and the papers on { $moment }: { $place }, { $room }. The parent signs the consent. If you cannot make it then, come by { $deadline }.
admission-next-registered = ⏳ The college will rank by average grade. The original certificate is due by { $deadline }.
admission-next-ranked = ⏳ Your place may change. The original certificate is due by { $deadline }.
admission-next-recommended = ⚠️ Bring the original certificate by { $deadline }: { $place }, { $room }.
admission-next-reserve = ⏳ If a seat becomes free, we will write. The enrolment order comes on { $deadline }.
admission-next-enrolled = ✅ We are waiting for you on { $deadline }: { $place }.
admission-next-rejected = The reason: { $reason } You can apply to another college.
admission-next-withdrawn = If you change your mind, send a new application.
admission-next-expired = If seats are left, send a new application.

# --- Papers

admission-papers = <b>Papers</b>: { $ready } of { $total } ready.
    Tick what you have at home. Bring them on paper, send nothing here.
admission-papers-none = The list of papers appears once you have applied.
admission-document-none = not yet
admission-document-have = at home
admission-document-brought = with the staff
admission-document-verified = checked
admission-document-returned = returned

# --- When admission opens

admission-closed = Admission is closed now. It opens next on { $date }. Shall we remind you?
admission-opening-unknown = The date of the next admission is not known yet. Look in later: /menu
admission-opening-now = Admission is open already. Apply: /menu
admission-opening-remind = Remind me
admission-opening-forget = Don't remind me
admission-opening-subscribed = All right. We will remind you on { $date }.
admission-opened = ✅ Admission is open. We take applications until { $date }.
admission-opening-forgotten = All right, no reminder.

# --- Extra seats

admission-seats-ask = 🔔 Extra seats
admission-seats-which = After enrolment colleges may open admission again if seats are left. Press a college, and we will write to you when that happens.
admission-seats = <b>{ $college }</b>
    { $waiting ->
        [0] Press a programme, and we will write to you as soon as it takes applications again.
       *[other] We will write to you as soon as the marked programmes take applications again. If you change your mind, press once more.
    }
admission-seats-wait = ▫️ { $programme }
admission-seats-awaited = 🔔 { $programme }
admission-seats-open = ✅ Apply: { $programme }
admission-seats-open-already = This programme takes applications already. Apply: /menu
admission-seats-not-now = There are no extra seats to wait for now. When admission opens: /menu
admission-seats-told = 🔔 <b>{ $count ->
        [1] There are extra seats
       *[other] There are extra seats in several programmes
    }</b>: { $list }.
    We take applications until { $date } while there are seats.
admission-seats-desk-not-now = Extra seats are opened after the last day for papers and until the last day of the extra admission.

# --- My data

admission-kept = The application: name, date of birth, phone, school, parent. The college answers you by it. { $count ->
    [one] Filled in for { $count } person.
   *[other] Filled in for { $count } people.
} Without enrolment we delete it 6 months after admission.
admission-kept-registered = The application is officially accepted: the college has to keep it. { $count ->
    [one] Filled in for { $count } person.
   *[other] Filled in for { $count } people.
} Ask the college to delete it.
admission-kept-seats = Your wish to be told of extra seats. { $count ->
    [one] For { $count } programme.
   *[other] For { $count } programmes.
} We delete it once you are told, or when admission is over.

# --- When and where

admission-menu-when = When and where
admission-continue = Continue the application
admission-mine-line = No. { $no }, { $college }: { $status }
admission-mine-open = { $no } · { $college }
admission-dates = <b>When and where</b>

    Applications: { $start } to { $end }.
    Original certificate: by { $originals }.
    Enrolment order: { $order }.

    Choose a college to see its address and hours.
admission-college = <b>{ $name }</b>
    📍 { $address }, { $room }
    Phone: { $phone }
    Hours: { $hours }
admission-programme-line = • { $name }: after { $education }, { $duration }, { $seats ->
    [one] { $seats } seat
   *[other] { $seats } seats
}
admission-years = { $count } { $count ->
    [one] year
   *[other] years
}
admission-months = { $count } { $count ->
    [one] month
   *[other] months
}
admission-after-grade9 = grade 9
admission-after-grade11 = grade 11
admission-after-spo = a college
admission-after-higher = a university
admission-on-map = Show on the map

# --- Changing what was sent

amend-review = <b>Check and save</b>
amend-submit = Save the changes
amend-open = Change the answers
amend-continue = Continue changing the application
amend-unfinished = You began to change the application: step { $step } of { $steps }. Continue?
amend-remind = ⏳ The changes to your application are not saved. The draft of the changes is kept for { $days } more { $days ->
    [one] day
   *[other] days
}.
amend-expired = The unsaved changes are deleted. The application itself stays as it was.

# --- Clearing up

clarify-open = Answer the questions
clarify-sent = ✅ Thank you, we passed it on. Application No. { $no } is back with the college.
clarify-review = <b>Check and send</b>
clarify-submit = Send
clarify-unfinished = The answers to the college are not sent: step { $step } of { $steps }. Continue?
clarify-remind = ⏳ The college waits for your answers, they are not sent. The draft is kept for { $days } more { $days ->
    [one] day
   *[other] days
}.
clarify-expired = The draft of the answers is deleted: nobody touched it for 14 days. What the college waits for: “My application”.
clarify-missing-same = The answer is the same: { $what }. If it is right, write why. To change it press “Back”.
clarify-missing-locked = The answers can no longer change. Write it here in words: { $what }.
clarify-missing-paper = This paper is not ticked: { $what }. Come back and tick it once you have it. The draft keeps your answers.
clarify-continue = Continue the answers to the college
admission-question-papers = Which of these papers do you have now? Tick them and press “Done”.
admission-question-reply = { $words ->
    [0] Would you like to explain something? If an answer stays as it was, write why.
   *[other] The college writes: “{ $comment }” Answer, if there is something to say.
}
admission-label-papers = Papers
admission-label-reply = Explanation

