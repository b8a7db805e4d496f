# Дневник практики: студент пишет, наставник принимает, колледж и предприятие смотрят.

diary-menu = Дневник
diary-menu-trainees = Мои практиканты
diary-menu-staff = Дневники практики
diary-menu-plant = Часы практикантов
diary-nameless = Имя удалено

# --- День

diary-hours = { $hours } ч
diary-cell = { $day } { $shown }
diary-week-line = { $week }: { $cells }
diary-sign-ahead = ▫
diary-sign-open = …
diary-sign-written = •
diary-sign-accepted = ✓
diary-sign-returned = ↩
diary-sign-left_out = ⊘
diary-sign-missing = ✗
diary-sign-absent = О
diary-sign-off = –
diary-legend = <i>✓ принято · • ждёт наставника · ↩ вернули · ⊘ не вошло · ✗ нет записи · О отсутствие · … сегодня · ▫ впереди</i>
diary-state-ahead = этот день ещё впереди
diary-state-open = записи пока нет
diary-state-written = ждёт наставника
diary-state-accepted = принято
diary-state-returned = вернули на доработку
diary-state-left_out = не вошло в дневник
diary-state-missing = записи нет
diary-state-absent = отсутствие
diary-state-off = практики не было

# --- Студент пишет

diary-entry-question-said = <b>{ $day }</b>{ $returned ->
    [0] {""}
   *[other] {"\u000A"}⚠️ Наставник вернул запись: { $comment }
}
    Сколько часов вы работали? { $planned ->
    [none] {""}
   *[other] По плану { $planned } ч. {""}
}Нажмите кнопку или напишите всё одним сообщением: «4 часа, { $example }, всё понятно 5».
diary-entry-question-hours = Сколько часов вы работали? Нажмите кнопку или напишите, например: 5,5
diary-entry-question-what = Что вы делали? Отметьте и нажмите «Готово».
diary-entry-question-codes = Что вы делали? Отметьте и нажмите «Готово».

    { $list }
diary-entry-question-comfort = Как вам было на практике, от 1 до 5? 1 — плохо, 5 — хорошо. Это увидит руководитель практики от колледжа, наставник — нет.
diary-entry-question-sure = <b>Проверьте запись.</b> { $day }
    { $hours } ч · { $what }
    { $worded ->
        [0] {""}
       *[other] «{ $words }»{"\u000A"}
    }Комфорт: { $comfort } из 5
diary-entry-question-day = Какой это был день?
diary-entry-label-day = День
diary-entry-label-said = Запись
diary-entry-label-hours = Часы
diary-entry-label-what = Что делали
diary-entry-label-codes = Что делали
diary-entry-label-comfort = Комфорт
diary-entry-label-sure = Проверка
diary-entry-unfinished = Запись в дневник не закончена: шаг { $step } из { $steps }. Продолжить?
diary-entry-continue = Продолжить запись в дневник
diary-entry-expired = Запись в дневник осталась незаконченной, черновик удалён. Если день ещё можно записать, нажмите кнопку.
diary-entry-open = Записать
diary-sure-keep = Всё верно, сохранить
diary-sure-help = Сохранить и попросить помощи
diary-sure-other-work = Я делал другое
diary-sure-other-day = Это другой день
diary-to-calendar = Все дни и часы
diary-warn-over = Вы указали { $said } ч, а по плану и по возрасту — не больше { $planned } ч. Всё верно? Запись сохраним, руководитель практики её увидит.
diary-kept = ✅ Записано: { $day }
    { $hours } ч · { $what }{ $worded ->
    [0] {""}
   *[other] {"\u000A"}«{ $words }»
}

    Всего { $real } ч, по плану на сегодня { $planned } ч. Наставник примет запись в конце недели, до этого её можно изменить.
diary-add-words = Добавить слова
diary-reword = Изменить слова
diary-help = Нужна помощь
diary-help-told = Руководитель практики увидит, что вам нужна помощь, и напишет или позвонит в рабочее время.

    Если опасно или есть травма, не ждите: 112 и скажите наставнику.
