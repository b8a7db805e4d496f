# The queue: staff work on applications.

# --- What cannot be

review-taken = A colleague has taken the application already: { $who ->
    [none] no name given
   *[other] { $who }
}, { $at }.
review-held-other = A colleague has decided already: { $who ->
    [none] no name given
   *[other] { $who }
}, { $at }.
review-card-outdated = The application has changed. Here is how it stands.
review-closed = There is nothing more to do with this application.
review-held-gone = Too late: the decision was sent or taken back.
review-paper-refused = This paper cannot be marked like that now.
review-paper-reason = Write why you gave it back: the applicant will read it.
review-consent-not_needed = The applicant is of age: no parent’s consent is needed.
review-ask-unknown = This cannot be asked. Tick something else.
review-invite-past = That time has passed. Choose another.
review-invite-late = Papers are taken until { $date }. Choose an earlier day.
review-invite-full = At { $time } { $count } are awaited there already: { $room }. Choose another time or room.
review-register-taken = Number { $number } belongs to application No. { $no } already. Check the number.
review-reject-comment = This reason needs a text: the applicant will read it.
review-enrol-future = The day of the order has not come yet.
review-enrol-before = The order cannot be earlier than the application.
review-original-early = Originals are taken after the invitation.
review-original-elsewhere = The original lies in another college: { $college }. It has to be fetched from there first.
review-original-enrolled = The applicant is enrolled: the original stays in the file.
