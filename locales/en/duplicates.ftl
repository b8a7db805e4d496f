# Duplicates: one applicant, two applications from different people.

duplicates-menu = Duplicates
duplicates-to-list = To the duplicates
duplicates-none = There are no duplicates.
duplicates-list = <b>Duplicates</b>: { $count }
    Name and date of birth are the same, who applied is not.
duplicates-line = { $name } · { $no } and { $other }
duplicates-line-elsewhere = { $name } · { $no } · also: { $other }

duplicates-pair = <b>{ $name }</b>
    Name and date of birth are the same. Is it one person?
duplicates-application = No. { $no } · { $college } · { $status } · { $date }
duplicates-elsewhere = This person has an application to another college: { $college }, { $status }
duplicates-filled = Filled in by: { $who }
duplicates-filled-applicant = the applicant
duplicates-filled-parent = a parent
duplicates-filled-staff = staff of the college
duplicates-answer = { $label }: { $value }
duplicates-card = Card { $no }
duplicates-keep = One person, keep { $no }
duplicates-apart = These are two people
duplicates-ask = Ask the other college

duplicates-sure = { $name }: keep the answers of application no. { $kept } and whoever sent it? What belongs to no. { $gone } goes over to it; where both went to one college, the later is refused as repeated. Both are told. This cannot be undone.
duplicates-yes = Make them one
duplicates-no = Leave them
duplicates-merged = ✅ Made one. Both who applied are told.
duplicates-told-apart = Noted: these are two people. They are listed no more.
duplicates-asked = Asked the coordinators: { $colleges }. You can ask again tomorrow.

duplicates-settled = This pair is settled already.
duplicates-official = Application no. { $no } is accepted officially. Only that one can stay.
duplicates-both-elsewhere = Both have applications to another college too. Agree with it first: “Ask the other college”.

duplicates-gone = Application no. { $no } was merged with another one for the same person. From now on whoever sent the other one is told about it. Nothing needs to be done. If this is a mistake, call { $phone }
duplicates-question = ❓ { $college } asks about your application no. { $no }: the same person applied to them too, under another owner. Please agree who goes on: { $phone }
