# Messages about an application: notice-<event>-<to whom>. content/*/notices.toml decides whom and when.
# applicant, parent, assignee: the member of staff who has taken it, college: its coordinators.

notice-open = Open the application
notice-card = Open the card

notice-submitted-applicant = Application No. { $no } is sent, we answer by { $date }.
notice-submitted-parent = 📄 { $name }: application No. { $no } is sent, { $college }. We answer by { $date }.
notice-submitted-assignee = 📄 New application No. { $no }, { $college }. Answer by { $date }.
notice-submitted-college = 📄 New application No. { $no }, { $college }. Answer by { $date }.

notice-in_review-applicant = A member of staff is looking at application No. { $no }.
notice-in_review-parent = { $name }: a member of staff is looking at application No. { $no }.
notice-in_review-assignee = Application No. { $no } is yours now.
notice-in_review-college = Application No. { $no } has been taken.

notice-handed_on-applicant = A colleague now looks after application No. { $no }.
notice-handed_on-parent = { $name }: a colleague now looks after application No. { $no }.
notice-handed_on-assignee = Application No. { $no } was handed to you.
notice-handed_on-college = Application No. { $no } was handed to a colleague.

notice-needs_info-applicant = ⚠️ Application No. { $no }. Please clear up: { $list }. By { $date }.{ $words ->
    [0] {""}
   *[other] {" "}The college writes: “{ $comment }”
}
notice-needs_info-parent = ⚠️ { $name }, application No. { $no }. Please clear up: { $list }. By { $date }.
notice-needs_info-assignee = Application No. { $no }: the applicant was asked, answer by { $date }.
notice-needs_info-college = Application No. { $no }: the applicant was asked, answer by { $date }.

notice-info_reminded-applicant = ⏳ Application No. { $no } waits for your answers until { $date }: { $list }.
notice-info_reminded-parent = ⏳ { $name }: application No. { $no } waits for answers until { $date }: { $list }.
notice-info_reminded-assignee = ⏳ Application No. { $no }: no answer from the applicant yet, due { $date }.
notice-info_reminded-college = ⏳ Application No. { $no }: no answer from the applicant yet, due { $date }.

notice-info_given-applicant = Thank you, we passed it on.
notice-info_given-parent = { $name }: the answers on application No. { $no } went to the college.
notice-info_given-assignee = Application No. { $no }: the applicant answered the questions.
notice-info_given-college = Application No. { $no }: the applicant answered the questions.

notice-edited-applicant = Application No. { $no }: answers changed: { $fields }.
notice-edited-parent = { $name }: answers in application No. { $no } changed: { $fields }.
notice-edited-assignee = Application No. { $no }: answers changed: { $fields }.
notice-edited-college = Application No. { $no }: answers changed: { $fields }.

notice-paper_verified-applicant = ✅ Application No. { $no }. Paper checked: { $paper }.
notice-paper_verified-parent = ✅ { $name }, application No. { $no }. Paper checked: { $paper }.
notice-paper_verified-assignee = Application No. { $no }. Paper checked: { $paper }.
notice-paper_verified-college = Application No. { $no }. Paper checked: { $paper }.

notice-paper_returned-applicant = ⚠️ Application No. { $no }. A paper was given back: { $paper }. Why: { $reason }
notice-paper_returned-parent = ⚠️ { $name }, application No. { $no }. A paper was given back: { $paper }. Why: { $reason }
notice-paper_returned-assignee = Application No. { $no }. A paper was given back: { $paper }. Why: { $reason }
notice-paper_returned-college = Application No. { $no }. A paper was given back: { $paper }. Why: { $reason }

notice-parent_consent-applicant = ✅ Application No. { $no }. The parent’s consent has come.
notice-parent_consent-parent = ✅ { $name }, application No. { $no }. Your consent has come.
notice-parent_consent-assignee = Application No. { $no }. The parent’s consent has come.
notice-parent_consent-college = Application No. { $no }. The parent’s consent has come.

notice-parent_dropped-applicant = ⚠️ The parent did not confirm their data within 30 days, so we deleted them. Give them again under “My application”.
notice-parent_dropped-parent = { $name }: your data in the application were not confirmed within 30 days, so we deleted them.
notice-parent_dropped-assignee = Application No. { $no }: the parent’s data were not confirmed within 30 days and are deleted.
notice-parent_dropped-college = Application No. { $no }: the parent’s data were not confirmed within 30 days and are deleted.

notice-invited-applicant = 📍 Application No. { $no }. Come with your papers on { $date } at { $time }: { $address }, { $room }.
notice-invited-parent = 📍 { $name }, application No. { $no }. Please come along with the papers on { $date } at { $time }: { $address }, { $room }.
notice-invited-assignee = Application No. { $no }: the applicant is awaited on { $date } at { $time }, { $room }.
notice-invited-college = Application No. { $no }: the applicant is awaited on { $date } at { $time }, { $room }.

notice-registered-applicant = ✅ The application is accepted officially, No. { $reg }.
notice-registered-parent = ✅ { $name }: the application is accepted officially, No. { $reg }.
notice-registered-assignee = Application No. { $no } is registered, No. { $reg }.
notice-registered-college = Application No. { $no } is registered, No. { $reg }.

notice-original_brought-applicant = ✅ Application No. { $no }. Your original certificate is at the college: { $college }.
notice-original_brought-parent = ✅ { $name }, application No. { $no }. The original certificate is at the college: { $college }.
notice-original_brought-assignee = Application No. { $no }. The original was brought.
notice-original_brought-college = Application No. { $no }. The original was brought.

notice-original_back-applicant = Application No. { $no }. Your original certificate was given back to you: { $college }.
notice-original_back-parent = { $name }, application No. { $no }. The original certificate was given back: { $college }.
notice-original_back-assignee = Application No. { $no }. The original was given back.
notice-original_back-college = Application No. { $no }. The original was given back.

