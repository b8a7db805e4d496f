# Места для практики: что предлагают предприятия, кому их дают.

places-menu = Места
places-to-desk = Места и студенты
places-to-place = К месту
places-to-list = К местам
places-to-without = Без места
places-to-free = Свободные места
places-to-group = К группе
places-which-enterprise = Места какого предприятия показать?

# --- Список и карточка

places-list = <b>Места практики: { $enterprise }</b>
    { $count ->
        [0] Мест пока нет. Предложите первые: колледж подберёт студентов и напишет сюда.
       *[other] Свободно: { $free }. Нажмите на строку, чтобы посмотреть или изменить.
    }
places-line = { $profession } · с { $from } · свободно { $free } из { $number }
places-line-closed = { $profession } · с { $from } · закрыто
places-card = <b>{ $profession }</b> · { $enterprise }
    { $site }
places-state = Свободно { $free } из { $number }, занято { $taken }.
places-state-closed = Закрыто: новых студентов не ждут. Занято { $taken } из { $number }{ $free ->
    [0] .
   *[other] , у них место остаётся.
}
places-state-beds = Общежитие: свободно { $free } из { $beds }.
places-fact-when = <b>Когда:</b> { $days }
places-fact-shift = <b>Смена:</b> { $shift }{ $minutes ->
    [0] , без перерыва
   *[other] , перерыв { $minutes } мин
}
places-fact-pay = <b>Оплата</b> (со слов предприятия): { $pay }
places-fact-gear = <b>Спецодежда:</b> { $gear }
places-fact-age = <b>Возраст:</b> от { $age } лет{ $listed ->
    [0] {""}
   *[other] , работа из перечня тяжёлых
}
places-fact-meeting = <b>Встречает:</b> { $person }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
    <b>Где:</b> { $where }
places-fact-bring = <b>С собой:</b> { $things }
places-fact-papers = <b>Для пропуска:</b> { $papers }
places-pay-employment_fixed_term = срочный трудовой договор
places-pay-apprentice = ученический договор
places-pay-civil = договор подряда
places-pay-stipend = стипендия предприятия
places-pay-none = без оплаты
places-pay-amount = { $amount } в месяц
places-pay-days = платят { $days } числа
places-minutes = { $minutes ->
    [0] Без перерыва
   *[other] { $minutes } мин
}
places-change = Изменить
places-close = Закрыть
places-reopen = Открыть снова
places-alike = Предложить ещё такие же
places-who = Кто идёт ({ $count })
places-who-list = <b>{ $profession }</b> · { $enterprise }
    { $site }

    Идут: { $count }.{ $others ->
        [0] {""}
       *[other] {" "}Из них без имени: { $others } — из других колледжей или колледж их ещё не предложил.
    }
places-who-line = { $name } · { $status }
places-status-planned = запланирован
places-status-offered = ждём ответа
places-status-confirmed = согласован
places-status-docs_pending = собираем документы
places-status-ready = всё готово
places-status-active = на практике
places-status-paused = пауза
places-status-reporting = отчёт
places-status-assessed = на подписи
places-status-completed = завершён
places-status-cancelled = отменён
places-status-terminated = прекращён
places-status-failed = не пройден
places-closed = Закрыто. Кто уже идёт, тот идёт.
places-reopened = Открыто снова.
places-offered = ✅ Места предложены: { $count }. Колледжи увидят их сейчас. Когда подберут студентов, напишем сюда.
places-changed = ✅ Сохранено.{ $told ->
    [0] {""}
   *[other] {" "}Кто по этим дням живёт, тому напишем: студентов { $told } и их наставники.
}
places-outdated = Пока вы меняли, эти места изменил кто-то ещё. Вот как сейчас, ваши правки не сохранены.

# --- Так нельзя

places-number-wrong = Нужно число от { $least } до { $most }.
places-number-taken = Нужно число до { $most }, и не меньше, чем уже занято: { $taken }.
places-beds-taken = Мест в общежитии — не больше, чем мест практики ({ $most }), и не меньше, чем уже занято: { $taken }.
places-first-past = Этот день уже прошёл. Напишите день от сегодняшнего.
places-first-far = До этого дня больше года. Напишите день поближе.
places-last-before = Последний день не может быть раньше первого.
places-last-far = Практика длиннее года. Проверьте последний день.
places-last-past = Этот день уже прошёл. Чтобы больше никого не ждать, закройте места.
places-days-overlap = В эти дни { $count ->
    [one] у { $count } студента
   *[other] у { $count } студентов
} другая практика. Договоритесь с колледжем и выберите другие дни.
places-shift-unclear = Не похоже на смену. Напишите начало и конец: 8:00–17:00
places-pay-unclear = Напишите сумму в рублях за месяц, одним числом. Например: 22 000
places-days-unclear = Напишите дни месяца, до { $most }. Например: 5 и 20
places-break-long = Перерыв слишком длинный для этой смены.
places-first-begun = По этим местам уже идёт практика: первый день не меняется. Перенос одного студента — в его карточке.
places-begun = Первый день уже прошёл. Предложите новые места.
places-warn-day-off = { $day } — выходной. Так и оставить?
places-warn-night = Смена { $shift } заходит на следующий день. До 18 лет ночью работать нельзя. Так и оставить?

