# Практика: переходы, готовность к первому дню, подбор места.

internship-transition-refused = Сейчас этого сделать нельзя: практика уже в другом состоянии. Откройте её заново.
internship-outdated = Практика изменилась, пока вы смотрели. Вот как сейчас.

internship-guard-seat = На этом месте больше нет свободных мест. Выберите другое.
internship-guard-of_age = На первый день практики студент младше, чем нужно для этого места.
internship-guard-agreed = Нужно согласие и студента, и предприятия.
internship-guard-nothing_open = Ещё не всё готово. Откройте список готовности.
internship-guard-let_pass = Не всё готово. Для каждого открытого пункта нужно решение с причиной.
internship-guard-something_open = Всё готово, возвращать нечего.
internship-guard-begun = Первый день практики ещё не наступил.
internship-guard-ended = Последний день практики ещё не прошёл.
internship-guard-assessed = Отметьте каждую компетенцию и поставьте оценку.
internship-guard-signed = Сначала подпишите отчётные документы.
internship-guard-reason = Выберите причину или напишите её.

internship-item-agreement = Договор колледжа с предприятием
internship-item-college_order = Приказ колледжа
internship-item-enterprise_order = Приказ предприятия о наставнике
internship-item-mentor = Наставник назначен
internship-item-mentor_consent = Письменное согласие наставника
internship-item-parent_consent = Согласие родителя
internship-item-medical = Медосмотр действует до конца практики
internship-item-schedule = График подходит по возрасту
internship-item-gear = Размеры спецодежды
internship-item-pass = Пропуск
internship-item-bed = Место в общежитии
internship-item-introductory = Вводный инструктаж
internship-item-primary_workplace = Первичный инструктаж на рабочем месте

internship-reason-wish = студент просил это предприятие
internship-reason-near = можно ездить каждый день
internship-reason-bed = есть место в общежитии
internship-reason-target = хочет целевой договор с ним
internship-reason-far = далеко ездить каждый день
internship-reason-no_bed = нужно общежитие, а мест нет
internship-reason-other_wish = студент просил другое предприятие
internship-reason-distance_unknown = расстояние неизвестно
internship-reason-age_unknown = возраст неизвестен, проверьте

# --- стол практики -------------------------------------------------------------------------------

internship-menu-desk = Практика
internship-to-desk = К практике
internship-to-card = К карточке
internship-open-card = Открыть карточку
internship-to-items = Список готовности
internship-to-history = Что было
internship-erased = данные удалены
internship-nobody = ещё не назначен
internship-nameless = имя не указано
internship-desk = <b>Практика</b>{ $empty ->
    [1] . Здесь пока пусто.
   *[other] { $late ->
        [0] { "" }
        [one] . Не готов к первому дню: <b>{ $late }</b>
       *[other] . Не готовы к первому дню: <b>{ $late }</b>
    }{ $undecided ->
        [0] { "" }
       *[other] . Не начались, ждут решения: <b>{ $undecided }</b>
    }
}
internship-desk-mine = <b>Мои студенты на практике</b>{ $empty ->
    [1] . Здесь пока пусто.
   *[other] { $late ->
        [0] { "" }
        [one] . Не готов к первому дню: <b>{ $late }</b>
       *[other] . Не готовы к первому дню: <b>{ $late }</b>
    }{ $undecided ->
        [0] { "" }
       *[other] . Не начались, ждут решения: <b>{ $undecided }</b>
    }
}
internship-desk-own = Только мои студенты
internship-desk-all = Все студенты
internship-shelf-undecided = ⚠️ Не начаты, решите: { $count }
internship-shelf-late = ⚠️ Скоро, не готовы: { $count }
internship-shelf-gathering = Собирают документы: { $count }
internship-shelf-planned = Распределены: { $count }
internship-shelf-offered = Ждём согласия: { $count }
internship-shelf-ready = Готовы: { $count }
internship-shelf-active = На практике: { $count }
internship-shelf-paused = Прерваны: { $count }
internship-shelf-reporting = Ждут отзыва: { $count }
internship-shelf-to_sign = На подпись: { $count }
internship-shelf-over = Завершены: { $count }
internship-shelf-ended = Отменены, прекращены: { $count }
internship-list-undecided = <b>Первый день прошёл, практика не началась. Что с ней делать?</b> · { $total }. Страница { $page } из { $pages }.
internship-list-late = <b>Первый день совсем скоро или уже наступил, а готово не всё</b> · { $total }. Страница { $page } из { $pages }.
internship-list-gathering = <b>Собирают документы</b> · { $total }. Страница { $page } из { $pages }.
internship-list-planned = <b>Распределены, ещё никто не спрошен</b> · { $total }. Страница { $page } из { $pages }.
internship-list-offered = <b>Ждём согласия студента и предприятия</b> · { $total }. Страница { $page } из { $pages }.
internship-list-ready = <b>Всё готово, ждут первого дня</b> · { $total }. Страница { $page } из { $pages }.
internship-list-active = <b>На практике</b> · { $total }. Страница { $page } из { $pages }.
internship-list-paused = <b>Практика прервана</b> · { $total }. Страница { $page } из { $pages }.
internship-list-reporting = <b>Дни прошли, ждут отзыва наставника</b> · { $total }. Страница { $page } из { $pages }.
internship-list-to_sign = <b>Оценены, ждут подписи</b> · { $total }. Страница { $page } из { $pages }.
internship-list-over = <b>Завершены, документы подписаны</b> · { $total }. Страница { $page } из { $pages }.
internship-list-ended = <b>Отменены, прекращены раньше срока или не пройдены</b> · { $total }. Страница { $page } из { $pages }.
internship-line = { $name } · { $plant } · { $day }{ $open ->
    [0] { "" }
   *[other] { " · ⏳ " }{ $open }
}
internship-line-ended = { $name } · { $plant } · { $day } · { $status }

