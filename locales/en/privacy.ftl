privacy-button = My data
privacy-back = Back
privacy-title = <b>My data</b>

    Responsible: { $operator }, { $address }. E-mail: { $email }

    The number of your Telegram chat and your language are always kept: without them the bot cannot answer.
privacy-nothing = Nothing else is kept about you.
privacy-consents = <b>Consents</b>
privacy-consent-line = Consent { $purpose }: given { $at }, version { $version }{ $until ->
    [none] {""}
   *[other] { $over ->
        [0] , valid until { $until }
       *[other] , was valid until { $until }
    }
}
privacy-purpose-application = to the application
privacy-purpose-practice = to practice
privacy-purpose-dorm = to the dormitory
privacy-purpose-news = to news
privacy-purpose-photo_files = to files of papers
privacy-purpose-vacancy_share = to giving an enterprise name and phone
privacy-why-consents = <i>Records of consents are kept for 3 years after withdrawal: they prove that data were used lawfully.</i>
privacy-roles = <b>Roles</b>
privacy-why-roles = <i>A role decides what you see. You can give it up in the menu.</i>
privacy-requests = <b>Requests for access</b>
privacy-why-requests = <i>Name and position are seen by who decides. They are deleted 30 days after the answer.</i>
privacy-drafts = <b>Drafts</b>
privacy-draft-line = { $form }: changed { $at }
privacy-form-admission = application to a college
privacy-form-access = request for access
privacy-form-files = files of papers
privacy-form-invites-join = coming in by invitation
privacy-form-other = form
privacy-form-diary-entry = a diary entry
privacy-form-diary-words = words for the diary
privacy-form-diary-return = a comment on an entry
privacy-form-absence-days = “I am not coming”
privacy-form-absence-note = a word on an absence
privacy-why-drafts = <i>A draft is kept for 14 days so that you can continue, and nobody sees it.</i>
privacy-kept = <b>Sent</b>

# Consents

privacy-consents-button = Consents and their texts
privacy-which-consent = Consents: open one to read its text or to withdraw it. You have given those marked ✓.
privacy-consent-given = ✓ Consent { $purpose }
privacy-consent-not-given = Consent { $purpose }
privacy-document = <b>{ $title }</b>, version { $version }

    { $text }
privacy-not-agreed = You have not given this consent.
privacy-withdraw = Withdraw the consent
privacy-withdraw-sure = Withdraw the consent { $purpose }?

    { $what ->
        [application] The draft goes. Applications that a college has not accepted officially are withdrawn and deleted at once and cannot be brought back. Those accepted officially stay with the college by law.
        [news] News of the admission will stop.
        [photo_files] The files of papers are deleted at once. Your application is not affected: you can bring the papers.
       *[other] What rests on it will stop.
    }
privacy-withdraw-yes = Withdraw
privacy-withdrawn = Done: the consent { $purpose } is withdrawn.
privacy-not-withdrawn = There is no such consent, nothing to withdraw.
privacy-consent-representative = ✅ The consent of your parent or representative { $purpose } is on record. What else is kept: /privacy
privacy-consent-not-yours = Only the person themselves gives this consent.

# Delete

privacy-delete-draft = Delete the draft: { $form }
privacy-delete-draft-sure = Delete the draft ({ $form })? This cannot be undone.
privacy-draft-deleted = The draft is deleted.
privacy-no-draft = The draft is gone already.
privacy-delete-admission = Delete the application
privacy-delete-admission-sure = Delete the application? It is withdrawn first, and the admission board is told. This cannot be undone.
privacy-delete-files = Delete the files of papers
privacy-delete-files-sure = Delete all files of papers? This cannot be undone. Your application is not affected.
privacy-delete-invites = Delete what invitations keep
privacy-delete-invites-sure = Delete the name that you gave by an invitation and the notes of whose parent you are? Your child's card will be closed to you. This cannot be undone.
privacy-delete-diary = Delete the words of the diary
privacy-delete-diary-sure = Delete the words of the diary and why you were away, of a practice that is over? This cannot be undone. Days and hours stay with the college.
privacy-deleted = Done: withdrawn and deleted.
privacy-nothing-to-delete = There is nothing to delete.
privacy-yes-delete = Delete
privacy-keep = Keep
privacy-kept-by-law = This cannot be deleted now: a law wants it kept. Until when and why stands in /privacy
privacy-erase = Delete everything about me
privacy-erase-sure = Delete everything? It happens in 14 days, until then you can change your mind. { $left ->
    [0] Applications are withdrawn, roles end.
   *[other] Roles end and applications are withdrawn, except those officially accepted: the college has to keep them.
}
privacy-erase-yes = Delete everything
privacy-erase-waits = ⏳ Everything will be deleted on { $at }. Until then you can change your mind.
privacy-erase-cancel = Do not delete
privacy-erase-cancelled = All right, nothing is deleted.
privacy-erased = { $left ->
    [0] ✅ Everything about you is deleted. Only the records of consents remain. To begin anew: /start
   *[other] ✅ All that may be deleted is deleted. The records of consents and the officially accepted application remain: the college has to keep it. Ask the college about it. To begin anew: /start
}
privacy-delete-internship = Delete the student record
privacy-delete-internship-sure = Delete the student record? A practice that was offered is cancelled, and the college is told. This cannot be undone.
