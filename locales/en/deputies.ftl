# A mentor who is away: who stands in, from which day to which.

deputies-menu = Deputy
deputies-title = <b>Who stands in for whom</b>
deputies-none = <b>Deputy</b>
    Nobody stands in for anybody now. If you are going away or are ill, name who takes your trainees on these days.
deputies-line = { $now ->
    [1] ✅
   *[other] ⏳
} { $name } for { $mentor }, { $days }
deputies-end = End it: { $name }
deputies-ended = It has ended, both were told.
deputies-named = Done, both were told.
deputies-nobody = The plant has no other mentor. Its personnel may invite one more.
deputies-unknown = This person is no mentor of the plant any more. Choose another one.
deputies-past = This day is over. It may begin today at the earliest.
deputies-days = The last day cannot come before the first, nor more than { $most ->
    [one] { $most } day
   *[other] { $most } days
} after it.
deputies-away = Somebody stands in for them on these days. Choose another one.
deputies-stands-in = This mentor stands in for another on these days. First let the personnel department name somebody else there.
deputies-other-days = A deputy is named for other days already. End that first, or give all the days at once.

deputies-told-named-deputy = You stand in for the mentor { $mentor }: { $days }. On these days their trainees are in your list: diaries, marks, “I am not coming”, “I need help”.
deputies-told-named-mentor = { $deputy } stands in for you: { $days }. Both of you are told what concerns the trainees.
deputies-told-began-deputy = From today on you stand in for the mentor { $mentor }, until { $last }. Their trainees are in your list.
deputies-told-began-mentor = From today on { $deputy } stands in for you, until { $last }.
deputies-told-ended-deputy = You stand in for the mentor { $mentor } no longer. Thank you for your help.
deputies-told-ended-mentor = { $deputy } stands in for you no longer. The trainees are yours alone again.

deputy-open = Name a deputy
deputy-question-mentor = For whom?
deputy-question-deputy = Who takes the trainees?
deputy-question-first = From which day? Choose one or write it, for example: 19.10
deputy-question-last = Until which day? Choose one or write it, for example: 01.11
deputy-label-mentor = Mentor
deputy-label-deputy = Deputy
deputy-label-first = From
deputy-label-last = Until
deputy-review = <b>Check it</b>. Both are told, the students see it.
deputy-submit = Name
deputy-continue = Continue: a deputy for a mentor
deputy-unfinished = The deputy is not set: step { $step } of { $steps }. Go on?
deputy-expired = The deputy of the mentor is not set: a day has passed.