# --- карточка --------------------------------------------------------------------------------------

internship-card-title = <b>{ $name }</b> · { $status }
internship-card-student = Группа { $group }{ $age ->
    [none] { "" }
   *[other] , полных лет: { $age }
}
internship-card-reason = Причина: { $reason }
internship-card-where = 📍 { $plant }{ $site ->
    [none] { "" }
   *[other] , { $site }
}
internship-card-days = { $days }, { $hours } ч
internship-hours-short = ⚠️ В эти даты помещается { $fits } из { $wanted } часов{ $count ->
    [0] .
    [one] : { $count } студент.
    [few] : { $count } студента.
   *[other] : { $count } студентов.
}
internship-card-shift = Смена { $shift }
internship-card-module = Модуль: { $module }
internship-card-mentor = Наставник: { $name }
internship-card-deputy = До { $day } наставника заменяет: { $name }
internship-card-supervisor = Руководитель от колледжа: { $name }
internship-card-agreement = Договор № { $number } от { $day }{ $until ->
    [none] { "" }
   *[other] , действует по { $until }
}
internship-agreement-ends = ⚠️ Договор действует по { $until }, а практика идёт по { $last }. Нужен новый или продление.
internship-card-behind = ⚠️ Записано { $real } ч из { $planned } по плану на сегодня
internship-card-no-chat = Студент ещё не открыл бота.
internship-card-undecided = ⚠️ <b>Практика не началась</b>, первый день был { $first }. Решите, что дальше: начните её, назначьте новые дни или отмените. Если студент не пришёл — «Не пройдена».
internship-card-all-there = ✅ К первому дню всё готово.
internship-card-missing = <b>Не готово: { $count }</b>
internship-card-begun-without = <b>Начали без этого: { $count }</b>
internship-card-more = и ещё { $count }
internship-card-assessed = Оценка: <b>{ $mark }</b>, рекомендация: { $recommendation }
    <i>{ $review }</i>

internship-status-planned = распределён
internship-status-offered = ждём согласия
internship-status-confirmed = согласовано
internship-status-docs_pending = собираем документы
internship-status-ready = всё готово
internship-status-active = на практике
internship-status-paused = прервана
internship-status-reporting = ждём отзыва
internship-status-assessed = ждёт подписи
internship-status-completed = завершена
internship-status-cancelled = отменена
internship-status-terminated = закончена раньше срока
internship-status-failed = не пройдена

internship-ball-student = студент
internship-ball-parent = родитель
internship-ball-enterprise = предприятие
internship-ball-college = колледж

# --- список готовности -----------------------------------------------------------------------------