diary-help-urgent = Помощь нужна сейчас
diary-words-question-words = { $day }. Напишите, что делали: от 10 до 500 знаков. О здоровье не пишите.
diary-words-label-words = Слова
diary-words-unfinished = Слова в дневник не дописаны. Продолжить?
diary-words-continue = Дописать слова в дневник
diary-words-expired = Слова в дневник остались недописанными, черновик удалён. Если день ещё можно изменить, нажмите кнопку.
diary-words-open = Написать
diary-words-short = Слишком коротко: напишите хотя бы { $least } знаков о том, что делали. Или нажмите кнопку с часами.
diary-words-long = Слишком длинно: до { $most } знаков. Напишите короче.
diary-words-health = О здоровье и диагнозах здесь не пишите. Уберите эти слова и отправьте ещё раз. Если нужна помощь — кнопка «Нужна помощь» или 112.
diary-hours-range = Часы — от 0,5 до { $most }. Если вас не было, нажмите в меню «Не приду».
diary-hours-unclear = Не понял, сколько часов. Напишите так: 6 или 5,5
diary-what-unknown = Отметьте хотя бы одно дело из списка.
diary-comfort-range = Выберите число от 1 до 5.

diary-closed-rest = Это не рабочий день вашей практики: записывать нечего.
diary-closed-ahead = Этот день ещё не наступил. Запишете его вечером.
diary-closed-accepted = Наставник уже принял эту запись, изменить её нельзя.
diary-closed-absent = На этот день вы сообщили, что не придёте. Если вы были, нажмите «Не приду», откройте этот день и нажмите «Приду».
diary-closed-off = В этот день практики не было или она уже закончилась: записать его нельзя.
diary-closed-late = Этот день записать уже нельзя: прошло больше трёх дней. Напишите руководителю практики.

# --- Студент смотрит

diary-none = Дневник откроется в первый день практики.
diary-which = Какой дневник открыть?
diary-which-one = { $module }, { $plant }
diary-book = <b>Дневник</b> · { $module }, { $plant }
    Часы: { $real } из { $planned } по плану, за всю практику { $total }.{ $absent ->
    [0] {""}
    [one] {" "}Отсутствие: { $absent } день.
    [few] {" "}Отсутствие: { $absent } дня.
   *[other] {" "}Отсутствие: { $absent } дней.
}
diary-over = Практика закончилась: дневник можно читать, писать в него уже нельзя.
diary-past-button = Прошлые практики
diary-past = <b>Прошлые практики</b>

    Дневник можно прочитать и получить файлом Word. Писать в него уже нельзя.
diary-past-one = { $module }, { $plant }, { $days }
diary-waits = { $returned ->
    [0] {""}
    [one] ⚠️ Наставник вернул { $returned } запись. {""}
    [few] ⚠️ Наставник вернул { $returned } записи. {""}
   *[other] ⚠️ Наставник вернул { $returned } записей. {""}
}{ $missing ->
    [0] {""}
    [one] Не записан { $missing } день. {""}
    [few] Не записаны { $missing } дня. {""}
   *[other] Не записано { $missing } дней. {""}
}Записать день можно ещё { $days } дня после него.
diary-week-before = ← Неделя
diary-week-next = Неделя →
diary-write = Записать: { $day }
diary-rewrite = Исправить: { $day }
diary-edit = Изменить
diary-to-book = К дневнику
diary-day = <b>{ $day }</b> — { $state }{ $by ->
    [none] {""}
    [mentor] {"\u000A"}⚠️ Наставник: { $comment }
   *[college] {"\u000A"}⚠️ Колледж: { $comment }
}
diary-entry-lines = { $hours } ч · { $what }
diary-entry-words = «{ $words }»
diary-entry-comfort = Комфорт: { $comfort } из 5
diary-entry-help = ⚠️ Отмечено: нужна помощь

# --- Наставник

