# Ranking: the lists of a college, seats, the reserve, the enrolment order

ranking-menu = Ranking
ranking-to-desk = To the ranking
ranking-which-college = Which college's ranking?
ranking-base-grade9 = grade 9
ranking-base-grade11 = grade 11
ranking-base-spo = after college
ranking-base-higher = after university

ranking-desk = <b>Ranking: { $college }, admission { $year }</b>
ranking-desk-none = <b>{ $programme }</b>
    No list yet, seats: { $seats }.
ranking-desk-list = <b>{ $programme }</b>
    In the list: { $total }, seats: { $seats }. As of { $as_of }.
ranking-desk-registered = Registered, without a place in the list: { $count }.
ranking-desk-seats = Seats taken: { $held }, offered: { $offered }, free: { $free }.
ranking-template = Template
ranking-recommend = Recommend for enrolment
ranking-free = Free seats without an original ({ $count })
ranking-offer = Offer the free seats ({ $count })
ranking-offered = ✅ Seats offered: { $count }. We write about who declines or does not answer. Who agrees appears in the queue under “Recommended”.
ranking-offered-none = There is nobody to ask: the reserve is empty, the commission has not decided between equals yet, or no time to answer is left before the order.
ranking-enrol-out = To enrol ({ $count })
ranking-which-programme = The seats of which programme?
ranking-kind-list = the list
ranking-kind-recommend = the recommendations
ranking-kind-free = the freeing of seats
ranking-kind-enrol = the order
ranking-undo = Take back: { $what }

# --- files

ranking-making = Making the file, a few seconds.
ranking-template-filled = The template of the list. Whoever is registered is in it: { $count } { $count ->
    [one] row
   *[other] rows
}. Check the grades, note priority rights and achievements, add those who applied on paper. Leave “Place” empty to have places worked out by the rules of admission.
ranking-template-empty = The template of the list. Nobody is registered yet. Add those who applied on paper.
ranking-file-name-list = list-{ $campaign }.xlsx
ranking-file-name-enrol = enrolment-{ $campaign }.xlsx
ranking-sheet-list = List { $college }
ranking-sheet-allowed = Allowed values
ranking-sheet-enrol = To enrol
ranking-column-n = No.
ranking-column-number = Reg. no.
ranking-column-name = Who it is
ranking-column-full-name = Full name
ranking-column-programme = Programme
ranking-column-grade = Average grade
ranking-column-priority_right = Priority right
ranking-column-target_contract = Target contract
ranking-column-achievements = Achievements, points
ranking-column-original = Original
ranking-column-original-on = Original brought
ranking-column-place = Place
ranking-column-order = Order no.
ranking-column-day = Order date
ranking-hint-place = Empty for all: the bot works places out. Or fill it in for every row of a programme.
ranking-hint-name = For your eyes. This column is not read.

ranking-list-open = Send a list
ranking-list-again = Send it again
ranking-list-question-file = Send the list as an Excel file (.xlsx). It replaces the former one only after you have checked it.
ranking-list-unfinished = You began to send a list. Will you send the file?
ranking-list-expired = Sending the list was cancelled: the file never came.
ranking-list-continue = Go on sending the list
ranking-enrol-open = Send the order
ranking-enrol-again = Send it again
ranking-enrol-question-file = Send the enrolment list with the order's number and date, as an Excel file (.xlsx). Whoever has no order in it stays as they are.
ranking-enrol-unfinished = You began to send an order. Will you send the file?
ranking-enrol-expired = Sending the order was cancelled: the file never came.
ranking-enrol-continue = Go on sending the order
ranking-enrol-list = The enrolment list: { $count } { $count ->
    [one] person
   *[other] people
} with a seat and the original. Fill in the order's number and date and send the file back.
ranking-reading = Reading the file, a few seconds. What became of it will come here.
ranking-reading-already = A file is being read already. Wait for its result, then send the next one.
ranking-faults = ⚠️ { $rows ->
    [one] { $rows } row has a fault
   *[other] { $rows } rows have faults
}. Everything is marked in the file, the reasons stand on its first sheet. Put it right and send it again: nothing has changed so far.

ranking-list-foreign = This looks like the list of another college: { $college }. Nothing has changed here.
ranking-list-changed-file = Something changed while the file was read. Send it again.

ranking-fault-not_choice = “{ $value }” is no programme of the college. They stand on the sheet “Allowed values”
ranking-fault-grade_range = An average grade lies between 2 and 5
ranking-fault-achievements_range = From 0 to { $most }
ranking-fault-number_twice = This number stands in row { $row } already
ranking-fault-own_number = This is the number of an application in the bot. { $number ->
    [none] It has no registration number yet
   *[other] Its registration number: { $number }
}
ranking-fault-other_college = This number is registered in another college
ranking-fault-closed = The application is closed: { $status }
ranking-fault-not_chosen = The applicant did not choose this programme
ranking-fault-place_missing = Not everybody has a place. Fill it in for all or for none
ranking-fault-place_range = A place is from 1 to { $last }
ranking-fault-place_twice = The same place as in row { $row }
ranking-fault-order_missing = There is a date and no order number
ranking-fault-day_missing = There is a number and no order date
ranking-fault-day_future = The day of the order is still to come
ranking-fault-day_before = The order is older than the application
ranking-fault-unknown = The bot does not know this number
ranking-fault-not_recommended = Cannot be enrolled: { $status }
ranking-fault-no_original = The original is not noted on the card

# --- previews

