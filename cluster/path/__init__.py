"""«My path»: where one person stands between the application and the signed papers of a practice, and what comes next.

`lines` says what a path is made of; `applying` and `practising` work its lines out, `reading` puts them together;
`today` is the present day of a practice, `drawing` keeps the pinned card up to date, `agenda` the calendar file.
`keeping` lets go of the card.
Nothing of it is kept: a path is read from what others keep, with the same few queries for everybody.
"""