internship-items = <b>Готовность · { $name }</b>: { $done } из { $total }
internship-item-open = { $late ->
    [1] ⚠️ { $name } — срок был { $due }, ход: { $ball }
   *[other] ⏳ { $name } — до { $due }, ход: { $ball }
}
internship-item-value = { $line }: { $value }
internship-value-paper = № { $number } от { $day }{ $ends ->
    [none] {""}
   *[other] , по { $ends }
}
internship-value-briefing = { $day }, { $by }{ $journal ->
    [none] {""}
   *[other] , журнал № { $journal }
}
internship-value-sizes = одежда { $clothes }, обувь { $shoes }
internship-value-until = до { $until }
internship-value-day = { $day }
internship-to-briefings = Инструктажи
internship-briefings = <b>Инструктажи</b> · студентов: { $total }. Страница { $page } из { $pages }.
internship-briefed = <b>{ $name }</b> · { $plant }
internship-briefed-again = { $soon ->
    [0] Повторить до { $day }
   *[other] ⚠️ Пора повторить, до { $day }
}
internship-briefed-line = { $day } · { $kind }, { $by }{ $journal ->
    [none] {""}
   *[other] , журнал № { $journal }
}
internship-briefing-introductory = вводный
internship-briefing-primary_workplace = на месте
internship-briefing-repeat = повторный
internship-briefing-unscheduled = внеплановый
internship-briefing-targeted = целевой
internship-item-passed = ⚠️ { $name } — допущено без этого: { $by }
internship-item-note = Отметить
internship-item-correct = Исправить
internship-to-noted = Исправить отмеченное
internship-noted-list = <b>Отмечено · { $name }</b>

    { $count ->
        [0] Исправлять пока нечего.
       *[other] Выберите, что исправить или отметить заново.
    }
internship-item-let = Допустить без этого
internship-item-insist = Всё-таки нужно
internship-item-missing = Не хватает ответа. Заполните все поля.
internship-noted = Отмечено.
internship-tell-sizes = Указать размеры
internship-short-agreement = Договор
internship-short-college_order = Приказ колледжа
internship-short-enterprise_order = Приказ предприятия
internship-short-mentor = Наставник
internship-short-mentor_consent = Согласие наставника
internship-short-parent_consent = Согласие родителя
internship-short-medical = Медосмотр
internship-short-schedule = График
internship-short-gear = Спецодежда
internship-short-pass = Пропуск
internship-short-bed = Общежитие
internship-short-introductory = Вводный инструктаж
internship-short-primary_workplace = Инструктаж на месте
internship-hint-agreement = Договор о практической подготовке между колледжем и предприятием: номер, дата и последний день, если он назван. Можно отметить сразу всем, кто едет туда в те же дни.
internship-hint-college_order = Приказ колледжа о направлении на практику: номер и дата.
internship-hint-enterprise_order = Приказ предприятия о назначении наставника: номер и дата.
internship-hint-mentor = Наставник — работник предприятия с ролью «наставник» в боте. Его назначает предприятие или колледж.
internship-hint-mentor_consent = Наставник соглашается письменно. Отметьте дату согласия.
internship-hint-parent_consent = Студенту нет 18 лет: нужно письменное согласие родителя. Его принимает колледж.
internship-hint-medical = Медосмотр должен действовать до последнего дня практики.
internship-hint-schedule = График смены сверяется с возрастом на каждый день. Бот не решает за вас: посмотрите, что не сходится, и спросите предприятие.
internship-hint-gear = Размеры одежды и обуви называет студент. Колледж может записать их за него.
internship-hint-pass = Пропуск оформляет предприятие. Отметьте день, когда он готов.
internship-hint-bed = Койка в общежитии от предприятия. Отметьте, когда место закреплено.
internship-hint-introductory = Вводный инструктаж: когда прошёл, кто провёл, номер записи в журнале.
internship-hint-primary_workplace = Первичный инструктаж на рабочем месте: когда прошёл, кто провёл, номер записи в журнале.
internship-day-future = Этот день ещё не наступил. Напишите день, когда это уже сделано.
internship-medical-past = Медосмотр на эту дату уже кончился.
internship-medical-short = Медосмотр кончится раньше практики. Записать так и напомнить о новом?
internship-agreement-backwards = Договор не может закончиться раньше своей даты. Проверьте последний день.
internship-agreement-early = Этот день раньше первого дня практики ({ $first }): на практику нужен другой договор, пункт останется открытым. Записать так?
internship-agreement-short = Договор закончится раньше практики (её последний день — { $last }). Записать так?
internship-mentor-first = Сначала назначьте наставника.
internship-mentor-unknown = Этот человек сейчас не наставник на предприятии. Выберите другого.
internship-mentor-full = У этого наставника уже { $most } { $most ->
    [one] студент
    [few] студента
   *[many] студентов
}, больше нельзя. Выберите другого.
internship-no-bed = Мест в общежитии больше нет. Спросите предприятие или выберите другое место.
internship-days-not-now = Новые дни назначают, когда первый день наступил, а практика не началась.
internship-days-past = Первый день — не раньше завтра.
internship-days-order = Последний день — не раньше первого и не позже чем через год.
internship-days-place = Место занято с { $first } по { $last }. Выберите эти дни, или сначала измените дни места.
internship-days-short = В эти даты помещается { $fits } из { $wanted } часов. Назначить так?
internship-days-last-short = { $day } · ⚠️ { $fits } из { $wanted } ч
internship-days-busy = В эти дни у студента другая практика.
internship-days-over = Последний день практики прошёл, начать её уже нельзя. Отметьте на карточке, чем она закончилась.
internship-over = Эта практика уже закончена, изменить её нельзя.