ranking-apply = Apply
ranking-drop = Cancel
ranking-dropped = Cancelled, nothing has changed.
ranking-preview-list = <b>Check the list: { $college }</b>
    Rows: { $count }. Nothing has changed so far.
ranking-preview-programme = <b>{ $programme }</b>
    Rows: { $rows }, seats: { $seats }.
ranking-preview-first = This is the programme's first list.
ranking-preview-moves = New: { $new }, risen: { $risen }, fallen: { $fallen }, gone: { $gone }.
ranking-preview-movers = Most of all: { $movers }.
ranking-preview-tied = ⚠️ The same results at the border of seats: { $numbers }. The commission decides: fill the places in.
ranking-preview-missing = ⚠️ Registered and not in the list: { $count } ({ $numbers }).
ranking-preview-unknown = Not in the bot: { $count } ({ $numbers }). They take their places.
ranking-preview-originals = ⚠️ The original differs between file and card: { $count } ({ $numbers }).
ranking-preview-gone = This preview is closed by now. Begin anew.
ranking-preview-old = The preview is older than an hour. Send the data again.
ranking-preview-outdated = { $who ->
    [none] The list was changed while you were looking.
   *[other] While you were looking the list was changed: { $who }, { $at }.
} Begin anew to see the present data.
ranking-list-changed = Changed since the list was sent: No. { $number } { $name }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. Nothing was applied. Correct the list and send it again.
ranking-already-applied = This is applied already. It can be taken back by the button under the ranking.
ranking-no-list = This programme has no list yet.

ranking-seats-title = <b>{ $programme }: { $seats } { $seats ->
    [one] seat
   *[other] seats
}</b>
    Nothing has changed so far.
ranking-seats-chosen = { $count ->
    [0] There is nobody to recommend.
   *[other] To recommend: { $count } ({ $numbers }).
}
ranking-seats-on-paper = Seats of people who are not in the bot: { $count }.
ranking-seats-held = Taken or offered already: { $count }.
ranking-seats-elsewhere = Get a seat for a wish that matters more to them: { $count }.
ranking-seats-reserve = To the reserve: { $count }.
ranking-free-title = <b>Seats to free: { $count }</b>
    The original did not come in time. These people get a refusal, the seats are offered to the next in reserve. This cannot be taken back.
ranking-free-who = Who it is: { $people }
ranking-free-early = The term for originals is not over yet.
ranking-free-none = Everybody's original is there, or still has time.
ranking-enrol-title = <b>To enrol: { $count }</b>
    Nothing has changed so far.
ranking-enrol-order = Order no. { $order } of { $date }: { $count }.
ranking-enrol-without = ⚠️ With a seat and an original, without an order in the file: { $count }.
ranking-enrol-none = Nobody in the file has an order.

ranking-applied-list = ✅ The list is applied. Applicants will learn their place. It can be taken back until { $until }.
ranking-applied-recommend = ✅ The seats are given out. Applicants will learn of it. It can be taken back until { $until }.
ranking-applied-free = ✅ The seats are free and offered to the next.
ranking-applied-enrol = ✅ Enrolled. Applicants will learn of it. It can be taken back until { $until }.
ranking-undo-ask = Take back: { $what }? Everybody returns to where they stood. Whoever was told will learn of the correction.
ranking-undo-yes = Yes, take it back
ranking-undone = ✅ Taken back. Returned to where they stood: { $count }.
ranking-undone-left = ⚠️ Changed since then and left as they are: { $count } ({ $people }).
ranking-undo-gone = This is taken back already.
ranking-undo-late = An hour has passed, the whole cannot be taken back any more. Correct single applications or send a new list.
ranking-undo-newer = A newer list was applied after this one. Take that one back first.

# --- the applicant

ranking-own-place = 📊 { $programme }: you are no. { $rank } of { $total }, seats: { $seats }. As of { $as_of }.
ranking-offer-waits = ⚠️ You are offered a seat. Answer by { $deadline }.
ranking-take = Take the seat
ranking-decline = Decline
ranking-decline-ask = Decline the seat ({ $programme })? It goes to the next in line at once. Seats of this programme will not be offered to you again.
ranking-decline-sure = Yes, decline
ranking-declined = All right, you declined the seat. The application stays in the reserve.
ranking-taken = ✅ The seat is yours: { $programme }. Bring the original certificate by { $date }: { $address }, { $room }.
ranking-offer-gone = This seat is not on offer any more.
ranking-offer-declined = You declined this seat.
ranking-offer-passed = The time to answer is over, the seat is not kept for you any more. Your application stays in the reserve.
ranking-offer-cancelled = This offer is over: your application has changed since.

# --- Extra seats

ranking-extra = Extra seats
ranking-extra-head = <b>Extra seats. { $college }</b>
    A programme that is open takes applications again: from { $begins } to { $ends } inclusive.
ranking-extra-line = { $on ->
        [1] ✅ { $programme }: open
       *[other] ▫️ { $programme }: closed
    }{ $waiting ->
        [0] {""}
        [one] . { $waiting } person waits
       *[other] . { $waiting } people wait
    }
ranking-extra-on = Open: { $programme }
ranking-extra-off = Close: { $programme }
ranking-extra-how = Who asked to be told hears five minutes after it was opened, from 9:00 to 21:00. If you change your mind, close it before.
ranking-extra-soon = 🔔 { $at }: we write to who waits, { $count } in all. If it was opened by mistake, close it before.
ranking-extra-read-only = The college’s coordinator opens and closes it.
