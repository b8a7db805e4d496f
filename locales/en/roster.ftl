# Students: a college's list as an Excel file, groups, one student

roster-menu = Students
roster-to-desk = To the students
roster-which-college = The students of which college?
roster-desk = <b>Students: { $college }</b>
roster-desk-empty = Nobody is in the bot yet. Take the template, fill it in and send the list.
roster-desk-numbers = { $students } in all, { $bot } opened the bot, { $placed } have a practice.
roster-desk-last = The last list: { $at }{ $who ->
    [none] {""}
   *[other] , { $who }
}.
roster-template = Template
roster-groups = By groups
roster-undo = Take back the last list
roster-erased = data deleted

roster-groups-list = <b>Groups: { $college }</b>
    { $pages ->
    [1] Groups in all: { $count }.
   *[other] Groups in all: { $count }. Page { $page } of { $pages }.
}
    In brackets: how many students, and how many of them opened the bot.
roster-group-line = { $group } ({ $count }, in the bot { $bot })
roster-to-groups = To the groups
roster-page-before = ← Back
roster-group = <b>{ $group }</b>, { $programme }
    { $pages ->
    [1] Students: { $count }.
   *[other] Students: { $count }. Page { $page } of { $pages }.
}
    A dot before the name: has not opened the bot yet.
roster-line = · { $name }
roster-line-bot = { $name }
roster-card = <b>{ $name }</b>
roster-card-group = Group { $group }, { $programme }
roster-card-bot = The bot: opened
roster-card-no-bot = The bot: not opened yet
roster-card-supervisor = Supervisor of practice: { $name ->
    [none] nobody yet
   *[other] { $name }
}
roster-card-unplaced = No practice at present.
roster-card-practice = Practice { $module }: { $plant }
    { $first } – { $last }, { $status }
roster-to-group = To the group

roster-status-planned = planned
roster-status-offered = offered
roster-status-confirmed = confirmed
roster-status-docs_pending = papers are being gathered
roster-status-ready = ready to begin
roster-status-active = under way
roster-status-paused = interrupted
roster-status-reporting = the report is being made
roster-status-assessed = assessed
roster-status-completed = completed
roster-status-cancelled = cancelled
roster-status-terminated = ended early
roster-status-failed = not passed

# --- the file

roster-making = Making the template, a few seconds.
roster-template-ready = The template of the list of students: a row a person, up to { $most } rows. The sheet “Allowed values” has programmes, districts, enterprises, modules and the names of mentors. Whom the bot knows, it recognises by name and birth date.
roster-file-name = students.xlsx
roster-sheet = Students { $college }
roster-sheet-allowed = Allowed values
roster-column-last_name = Last name
roster-column-first_name = First name
roster-column-middle_name = Patronymic
roster-column-birth_date = Birth date
roster-column-phone = Phone
roster-column-programme = Programme
roster-column-group = Group
roster-column-district = District
roster-column-wish = Wish
roster-column-needs_bed = Needs a bed
roster-column-supervisor = Supervisor
roster-column-module = Module
roster-column-enterprise = Enterprise
roster-column-date_from = Practice from
roster-column-date_to = Practice until
roster-column-hours = Hours
roster-column-mentor = Mentor
roster-hint-birth_date = DD.MM.YYYY. By name and birth date the bot knows a person again when a list comes anew.
roster-hint-programme = As on the sheet “Allowed values”.
roster-hint-needs_bed = Yes or No. Empty: as it was.
roster-hint-supervisor = The name under which the person acts for the college in the bot.
roster-hint-module = For example ПМ.02. Without a practice leave all its columns empty.
roster-hint-hours = Empty: as many as the module has.
roster-hint-mentor = The name under which the mentor acts for this enterprise in the bot. May be left empty.

roster-list-open = Send a list
roster-list-again = Send it again
roster-list-question-file = Send the list of students as an Excel file (.xlsx). What would change is shown first: nothing changes without your press.
roster-list-unfinished = You began to send a list of students. Will you send the file?
roster-list-expired = Sending the list of students was cancelled: the file never came.
roster-list-continue = Go on sending the students
roster-reading = Reading the file, a few seconds. What became of it will come here.
roster-reading-already = A file is being read already. Wait for its result, then send the next one.
roster-faults = ⚠️ { $rows ->
    [one] { $rows } row has a fault
   *[other] { $rows } rows have faults
}. All is marked in the file, the reasons are on its first sheet. Put it right and send it again: nothing has changed yet.

roster-fault-name = Russian letters are needed, for example: Иванова-Петрова
roster-fault-name_long = Too long: up to { $limit } characters
roster-fault-birth_future = This day has not come yet
roster-fault-birth_young = Younger than { $least } (now { $age }). Check the year
roster-fault-birth_old = That makes an age of { $age }. Check the year
roster-fault-phone = “{ $value }” is no Russian number. For example: +7 910 123-45-67
roster-fault-group_date = Excel made the group a date: { $value }. Give the column the format “Text” and write the group again
roster-fault-not_listed = “{ $value }” is not on the sheet “Allowed values”
roster-fault-module_other = “{ $value }” is a module of another programme
roster-fault-no_practice = There is no practice: fill in module, enterprise and both days, or empty this cell
roster-fault-practice_part = A practice needs a module, an enterprise and both days
roster-fault-days_order = Before the first day ({ $first })
roster-fault-days_long = The practice is longer than a year. Check the days
roster-fault-day_past = This day is over
roster-fault-hours_range = From 1 to { $most } hours
roster-fault-date_year = “{ $value }”: write the year in four digits
roster-fault-date_not_real = “{ $value }”: there is no such day
roster-fault-supervisor_unknown = “{ $value }”: nobody of the college is called so in the bot. They open the bot and get a role first
roster-fault-mentor_unknown = “{ $value }”: this enterprise has no such mentor in the bot. Leave it empty, or invite them
roster-fault-mentor_full = The mentor takes { $most ->
    [one] { $most } student
   *[other] { $most } students
} at a time, with this row there are more. Name another one or leave it empty
roster-fault-person_twice = “{ $value }”: two are called so. Write the whole name
roster-fault-twice = This person stands in row { $row } already. Send a second practice as a file of its own
roster-fault-moved_on = This practice is not just planned any more ({ $status }). Put the row back as it was, and make changes in the bot
roster-fault-overlap = The student has another practice in these days: { $first } – { $last }