diary-mine = <b>Мои практиканты</b> · { $week }{ $pages ->
    [1] {""}
   *[other] {" "}· страница { $page } из { $pages }
}
diary-mine-none = Сейчас у вас нет практикантов. Когда колледж назначит вас наставником, они появятся здесь.
diary-trainee = <b>{ $name }</b> · { $real } из { $planned } ч
diary-trainee-what = Работа: { $what }
diary-trainee-stuck = ↩ Никто не исправил: { $days }. Откройте день и примите как есть или верните ещё раз.
diary-no-days = На этой неделе практики нет.
diary-look-at = { $name }
diary-look = Открыть
diary-accept = Принять: { $name } ({ $count })
diary-accept-all = Принять всех ({ $count })
diary-accept-week = Принять неделю ({ $count })
diary-accepted = Принято записей: { $count }
diary-nothing-to-accept = Здесь уже всё принято.
diary-week-outdated = Записи изменились, пока вы смотрели. Вот как сейчас: проверьте и примите ещё раз.
diary-entry-outdated = Запись изменилась или о ней уже решили. Вот как сейчас.
diary-week-of = <b>{ $name }</b>, { $group } · { $week }
diary-week-empty = За эту неделю записей нет.
diary-week-entry = <b>{ $day }</b> — { $hours } ч, { $state }
    { $what }{ $worded ->
    [0] {""}
   *[other] {"\u000A"}«{ $words }»
}
diary-entry-of = <b>{ $name }</b> · { $day } — { $state }{ $by ->
    [none] {""}
    [mentor] {"\u000A"}Комментарий наставника: { $comment }
   *[college] {"\u000A"}Колледж: { $comment }
}
diary-ok = Принять
diary-ok-as-is = Принять как есть
diary-give-back = Вернуть с комментарием
diary-give-back-again = Вернуть ещё раз: снова 3 дня
diary-to-week = К неделе
diary-to-trainees = Мои практиканты
diary-former-button = Закончили практику
diary-former = <b>Закончили у вас практику</b>

    Дневник можно прочитать. Что ещё ждёт вас, стоит первым: примите эти записи, без этого дневник не распечатать.