# --- Предложить места: анкета

place-open = Предложить места
place-continue = Продолжить: новые места
place-unfinished = Места не предложены: шаг { $step } из { $steps }. Продолжить?
place-remind = ⏳ Места для практики не предложены. Черновик хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
place-expired = Черновик мест удалён: его не трогали 14 дней. Можно начать заново.
place-review = <b>Проверьте и предложите.</b> Колледжи подберут студентов и напишут вам. Изменить можно и потом.
place-submit = Предложить
place-question-profession = Для какой профессии места?{ $like ->
    [none] {""}
   *[other] {" "}Смену, оплату, кто встретит и остальное возьмём как в прошлый раз ({ $like }). В конце проверите и измените.
}
place-question-number = { $taken ->
    [0] Сколько студентов возьмёте? Напишите число от 1 до { $most }.
   *[other] Сколько всего мест? Занято { $taken }, меньше нельзя. До { $most }.
}
place-question-date_from = Первый день практики? Например: 5 октября
place-question-date_to = Последний день практики? Например: 27 ноября
place-question-site = Где это: цех или участок? Выберите или напишите.
place-question-shift = Смена? Выберите или напишите, например: 8:00–16:30
    До 18 лет день короче взрослого: график проверит бот и предупредит колледж.
place-question-break_minutes = Сколько длится перерыв? Выберите или напишите в минутах.
place-question-pay_basis = Как платите? Студент увидит это как слова предприятия.
place-question-pay_amount = Сколько рублей в месяц? Например: 22 000
place-question-pay_days = По каким числам платите? Например: 5 и 20
place-question-beds = Сколько мест в общежитии за счёт предприятия? Число от 0 до { $most }.
place-question-gear = Какие средства защиты и спецодежду выдаёте? Например: костюм сварщика, маска, краги
place-question-age_min = Со скольких лет берёте?
    Подсказка: до 18 лет на тяжёлые и вредные работы принимать нельзя, практика по программе с 16 лет — отдельный случай. Решает предприятие.
place-question-listed_work = Это работа из перечня тяжёлых и вредных? Сварка обычно в нём. Тогда до 18 лет день ещё короче.
place-question-meeting_person = Кто встретит в первый день? Имя и должность, например: Громов Виктор Павлович, мастер
place-question-meeting_phone = Рабочий телефон того, кто встретит?
place-question-meeting_where = Где встретят? Например: проходная № 2, у бюро пропусков
place-question-bring = Что взять с собой? Например: тетрадь, сменную обувь
place-question-papers = Какие документы нужны для пропуска? Например: паспорт, приказ колледжа
place-label-profession = Профессия
place-label-number = Мест
place-label-date_from = Первый день
place-label-date_to = Последний день
place-label-site = Цех
place-label-shift = Смена
place-label-break_minutes = Перерыв
place-label-pay_basis = Оплата
place-label-pay_amount = Сумма в месяц
place-label-pay_days = Дни выплат
place-label-beds = Общежитие
place-label-gear = Спецодежда
place-label-age_min = Возраст, лет
place-label-listed_work = Тяжёлая работа
place-label-meeting_person = Встречает
place-label-meeting_phone = Телефон
place-label-meeting_where = Где встретят
place-label-bring = С собой
place-label-papers = Для пропуска
place-option-beds-none = Общежития нет
placeedit-open = Изменить места
placeedit-continue = Продолжить: правка мест
placeedit-unfinished = Правка мест не сохранена: шаг { $step } из { $steps }. Продолжить?
placeedit-expired = Черновик правки удалён: его не трогали 14 дней. Места остались как были.
placeedit-review = <b>Что изменить?</b> Нажмите «Изменить», потом сохраните. О новых днях, смене, цехе и встрече напишем студентам и наставникам.
placeedit-submit = Сохранить

# --- Кому места: колледж

places-desk = <b>Места и студенты</b>
    { $without ->
        [0] Места есть у всех студентов.
        [one] Без места { $without } студент.
        [few] Без места { $without } студента.
       *[other] Без места { $without } студентов.
    } Свободных мест: { $free }.
    Распределены, но не спрошены: { $planned }. Ждём ответа: { $offered }.
