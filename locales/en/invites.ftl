# Invitations that are bound to a student's record

invites-menu = Student links
invites-to-home = To the invitations
invites-for-student = student { $name }, group { $group }, { $college }
invites-for-parent = a parent of student { $name }, group { $group }, { $college }
invites-no-name = name deleted
invites-call = Questions: { $phone }.

# The guest: what a link offers

invites-offer-student = An invitation for a student.
    Group { $group }, { $college }.

    The link works until { $until }. If it was not meant for you, press “Not now”.
invites-offer-parent = An invitation for a student's parent.
    Group { $group }, { $college }.

    The link works until { $until }. If it was not meant for you, press “Not now”.
invites-unknown = There is no such invitation. Check the link, or ask the college for a new one.
invites-expired = The invitation has expired. Ask the college for a new link.
invites-used = This invitation has been used. If not by you, ask the college for a new link.
invites-revoked = This invitation works no more: it was revoked or replaced by a new one. Ask the college for a new link.
invites-already-yours = ✅ You have come in to your record already. The link is not needed any more. Menu: /menu
invites-already-parent = ✅ You are noted as this student's parent already. Your child's card is in the menu: /menu
invites-record-taken = Somebody else has come in to this record. If it is yours, call the college: the number is under “Contacts”, /menu
invites-you-are-another = You have come in as another student of this college. If that is a mistake, call the college: the number is under “Contacts”, /menu
invites-for-your-child = This link is for your child. Send it on: the student has to open it.
invites-handed-out-by-you = You have made this link. Send it to whom you invite.

# The guest: who are you

invites-join-question-name = { $role ->
    [parent] Write the student's last and first name in Russian letters, as in their passport.
   *[other] Write your last and first name in Russian letters, as in your passport.
}
invites-join-question-birth_date = { $role ->
    [parent] Write the student's date of birth. For example: 05.09.2008
   *[other] Write your date of birth. For example: 05.09.2008
}
invites-join-label-name = Last and first name
invites-join-label-birth_date = Date of birth
invites-join-continue = Come in by invitation
invites-join-unfinished = You have begun to come in by invitation: step { $step } of { $steps }. Go on?
invites-join-expired = You have not come in by the invitation, and what you began is deleted. Open the link again, or ask the college for a new one.
invites-join-open = Come in
invites-again-student = We could not find you by that. Check how the name stands in your passport and write it again, right here. Then we shall ask for the date of birth, too.
invites-again-parent = We could not find the student by that. Check how the name stands in their passport and write it again, right here. Then we shall ask for the date of birth, too.
invites-joined-student = ✅ Done, you have come in as a student. Practice, mentor and papers are here now.
invites-joined-parent = ✅ Done, you have come in as a parent. Your child's card is in the menu.
invites-waits = ⏳ We could not find the record and passed it on to the coordinator: { $college }. The answer comes here, usually by { $until }.

    If there is a slip in the name, you can mend it.
invites-mend-name = Mend the name
invites-take-back = Take it back
invites-taken-back = Taken back, the name is deleted. The link can be opened again.
invites-stuck-waits = ⏳ We could not find the record and passed it on to the college. Nobody can answer in the bot now, so please call.
invites-stuck-busy = We could not find the record, and somebody else waits for an answer on this link. Call the college.
invites-stuck-elsewhere = We could not find the record. You wait for an answer on another invitation: wait for it, or call the college.
invites-claim-granted = ✅ The college has confirmed that it is you. Your role: { $role }.
invites-claim-declined = ❌ The college has not confirmed that the invitation is yours. Role: { $role }. If that is a mistake, call { $phone }.
invites-claim-over = This request is closed already.

# The college: who has come

invites-card-student = <b>Who is it?</b>
    Invitation: { $for }.
    Somebody came who calls themselves <b>{ $said }</b>.
    { $at }

    If you are not sure, call the student first. “No” makes the link worthless.
invites-card-parent = <b>Who is it?</b>
    Invitation: { $for }.
    Somebody came who calls the student <b>{ $said }</b>.
    { $at }

    If you are not sure, call the parent first. “No” makes the link worthless.
invites-yes-student = It is them
invites-yes-parent = It is the parent
invites-no = No, revoke
invites-card-granted = ✅ Confirmed. Invitation: { $for }.
    Decided by { $who }, { $at }
invites-card-declined = ❌ Not confirmed, the link is revoked. Invitation: { $for }.
    Decided by { $who }, { $at }
invites-card-over = There is nothing to decide any more. Invitation: { $for }.
invites-card-again = ⏳ Somebody who gave the name “{ $said }” has been waiting for more than a day. Invitation to the record: { $name }
invites-claims = <b>Who came under another name</b>

    { $count ->
        [0] Nobody waits.
        [one] { $count } person waits.
       *[other] { $count } people wait.
    }
