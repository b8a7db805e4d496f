# Who is who

people-role-applicant = applicant
people-role-student = student
people-role-parent = parent
people-role-mentor = mentor
people-role-enterprise_hr = enterprise HR
people-role-enterprise_admin = enterprise representative
people-role-college_staff = college staff
people-role-college_supervisor = practice supervisor
people-role-coordinator = coordinator
people-role-ministry_viewer = ministry
people-role-admin = administrator
people-role-of = { $role }, { $organisation }

# An invitation: who is invited

people-invite-offer = You are invited. Role: <b>{ $role }</b>.
    Invited by: { $inviter }.

    Accept? If somebody else was meant, press “Not now”: the link keeps working until { $until }.
people-invite-accept = Accept
people-invite-decline = Not now
people-invite-later = All right. Until it expires, the link can be opened again.
people-invite-yours = This is your own link, role: { $role }. Forward it to the person you invite.
people-invite-accepted = ✅ Done. Your role: { $role }.
people-invite-unknown = There is no such invitation. Check the link or ask for a new one.
people-invite-expired = The invitation has expired: it is valid for 72 hours. Ask whoever invited you for a new link.
people-invite-used = This invitation has been used already. Ask whoever invited you for a new link.
people-invite-revoked = This invitation was revoked. If that is a mistake, ask for a new link.
people-invite-sleeping = A second person has not confirmed this invitation yet. Open the link later.
people-invite-own-parent = This link is for your parent. Forward it to them.
people-invite-needs-another = Somebody else has to confirm it.
people-invite-nobody-second = This role takes two people, and there is no second one yet. Ask the server's administrator, who can invite alone.
people-ask-access = Ask for access

# An invitation: who invites

people-menu-invite = Invite
people-menu-parent = Invite a parent
people-invite-whom = Whom do you invite? The link works once, for 72 hours.
people-invite-where = Where to? Role: { $role }.
people-invite-made = The invitation is ready. Role: <b>{ $role }</b>.

    { $link }

    The link works once, until { $until }. Send it only to the person you invite, or let them scan the code.
people-invite-made-sleeping = The invitation is ready. Role: <b>{ $role }</b>.

    { $link }

    ⏳ This role takes two people: the link will work once a second coordinator or an administrator confirms it. Valid until { $until }.
people-invite-double = The invitation is ready already, see below.
people-invite-accepted-notice = ✅ Your invitation was accepted. Role: { $role }.
people-invite-second = Your word is needed. { $inviter } invites somebody. Role: <b>{ $role }</b>.

    This role takes two people. If you know nothing about it, ask first.
people-invite-confirm = Confirm
people-invite-confirmed = ✅ Confirmed, the link works. Role: { $role }.
people-invite-confirmed-notice = ✅ A second person has confirmed the invitation, the link works. Role: { $role }.
people-invites-button = My invitations ({ $count })
people-invites = <b>Your invitations</b>

    { $count ->
        [0] None is valid.
        [one] { $count } link is valid. Revoke it if it is not needed.
       *[other] { $count } links are valid. Revoke what is not needed.
    }
people-invite-line = { $number }. { $role } · until { $until } · opened: { $opened }
people-invite-revoke = Revoke the link
people-invite-revoke-number = Revoke { $number }
people-invite-was-revoked = The link is revoked and no longer works.

# A request for access: who asks

people-menu-request = My request
people-request-sent = ⏳ The request is sent. A coordinator answers: { $who }.

    The answer comes here, usually by { $until }.
people-request-sent-nobody = ⏳ The request is kept, but there is no coordinator yet. If it is urgent, call { $phone }.
people-request-waiting = ⏳ Your request has been waiting since { $at }. Role: { $role }.
people-request-take-back = Take the request back
people-request-taken-back = The request is withdrawn, name and position are deleted.
people-granted = ✅ Access is open. Your role: { $role }.
people-declined = ❌ Access was declined. Role: { $role }. If that is a mistake, call { $phone }. You can ask again in a day.

