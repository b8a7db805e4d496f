# "I need help": the way in

incidents-menu-help = I need help
incidents-menu-list = Calls for help
incidents-menu-report = Report
incidents-help-first = If life or health is in danger, dial at once{ $reader ->
    [student] , then tell your mentor
    [mentor] , then report it here: the plant and the college will know
   *[other] {""}
}.
incidents-help = What has happened? One tap sends it to those who answer. You can add details afterwards.
incidents-help-for = You are reporting about <b>{ $name ->
    [none] somebody without a name
   *[other] { $name }
}</b>
incidents-help-other = What has happened? One tap sends it. The student sees it, too.
incidents-help-whom = Whom is it about? Choose the student.
incidents-help-numbers = Messages are sent from here by students and mentors. You are helped by telephone now.
incidents-help-unlisted = Your college has not entered you as a student yet, so nothing can be sent from here. Call these numbers.
incidents-mentee = { $name ->
    [none] no name
   *[other] { $name }
}
incidents-own-line = No. { $no } · { $kind }: what now
incidents-no-student = Your college has not entered you as a student yet, so there is nobody to send it to. Call: the numbers are under /sos

# Whom to call

incidents-call-emergency = <b>112</b> — all services, <b>103</b> — ambulance
incidents-call-safety = Safety officer, { $name }: { $phone }
incidents-call-plant = { $name }: { $phone }
incidents-call-college = { $name }: { $phone }
incidents-call-cluster = { $name }: { $phone }
incidents-call-student = Student: { $phone }
incidents-call-head = <b>Whom to call</b> · No. { $no }
incidents-calls = Call:

# What the student sees

incidents-told-toast = Sent
incidents-own-head = <b>{ $kind }</b> · No. { $no }
incidents-own-sent = ⏳ { $reporter ->
    [student] The message was sent: { $at }.
    [mentor] Your mentor reported it: { $at }.
   *[other] Your college reported it: { $at }.
} Somebody answers by { $until }; this message changes by itself.
incidents-own-unanswered = ⚠️ Nobody has answered yet. We have told everybody who answers for it again; if they stay silent, we remind them once more: { $until }. Do not wait, call yourself: the numbers are below.
incidents-own-silence = ⚠️ Nobody has answered. Call yourself: the numbers are below.
incidents-own-closed = The college is closed now, its telephone is answered from { $opens }. If you are in danger or threatened, dial 112: it always answers.
incidents-own-nobody = ⚠️ The message is kept, but nobody in the bot can answer now. Call yourself: the numbers are below.
incidents-own-taken = ✅ You are helped by { $who ->
    [none] a member of staff
   *[other] { $who }
}, since { $at }. If you hear nothing, call.
incidents-own-handed = ⏳ { $who ->
    [none] We are looking for somebody to help,
   *[other] Handed on to { $who },
} an answer comes by { $until }. If it is bad, do not wait: call.
incidents-own-resolved = ✅ Closed, { $at }: { $who ->
    [none] a member of staff
   *[other] { $who }
}
    { $text ->
        [none] What was done is not kept any more.
       *[other] What was done: { $text }
    }

    If you still need help, report again: /sos
incidents-own-withdrawn = Taken back: pressed by mistake. Those who got it see that. If you need help: /sos
incidents-own-told = Who knows: { $who }
incidents-own-told-closed = Only the college knows: { $who }
    Your mentor and the plant do not see this.
incidents-own-alone = Your mentor and the plant do not see this.
incidents-own-words = You wrote: { $words }
incidents-party-mentor = { $name ->
    [none] your mentor
   *[other] your mentor { $name }
}
incidents-party-enterprise = { $name ->
    [none] the plant’s personnel
   *[other] the plant’s personnel ({ $name })
}
incidents-party-supervisor = { $name ->
    [none] your supervisor
   *[other] your supervisor { $name }
}
incidents-party-coordinator = { $name ->
    [none] the coordinator
   *[other] the coordinator { $name }
}
incidents-party-college = { $name ->
    [none] the college’s staff
   *[other] { $name }
}
incidents-party-base = the base college’s coordinator
incidents-party-admin = the administrator