# --- шаги ------------------------------------------------------------------------------------------

internship-step-start = Начать практику
internship-step-resume = Продолжить
internship-step-days = Новые дни
internship-step-paused = Прервать
internship-step-cancelled = Отменить
internship-step-terminated = Закончить раньше
internship-step-failed = Не пройдена
internship-step-assess = Отзыв и оценка
internship-step-sign = Документы подписаны
internship-sign-sure = <b>{ $name }</b>: все документы подписаны и лежат в колледже?

    Практика завершится, об этом узнают студент, наставник и предприятие. Оценку { $mark } и отзыв изменить будет уже нельзя, вернуть практику назад тоже.
internship-sign-yes = Да, завершить практику
internship-step-done = Сделано.
internship-signed = Практика завершена.
internship-assess-early = Отзыв пишут, когда дни практики прошли.
internship-assessed-thanks = Отзыв сохранён. Спасибо! Его можно поправить, пока документы не подписаны.
internship-mark-range = Оценка — от 2 до 5.
internship-review-length = Отзыв — от { $least } до { $most } знаков. Два-три предложения о том, как студент работал.
internship-recommendation-hire = взять на работу
internship-recommendation-target = предложить целевой договор
internship-recommendation-repeat = повторить практику
internship-recommendation-no = не рекомендую
internship-why-own_wish = по желанию студента
internship-why-illness = болезнь
internship-why-plant = предприятие не может
internship-why-unsuitable = не подходит работа
internship-why-breach = нарушение правил
internship-why-no_show = не пришёл
internship-why-transfer = перевод на другое предприятие
internship-why-other = другая причина
internship-because = { $words ->
    [none] { $why }
   *[other] { $why }: { $words }
}
internship-history = <b>Что было</b>, новое сверху
internship-history-line = { $at }: { $what }{ $who ->
    [clock] { " · сам собой, в срок" }
    [none] { "" }
   *[other] { " · " }{ $who }
}{ $reason ->
    [none] { "" }
   *[other] { " · " }{ $reason }
}
internship-history-edit = отмечено: { $item }
internship-history-override = допущено без: { $item }
internship-history-mentor = другой наставник
internship-history-briefing = инструктаж
internship-history-import = из списка колледжа
internship-history-undo = загрузка списка отменена
internship-history-erased = личные данные удалены

# --- кому что говорят --------------------------------------------------------------------------------