invites-claim-line = { $said } → { $name }
invites-claim-own = A colleague decides about yourself.
invites-claim-hindered = They cannot be linked: the record or this person is linked already. Revoke the link and look at the student's card.
invites-claim-already-granted = This was confirmed already: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Decided by { $who }
}
invites-claim-already-declined = This link was revoked already: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Decided by { $who }
}

# The college: one link

invites-made-student = The invitation is ready: { $for }.

    { $link }

    The link works once, until { $until }. Earlier links of this student work no more. The bot asks for the name and compares it with the record.
invites-made-parent = The invitation is ready: { $for }.

    { $link }

    The link works once, until { $until }. Earlier links for the parent work no more. The bot asks for the student's name and compares it with the record.
invites-was-revoked = The link is revoked and works no more.
invites-anew = New link
invites-student-here = This student is in the bot already. If they have a new Telegram, or it was not them, end the role of student (“Staff roles”) and invite again.
invites-parent-of-age = The student is 18: they invite their parent themselves, by “Invite a parent” in their menu.
invites-used-notice = ✅ Came in by your link: { $for }.
invites-parent-joined = Your parent has come in by an invitation and sees your card: group and practice. If it is not your parent, call { $phone }.

# The college: links for a group

invites-other-college = Another college
invites-which-college = The invitations of which college?
invites-home = <b>Invitations: { $college }</b>

    Students: { $students }, not in the bot yet: { $absent }. Of these with a link that works: { $linked }.
invites-numbers-none = There were no invitations yet.
invites-numbers = <b>How many links</b>
invites-numbers-chat = Links from the bot: made { $made }, opened { $opened }, used { $used }
invites-numbers-card = Cards: made { $made }, opened { $opened }, used { $used }
invites-numbers-table = Tables of links: made { $made }, opened { $opened }, used { $used }
invites-numbers-console = From the operator: made { $made }, opened { $opened }, used { $used }
invites-to-cards = Cards and links
invites-to-claims = Who came under another name ({ $count })
invites-which-group = For which group? Not in the bot yet: { $count }. Links on cards work for 30 days.
invites-group = { $group } ({ $count })
invites-every-group = All groups ({ $count })
invites-every-group-name = All groups
invites-other-group = Another group
invites-some-linked = <b>{ $group }</b>
    Not in the bot yet: { $absent }, of these with a link that works: { $linked }.

    New links make the earlier ones worthless, and cards that were handed out stop working.
invites-for-new = Only without a link ({ $count })
invites-for-all = All anew ({ $count })
invites-which-way-new = <b>{ $group }</b>
    Links for { $fresh }. Earlier cards stay good.

    What shall I make?
invites-which-way-all = <b>{ $group }</b>
    Links for { $absent }.{ $linked ->
        [0] {""}
       *[other] {" "}⚠️ The earlier links ({ $linked }) stop working.
    }

    What shall I make?
invites-way-cards = Cards and table
invites-way-table = Table only
invites-nobody-absent = Nobody needs a link: they are all in the bot, or hold a link.
invites-too-many = At most { $most } links can be made at once. Choose a group.
invites-making = ⏳ Making the files. That usually takes less than a minute, they come here.
invites-making-already = ⏳ The files are being made already and come here.
invites-cards-file = The cards: print them, cut them along the lines and give everybody their own.
invites-files = ✅ Done, links: { $count }. They work until { $until }. Each opens for one person, and the bot compares the name. Do not put the file into a group chat.
invites-files-gone = The files are kept no more. Make them anew.
invites-column-name = Full name
invites-column-group = Group
invites-column-link = Link
invites-column-code = QR code
invites-sheet-note = Each link is opened by one person. They work until { $until }.
invites-cards-title = Invitations
invites-card-group = Group { $group }
invites-card-until = Works until { $until }
invites-card-step-one = 1. Open the camera of your phone
invites-card-step-two = 2. Point it at the code and open the link
invites-card-step-three = 3. Press “Start” and write your name

# The parent

invites-menu-children = My child
invites-children = { $count ->
    [0] Nobody yet: the card appears when the college has noted you as a student's parent.
   *[other] Whose card shall I open?
}
invites-child = <b>{ $name }</b>
    Group { $group }, { $college }{ $there ->
        [no] . Not in the bot yet.
       *[other] {""}
    }
invites-child-practice = Practice: { $enterprise }, { $period }
invites-child-no-practice = No practice is planned yet.
invites-to-children = To the list

# What is kept

invites-kept-claims = the name that you gave by an invitation: until the college answers ({ $count })
invites-kept-children = whose parent you are, as the college has noted ({ $count })

# --- begun and not finished