incidents-words = Add words
incidents-words-again = Correct the words
incidents-whom = Say whom it is about
incidents-whom-again = Change whom it is about
incidents-withdraw = Pressed by mistake
incidents-whom-ask = Whom is it about? No name is needed. Whoever you point at does not learn of it and sees nothing.
incidents-whom-mentor = My mentor
incidents-whom-plant = Somebody at the plant
incidents-whom-student = Another student
incidents-whom-nobody = I do not want to say
incidents-named-toast = Saved
incidents-about-mentor = It is about the mentor, who is shown nothing.
incidents-about-plant = It is about somebody at the plant; nobody there is shown anything.
incidents-about-student = It is about another student.
incidents-about-nobody = Whom it is about was not said.

incident-words-question-words = What has happened, and where are you? A few words, up to 500 characters. Do not write diagnoses or anything about health.
incident-words-label-words = Words
incident-words-unfinished = You began to write details. Go on?
incident-words-expired = The details you began are deleted: a day has passed.
incident-words-open = Add words
incident-words-continue = Go on with the details

# What those who answer see

incidents-card-head = { $state ->
    [open] ⚠️
    [acknowledged] ⏳
    [resolved] ✅
   *[other] {""}
} <b>{ $kind }</b> · No. { $no }
incidents-card-who = <b>{ $name ->
    [none] The name is deleted
   *[other] { $name }
}</b>, group { $group }{ $age ->
    [0] {""}
   *[other] , aged { $age }
}
incidents-card-where = { $site ->
    [none] { $plant }
   *[other] { $plant }, { $site }
}
incidents-card-college = { $college }, no practice at present
incidents-card-told = { $part ->
    [student] Asks for help: { $at }
    [mentor] Reported by the mentor{ $who ->
        [none] {""}
       *[other] {" "}{ $who }
    }: { $at }
   *[other] Reported by the college{ $who ->
        [none] {""}
       *[other] {" "}({ $who })
    }: { $at }
}
incidents-card-open = { $answers ->
    [yes] Press “I’ll take it”{ $until ->
        [none] {""}
       *[other] {" "}by { $until }, or the next ones are told
    }, and get in touch with the student.
   *[other] Nobody has answered yet{ $until ->
        [none] {""}
       *[other] , we wait until { $until }
    }. If you are near, help, and call the college.
}
incidents-card-handed = { $own ->
    [yes] This was handed on to you. Press “I’ll take it” by { $until }, or the next ones are told.
   *[other] { $who ->
        [none] Nobody deals with it
       *[other] Handed on to { $who }
    }, we wait until { $until }. You may take it, too.
}
incidents-card-taken = { $own ->
    [yes] You are dealing with it, since { $at }. When it is settled, press “Resolved”.
   *[other] { $who ->
        [none] A member of staff
       *[other] { $who }
    } is dealing with it, since { $at }.
}
incidents-card-resolved = Closed, { $at }: { $who ->
    [none] a member of staff
   *[other] { $who }
}
    { $text ->
        [none] What was done is not kept any more.
       *[other] What was done: { $text }
    }
incidents-card-withdrawn = Taken back: pressed by mistake. If in doubt, call the student.
incidents-card-words = The student’s words: { $words }
incidents-card-note = { $at }, { $who ->
    [none] a member of staff
   *[other] { $who }
}: { $text }

incidents-take = I’ll take it
incidents-resolve = Resolved
incidents-call = Call
incidents-hand = Hand on
incidents-note = Note
incidents-open = Open
incidents-to-card = Back to it
incidents-hand-whom = Who shall deal with No. { $no }? They learn of it at once.
incidents-hand-me = I’ll take it over
incidents-hand-unnamed = Staff without a name
incidents-handed-toast = Handed on
incidents-list = <b>Calls for help</b>

    { $standing ->
        [0] Nobody is waiting now.
        [one] { $standing } is open.
       *[other] { $standing } are open.
    } { $closed ->
        [0] {""}
        [one] { $closed } was closed within 30 days.
       *[other] { $closed } were closed within 30 days.
    }
incidents-line = { $state ->
    [open] ⚠️
    [acknowledged] ⏳
    [resolved] ✅
   *[other] ↩️
} { $kind } · { $name ->
    [none] no name
   *[other] { $name }
} · { $at }

incident-outcome-question-text = How did it end? Write what was done, up to 500 characters: the student reads it. Do not write diagnoses.
incident-outcome-label-text = Outcome
incident-outcome-unfinished = You began to close a call for help. Go on?
incident-outcome-expired = You did not write how the call for help ended, and after a day the draft is deleted. The call stays open, unless somebody else has closed it.
incident-outcome-open = Resolved
incident-outcome-continue = Write how it ended
incident-outcome-anew = Close the call for help
incident-note-question-text = Write a note, up to 500 characters. Only those who answer see it. Do not write diagnoses.
incident-note-label-text = Note
incident-note-unfinished = The note is not finished. Go on?
incident-note-expired = The note you began is deleted: a day has passed.
incident-note-open = Note
incident-note-continue = Go on with the note