internship-told-ready-student = ✅ К практике всё готово. Первый день: { $first }, { $plant }.
internship-told-ready-mentor = К практике всё готово: { $name }, первый день { $first }.
internship-told-ready-supervisor = { $name }, { $plant }: к практике всё готово. Первый день: { $first }.
internship-told-ready-enterprise = { $name }: к практике всё готово. Первый день: { $first }.
internship-told-ready-parent = { $name }: к практике всё готово. Первый день: { $first }, { $plant }.
internship-told-active-student = Практика началась: { $plant }, до { $last }.
internship-told-active-mentor = Практика началась: { $name }, до { $last }.
internship-told-active-supervisor = { $name }, { $plant }: практика началась, до { $last }.
internship-told-active-enterprise = { $name }: практика началась, до { $last }.
internship-told-active-parent = { $name }: практика началась, { $plant }, до { $last }.
internship-told-resumed-student = Практика продолжается: { $plant }, до { $last }.
internship-told-resumed-mentor = Практика продолжается: { $name }, до { $last }.
internship-told-resumed-supervisor = { $name }, { $plant }: практика продолжается, до { $last }.
internship-told-resumed-enterprise = { $name }: практика продолжается, до { $last }.
internship-told-resumed-parent = { $name }: практика продолжается, { $plant }.
internship-told-paused-student = ⏳ Практика прервана: { $reason }. На предприятие пока не приходите, мы напишем.
internship-told-paused-mentor = ⏳ { $name }: практика прервана. Причина: { $reason }.
internship-told-paused-supervisor = ⏳ { $name }, { $plant }: практика прервана. Причина: { $reason }.
internship-told-paused-enterprise = ⏳ { $name }: практика прервана. Причина: { $reason }.
internship-told-paused-parent = ⏳ { $name }: практика прервана, { $reason }.
internship-told-reporting-student = Дни практики прошли. Сдайте дневник и отчёт руководителю от колледжа; отзыв пишет наставник.
internship-told-reporting-mentor = { $name }: практика закончилась. Поставьте оценку и напишите отзыв, это две минуты.
internship-told-reporting-supervisor = { $name }, { $plant }: дни практики прошли. Ждём отзыв наставника.
internship-told-reporting-enterprise = { $name }: дни практики прошли. Наставник пишет отзыв.
internship-told-reporting-parent = { $name }: дни практики прошли, теперь документы.
internship-told-assessed-student = Наставник написал отзыв. Оценка: { $mark }. Осталось подписать документы в колледже.
internship-told-assessed-supervisor = 📄 Отзыв готов: { $name }, оценка { $mark }. Соберите подписи.
internship-told-assessed-parent = { $name }: наставник написал отзыв. Осталось подписать документы в колледже.
internship-told-completed-student = ✅ Практика завершена, документы в колледже.
internship-told-completed-mentor = ✅ { $name }: практика завершена. Спасибо, что учили.
internship-told-completed-supervisor = ✅ { $name }, { $plant }: практика завершена.
internship-told-completed-enterprise = ✅ Практика завершена: { $name }, { $first } – { $last }.
internship-told-completed-parent = ✅ { $name }: практика завершена.
internship-told-cancelled-student = ❌ Практика отменена: { $plant }. Причина: { $reason }. Колледж подберёт другое место.
internship-told-cancelled-mentor = ❌ { $name }: практика отменена. Причина: { $reason }.
internship-told-cancelled-supervisor = ❌ { $name }, { $plant }: практика отменена. Причина: { $reason }. Студент снова без места.
internship-told-cancelled-enterprise = ❌ { $name }: практика отменена. Причина: { $reason }.
internship-told-cancelled-parent = ❌ { $name }: практика отменена, { $reason }.
internship-told-terminated-student = ❌ Практика закончена раньше срока: { $reason }. Руководитель от колледжа скажет, что дальше.
internship-told-terminated-mentor = ❌ { $name }: практика закончена раньше срока. Причина: { $reason }.
internship-told-terminated-supervisor = ❌ { $name }, { $plant }: практика закончена раньше срока. Причина: { $reason }.
internship-told-terminated-enterprise = ❌ { $name }: практика закончена раньше срока. Причина: { $reason }.
internship-told-terminated-parent = ❌ { $name }: практика закончена раньше срока, { $reason }.
internship-told-failed-student = ❌ Практика не пройдена: { $reason }. Подойдите к руководителю от колледжа.
internship-told-failed-mentor = ❌ { $name }: практика не пройдена. Причина: { $reason }.
internship-told-failed-supervisor = ❌ { $name }, { $plant }: практика не пройдена. Причина: { $reason }.
internship-told-failed-enterprise = ❌ { $name }: практика не пройдена. Причина: { $reason }.
internship-told-failed-parent = ❌ { $name }: практика не пройдена, { $reason }.
internship-told-not_started-student = ⚠️ Сегодня первый день, но ещё не всё готово. Не выходите на предприятие, пока руководитель от колледжа не скажет.
internship-told-not_started-mentor = ⚠️ { $name }: сегодня первый день, но не всё готово. Студент пока не выходит.
internship-told-not_started-supervisor = ⚠️ { $name }, { $plant }: не начата. Сегодня первый день, не всё готово. Закройте пункты или допустите с причиной.
internship-told-not_started-enterprise = ⚠️ { $name }: сегодня первый день, но не всё готово. Посмотрите, что осталось за вами.
internship-told-not_started-parent = ⚠️ { $name }: практика сегодня не начинается, не всё готово. Колледж напишет.
internship-told-not_started_late-student = ⚠️ Практика должна была начаться { $first }, но ещё не всё готово. Сегодня на предприятие не выходите. { $next ->
    [none] До конца практики рабочих дней не осталось: что дальше, скажет колледж.
   *[other] Самый ранний день — { $next }, в { $from }. Приходите, только если до этого бот напишет, что практика началась.
} Спросить: { $phone }.
internship-told-not_started_late-mentor = ⚠️ { $name }: практика должна была начаться { $first }, но не всё готово. Сегодня студент не придёт{ $next ->
    [none] {""}
   *[other] , самое раннее — { $next }
}.
internship-told-not_started_late-supervisor = ⚠️ { $name }, { $plant }: не начата. Первый день был { $first }, не всё готово. Закройте пункты или допустите с причиной{ $next ->
    [none] . Рабочих дней до конца практики не осталось: решите, что дальше.
   *[other] , тогда студент выйдет { $next }.
}
internship-told-not_started_late-enterprise = ⚠️ { $name }: практика должна была начаться { $first }, но не всё готово. Посмотрите, что осталось за вами{ $next ->
    [none] {""}
   *[other] , чтобы студент вышел { $next }
}.
internship-told-not_started_late-parent = ⚠️ { $name }: практика должна была начаться { $first }, но ещё не всё готово. Сегодня она не начинается{ $next ->
    [none] {""}
   *[other] , самое раннее — { $next }
}. Спросить в колледже: { $phone }.
internship-told-days_moved-student = Новые дни практики: { $plant }, { $first } – { $last }.
internship-told-days_moved-mentor = { $name }, { $plant }: новые дни практики, { $first } – { $last }.
internship-told-days_moved-supervisor = { $name }, { $plant }: новые дни практики, { $first } – { $last }.
internship-told-days_moved-enterprise = { $name }, { $plant }: новые дни практики, { $first } – { $last }.
internship-told-days_moved-parent = { $name }, { $plant }: новые дни практики, { $first } – { $last }.
internship-told-mentor-new = { $name }: у вас новый практикант. { $first } – { $last }.
internship-told-mentor-before = { $name } теперь у другого наставника. Спасибо за помощь.
internship-told-mentor-student = Ваш наставник: { $mentor }.