diary-former-none = Пока никто не закончил у вас практику.
diary-former-one = { $name }{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
diary-give-back-over = Практика закончилась: студент уже не сможет исправить запись. Примите её или скажите руководителю практики.
diary-return-question-comment = { $name }, { $day }. Напишите, что исправить: до 300 знаков. Студент прочитает это сразу.
diary-return-label-comment = Комментарий
diary-return-unfinished = Комментарий к записи не отправлен. Продолжить?
diary-return-continue = Дописать комментарий к записи
diary-return-expired = Комментарий к записи не отправлен, черновик удалён.
diary-return-open = Написать снова
diary-comment-length = Комментарий — от { $least } до { $most } знаков.

# --- Колледж и предприятие

diary-staff = <b>Дневники практики</b>{ $own ->
    [0] {""}
   *[other] {" "}· мои студенты
}: { $count }{ $pages ->
    [1] {""}
   *[other] , страница { $page } из { $pages }
}
    { $gaps ->
    [0] Двух пропусков подряд ни у кого нет.
    [one] ⚠️ Два дня подряд и больше не пишет { $gaps } студент.
    [few] ⚠️ Два дня подряд и больше не пишут { $gaps } студента.
   *[other] ⚠️ Два дня подряд и больше не пишут { $gaps } студентов.
}
diary-staff-line = <b>{ $name }</b>, { $group } · { $plant }
    { $real } из { $planned } ч
diary-staff-missing = Нет записей: { $count }, с { $since }{ $row ->
    [0] {""}
    [1] {""}
   *[other] {" "}· подряд { $row }
}
diary-staff-help = ⚠️ Просит помощи
diary-staff-long = Дней длиннее плана: { $count }
diary-staff-all = Все студенты
diary-staff-own = Только мои
diary-to-staff = К дневникам
diary-look-head = <b>{ $name }</b>, { $group } · { $plant }
    Часы: { $real } из { $planned } по плану, за всю практику { $total }. Дней отсутствия: { $absent }
diary-look-day = <b>{ $day }</b> — { $state }{ $over ->
    [0] {""}
   *[other] {" "}· длиннее плана
}
diary-look-said = { $by ->
    [mentor] ↩ Наставник: { $comment }
   *[college] ⊘ { $who ->
        [none] Колледж
       *[other] { $who }
    }: { $comment }
}
diary-leave-out = Не включать в дневник: { $day }
diary-take-in = Вернуть в дневник: { $day }
diary-taken-in = День снова в дневнике и ждёт наставника.
diary-leave-out-early = Этот день ещё может исправить студент или принять наставник. Если они этого не сделают, вы сможете не включать его.
diary-leave-question-reason = { $name }, { $day }. Этот день не войдёт в дневник на бумаге, и его часы не посчитаются.{ $returned ->
    [0] {""}
   *[other] {" "}Наставник вернул его: «{ $comment }».
} Напишите почему: до 300 знаков. Студент это прочитает.
diary-leave-label-reason = Причина
diary-leave-unfinished = День ещё в дневнике: причина не отправлена. Продолжить?
diary-leave-continue = Дописать причину
diary-leave-expired = Причина не отправлена, черновик удалён. День остался в дневнике.
diary-leave-open = Написать снова
diary-plant = <b>Часы практики</b>: { $count ->
    [one] { $count } студент
    [few] { $count } студента
   *[other] { $count } студентов
}{ $pages ->
    [1] {""}
   *[other] , страница { $page } из { $pages }
}
diary-plant-none = Сейчас на предприятии нет практикантов.
diary-plant-line = <b>{ $name }</b> · { $real } из { $planned } ч
    Записей { $written }, принято { $accepted }, дней отсутствия { $absent }

# --- Сообщения

diary-remind = Запишите сегодняшний день в дневник до 21:00: { $day }. Нажмите кнопку или ответьте одним сообщением: сколько часов и что делали.
diary-heard = Записываю в дневник: { $day }.
diary-remind-again = ⚠️ В дневнике нет записи: { $day }. Её можно добавить ещё { $days } дня после этого дня. Если вас не было, скажите об этом.
diary-was-away = Меня не было
diary-returned = ↩ Наставник вернул запись: { $day }.
    { $comment }

    Исправьте её за { $days } дня.
diary-left-out = ⊘ Этот день не вошёл в дневник: { $day }.
    { $comment }

    Его часы не посчитаны. Если вы не согласны, напишите руководителю практики.
diary-to-day = Открыть день
diary-missed = ⚠️ Нет записей в дневнике: { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
} подряд, { $first } – { $last }.
    { $name }, { $group } · { $plant }{ $weeks ->
    [0] {""}
   *[other] {"\u000A"}На напоминания не отвечает, бот спрашивает реже. Свяжитесь со студентом сами.
}
diary-behind = ⚠️ Часы отстают от плана: записано { $real } ч из { $planned }.
    { $name }, { $group } · { $plant }
    Выясните, ходит ли студент на практику или не пишет дневник.
diary-help-wanted = ⚠️ Студент просит помощи в дневнике: { $day }.
    { $name }, { $group } · { $plant }

    Напишите или позвоните ему сегодня.
diary-comfort-low = ⚠️ Студенту второй раз подряд плохо на практике (комфорт 1–2): { $day }.
    { $name }, { $group } · { $plant }

    Поговорите с ним. Наставник этого не видит.
diary-too-long = ⚠️ Студент до 18 лет записал { $said } ч, по возрасту можно { $limit } ч: { $day }.
    { $name }, { $group } · { $plant }

    Это не запрет: проверьте, так ли было.
diary-open = Открыть дневник

# --- Приватность

diary-kept-entries = Дневник законченной практики: слова и комфорт. Нужны для оценки. { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
diary-kept-entries-now = Дневник идущей практики: колледж обязан его вести. { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
diary-kept-absences = Причины отсутствия на законченной практике. { $count ->
    [one] { $count } отметка
    [few] { $count } отметки
   *[other] { $count } отметок
}
diary-kept-absences-now = Отсутствие на идущей практике: по нему колледж считает часы. { $count ->
    [one] { $count } отметка
    [few] { $count } отметки
   *[other] { $count } отметок
}
diary-coming = <b>Скоро придут</b>
diary-coming-line = { $name }: { $first } – { $last }
