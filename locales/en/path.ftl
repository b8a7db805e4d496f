# "My path": the card from the application to the signed papers of a practice.

path-menu = My path
path-menu-mentor = Mentor
path-menu-child = My child’s path
path-of-child = Path
path-pinned = The card is pinned on top of the chat and keeps itself up to date.
path-none = There is no path yet: it begins with an application.
path-children = Whose path?
path-children-none = Nothing to show yet. The path appears when the child applies or the college enters them.
path-to-child = To the path
path-child-day = Today
path-nameless = no name given

path-title = { $own ->
    [1] <b>My path</b>
   *[other] <b>Path</b>{ $name ->
        [none] {""}
       *[other] {" "}· { $name }
    }
}
path-head-yours = <b>{ $text }</b>{ $by }.{ $more ->
    [0] {""}
   *[other] {" "}And { $more } more.
}
path-head-others = { $own ->
    [1] Nothing to do for you now. We wait for: { $names }.
   *[other] Nothing to do for your child now. We wait for: { $names }.
}
path-head-nothing = Nothing has to be done now.
path-line = { $mark } <b>{ $stage }</b>: { $text }
path-turn = <i>{ $ball }{ $by }</i>
path-by-until = , by { $day }
path-by-exact = , { $day }
path-by-late = , was due on { $day }
path-turn-you = { $own ->
    [1] Up to you
   *[other] Up to your child
}
path-turn-parent = { $own ->
    [1] We wait for your parent
   *[other] Up to you or the other parent
}
path-turn-college = We wait for the college{ $own ->
   *[other] {""}
}
path-turn-plant = We wait for the plant{ $own ->
   *[other] {""}
}
path-turn-going = Last day: { $day }
path-turn-begin = First day: { $day }

path-ball-parent = { $own ->
    [1] your parent
   *[other] you or the other parent
}
path-ball-college = the college{ $own ->
   *[other] {""}
}
path-ball-plant = the plant{ $own ->
   *[other] {""}
}

path-do-clarify = { $own ->
    [1] Answer the college’s questions
   *[other] Your child has to answer the college’s questions
}
path-do-come = { $own ->
    [1] Come with the papers
   *[other] Your child has to come with the papers
}
path-do-come_parent = { $own ->
    [1] Come with the papers and a parent
   *[other] Come with your child and the papers
}
path-do-gather = { $own ->
    [1] Gather the papers
   *[other] Your child has to gather the papers
}: { $count } of { $total } are there
path-do-original = { $own ->
    [1] Bring
   *[other] Your child has to bring
} the original certificate to the college
path-do-take_seat = { $own ->
    [1] Say whether you take the seat
   *[other] Your child has to say whether they take the seat
}
path-do-agree = { $own ->
    [1] Say whether you agree to the practice
   *[other] Your child has to answer about the practice
}: { $plant }
path-do-prepare = { $own ->
    [1] Get ready for practice: you have
   *[other] Your child has to get ready for practice:
} { $count ->
    [one] { $count } thing to do
   *[other] { $count } things to do
}
path-do-begin = { $own ->
    [1] Come
   *[other] Your child comes
} to practice: { $plant }
path-do-going = { $own ->
    [1] Go
   *[other] Your child goes
} to practice: { $plant }
path-do-diary_write = { $own ->
    [1] Write
   *[other] Your child writes
} { $day } in the diary{ $count ->
    [1] {""}
   *[other] {" "}({ $count } days without an entry)
}
path-do-diary_rewrite = { $own ->
    [1] Write
   *[other] Your child writes
} the diary anew, { $day }{ $count ->
    [1] {""}
   *[other] {" "}({ $count } days in all)
}
path-do-hand_in = { $own ->
    [1] Hand in
   *[other] Your child hands in
} the diary and the report: { $name }
path-supervisor = the supervisor of practice in the college

path-stage-application = Application
path-stage-documents = Papers
path-stage-enrolment = Enrolment
path-stage-dormitory = Hostel
path-stage-practice = Practice
path-stage-mentor = Mentor
path-stage-diary = Diary
path-stage-papers = Results