internship-gate-all = <b>Первые дни близко, готово не всё</b>
internship-gate-yours = <b>Практика близко. Что осталось за вами</b>
internship-gate-one = { $own ->
    [1] { $plant }, { $first }
   *[other] <b>{ $name }</b>, { $plant }, { $first }
} · { $days ->
    [one] через { $days } день
    [few] через { $days } дня
   *[many] через { $days } дней
}
internship-gate-more = и ещё практик: { $count }

# --- Мои данные ----------------------------------------------------------------------------------------

internship-kept = Запись о студенте: имя, дата рождения, группа. Колледж подбирает по ней практику. Записей: { $count }.
internship-kept-by-law = Практика: документы о ней колледж обязан хранить. Записей: { $count }. Через 3 года после практики данные удаляются.
internship-why-erased = данные удалены по просьбе

# --- Предложение практики

internship-offer-menu = Предложение практики
internship-offer-menu-plant = Ответить колледжу
internship-offer-mine = Вам предложили практику. Выберите, что открыть.
internship-offer-none = Сейчас предложений нет. Когда колледж подберёт место, напишем сюда.
internship-offer-title = 📍 <b>{ $enterprise }</b>{ $site ->
    [none] {""}
   *[other] , { $site }
}
    { $profession }: { $module }, { $hours }
