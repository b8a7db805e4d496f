# Замена наставника: кто вместо кого, с какого по какой день.

deputies-menu = Замена
deputies-title = <b>Кто кого заменяет</b>
deputies-none = <b>Замена</b>
    Сейчас никто никого не заменяет. Уезжаете или заболели — назначьте, кто примет ваших практикантов на эти дни.
deputies-line = { $now ->
    [1] ✅
   *[other] ⏳
} { $name } вместо { $mentor }, { $days }
deputies-end = Закончить замену: { $name }
deputies-ended = Замена закончена, обоим написали.
deputies-named = Готово, обоим написали.
deputies-nobody = На предприятии нет другого наставника. Пусть отдел кадров пригласит ещё одного.
deputies-unknown = Этот человек больше не наставник предприятия. Выберите другого.
deputies-past = Этот день уже прошёл. Начать можно с сегодняшнего.
deputies-days = Последний день — не раньше первого и не позже чем через { $most ->
    [one] { $most } день
    [few] { $most } дня
   *[many] { $most } дней
}.
deputies-away = Его самого в эти дни заменяют. Выберите другого.
deputies-stands-in = Этот наставник сам в эти дни заменяет другого. Сначала пусть отдел кадров назначит там кого-то ещё.
deputies-other-days = На другие дни замена уже назначена. Сначала закончите её или укажите все дни сразу.

deputies-told-named-deputy = Вы замените наставника { $mentor }: { $days }. В эти дни его практиканты будут в вашем списке: дневники, отметки, «не приду», «нужна помощь».
deputies-told-named-mentor = Вас заменит { $deputy }: { $days }. Сообщения о практикантах получите вы оба.
deputies-told-began-deputy = С сегодняшнего дня вы заменяете наставника { $mentor }, до { $last }. Его практиканты — в вашем списке.
deputies-told-began-mentor = С сегодняшнего дня вас заменяет { $deputy }, до { $last }.
deputies-told-ended-deputy = Вы больше не заменяете наставника { $mentor }. Спасибо за помощь.
deputies-told-ended-mentor = Замена закончилась: { $deputy } больше не за вас. Практиканты снова только ваши.

deputy-open = Назначить замену
deputy-question-mentor = Кого заменить?
deputy-question-deputy = Кто примет практикантов?
deputy-question-first = С какого дня? Выберите или напишите, например: 19.10
deputy-question-last = По какой день? Выберите или напишите, например: 01.11
deputy-label-mentor = Наставник
deputy-label-deputy = Замена
deputy-label-first = С
deputy-label-last = По
deputy-review = <b>Проверьте</b>. Обоим напишем, студенты увидят это у себя.
deputy-submit = Назначить
deputy-continue = Продолжить: замена наставника
deputy-unfinished = Замена не назначена: шаг { $step } из { $steps }. Продолжить?
deputy-expired = Замена наставника не назначена: прошли сутки.
