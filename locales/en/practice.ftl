# Forms of practice: an item of readiness, a step with a reason, the mentor's review.

practice-item-continue = Continue: noting an item
practice-item-unfinished = The note is not kept: step { $step } of { $steps }. Go on?
practice-item-expired = The note that you began is deleted: it was not finished. Note the item again from the card of the practice.
practice-item-open = Note it again
practice-item-question-number = { $name } · { $what }

    Write the number as it stands on the paper.
practice-item-question-day = { $name } · { $what }

    Which date? For example: { $today }
practice-item-question-ends = { $name } · { $what }

    The last day of the agreement? For example: { $last }. Skip it if it names none.
practice-item-question-mentor = { $name }

    Who will be the mentor? Beside the name: how many students now, and how many may be.
practice-item-question-until = { $name } · { $what }

    Until which day does it last? For example: { $last }
practice-item-question-held_by = { $name } · { $what }

    Who held the briefing? Name and post.
practice-item-question-journal = { $name } · { $what }

    The number in the journal. Skip it if there is none.
practice-item-question-clothes = Which size of clothes? For example: 48–50, height 176
practice-item-question-shoes = Which size of shoes? For example: 43
practice-item-question-group = { $name } · { $what }

    Note it for this student only, or for everybody who goes to this plant on the same days?
practice-item-option-one = This student only
practice-item-option-all = Everybody: { $count }
practice-item-label-number = Number
practice-item-label-day = Date
practice-item-label-ends = Valid until
practice-item-label-mentor = Mentor
practice-item-label-until = Lasts until
practice-item-label-held_by = Held by
practice-item-label-journal = Journal number
practice-item-label-clothes = Clothes
practice-item-label-shoes = Shoes
practice-item-label-group = For
practice-item-review = <b>Please check</b>
practice-item-submit = Note it
practice-pass-continue = Continue: letting an item pass
practice-pass-unfinished = The reason is not written. Go on?
practice-pass-expired = The item was not let pass: nobody wrote the reason, what was begun is deleted.
practice-pass-open = Write the reason
practice-pass-question-reason = { $name } · { $what }

    This item is not there, but you let the student pass and answer for it. Why? Your name and the reason stay in the history.
practice-pass-label-reason = Reason
practice-step-continue = Continue: a decision on a practice
practice-step-unfinished = The decision is not kept: step { $step } of { $steps }. Go on?
practice-step-expired = The decision on a practice that you began is deleted: it was not finished. Decide again from the card of the practice.
practice-step-open = Decide again
practice-step-question-why = { $name } · { $what }

    Why?
practice-step-question-words = Anything to add? No diagnoses. The student and the plant will see these words.
practice-step-label-why = Reason
practice-step-label-words = In words
practice-step-review = <b>Please check</b>. Everybody concerned will be told.
practice-step-submit = Confirm
practice-days-continue = Continue: new days of a practice
practice-days-unfinished = The new days are not set: step { $step } of { $steps }. Go on?
practice-days-expired = The new days of the practice are not set: a day has passed.
practice-days-open = Set them again
practice-days-question-first = { $name }

    From which day? Choose one or write it, for example: 19.10
practice-days-question-last = { $name }

    Until which day? Choose one or write it, for example: 27.11
practice-days-label-first = First day
practice-days-label-last = Last day
practice-days-review = <b>Check the new days</b>. The student, the plant and the parents are told.
practice-days-submit = Set
practice-assess-unfinished = The review is not kept: step { $step } of { $steps }. Go on?
practice-assess-expired = The review that you began is deleted: it was not finished in two weeks. Please write it again.
practice-assess-open = Write the review
practice-assess-remind = ⏳ The review of a student is not finished. The draft is kept for { $days } more { $days ->
    [one] day
   *[other] days
}.
practice-assess-question-mastered = { $name }

    What has the student mastered? Tick it and press “Done”. What is not ticked was not mastered.
practice-assess-question-hours = { $name }

    Hours by competence, from the accepted days of the diary:
    { $list }

    Leave them, or write your own in whole numbers: { $example }
practice-assess-hours-diary = Leave them as in the diary
practice-assess-hours-unclear = I do not understand the hours. Write the code and a whole number, for example: ПК2.1 80, ПК2.2 40
practice-assess-hours-differ = Yours come to { $said } h, the accepted days to { $diary } h. Is that right?
practice-assess-hours-shown = { $list ->
    [none] no day of the diary is accepted yet
   *[other] { $list }{ $written ->
        [0] {" "}(from the diary)
       *[other] {" "}(written by you)
    }
}{ $left ->
    [0] {""}
   *[other] . Days not accepted: { $left }, their hours are not in it
}
practice-assess-question-mark = { $name }

    Which mark?
practice-assess-question-recommendation = { $name }

    What do you recommend?
practice-assess-question-words = { $name }

    Write two or three sentences: how they worked, what goes well, what to learn.
practice-assess-label-mastered = Mastered
practice-assess-label-hours = Hours
practice-assess-label-mark = Mark
practice-assess-label-recommendation = Recommendation
practice-assess-label-words = Review
practice-assess-review = <b>Check your review</b>
practice-assess-submit = Keep the review
practice-assess-continue = Go on with the review

# --- begun and not finished
