# Работа до 18 лет: что в графике не так и кто решает.

minors-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
        [many] { $count } часов
       *[other] { $count } часа
    }
minors-at-most =
    { $count ->
        [0] по правилам работать нельзя
        [one] по правилам можно не больше { $count } часа
        [few] по правилам можно не больше { $count } часов
        [many] по правилам можно не больше { $count } часов
       *[other] по правилам можно не больше { $count } часа
    }
minors-days =
    { $count ->
        [1] { $day }
        [one] { $first } – { $last } ({ $count } день)
        [few] { $first } – { $last } ({ $count } дня)
        [many] { $first } – { $last } ({ $count } дней)
       *[other] { $first } – { $last } ({ $count } дня)
    }
minors-weeks =
    { $count ->
        [1] Неделя { $first } – { $sunday }
        [one] { $first } – { $sunday } ({ $count } неделя)
        [few] { $first } – { $sunday } ({ $count } недели)
        [many] { $first } – { $sunday } ({ $count } недель)
       *[other] { $first } – { $sunday } ({ $count } недели)
    }

minors-reason-too_young = { $days }: по плану { $planned } в день, а студенту нет 14 лет, по правилам работать ещё нельзя.
minors-reason-listed_barred = { $days }: по плану { $planned } в день на работе из перечня тяжёлых и вредных, а в { $age } лет на ней { $limit }.
minors-reason-listed_day = { $days }: по плану { $planned } в день, а на работе из перечня тяжёлых и вредных в { $age } лет { $limit }.
minors-reason-day = { $days }: по плану { $planned } в день, а в { $age } лет { $limit }.
minors-reason-week = { $weeks }: по плану { $planned } в неделю, а в { $age } лет { $limit }.
minors-reason-mixed_week = { $weeks }: по плану { $planned }, а норма в эту неделю меняется (день рождения или новые правила). Считаем по меньшей, в { $age } лет { $limit }.
minors-reason-night = { $days }: смена { $starts }–{ $ends } заходит на ночное время, а в { $age } лет по правилам ночью работать нельзя.
minors-reason-rest_day = { $days }: выходной или праздник, по плану { $planned }, а в { $age } лет по правилам в такие дни работать нельзя.
minors-reason-age_unknown = Дата рождения неизвестна, поэтому часы по возрасту не проверены. Уточните её.
minors-reason-no_rule = { $days }: по плану { $planned } в день, а правил для работы до 18 лет на это время в справочнике нет. Проверьте сами.
minors-reason-plan_unknown = Смена ещё неизвестна, поэтому часы по возрасту не проверены. Выберите место практики.

minors-more =
    { $count ->
        [one] И ещё { $count } замечание.
        [few] И ещё { $count } замечания.
        [many] И ещё { $count } замечаний.
       *[other] И ещё { $count } замечания.
    }
minors-closing = Это не запрет: решает человек. Сомневаетесь — спросите юриста.