# --- the preview

roster-apply = Apply
roster-drop = Cancel
roster-dropped = Cancelled, nothing has changed.
roster-preview = <b>Check the list: { $college }</b>
    Rows: { $rows }. Nothing has changed yet.
roster-preview-people = Students: { $new } new{ $changed ->
    [0] {""}
   *[other] , { $changed } change
}{ $same ->
    [0] {""}
   *[other] , { $same } stay as they are
}.
roster-preview-fields = What changes: { $fields }.
roster-preview-missing = In the bot and not in the file: { $count }. They stay as they are.
roster-preview-linked = Known from their application in the bot: { $count }. They become students at once, without an invite.
roster-preview-practice = Practices: { $planned } are planned{ $replanned ->
    [0] {""}
   *[other] , { $replanned } change
}. { $seated ->
    [0] No enterprise offers a place for them yet: give places later.
   *[other] With a place of the enterprise: { $seated }.
}
roster-preview-nothing = The bot has all of this already, there is nothing to change.
roster-field-programme = programme
roster-field-study_group = group
roster-field-phone = phone
roster-field-district = district
roster-field-wish = wish
roster-field-needs_bed = hostel
roster-field-supervisor_id = supervisor
roster-warning-rest_day = ⚠️ The practice begins on a day of rest: { $count } ({ $count ->
    [1] row
   *[other] rows
} { $rows }).
roster-warning-mended = ⚠️ Latin letters in a name become Russian ones: { $count } ({ $count ->
    [1] row
   *[other] rows
} { $rows }).
roster-warning-too_young = ⚠️ Too young for the places of this enterprise: { $count } ({ $count ->
    [1] row
   *[other] rows
} { $rows }). They are planned without a place.
roster-warning-similar = ⚠️ They look like somebody in the bot with another birth date or patronymic: { $count } ({ $count ->
    [1] row
   *[other] rows
} { $rows }). If it is them, put the file right: else a person is kept twice.
roster-warning-short = ⚠️ These days hold { $fits } of { $wanted } hours: { $count } ({ $count ->
    [1] row
   *[other] rows
} { $rows }).
roster-warning-short-more = ⚠️ Fewer hours than are wanted in more rows: { $count }.
roster-preview-gone = This preview is closed. Begin anew.
roster-preview-old = The preview is older than an hour. Send the list once more.
roster-preview-outdated = { $who ->
    [none] The list of students changed while you were looking.
   *[other] While you were looking, the list of students was changed by { $who }, { $at }.
} Send the file once more to see how it stands.
roster-changed = What row { $row } speaks of has changed since it was checked{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. Nothing was applied. Send the file again: what is wrong will be marked.
roster-changed-places = The places of an enterprise were taken while you were looking. Nothing was applied. Send the file again.
roster-busy = A large list is being applied or taken back. Wait a minute and open the students again.
roster-applying = Applying the list, a few seconds. What became of it will come here.
roster-already-applied = This is applied already. It can be taken back by the button under the students.

roster-applied = ✅ The list is applied. Students: { $new } new{ $changed ->
    [0] {""}
   *[other] , { $changed } changed
}.{ $planned ->
    [0] {""}
   *[other] {" "}Practices planned: { $planned }.
}{ $replanned ->
    [0] {""}
   *[other] {" "}Practices changed: { $replanned }.
}
roster-applied-without-chat = Have not opened the bot yet: { $count }.
roster-applied-until = It can be taken back until { $until }.
roster-undo-ask = Take back the last list? Whom it added is gone, what it changed comes back. Who has changed since stays as they are.
roster-undo-yes = Yes, take it back
roster-undoing = Taking the list back, a few seconds. What became of it will come here.
roster-undone = ✅ Taken back. Students gone: { $gone }, as before again: { $back }, practices cancelled: { $unplanned }.
roster-undone-left = ⚠️ Changed since and left as they are: { $count } ({ $people }).
roster-undone-seat = ⚠️ The place at the plant is somebody else's by now, assign another one: { $count } ({ $people }).
roster-undone-bed = ⚠️ The place at the plant is theirs again, the bed is somebody else's by now: { $count } ({ $people }).
roster-undone-mentor = ⚠️ The mentor takes no more students by now, name another one: { $count } ({ $people }).
roster-undo-gone = This is taken back already.
roster-undo-late = An hour has passed, it cannot be taken back as a whole. Correct single students, or send a new list.
roster-undo-newer = Another list came after it. Only the last one can be taken back.

# --- to the student

roster-linked = Your college has put you on its list of students: { $college }. Your practice and your diary will be here. Press the button to open the menu of a student.
roster-linked-go = Student's menu
roster-links = Links and cards
roster-practice = Open the practice
roster-practice-past = { $module }, { $plant }, until { $last }
roster-link-student = Link for the student
roster-link-parent = Link for a parent
roster-colleges = Other colleges