places-without = Без места ({ $count })
places-free = Свободно ({ $count })
places-planned = Не спрошены ({ $count })
places-waiting = Ждём ответа ({ $count })
places-enterprises = Предприятия
places-without-list = <b>Без места</b>
    { $count ->
        [0] Места есть у всех.
        [one] { $count } студент. Выберите группу.
        [few] { $count } студента. Выберите группу.
       *[other] { $count } студентов. Выберите группу.
    }
places-group-line = { $where }{ $programme } · { $group } ({ $count })
places-free-list = <b>Свободные места</b>
    { $count ->
        [0] Свободных мест нет. Предприятия предлагают их сами; за предприятие это может сделать координатор.
       *[other] Всего { $count }. Нажмите, чтобы посмотреть место и подобрать студентов.
    }
places-free-line = { $place } · { $profession } · { $free }{ $beds ->
    [0] {""}
   *[other] , коек { $beds }
}
places-which-module = Какую практику распределяем?
places-module = { $code } · { $hours } ч
places-module-line = <b>{ $code }</b> { $name }, { $hours } ч
places-no-modules = Для этой профессии в справочнике нет модулей практики. Их добавляет администратор.
places-group = <b>{ $group }</b> · { $module }
    { $count ->
        [one] На эту практику без места { $count } студент.
        [few] На эту практику без места { $count } студента.
       *[other] На эту практику без места { $count } студентов.
    } Выберите одного или подберите места всем сразу.
places-group-done = ✅ В этой группе места есть у всех.
places-student = { $name }{ $wish ->
    [none] {""}
   *[other] {" "}· хочет { $wish }
}{ $bed ->
    [0] {""}
   *[other] {" "}· общежитие
}
places-match-group = Подобрать всей группе
places-match-programme = Подобрать всей программе
places-suggestions = <b>{ $name }</b>, { $group }, { $age ->
    [-1] возраст неизвестен
   *[other] возраст { $age }
}{ $district ->
    [none] {""}
   *[other] , { $district }
}
    { $module } · { $wish ->
        [none] желания нет
       *[other] желание: { $wish }
    }{ $bed ->
        [0] {""}
       *[other] {" "}· нужно общежитие
    }

    Лучшие места — сверху. Решаете вы.
places-suggestions-none = <b>{ $name }</b>, { $group }, { $age ->
    [-1] возраст неизвестен
   *[other] возраст { $age }
}{ $district ->
    [none] {""}
   *[other] , { $district }
}
    { $module } · { $wish ->
        [none] желания нет
       *[other] желание: { $wish }
    }{ $bed ->
        [0] {""}
       *[other] {" "}· нужно общежитие
    }

    Подходящих мест нет: все заняты, по другой профессии, не по возрасту или в дни другой практики.
places-suggestion = <b>{ $number }. { $enterprise }</b>, { $site }
    { $days }, свободно { $free }{ $beds ->
        [0] {""}
       *[other] , общежитие { $beds }
    }
    { $reasons }
places-km = { $km } км
places-no-reasons = без особых причин
places-give = { $number }. { $place }
places-assigned = ✅ { $count ->
    [one] Место дано { $count } студенту.
   *[other] Места даны { $count } студентам.
} Пока об этом никто не знает. Спросите студентов и предприятия или отмените.
places-ask-batch = Спросить ({ $count })
places-undo = Отменить распределение
places-undone = Отменено: { $count }. Места снова свободны, никому не писали.
places-undone-none = Отменять нечего: этих студентов уже спросили или сняли с места.
places-asked = ✅ Спросили { $count } { $count ->
    [one] студента
   *[other] студентов
} и { $count ->
    [one] предприятие
   *[other] их предприятия
}. Ответ ждём до { $due }. Кто не ответит, о том напишем.
places-asked-nobody = Предложение записано: студентов { $count }, ответ до { $due }. Но увидеть его некому.
places-asked-unheard = ⚠️ { $count ->
    [1] Студент ещё не в боте и вопроса не увидит.
   *[other] { $deaf } из { $count } ещё не в боте и вопроса не увидят.
} Напечатайте карточки со ссылкой или позвоните. Что ответили, отметьте сами.
places-asked-unheard-plant = ⚠️ { $plant }: в боте никого нет, вопрос никто не увидит. Позвоните{ $phone ->
    [none] {""}
   *[other] {" "}({ $phone })
} и отметьте ответ сами.
places-unheard = 📵 Не в боте ({ $count })
places-cards-of = Карточки: { $college }
places-asked-none = Спрашивать некого: все уже спрошены, сняты с места или не подходят по возрасту или первому дню.
places-fill = Подобрать студентов
places-offer-them = Спросить распределённых ({ $count })
places-fill-none = Подходящих студентов без места нет.
places-fill-many = Столько мест нет: свободно { $room }. Уберите лишних.
places-match-none = Подобрать не получилось: нет свободных мест по этой профессии, возрасту и дням. Посмотрите «Свободные места».
places-proposal = • { $name } → <b>{ $place }</b>: { $reasons }
places-proposal-short = { $line } · ⚠️ { $fits } из { $wanted } ч
places-more = … и ещё { $count }
places-left-over = ⚠️ Без места { $count ->
    [one] останется { $count } студент.
    [few] останутся { $count } студента.
   *[other] останутся { $count } студентов.
}
places-not-again = { $name }: на эту практику место уже есть. Уберите эту строку или начните заново.
places-not-full = { $name }: это место только что заняли. Никто не распределён. Уберите эту строку или начните заново.
places-not-trade = { $name }: место по другой профессии. Никто не распределён.
places-not-open = { $name }: места закрыты или уже начались. Никто не распределён.
places-not-old = { $name }: на первый день нет { $age } лет, а место с этого возраста. Никто не распределён.
places-not-idle = { $name }: в эти дни другая практика. Никто не распределён.