# A request for access: who decides

people-menu-requests = Access requests
people-card = <b>Request for access</b>

    { $name }
    Role: { $role }
    { $position }
    Sent { $at }

    If you do not know this person, call the organisation first.
people-no-position = No position given
people-no-name = The name is deleted
people-card-again = ⏳ A request for access has been waiting for more than a day: { $name } · { $role }.
people-card-open = Open the request
people-card-grant = Grant access
people-card-decline = Decline
people-card-granted = ✅ { $name }: access granted. Role: { $role }.
    Decided by: { $who }, { $at }
people-card-declined = ❌ { $name }: declined. Role: { $role }.
    Decided by: { $who }, { $at }
people-card-withdrawn = The request was withdrawn by its sender. Role: { $role }.
people-card-you = you
people-requests = <b>Access requests</b>

    { $count ->
        [0] Nobody is waiting.
        [one] { $count } person is waiting.
       *[other] { $count } people are waiting.
    }
people-request-line = { $name } · { $role }
people-operator-request = Nobody can decide about access request { $request }: there is neither a coordinator nor an administrator. Invite one: <code>iskra invite coordinator --college …</code>

people-request-name-length = Write 1 to { $most } characters.
people-request-open = Your request of { $at } is still waiting. To send another one, take it back.
people-request-declined-lately = This request was declined. You can ask again after { $at }.
people-request-own = Somebody else decides about your own request.
people-request-already-granted = Access has been granted already: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Decided by: { $who }
}
people-request-already-declined = This request has been declined already: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Decided by: { $who }
}
people-request-already-withdrawn = This request was withdrawn: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Decided by: { $who }
}

# Roles

people-menu-team = Staff roles
people-team = <b>Roles in your organisations</b>

    { $count ->
        [0] Nobody yet.
        [one] { $count } role. Press it to end it.
       *[other] { $count } roles. Press one to end it.
    }
people-team-line = { $name } · { $role }
people-team-nameless = no name
people-revoke-sure = { $name }. Role: { $role }.

    End the role? The person is told at once. An invitation can give it back.
people-revoke = End the role
people-was-revoked = The role is ended: { $role }.
people-role-revoked = ⚠️ Your role “{ $role }” is no longer valid. If that is a mistake, call { $phone }.
people-leave = Which role do you give up?
people-leave-sure = Give up the role “{ $role }”?{ $open ->
    [yes] {" "}You can take it again at any moment: /start
   *[other] {" "}Only those who grant it can give it back.
}
people-leave-yes = Give it up
people-left = The role is ended: { $role }.
people-keep = Keep it
people-page-next = More ▶

# The name

people-menu-name = Tell your name
people-name-kept = All right. Colleagues will see: { $name }.
people-name-not-needed = Only those who act for an organisation need a name.

# Contacts

people-menu-contacts = Contacts
people-contacts = <b>Contacts</b>
people-contacts-of = <b>{ $organisation }</b>
    { $hours }
people-contact = { $name }, { $role }: { $ways }
people-contacts-practice = <b>Practice{ $child ->
    [none] {""}
   *[other] {" "}· { $child }
}</b>, { $plant }
people-contacts-supervisor = Supervisor of the college: { $name }, { $phone }
people-contacts-mentor = Mentor: { $name }. The bot tells them when you are not coming
people-contacts-deputy = Until { $day } they are replaced by { $name }
people-contacts-safety = Safety at the plant: { $phone }
people-contacts-operator = <b>{ $operator }</b>: { $ways }

# Refusals

people-role-needs-invite = This role is given by invitation. Ask the coordinator for a link.
people-role-held = You already have this role. Menu: /menu
people-role-gone = You no longer have this role. Menu: /menu
people-two-needed = This role takes two people. Make an invitation, a second person will confirm it.
people-organisation-unknown = This role needs another organisation. Choose one from the list.
people-organisation-not-needed = This role belongs to no organisation.
