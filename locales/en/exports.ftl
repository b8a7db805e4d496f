# Reports: applications in Excel, a second person's word, the record of exports.

exports-menu = Reports
exports-reports = <b>Reports</b>
exports-to-reports = To the reports
exports-excel = Applications in Excel
exports-record = Record of exports

# --- What to export

exports-college = Which college?
exports-which-campaign = Which campaign?
exports-campaign = Campaign { $campaign }
exports-which = { $college }, campaign { $campaign }. Which applications shall be exported?
exports-all = All applications ({ $count })
exports-nothing = There is not a single application here.

exports-part-all = all applications
exports-part-overdue = overdue
exports-part-new = new
exports-part-review = in work
exports-part-info = being cleared up
exports-part-invited = coming with papers
exports-part-registered = officially accepted
exports-part-ranked = on the list
exports-part-recommended = to be enrolled
exports-part-reserve = reserve
exports-part-enrolled = enrolled
exports-part-closed = closed
exports-part-consent = without the parent's consent

# --- The file

exports-making = Making the file: { $college }, campaign { $campaign }, { $what }. It comes here, usually within seconds.
exports-making-already = The file is being made already.
exports-make = Get the file
exports-file = 📄 { $college }, campaign { $campaign }, { $what }: { $count }. It holds personal data: do not pass it on, and delete it when it is no longer needed.
exports-note = As of { $day }. Personal data: do not pass on.
exports-gone = The file is deleted by now. Please ask for it again.
exports-grew = There are more than { $most } applications by now: a colleague has to confirm. Please ask for the file again.
exports-operator-alone = ⚠️ A large export without a second person: { $college }, campaign { $campaign }, { $what }, { $count } applications. The college has nobody to confirm.
exports-yes = yes
exports-no = no

exports-column-number = No.
exports-column-registration = Reg. no.
exports-column-name = Name
exports-column-birth_date = Date of birth
exports-column-school = School
exports-column-education = Education
exports-column-grade = Average mark
exports-column-programmes = Programme
exports-column-priority = Priority
exports-column-target = Target contract
exports-column-dorm = Dormitory
exports-column-phone = Phone
exports-column-status = Status
exports-column-submitted = Date
exports-column-papers = Papers in the college
exports-column-consent = Consent: version, date

# --- A second person's word

exports-waiting = ⏳ { $college }, campaign { $campaign }, { $what }: { $count }. Nobody exports more than { $most } applications a day alone. Colleagues were asked, until { $until }. The answer comes here.
exports-withdraw = Take the request back
exports-withdrawn = The request for an export was taken back.
exports-confirm = Confirm
exports-decline = Decline

exports-card = 📄 { $who ->
    [none] A colleague
   *[other] { $who }
} asks for applications in Excel: { $college }, campaign { $campaign }, { $what }, { $count } in all. The file holds personal data. You can answer until { $until }.
exports-card-allowed = ✅ The export was confirmed: { $college }, campaign { $campaign }, { $what }, { $count }. Asked by: { $who ->
    [none] no name given
   *[other] { $who }
}. { $by ->
    [none] No second word was needed
   *[other] Confirmed by: { $by }
}, { $when }.
exports-card-done = ✅ The export was made: { $college }, campaign { $campaign }, { $what }, { $count }. Asked by: { $who ->
    [none] no name given
   *[other] { $who }
}. { $by ->
    [none] No second name given
   *[other] Confirmed by: { $by }
}, { $when }.
exports-card-declined = ❌ The export was declined: { $college }, campaign { $campaign }, { $what }, { $count }. Asked by: { $who ->
    [none] no name given
   *[other] { $who }
}. Answered by: { $by ->
    [none] no name given
   *[other] { $by }
}, { $when }.
exports-card-withdrawn = The request for an export was taken back: { $college }, campaign { $campaign }, { $what }, { $count }. Asked by: { $who ->
    [none] no name given
   *[other] { $who }
}. { $when }.
exports-card-expired = Nobody answered the request for an export: { $college }, campaign { $campaign }, { $what }, { $count }. Asked by: { $who ->
    [none] no name given
   *[other] { $who }
}. { $when }.

exports-answer-allowed = ✅ The export was confirmed: { $college }, campaign { $campaign }, { $what }. Confirmed by: { $by ->
    [none] no name given
   *[other] { $by }
}. The file can be had until { $until }.
exports-answer-declined = ❌ The export was declined: { $college }, campaign { $campaign }, { $what }. Answered by: { $by ->
    [none] no name given
   *[other] { $by }
}.
exports-answer-expired = Nobody confirmed the export within a day: { $college }, campaign { $campaign }, { $what }. You can ask again.

exports-own = Somebody else of the staff has to confirm.
exports-too-late = The request has run out. Please ask for the file again.
exports-already-waiting = This export is not confirmed yet.
exports-already-allowed = This export was confirmed already, { $at }. Answered by: { $who ->
    [none] no name given
   *[other] { $who }
}.
exports-already-done = This export was made already, { $at }.
exports-already-declined = This export was declined already, { $at }. Answered by: { $who ->
    [none] no name given
   *[other] { $who }
}.
exports-already-withdrawn = This request was taken back, { $at }.
exports-already-expired = This request has run out. Please ask for the file again.

# --- The record

exports-list = <b>Record of exports</b> · { $college }
    { $count ->
    [0] There were no exports yet.
   *[other] In all: { $count }
}
exports-line = No. { $number } · { $at } · { $who ->
    [none] no name given
   *[other] { $who }
}
    campaign { $campaign }, { $what }: { $count } · { $state }{ $second ->
    [yes] {" "}· second: { $by ->
        [none] no name given
       *[other] { $by }
    }
    [alone] {" "}· nobody was there to confirm
   *[no] {""}
}
exports-open = Request no. { $number }
exports-state-waiting = waits for a word
exports-state-allowed = allowed
exports-state-done = sent
exports-state-declined = declined
exports-state-withdrawn = taken back
exports-state-expired = run out