placematch-open = Подобрать места
placematch-continue = Продолжить: подбор мест
placematch-unfinished = Подбор мест не применён: шаг { $step } из { $steps }. Пока вы выходили, места могли занять. Продолжить?
placematch-expired = Подбор мест удалён: его не трогали сутки. Начните заново.
placematch-review = <b>Подбор мест.</b> Проверьте. «Изменить» — убрать строки. Применится всё сразу или ничего.
placematch-submit = Распределить
placematch-question-students = Кого распределить? Отмеченные получат эти места, снимите отметку с лишних. Строк: { $count }.{ $left ->
    [0] {""}
   *[other] {" "}Без места: { $left }.
}
placematch-label-students = Кого и куда
placefill-open = Подобрать студентов
placefill-continue = Продолжить: студенты на место
placefill-unfinished = Студенты не распределены: шаг { $step } из { $steps }. Пока вы выходили, места могли занять. Продолжить?
placefill-expired = Выбор студентов удалён: его не трогали сутки. Начните заново.
placefill-review = <b>Студенты на место.</b> Проверьте. Применится всё сразу или ничего.
placefill-submit = Распределить
placefill-question-students = Отметьте, кого распределить сюда. Свободно мест: { $room }. Сверху те, кому место подходит лучше. Студентов: { $count }.
placefill-label-students = Кого

# --- Кому пишем

places-told-offered = 📍 <b>{ $enterprise }</b> предлагает места практики: { $count }.
    { $profession }, { $site }, { $days }.
places-told-closed = <b>{ $enterprise }</b> больше не ждёт студентов: { $profession }, { $site }, { $days }. Кто уже идёт, тот идёт. Всего мест было: { $count }.
places-told-reopened = 📍 <b>{ $enterprise }</b> снова ждёт студентов: { $profession }, { $site }, { $days }. Мест: { $count }.
places-told-changed = <b>{ $enterprise }</b> изменило места практики: { $profession }, { $site }, { $days }. Мест: { $count }.
places-told-moved = ⚠️ <b>Практика изменилась: { $enterprise }</b>
    Изменилось: { $what }. Ниже — как теперь. Вопросы — руководителю практики.

    { $profession }, { $site }

# --- перевод на другое предприятие -----------------------------------------------------------------------

places-move = Перевести
places-move-back = Другое место
places-move-where = <b>{ $name }: куда перевести?</b>
    Эта практика закончится, остаток предложат на новом месте. Студент и предприятия узнают.
places-move-nowhere = { $name }: на других предприятиях сейчас нет свободных мест для этого модуля.
places-move-line = <b>{ $place }</b>
places-move-from = <b>{ $name } → { $place }</b>
    Осталось часов: { $hours }. С какого дня? Новый договор, наставник и инструктажи понадобятся заново.
places-move-later = ⚠️ <b>{ $name } → { $place }</b>
    Практика закончится { $last }. По прежнему плану — { $planned }{ $paused ->
    [0] {""}
    [one] {" "}и ещё { $paused } день перерыва
    [few] {" "}и ещё { $paused } дня перерыва
   *[many] {" "}и ещё { $paused } дней перерыва
}. Осталось часов: { $hours }.

    До какого дня перевести?
places-move-short-from = С { $day }: { $warning }
places-move-short-until = До { $day }: { $warning }
places-move-until = До { $day }
places-move-no-hours = По дневнику все часы этой практики уже пройдены, переводить нечего. Закончите её на карточке.
places-move-gone = Этого места уже нет. Выберите другое.
places-move-not-now = Перевести можно, когда практика согласована и ещё не закончена.
places-moved = Переведён, место предложено.
