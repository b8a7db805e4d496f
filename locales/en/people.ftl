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
people-role-of = { $role } · { $organisation }

# Roles

people-role-leave-sure = Give up the role “{ $role }”? Only those who grant it can give it back.
people-role-left = The role “{ $role }” is gone. Menu: /menu
people-role-revoked = ⚠️ Your role “{ $role }” is no longer valid. Questions go to the coordinator: { $contact }
people-invite-parent = Invite a parent

# Invitations

people-invite-offer = You are invited. Role: <b>{ $role }</b>.

    Accept?
people-invite-offer-organisation = You are invited. Role: <b>{ $role }</b>, { $organisation }.

    Accept?
people-invite-accept = Accept
people-invite-decline = Not now
people-invite-later = All right. The link works until { $until }.
people-invite-accepted = ✅ Done. Your role: { $role }. What you can do is in the menu: /menu
people-invite-accepted-organisation = ✅ Done. Your role: { $role }, { $organisation }. What you can do is in the menu: /menu
people-invite-used-notice = ✅ Your invitation was accepted. Role: { $role }.
people-invite-made = The invitation is ready. Role: <b>{ $role }</b>.

    { $link }

    The link works once, until { $until }. Send it only to the person you invite.
people-invite-made-sleeping = The invitation is ready, but this role takes two people. The link will work once a second one, a coordinator or an administrator, confirms it.

    { $link }

    Valid until { $until }.
people-invite-second = Your confirmation is needed. { $inviter } invites somebody to the role <b>{ $role }</b>, { $organisation }.

    Confirm?
people-invite-confirm = Confirm
people-invite-confirmed = ✅ Confirmed, the link works.
people-invite-confirmed-notice = ✅ A second person has confirmed the invitation: the link works.
people-invite-revoke = Revoke the link
people-invite-was-revoked = The link is revoked and no longer works.
people-invites = <b>Your invitations</b>

    { $count ->
        [0] None is valid.
        [one] { $count } link is valid.
       *[other] { $count } links are valid.
    }
people-invite-line = { $role } · until { $until } · opened: { $opened }

people-invite-unknown = There is no such invitation. Check the link or ask for a new one.
people-invite-expired = The invitation has expired: it is valid for 72 hours. Ask whoever invited you for a new link.
people-invite-used = This invitation has been used already. Ask whoever invited you for a new link.
people-invite-revoked = This invitation was revoked. If that is a mistake, ask for a new link.
people-invite-sleeping = A second person has not confirmed this invitation yet. Open the link later.
people-invite-own-parent = This link is for your parent. Forward it to them.
people-invite-needs-another = Somebody else has to confirm it.
people-invite-nobody-second = This role takes two people, and there is no second one yet. Ask the server's administrator, who can invite alone.

# Asking for access

people-request-name = What is your name? Last name and first name.
people-request-position = Where do you work or study, and as what? For example: foreman, shop 4.
people-request-which-college = Which college?
people-request-which-enterprise = Which enterprise?
people-request-which-role = Who are you at the enterprise?
people-request-check = Check and send:

    <b>{ $name }</b>
    Role: { $role }, { $organisation }
    { $position }
people-request-no-position = No position given
people-request-send = Send
people-request-sent = ⏳ The request went to the coordinator. The answer comes here, usually within a working day.
people-request-take-back = Take the request back
people-request-taken-back = The request is withdrawn, name and position are deleted. Menu: /menu
people-request-waiting = ⏳ Your request has been waiting since { $at }. Role: { $role }, { $organisation }.

people-card = <b>Request for access</b>

    { $name }
    Role: { $role }, { $organisation }
    { $position }
    Sent { $at }

    If you do not know this person, call the organisation first.
people-card-again = ⏳ <b>A request for access has been waiting for more than a day</b>

    { $name }
    Role: { $role }, { $organisation }
    { $position }
    Sent { $at }
people-card-grant = Grant access
people-card-decline = Decline
people-card-granted = ✅ { $name }: access granted. Role: { $role }, { $organisation }. { $at }
people-card-declined = ❌ { $name }: declined. Role: { $role }, { $organisation }. { $at }
people-card-withdrawn = The request was withdrawn by its sender.
people-requests = <b>Requests for access</b>

    { $count ->
        [0] Nobody is waiting.
        [one] { $count } person is waiting.
       *[other] { $count } people are waiting.
    }
people-granted = ✅ Access granted. Your role: { $role }, { $organisation }. What you can do is in the menu: /menu
people-declined = ❌ Access was not granted. Role: { $role }, { $organisation }. If that is a mistake, call { $phone }. You can ask again in a day.
people-operator-request = Nobody can decide about request { $request }: there is neither a coordinator nor an administrator. Invite one: <code>iskra invite coordinator --college …</code>

people-request-name-length = Write 1 to { $most } characters.
people-request-open = Your request of { $at } is still waiting. To send another one, take it back.
people-request-declined-lately = This request was declined. You can ask again after { $at }.
people-request-own = Somebody else decides about your own request.
people-request-already-granted = Access has been granted already: { $at }.
people-request-already-declined = This request has been declined already: { $at }.
people-request-already-withdrawn = This request was withdrawn: { $at }.

# Refusals

people-role-needs-invite = This role is given by invitation. Ask the coordinator for a link.
people-role-held = You already have this role. Menu: /menu
people-role-gone = You no longer have this role. Menu: /menu
people-two-needed = This role takes two people. Make an invitation, a second person will confirm it.
people-organisation-unknown = This role needs another organisation. Choose one from the list.
people-organisation-not-needed = This role belongs to no organisation.
