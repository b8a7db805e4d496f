# «Не приду»: студент говорит, наставник и колледж узнают; кого не дождались.

absences-menu = Не приду
absences-none = Сейчас у вас нет практики, на которую нужно приходить.
absences-when = Когда вы не придёте? Следующий шаг — причина, и мы сразу сообщим наставнику.{ $count ->
    [0] {""}
   *[other] {"\u000A"}То, о чём вы уже сказали, можно открыть и отменить.
}
absences-told-button = Уже сказали: { $days }
absences-day-today = Сегодня{ $named ->
    [0] {""}
   *[other] {" "}· { $plant }
}
absences-day-tomorrow = Завтра, { $day }{ $named ->
    [0] {""}
   *[other] {" "}· { $plant }
}
absences-day-other = Другие дни{ $named ->
    [0] {""}
   *[other] {" "}· { $plant }
}
absences-why = { $day }. Почему вы не придёте? Диагноз не нужен.
absences-reason-illness = Болею
absences-reason-family = Семейное дело
absences-reason-transport = Не доехать
absences-reason-study = Учёба
absences-reason-military_office = Военкомат
absences-reason-not_admitted = Не пустили
absences-reason-other = Другое
absences-reason-unexplained = Причина неизвестна

absences-mine = ✅ Вы не придёте: { $days }
    Причина: { $reason }{ $noted ->
    [0] {""}
   *[other] {"\u000A"}«{ $note }»
}
    { $seen }
absences-mine-withdrawn = Отменено: { $days }. Вас ждут на практике.
absences-unseen = ⏳ Сообщаем наставнику и руководителю практики, ночью — за два часа до смены. Здесь будет видно, кто прочитал.
absences-unread = ⏳ Ещё никто не отметил, что прочитал.
absences-seen-by = Прочитано, { $at }: { $who ->
    [none] имя не указано
   *[other] { $who }
}
absences-note = Добавить пояснение
absences-come = Приду
absences-to-card = Открыть

absence-days-question-first = С какого дня вы не придёте? Нажмите кнопку или напишите дату, например: 9 октября
absence-days-question-last = По какой день? Этот день тоже считается.
absence-days-question-reason = Почему вы не придёте? Диагноз не нужен.
absence-days-question-note = Хотите пояснить? До 200 знаков. Не пишите диагноз.
absence-days-label-first = Первый день
absence-days-label-last = Последний день
absence-days-label-reason = Причина
absence-days-label-note = Пояснение
absence-days-unfinished = Сообщение «Не приду» не отправлено: шаг { $step } из { $steps }. Продолжить?
absence-days-continue = Продолжить «Не приду»
absence-days-expired = ⚠️ Сообщение «Не приду» не было отправлено, черновик удалён. Если оно нужно, начните снова.
absence-days-open = Начать снова
absence-note-question-note = Напишите пояснение: до 200 знаков. Не пишите диагноз. Его увидят наставник и руководитель практики.
absence-note-label-note = Пояснение
absence-note-unfinished = Пояснение не отправлено. Продолжить?
absence-note-continue = Дописать пояснение
absence-note-expired = Пояснение не отправлено, черновик удалён.
absence-note-open = Написать снова

absences-refuse-written = За { $day } есть запись в дневнике: в этот день вы были на практике.
absences-refuse-overlap = На часть этих дней вы уже сказали, что не придёте: { $days }. Откройте это сообщение в «Не приду» и отмените его, если причина другая.
absences-refuse-over = Эти дни уже прошли, отменить их нельзя.
absences-refuse-not_on = Сейчас на эту практику приходить не нужно.
absences-refuse-note_long = Слишком длинно: до { $most } знаков. Напишите короче.
absences-refuse-health = Диагноз и подробности о здоровье не пишите. Достаточно причины «Болею».
absences-refuse-backwards = Последний день раньше первого. Выберите другой.
absences-refuse-late = Так давно объяснить уже нельзя: прошло больше { $days } дней. Напишите руководителю практики.
absences-refuse-outside = Практика идёт { $days }. Выберите день из этого срока.
absences-refuse-rest = В эти дни практики нет: сообщать не нужно.
absences-refuse-nobody = Этого студента сегодня здесь не ждут.
absences-refuse-early = Смена ещё не началась. Отметьте после её начала.
absences-refuse-explained = Студент уже объяснил, почему его нет. Отменить это может он сам.
absences-refuse-known = Сейчас известно, где студент: звонить не нужно.

# --- Наставник и колледж

absences-card-told = <b>Не придёт:</b> { $name }, { $group } · { $plant }
    { $days }. Причина: { $reason }{ $noted ->
    [0] {""}
   *[other] {"\u000A"}«{ $note }»
}
    { $seen }
absences-card-withdrawn = <b>Придёт:</b> { $name }, { $group } · { $plant }
    Сообщение отменено: { $days }.
absences-saw = Прочитал
absences-mark = Кто не пришёл
absences-mark-today = <b>Кто сегодня должен прийти</b>
    Если студента нет, нажмите его имя: через час после начала смены мы спросим его, через два — сообщим руководителю.
absences-mark-nobody = Сегодня у вас никого нет на практике.
absences-mark-line = { $name } — { $state ->
    [written] сегодня по плану, запись в дневнике уже есть, её проверите вы
    [accepted] сегодня по плану, запись в дневнике вы приняли
    [returned] сегодня по плану, запись в дневнике вы вернули
   *[other] сегодня по плану
}
absences-mark-away = { $name } — не придёт («{ $reason }»)
absences-mark-missed = { $name } — не пришёл, причина неизвестна
absences-miss = Не пришёл: { $name }
absences-came = Пришёл: { $name }
absences-missed = Отмечено. Мы спросим студента, а если он не ответит, сообщим руководителю.
absences-missed-written = Отмечено, мы спросим студента. За сегодня он уже сделал запись в дневнике: если его не было, верните её.
absences-miss-known = Студент сам сказал, что не придёт.
absences-came-noted = Отмечено: студент пришёл.
absences-comes = Придёт: { $name }, { $group } · { $plant }. Отменено: { $days }
absences-comes-from = Снова придёт с сегодняшнего дня: { $name }, { $group } · { $plant }. Не было: { $days }
absences-alarm = ⚠️ Студент не пришёл и не отвечает: { $days }.
    { $name }, { $group } · { $plant }
    { $minor ->
    [0] Позвоните студенту сейчас.
   *[other] Студенту нет 18: позвоните студенту и родителю сейчас.
}
absences-show-phones = Показать телефоны
absences-phones = Студент: { $student ->
    [none] телефон не указан
   *[other] { $student }
}{ $phone ->
    [none] {""}
   *[other] {"\u000A"}Родитель: { $parent }, { $phone }
}
    Просмотр записан в журнал.

# --- Студенту и родителю

absences-where-are-you = ⚠️ Наставник отметил, что вас нет на практике. Где вы? Через час об этом узнает руководитель практики.
absences-am-here = Я на месте или еду
absences-unmissed = Наставник отметил, что вы пришли. Отвечать не нужно.
absences-parent-told = Ваш ребёнок сообщил, что не придёт на практику: { $days }.
    { $name }, { $group } · { $plant }
    Вопросы: { $phone }
absences-parent-comes = Отменено: { $name }, { $group } придёт на практику ({ $plant }), { $days }.
    Вопросы: { $phone }
