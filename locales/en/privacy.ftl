privacy-title = <b>My data</b>

    Responsible: { $operator }, { $address }. E-mail: { $email }

    Your Telegram number and language are always kept: without them the bot cannot answer.
privacy-nothing = There is nothing else about you.
privacy-consents = <b>Consents</b>
privacy-consent-line = { $purpose }: since { $at }, document { $document }, version { $version }
privacy-purpose-application = to the application
privacy-purpose-practice = to the practice
privacy-purpose-dorm = to the dormitory
privacy-purpose-news = to news
privacy-purpose-photo_files = to files of documents
privacy-purpose-vacancy_share = to giving name and phone to the enterprise
privacy-why-consents = Records of consents are kept for 3 years after withdrawal: they prove that the data was processed lawfully.
privacy-roles = <b>Roles</b>
privacy-why-roles = A role decides what you see. You can give it up in the menu.
privacy-requests = <b>Requests for access</b>
privacy-why-requests = Name and position are seen by whoever decides. They are deleted 30 days after the answer.
privacy-drafts = <b>Drafts</b>
privacy-draft-line = { $form }: changed { $at }
privacy-why-drafts = A draft is kept for 14 days so that you can go on, and nobody sees it.
privacy-kept = <b>Sent</b>

privacy-withdraw = Withdraw a consent
privacy-which-consent = Which consent to withdraw?
privacy-withdraw-sure = Withdraw the consent { $purpose }? What rests on it stops: the application is withdrawn, the data is deleted within 30 days.
privacy-withdraw-yes = Withdraw
privacy-withdrawn = The consent { $purpose } is withdrawn. The bot goes on answering questions.
privacy-not-withdrawn = There is no such consent.
privacy-delete-draft = Delete a draft
privacy-which-draft = Which draft to delete?
privacy-delete-draft-sure = Delete the draft? This cannot be undone.
privacy-draft-deleted = The draft is deleted.
privacy-no-draft = The draft is gone already.
privacy-delete-application = Delete the application
privacy-delete-application-sure = Delete the application? It is withdrawn first, and the admission office is told. This cannot be undone.
privacy-application-deleted = The application is withdrawn, the data is deleted.
privacy-nothing-to-delete = There is nothing to delete.
privacy-yes-delete = Delete
privacy-keep = Keep
privacy-erase = Delete everything about me
privacy-erase-sure = Delete everything? It happens in 14 days, until then you can change your mind. Applications are withdrawn, roles are ended.
privacy-erase-yes = Delete everything
privacy-erase-requested = ⏳ Everything will be deleted on { $at }. Until then you can change your mind: /privacy
privacy-erase-cancel = Do not delete
privacy-erase-cancelled = All right, nothing will be deleted.
privacy-erased = ✅ Everything about you is deleted. Only the records of consents remain. To begin anew: /start
privacy-close = Close
privacy-closed = To come back here: /privacy

privacy-consent-not-yours = This consent is given by the person themselves.
privacy-kept-by-law = This cannot be deleted now: the law wants it kept. Term and reason are in /privacy
