# Papers of a practice: the words that stand in them, and what a paper lacks.

practice_papers-kind-educational = educational
practice_papers-kind-production = production

practice_papers-briefing-introductory = introductory
practice_papers-briefing-primary_workplace = primary, at the workplace
practice_papers-briefing-repeat = repeat
practice_papers-briefing-unscheduled = unscheduled
practice_papers-briefing-targeted = targeted

practice_papers-result-mastered = mastered
practice_papers-result-open = not mastered

practice_papers-mark-2 = 2 (unsatisfactory)
practice_papers-mark-3 = 3 (satisfactory)
practice_papers-mark-4 = 4 (good)
practice_papers-mark-5 = 5 (excellent)

practice_papers-recommend-hire = to be hired after graduation
practice_papers-recommend-target = to be offered a target contract
practice_papers-recommend-repeat = to do the practice again
practice_papers-recommend-no = no recommendation

practice_papers-missing-student_name = the student's last and first name
practice_papers-missing-birth_date = the student's birth date
practice_papers-missing-study_group = the study group
practice_papers-missing-module = the professional module
practice_papers-missing-hours = the hours of the practice
practice_papers-missing-agreement_no = the number of the college's agreement with the enterprise
practice_papers-missing-agreement_date = the date of the college's agreement with the enterprise
practice_papers-missing-college_order_no = the number of the college's order
practice_papers-missing-college_order_date = the date of the college's order
practice_papers-missing-enterprise_order_no = the number of the enterprise's order naming the mentor
practice_papers-missing-enterprise_order_date = the date of the enterprise's order naming the mentor
practice_papers-missing-supervisor = the supervisor of the practice in the college
practice_papers-missing-mentor = the mentor
practice_papers-missing-introductory = the introductory safety briefing
practice_papers-missing-primary_workplace = the primary briefing at the workplace
practice_papers-missing-entries = entries in the diary: there is none yet
practice_papers-missing-entries_text = what was done on these days: { $days }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
practice_papers-missing-unaccepted = the mentor has not accepted these days yet: { $days }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
practice_papers-missing-returned = the student has not corrected the days that the mentor gave back: { $days }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
practice_papers-missing-stuck = the mentor gave these days back, and they cannot be corrected any more: { $days }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. The mentor may accept them as they stand, the college leave them out of the diary
practice_papers-missing-competence_hours = hours by competence: no day of the diary is accepted. They can be written into the assessment
practice_papers-missing-competences = the competences of the module
practice_papers-missing-results = "mastered" or "not mastered" for each competence
practice_papers-missing-mark = the mark for the practice
practice_papers-missing-reference_text = the mentor's reference
practice_papers-missing-recommendation = the enterprise's recommendation
practice_papers-missing-students = students who are sent to the practice

# --- in the chat

practice_papers-open = Papers (Word)
practice_papers-back = To the papers
practice_papers-which = <b>Papers of the practice</b>

    The bot fills a Word file in. Signatures and stamps go on paper.
practice_papers-none = There are no papers yet: the practice is not agreed.
practice_papers-name-diary = Diary
practice_papers-name-attestation_sheet = Attestation sheet
practice_papers-name-reference_letter = Reference letter
practice_papers-name-report_title = Title page of the report
practice_papers-name-student_list = List of students for the agreement
practice_papers-making = Filling it in, a few seconds.
practice_papers-making-already = It is being filled in, wait a few seconds.
practice_papers-file = 📄 { $name }. Check, print and sign it.
practice_papers-lacks = <b>{ $name }</b>: still missing
practice_papers-gone = The file is not kept any more. Make it again.
practice_papers-no-template = There is no template for this paper. Whoever runs the bot puts it there.
practice_papers-template = The template of this paper is damaged ({ $code }). Tell whoever runs the bot: iskra check says what is wrong.
