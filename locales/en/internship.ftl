# Practice: steps, being ready for the first day, finding a place.

internship-transition-refused = This cannot be done now: the practice stands elsewhere by now. Open it again.
internship-outdated = The practice has changed since you opened it. This is how it stands now.

internship-guard-seat = No seat is left at this place. Choose another.
internship-guard-of_age = On the first day the student will be younger than this place asks for.
internship-guard-agreed = Both the student and the enterprise have to agree.
internship-guard-nothing_open = Not everything is ready yet. Open the list.
internship-guard-let_pass = Not everything is ready. Each open item needs a decision with a reason.
internship-guard-something_open = Everything is ready, there is nothing to take back.
internship-guard-begun = The first day of the practice has not come yet.
internship-guard-ended = The last day of the practice is not over yet.
internship-guard-assessed = Mark each competence and give a mark.
internship-guard-signed = Sign the final papers first.
internship-guard-reason = Choose a reason, or write one.

internship-item-agreement = Agreement of college and enterprise
internship-item-college_order = The college's order
internship-item-enterprise_order = The enterprise's order naming the mentor
internship-item-mentor = A mentor is named
internship-item-mentor_consent = The mentor's written consent
internship-item-parent_consent = A parent's consent
internship-item-medical = Medical clearance to the end of the practice
internship-item-schedule = A schedule that suits the age
internship-item-gear = Sizes of workwear
internship-item-pass = The gate pass
internship-item-bed = A bed in the dormitory
internship-item-introductory = Introductory safety briefing
internship-item-primary_workplace = Primary briefing at the workplace

internship-reason-wish = the student asked for this enterprise
internship-reason-near = near enough for every day
internship-reason-bed = there is a bed in the dormitory
internship-reason-target = wants a target contract with it
internship-reason-far = a long way every day
internship-reason-no_bed = needs a bed, and none is left
internship-reason-other_wish = the student asked for another enterprise
internship-reason-distance_unknown = the distance is not known
internship-reason-age_unknown = age not known, please check