internship-offer-bed = <b>Общежитие:</b> { $bed ->
    [0] мест нет, колледж ищет
   *[other] место есть
}
internship-offer-awaits = { $me ->
    [student] { $who ->
        [enterprise] ✅ Вы согласны. ⏳ Ждём предприятие до { $due }. Ответит — напишем сюда.
        [student] ⏳ Предприятие согласно, решаете вы. Ответьте до { $due }.
       *[both] ⏳ Решаете вы и предприятие. Ответьте до { $due }.
    }
    [enterprise] { $who ->
        [enterprise] ⏳ Студент согласен, решаете вы. Ответьте до { $due }.
        [student] ✅ Вы согласны. ⏳ Ждём студента до { $due }. Ответит — напишем сюда.
       *[both] ⏳ Решаете вы и студент. Ответьте до { $due }.
    }
   *[other] { $who ->
        [enterprise] ✅ Студент согласен. ⏳ Ждём предприятие до { $due }.
        [student] ✅ Предприятие согласно. ⏳ Ждём студента до { $due }.
       *[both] ⏳ Ждём студента и предприятие до { $due }.
    }
}
internship-offer-status-planned = Пока об этом знает только колледж. Спросите студента и предприятие.
internship-offer-status-confirmed = ✅ Согласны и студент, и предприятие. Дальше колледж и предприятие готовят документы, об остальном напишем.
internship-offer-status-docs_pending = ✅ Согласовано. ⏳ Собираем документы.
internship-offer-status-ready = ✅ Согласовано, всё готово к первому дню.
internship-offer-status-active = ✅ Практика идёт.
internship-offer-status-paused = ⏳ Практика на паузе.
internship-offer-status-reporting = ⏳ Практика закончилась, готовят отчёт.
internship-offer-status-assessed = ⏳ Отчёт на подписи.
internship-offer-status-completed = ✅ Практика завершена.
internship-offer-status-cancelled = ❌ Отменено. Место снова свободно.
internship-offer-status-terminated = ❌ Практика прекращена.
internship-offer-status-failed = ❌ Практика не пройдена.
internship-offer-yes = Согласен
internship-offer-take = Берём
internship-offer-no = Не подходит
internship-offer-changed-mind = Передумать
internship-offer-open = Предложение и ответы
internship-offer-look = Посмотреть
internship-offer-said-yes = ✅ Записали: вы согласны.
internship-offer-gone = Это предложение больше не действует: его отменили.
internship-offer-asked = <b>Ждут вашего ответа</b>
    { $count ->
        [0] Сейчас отвечать некому. Когда колледж предложит студента, напишем сюда.
        [one] { $count } студент.
        [few] { $count } студента.
       *[other] { $count } студентов.
    }
internship-offer-line = { $name } · { $group } · { $place }
internship-offer-line-overdue = ⚠️ { $name } · { $group } · { $place }
internship-offer-take-all = Берём всех ({ $count })
internship-offer-taken = ✅ Записали: берёте. Когда согласится и студент, напишем сюда.
internship-offer-taken-all = ✅ Записали: берёте { $count } { $count ->
    [one] студента
   *[other] студентов
}. Когда согласятся и они, напишем сюда.
internship-offer-taken-none = Отвечать некому: никто уже не ждёт.
internship-offer-planned = <b>Распределены, но не спрошены</b>
    { $count ->
        [0] Таких нет.
       *[other] Студентов: { $count }. Студенты и предприятия об этом ещё не знают.
    }
internship-offer-waiting = <b>Ждём ответа</b>
    { $count ->
        [0] Никого не ждём.
       *[other] Студентов: { $count }.
    }{ $overdue ->
        [0] {""}
       *[other] {" "}⚠️ Срок прошёл: { $overdue }.
    }
internship-offer-unheard = <b>Не видят предложение: не в боте</b>
    { $count ->
        [0] Таких нет.
       *[other] Предложений: { $count }. Напечатайте карточки, дайте ссылку или позвоните. Ответ отметьте сами.
    }{ $overdue ->
        [0] {""}
       *[other] {" "}⚠️ Срок прошёл: { $overdue }.
    }
internship-offer-ask-all = Спросить всех ({ $count })
internship-offer-ask = Спросить студента и предприятие
internship-offer-who = <b>{ $name }</b>, { $group }, { $age ->
    [-1] возраст неизвестен
   *[other] на первый день возраст { $age }
}
internship-offer-student-away = ⚠️ Студент не в боте и предложения не видит. Дайте ему ссылку или позвоните, ответ отметьте здесь.
internship-offer-plant-away = ⚠️ У предприятия никого нет в боте, предложения там не видят. Позвоните{ $phone ->
    [none] {""}
   *[other] {" "}({ $phone })
}, ответ отметьте здесь.
internship-offer-note-student = Студент согласен (на бумаге)
internship-offer-note-enterprise = Предприятие согласно (на бумаге)
internship-offer-take-off = Снять с места
internship-offer-sent = ✅ Спросили. Ответ придёт сюда.
internship-offer-sent-nobody = Предложение записано, но его никто не увидит.
internship-offer-was-noted = ✅ Отмечено.
internship-offer-to-asked = К ответам
internship-offer-declined-student = Записали: не подходит. Колледж подберёт другое место и напишет сюда.
internship-offer-declined-enterprise = Записали: не берёте. Колледж подберёт студенту другое место.

