menu-title = <b>Menu</b> · { $role }
menu-quiet = There are no sections for this role yet. Whom to call: see Contacts.
menu-stranger = <b>Menu</b>

    You have not said yet who you are.
menu-who = Say who you are
menu-open = Menu
menu-back = Menu
menu-badge = { $label } ({ $count })
menu-role = Role: { $role }
menu-roles = In which role shall we go on?
menu-role-chosen = { $role } ✓
menu-help-button = Help
menu-help = { $part ->
    [student] I look after your practice at a plant: what is done, what is next, whom to ask.

    “My path” — everything in order, from the application to the signed papers
    “Today” — where to be and when, what to bring
    “Diary” — write down the day; I remind you in the evening
    “I am not coming” — tell your mentor and supervisor in time
    “I need help” — an injury, a danger, a conflict, pay: a person answers
    [mentor] I help you with your trainees: less paper, all in one place.

    “My trainees” — read the diary and accept a week
    “Who did not come” — say who is missing; I ask the student and tell the supervisor
    “Report” — an injury, a danger, something broken
    “Deputy” — who teaches for you when you are away
    After the last day I ask you for a review and a mark.
    [enterprise] I connect the plant with the colleges: places, students, papers of practice.

    “Places” — offer places for practice
    “Answer the college” — whom you take
    “Practice” — who is with you and what is left to you: order, mentor, briefings, passes
    “Hours of trainees” — how much was worked
    I write when there is something new, and before a day that is due.
    [supervisor] I keep your students’ practice for you: readiness, diaries, days that are due.

    “Practice” — who is not ready for the first day, who is at a plant, whose papers to sign
    “Practice diaries” — who does not write and who is ill at ease
    “Calls for help” — take, call, close
    I write at once of somebody missing, an injury or something overdue.
    [college] I look after the college’s admission and practice.

    “Queue” — applications, invitations and decisions
    “Ranking” — lists, seats, enrolment
    “Students” and “Places” — lists of groups, and places of plants
    “Practice” — who is ready for the first day and who is at a plant
    “Calls for help” — take and close
    [parent] I show you how your child is getting on, and help to apply to a college.

    “My child” — the path from the application to the end of practice, and where they are today
    “Apply” — where the child is only applying
    Of practice I write to you: when it begins, stops, ends. Under 18 I also tell you when the child does not come.
    [ministry] I show the numbers of the cluster, without names.
    [admin] I look after the people, roles and invitations of the cluster.

    “Access requests”, “Invite”, “Staff roles” — who may do what
    “Reminders” — what I write about, and when
   *[other] I take pre-applications to the colleges and tell you how they are going. After enrolment I help with practice at a plant, too.
}

    /menu — everything you can do
    /sos — { $part ->
        [student] I need help during practice
        [mentor] report trouble, whom to call
       *[other] trouble during practice: whom to call
    }
    /cancel — stop the questions, the draft is kept
    /language — language
    /privacy — what we keep and how to delete it

    { $part ->
        [student] About practice ask your supervisor: “Contacts”. About the bot ask
       *[other] A person answers
    }: { $phone }
    { $hours }, Moscow time
menu-nothing-to-cancel = There is nothing to cancel now.
menu-put-aside = There is nothing to cancel now. Your draft waits and can be continued.
menu-role-other = { $role }
menu-role-new = Another role
menu-role-leave = Give up a role