# Messages of their own

incidents-again = ⚠️ <b>{ $kind }</b> · No. { $no } · { $name ->
    [none] no name
   *[other] { $name }
}: nobody has answered since { $at }. { $answers ->
    [yes] If you can help, press “I’ll take it” or call.
   *[other] If you are near, help, and call the college.
}
incidents-bare = ⚠️ <b>{ $kind }</b> · No. { $no }: a student’s call for help has been without an answer since { $at }.
    { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }

    The college alone sees the name. Call it and make sure that somebody helps.
incidents-unclosed = ⏳ <b>{ $kind }</b> · No. { $no } · { $name ->
    [none] no name
   *[other] { $name }
}: this call is not closed. { $part ->
    [own_taken] You have been dealing with it since { $since }. If it is settled, press “Resolved” and write how it ended: the student reads it. If not, open it and hand it on or leave a note.
    [own_asked] It was handed on to you: { $since }. Open it and press “I’ll take it” or “Resolved”.
    [other_asked] { $who ->
        [none] Nobody has been dealing with it
       *[other] { $who } has not answered
    } since { $since }. Open it and take it, or hand it on.
   *[other] { $who ->
        [none] A member of staff
       *[other] { $who }
    } has been dealing with it since { $since }. Ask how it ended, or close it.
}
incidents-operators = ⚠️ Call for help No. { $no } has been without an answer since { $at }. The bot has told everybody it could. Without an answer in all: { $waiting }.
    Check that the bot’s messages go out (<code>iskra status</code>) and tell a coordinator the number: the college alone sees the name and what it is about.
incidents-bare-over = { $state ->
    [acknowledged] ✅ { $kind } · No. { $no }: answered, somebody helps. { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }
    [resolved] ✅ { $kind } · No. { $no }: closed. { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }
   *[other] { $kind } · No. { $no }: taken back, pressed by mistake. { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }
}
incidents-ring-words = { $kind } · No. { $no } · { $name ->
    [none] no name
   *[other] { $name }
}: details were added.
incidents-ring-named = { $kind } · No. { $no } · { $name ->
    [none] no name
   *[other] { $name }
}: it was said whom it is about.
incidents-ring-handed_on = ⚠️ { $kind } · No. { $no } · { $name ->
    [none] no name
   *[other] { $name }
}: it was handed on to you.
incidents-ring-withdrawn = All clear: { $kind } · No. { $no } · { $name ->
    [none] no name
   *[other] { $name }
}. Pressed by mistake. If in doubt, call the student.
incidents-own-ring-acknowledged = ✅ { $kind } · No. { $no }: you are helped by { $who ->
    [none] a member of staff
   *[other] { $who }
}
incidents-own-ring-resolved = ✅ { $kind } · No. { $no }: closed.{ $text ->
    [none] {""}
   *[other] {" "}What was done: { $text }
}
incidents-own-ring-unanswered = ⚠️ { $kind } · No. { $no }: nobody has answered yet. We have told those who answer for it again. Do not wait, call yourself.
incidents-parent = ⚠️ { $name ->
    [none] Your child
   *[other] { $name }
}: somebody asked for help through the bot, { $at }. The college knows.

    The bot passes no details on. Call your child or the college: { $phone }. If you cannot reach anybody and worry, dial 112.
incidents-parent-resolved = ✅ { $name ->
    [none] Your child
   *[other] { $name }
}: the call for help of { $at } is closed. The college can tell you about it: { $phone }.
incidents-parent-withdrawn = { $name ->
    [none] Your child
   *[other] { $name }
}: the call for help of { $at } was taken back, the button was pressed by mistake. If in doubt, call your child or the college: { $phone }.

# Refusals, keeping

incidents-taken-by-other = { $who ->
    [none] A member of staff
   *[other] { $who }
} is dealing with this already, since { $at }.
incidents-closed = This call for help is closed already. If help is needed again: /sos
incidents-words-length = Write 1 to { $most } characters.
incidents-notes-many = It has { $most } notes already, no more fit. Close it with “Resolved”.
incidents-withdraw-late = It can be taken back for 5 minutes. Write that no help is needed, or call the college.
incidents-kept = Calls for help during practice: { $count }. They are kept for some years: an accident may be inquired into later.
