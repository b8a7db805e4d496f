# Work under 18: what a schedule has against it, and who decides.

minors-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
minors-at-most =
    { $count ->
        [0] the rules allow no work
        [one] the rules allow at most { $count } hour
       *[other] the rules allow at most { $count } hours
    }
minors-days =
    { $count ->
        [1] { $day }
       *[other] { $first } – { $last } ({ $count } days)
    }
minors-weeks =
    { $count ->
        [1] The week { $first } – { $sunday }
       *[other] { $first } – { $sunday } ({ $count } weeks)
    }

minors-reason-too_young = { $days }: the plan is { $planned } a day, but by the rules nobody under 14 may work.
minors-reason-listed_barred = { $days }: the plan is { $planned } a day at work on the list of hard and harmful work; at { $age } { $limit } there.
minors-reason-listed_day = { $days }: the plan is { $planned } a day; at work on the list of hard and harmful work, at { $age } { $limit }.
minors-reason-day = { $days }: the plan is { $planned } a day; at { $age } { $limit }.
minors-reason-week = { $weeks }: the plan is { $planned } a week; at { $age } { $limit }.
minors-reason-mixed_week = { $weeks }: the plan is { $planned }; the limit changes within the week (a birthday or new rules), so the lower one counts, and at { $age } { $limit }.
minors-reason-night = { $days }: the shift { $starts }–{ $ends } reaches into the night; by the rules nobody of { $age } works by night.
minors-reason-rest_day = { $days }: a weekend or public holiday with { $planned } planned; by the rules nobody of { $age } works on such days.
minors-reason-age_unknown = The birth date is not known, so the hours were not checked by age. Find it out.
minors-reason-no_rule = { $days }: the plan is { $planned } a day, but there are no rules on work under 18 for that time. Check it yourself.
minors-reason-plan_unknown = The shift is not known yet, so the hours were not checked by age. Choose a place.

minors-more =
    { $count ->
        [one] And { $count } more remark.
       *[other] And { $count } more remarks.
    }
minors-closing = This forbids nothing: a human decides. In doubt, ask a lawyer.