path-next-answer = the college is looking at it
path-next-answer_late = the college takes longer than usual
path-next-clarify = answer the college’s questions
path-next-come = come with the papers
path-next-come_parent = come with the papers and a parent
path-next-accepted = accepted, No. { $number }
path-next-refused = refused, a new one may be sent
path-next-withdrawn = withdrawn, a new one may be sent
path-next-expired = closed: the papers were not brought
path-next-no_application = not needed, studies are under way
path-next-gather = { $total ->
    [0] gather what is on the list
   *[other] { $count } of { $total } are there
}
path-next-original = bring the original certificate
path-next-papers_there = in the college
path-next-wait_list = we wait for the lists
path-next-take_seat = a seat is free, an answer is needed
path-next-wait_order = we wait for the order
path-next-reserve = in reserve, a seat may become free
path-next-enrolled = order No. { $number }
path-next-studies = group { $name }
path-next-after = later
path-next-bed_later = needed, a place is found later
path-next-bed_wait = we look for a place
path-next-bed_given = there is a place
path-next-bed_over = it was yours during the practice and is given back now
path-next-no_bed = not needed
path-next-place_wait = the college finds a place
path-next-agree = a place is offered, { $plant }. An answer is needed
path-next-plant_agrees = { $plant }, we wait for the plant’s word
path-next-prepare = { $plant }, before the first day { $count ->
    [one] { $count } thing is left
   *[other] { $count } things are left
}
path-next-not_started = { $plant }, the first day has come, but something is missing
path-next-begin = { $plant }, all is ready for the first day
path-next-going = { $plant }, under way
path-next-paused = { $plant }, interrupted
path-next-passed = { $plant }, the days are over
path-next-cancelled = cancelled, the college finds another place
path-next-terminated = ended early, the supervisor says what is next
path-next-failed = not passed, the supervisor says what is next
path-next-mentor_wait = the plant names one
path-next-mentor_named = { $name }
path-next-mentor_away = { $name }, for the mentor until { $until }
path-next-diary_write = write { $day }{ $count ->
    [1] {""}
   *[other] {" "}({ $count } days without an entry)
}
path-next-diary_rewrite = the mentor gave { $day } back, write it anew{ $count ->
    [1] {""}
   *[other] {" "}({ $count } days in all)
}
path-next-diary_lost = { $count ->
    [one] { $count } day
   *[other] { $count } days
} without an entry, too late to write. Tell the supervisor of practice
path-next-diary_daily = { $count ->
    [0] the first entry on the first day, until 21:00
   *[other] all is written, days: { $count }
}
path-next-hand_in = hand it in with the report: { $name }
path-next-review = we wait for the mentor’s review and mark
path-next-sign = mark { $count }, to be signed in the college
path-next-signed = { $count ->
    [0] signed
   *[other] mark { $count }, signed
}
path-next-no_papers = not needed

path-about-application = It begins with an application. The college looks at it, invites you with the papers and accepts it officially.
path-about-documents = Everybody has a list of their own. Tick what is at home, the college compares it with the originals.
path-about-enrolment = After the lists the college makes the enrolment order. Studies begin with it.
path-about-dormitory = The college finds a bed for the time of practice where the plant is far away.
path-about-practice = Practice takes place at a plant and is part of the studies. It begins when all papers are there and the briefings were held.
path-about-mentor = A mentor is a worker of the plant who teaches you. Ask them whatever is unclear. If it is hard with them, tell the supervisor of the college.
path-about-diary = Each day of practice you write the hours and what you did, and the mentor accepts it. A day can be written for three days more. At the end the signed diary goes to the supervisor, with the report.
path-about-papers = After the last day the mentor writes a review and gives a mark, the college signs the papers. Practice counts when all have signed.

path-ask = Whom to ask:
path-ask-college = College: { $name }, { $phone }
path-ask-plant = Plant: { $name }, { $phone }
