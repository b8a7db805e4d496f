# What the bot answers when it did not understand a name, a date, a phone, a grade or a choice.

russian-name-letters = Russian letters are needed, for example: Иванова-Петрова
russian-name-long = That is too long. Write at most { $limit } letters, as in the passport.
russian-full-name = Write the last name, first name and patronymic, for example: Соловьёва Ольга Петровна

russian-date-unclear = This does not look like a date. Write it like this: 05.09.2010
russian-date-not-real = The calendar has no such day. Check the day and the month, for example: 05.09.2010
russian-date-year = Write the full year, for example: 05.09.2010
russian-date-future = This day is still to come. Write the date of birth, for example: 05.09.2010
russian-day-unclear = This does not look like a date. Write it like this: { $example }. A word will do: today, tomorrow
russian-day-not-real = The calendar has no such day. Check the day and the month, for example: { $example }
russian-day-year = Write the full year, for example: { $example }
russian-year-unclear = Write the year in four digits, for example: { $example }
russian-year-range = The year must be between { $lowest } and { $highest }. Please check it.

russian-phone-unclear = This does not look like a phone number. Write it like this: +7 910 123-45-67
russian-phone-foreign = Only a Russian number works for now. Write it like this: +7 910 123-45-67
russian-email-unclear = This does not look like an e-mail address. Write it like this: ivanova@example.org

russian-grade-unclear = The average is from 2 to 5, for example 4.25
russian-marks-unclear = Write the marks with spaces between them, for example: 5 4 4 3
russian-marks-many = That is more than { $limit } marks. Copy only the final ones from the certificate, with spaces.
russian-snils-unclear = A SNILS has 11 digits. Write it like this: 112-233-445 95
russian-snils-control = The control digits do not match. Check the SNILS on the paper.

russian-option-unclear = There is no such option. Press a button or write what it says.
russian-option-several = Several options fit. Press a button or write a little more.

# To ask once more before keeping the value.
russian-confirm-one-letter = Keep one letter: <b>{ $value }</b>? Does the passport say so?
russian-confirm-latin = There was a Latin letter. Keep it in Russian letters: <b>{ $value }</b>?
russian-confirm-landline = { $value } is a landline, no text message will reach it. Keep it?
russian-confirm-kazakhstan = { $value } is a number of Kazakhstan. Is it right?
russian-confirm-low-grade = That makes { $value }. Please check: a certificate has no twos. Keep it?
russian-clock-unclear = This does not look like a time. Write it like this: 10:30
