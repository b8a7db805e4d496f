start-who = <b>Iskra</b> is the bot of colleges that train welders and of factories that need them. { $cluster }.

    Do not send passport photos or health details. What we keep and why: /privacy

    <b>Who are you?</b>
start-i-am-applicant = I am applying
start-i-am-parent = Parent
start-i-am-student = Student
start-i-am-mentor = Mentor
start-i-am-enterprise = From an enterprise
start-i-am-college = From a college
start-applicant = All right, you are an applicant. An application takes about 10 minutes, the draft saves itself.
start-parent = All right, you are a parent. You can fill in an application together with your child. To see theirs, ask them for a link: their menu has “Invite a parent”.