notice-recommended-applicant = ⚠️ Application No. { $no }. You are recommended for enrolment. Bring the original by { $originals_end }: { $address }, { $room }.
notice-recommended-parent = ⚠️ { $name }, application No. { $no }: recommended for enrolment. The original is needed by { $originals_end }: { $address }, { $room }.
notice-recommended-assignee = Application No. { $no }: recommended for enrolment.
notice-recommended-college = Application No. { $no }: recommended for enrolment.

notice-reserve-applicant = ⏳ Application No. { $no }. You are in reserve. If a seat becomes free, we write to you.
notice-reserve-parent = ⏳ { $name }, application No. { $no }: in reserve. If a seat becomes free, we write.
notice-reserve-assignee = Application No. { $no }: in reserve.
notice-reserve-college = Application No. { $no }: in reserve.

notice-ranked-applicant = Application no. { $no }.
    { $places }
    The place may still change.
notice-ranked-parent = { $name }, application no. { $no }: there is a place in the list now, { $college }.
notice-ranked-assignee = Application no. { $no }: there is a place in the list now.
notice-ranked-college = Application no. { $no }: there is a place in the list now.

notice-original_due-applicant = ⏳ Application no. { $no }. Bring the original certificate by { $originals_end }: { $address }, { $room }. Without it the seat goes to the next in line.
notice-original_due-parent = ⏳ { $name }, application no. { $no }: the original certificate is needed by { $originals_end }: { $address }, { $room }. Without it the seat goes to the next in line.
notice-original_due-assignee = Application no. { $no }: the original is needed by { $originals_end }.
notice-original_due-college = Application no. { $no }: the original is needed by { $originals_end }.

notice-offered-applicant = ⚠️ Application no. { $no }. A seat became free: { $programme }, { $college }. It is yours if you answer by { $deadline }.
notice-offered-parent = ⚠️ { $name }, application no. { $no }: a seat became free, { $programme }, { $college }. It takes an answer by { $deadline }, by the button in the applicant's chat.
notice-offered-assignee = Application no. { $no }: a seat was offered ({ $programme }), the answer is due by { $deadline }.
notice-offered-college = Application no. { $no }: a seat was offered ({ $programme }), the answer is due by { $deadline }.

notice-offer_passed-applicant = Application no. { $no }. The seat ({ $programme }) is not kept for you any more: no answer came in time. You are still in the reserve, and if a seat becomes free again, we will write.
notice-offer_passed-parent = { $name }, application no. { $no }: the seat ({ $programme }) is not kept any more, { $declined ->
    [0] no answer came in time
   *[other] it was declined
}. The application stays in the reserve.
notice-offer_passed-assignee = Application no. { $no }: the seat ({ $programme }) was not taken, { $declined ->
    [0] no answer came
   *[other] it was declined
}. If somebody is next in the reserve, they have been offered it; if not, it is among the free seats in “Ranking”.
notice-offer_passed-college = Application no. { $no }: the seat ({ $programme }) was not taken, { $declined ->
    [0] no answer came
   *[other] it was declined
}. If somebody is next in the reserve, they have been offered it; if not, it is among the free seats in “Ranking”.

notice-enrolled-applicant = ✅ You are enrolled. Order No. { $order } of { $date }. On 1 September: { $where }.
notice-enrolled-parent = ✅ { $name }: enrolled. Order No. { $order } of { $date }. On 1 September: { $where }.
notice-enrolled-assignee = Application No. { $no }: enrolled, order No. { $order }.
notice-enrolled-college = Application No. { $no }: enrolled, order No. { $order }.

notice-rejected-applicant = ❌ Application No. { $no }: refused. { $reason }
notice-rejected-parent = ❌ { $name }, application No. { $no }: refused. { $reason }
notice-rejected-assignee = Application No. { $no }: refused. { $reason }
notice-rejected-college = Application No. { $no }: refused. { $reason }

notice-withdrawn-applicant = Application No. { $no } is withdrawn.
notice-withdrawn-parent = { $name }: application No. { $no } is withdrawn.
notice-withdrawn-assignee = The applicant withdrew application No. { $no }.
notice-withdrawn-college = The applicant withdrew application No. { $no }.

notice-expired-applicant = Application No. { $no } is closed: the papers did not come in time. If seats are left, apply anew.
notice-expired-parent = { $name }: application No. { $no } is closed, the papers did not come in time.
notice-expired-assignee = Application No. { $no } is closed: the papers did not come in time.
notice-expired-college = Application No. { $no } is closed: the papers did not come in time.

notice-merged-applicant = Two applications for one person were made one. Application no. { $no }, { $college }, goes on. Nothing needs to be done.
notice-merged-parent = { $name }: two applications were made one. No. { $no }, { $college }, goes on.
notice-merged-assignee = Application no. { $no } was merged with its double.
notice-merged-college = Application no. { $no } was merged with its double.

notice-corrected-applicant = ⚠️ Application No. { $no }. The college corrected a mistake in its list. How it stands now: “My application”.
notice-corrected-parent = ⚠️ { $name }, application No. { $no }. The college corrected a mistake in its list. The card shows how it stands now.
notice-corrected-assignee = Application No. { $no }: a step was taken back.
notice-corrected-college = Application No. { $no }: a step was taken back.

notice-decision_failed-applicant = Application No. { $no }: the decision did not take place.
notice-decision_failed-parent = { $name }, application No. { $no }: the decision did not take place.
notice-decision_failed-assignee = ⚠️ Application No. { $no }. The decision “{ $decision }” did not take place: { $why }
notice-decision_failed-college = ⚠️ Application No. { $no }. The decision “{ $decision }” did not take place: { $why }