offerno-open = Не подходит
offerno-continue = Продолжить: отказ
offerno-unfinished = Отказ не отправлен: шаг { $step } из { $steps }. Продолжить?
offerno-expired = Отказ не отправлен: о причине не написали за сутки.
offerno-question-reason = Почему не подходит? Выберите или напишите своими словами. Причину прочитает колледж.

internship-offer-told-student = <b>Вам предлагают практику: { $enterprise }, с { $from }.</b> Решаете вы и предприятие, дальше колледж готовит документы. Ответьте до { $due }.
internship-offer-told-parent = <b>Предложение практики, копия для родителя.</b> { $name }, { $group }: { $enterprise }, с { $from }. Решают студент и предприятие, ответ ждут до { $due }. Вам отвечать не нужно.
internship-offer-told-plant = <b>Колледж предлагает студентов: { $count }.</b> { $enterprise }, с { $from }.
    { $names }{ $more ->
        [0] {""}
       *[other] {" "}и ещё { $more }
    }

    Ответьте до { $due }.
internship-offer-told-noted-student = Колледж отметил, что вы согласны на практику: { $enterprise }, с { $from }. Если это не так, напишите в колледж или откройте предложение.
internship-offer-told-noted-enterprise = Колледж отметил, что вы берёте на практику: { $name }, { $group }, с { $from }. Если это не так, откройте и откажитесь.
internship-offer-told-confirmed-student = ✅ <b>Практика согласована: { $enterprise }, с { $from }.</b> Дальше колледж и предприятие готовят документы. Что нужно от вас, напишем сюда.
internship-offer-told-confirmed-parent = ✅ <b>Практика согласована, копия для родителя.</b> { $name }, { $group }: { $enterprise }, с { $from }. Отвечать не нужно.
internship-offer-told-confirmed-staff = ✅ Практика согласована: { $enterprise }, с { $from }. Дальше документы. { $count ->
    [one] Студент
   *[other] Студентов { $count }
}: { $names }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
internship-offer-told-declined-student = ❌ <b>Практика не состоится: { $enterprise }, с { $from }.</b> Предприятие не сможет вас принять. Колледж подберёт другое место и напишет сюда.
internship-offer-told-declined-parent = ❌ <b>Практика не состоится, копия для родителя.</b> { $name }, { $group }: { $enterprise }, с { $from }. { $actor ->
    [student] Студент отказался.
   *[enterprise] Предприятие не сможет принять.
} Колледж подберёт другое место.
internship-offer-told-declined-enterprise = ❌ Не придёт на практику: { $name }, { $group }, с { $from }. { $actor ->
    [student] Студент отказался.
   *[enterprise] Так решило предприятие.
} Место снова свободно.
internship-offer-told-declined-college = ❌ Практика не состоится: { $name }, { $group }, { $enterprise }, с { $from }. { $actor ->
    [student] Студент отказался: { $reason }.
   *[enterprise] Предприятие отказалось: { $reason }.
} Место снова свободно, студент — в списке «Без места».

internship-offer-told-overdue = ⏳ Нет ответа на предложение практики: { $name }, { $group }, { $enterprise }, с { $from }. { $who ->
    [student] Ждём студента.
    [enterprise] Ждём предприятие.
   *[both] Ждём студента и предприятие.
} Срок прошёл: спросите по телефону или подберите другое место.

internship-why-far = далеко ездить
internship-why-other_place = лучше другое предприятие
internship-why-days = не подходят дни
internship-why-shift = не подходит смена
internship-why-no_room = нет места или наставника
internship-why-age = не подходит возраст
internship-why-taken_back = распределение отменено
internship-item-student_agreed = согласие студента
internship-item-enterprise_agreed = согласие предприятия
internship-item-date_from = первый день
internship-item-date_to = последний день
internship-item-site = цех
internship-item-shift = смена
internship-item-meeting = встреча в первый день
