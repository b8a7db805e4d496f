access-forbidden = This is not open to you. Your rights may have changed. What you can do is in the menu: /menu
access-not-found = This is no longer here. Open the menu: /menu

# A request for access: the form

access-question-kind = Who are you?
access-question-role = What do you do?
access-question-organisation = { $kind ->
    [mentor] At which enterprise?
    [enterprise] At which enterprise?
   *[other] At which college?
}
access-question-name = What is your name? Write last name, first name and patronymic in Russian letters, for example: Громов Виктор Павлович
access-question-position = { $kind ->
    [student] Group and year? For example: group SV-21, year 2
    [mentor] Shop and position? For example: shop 4, welder
   *[other] Position and department? For example: training engineer, human resources
}
access-label-kind = You
access-label-role = Role
access-label-organisation = Organisation
access-label-name = Name
access-label-position = Position or group
access-review = <b>Check and send.</b> A coordinator will see this and answer here.
access-submit = Send the request
access-continue = Continue the request for access
access-open = Ask for access
access-unfinished = Your request for access is not sent: step { $step } of { $steps }. Continue?
access-remind = ⏳ Your request for access is not sent. The draft is kept for another { $days } { $days ->
    [one] day
   *[other] days
}.
access-expired = The draft of your request is deleted: it was not touched for 14 days. You can begin anew.
