# Студенты: список колледжа файлом Excel, группы, карточка

roster-menu = Студенты
roster-to-desk = К студентам
roster-which-college = Студентов какого колледжа открыть?
roster-desk = <b>Студенты: { $college }</b>
roster-desk-empty = В боте пока никого нет. Возьмите шаблон, заполните его и загрузите список.
roster-desk-numbers = Всего { $students }, открыли бота { $bot }, на практику распределены { $placed }.
roster-desk-last = Последний список: { $at }{ $who ->
    [none] {""}
   *[other] , { $who }
}.
roster-template = Шаблон
roster-groups = По группам
roster-undo = Отменить последний список
roster-erased = данные удалены

roster-groups-list = <b>Группы: { $college }</b>
    { $pages ->
    [1] Всего групп: { $count }.
   *[other] Всего групп: { $count }. Страница { $page } из { $pages }.
}
    В скобках: сколько студентов и сколько из них открыли бота.
roster-group-line = { $group } ({ $count }, в боте { $bot })
roster-to-groups = К группам
roster-page-before = ← Назад
roster-group = <b>{ $group }</b>, { $programme }
    { $pages ->
    [1] Студентов: { $count }.
   *[other] Студентов: { $count }. Страница { $page } из { $pages }.
}
    Точка перед фамилией: ещё не открыли бота.
roster-line = · { $name }
roster-line-bot = { $name }
roster-card = <b>{ $name }</b>
roster-card-group = Группа { $group }, { $programme }
roster-card-bot = Бот: открыт
roster-card-no-bot = Бот: ещё не открыт
roster-card-supervisor = Руководитель практики: { $name ->
    [none] не назначен
   *[other] { $name }
}
roster-card-unplaced = Сейчас практики нет.
roster-card-practice = Практика { $module }: { $plant }
    { $first } – { $last }, { $status }
roster-to-group = К группе

roster-status-planned = запланирована
roster-status-offered = предложена
roster-status-confirmed = подтверждена
roster-status-docs_pending = собирают документы
roster-status-ready = всё готово к началу
roster-status-active = идёт
roster-status-paused = прервана
roster-status-reporting = готовят отчёт
roster-status-assessed = оценена
roster-status-completed = завершена
roster-status-cancelled = отменена
roster-status-terminated = прекращена
roster-status-failed = не пройдена

# --- Файл

roster-making = Готовлю шаблон, это несколько секунд.
roster-template-ready = Шаблон списка студентов: одна строка на человека, до { $most } строк. На листе «Допустимые значения» есть программы, районы, предприятия, модули и имена наставников. Кого бот уже знает, он узнает по ФИО и дате рождения.
roster-file-name = studenty.xlsx
roster-sheet = Студенты { $college }
roster-sheet-allowed = Допустимые значения
roster-column-last_name = Фамилия
roster-column-first_name = Имя
roster-column-middle_name = Отчество
roster-column-birth_date = Дата рождения
roster-column-phone = Телефон
roster-column-programme = Программа
roster-column-group = Группа
roster-column-district = Район
roster-column-wish = Куда хочет
roster-column-needs_bed = Нужно общежитие
roster-column-supervisor = Руководитель практики
roster-column-module = Модуль практики
roster-column-enterprise = Предприятие
roster-column-date_from = Практика с
roster-column-date_to = Практика по
roster-column-hours = Часов
roster-column-mentor = Наставник
roster-hint-birth_date = ДД.ММ.ГГГГ. По имени и дате рождения бот узнаёт человека при новой загрузке.
roster-hint-programme = Как на листе «Допустимые значения».
roster-hint-needs_bed = Да или Нет. Пусто: как было.
roster-hint-supervisor = Имя, под которым человек работает в боте за колледж.
roster-hint-module = Например, ПМ.02. Если практики нет, оставьте все столбцы о ней пустыми.
roster-hint-hours = Пусто: столько часов, сколько в модуле.
roster-hint-mentor = Имя, под которым наставник работает в боте за это предприятие. Можно оставить пустым.

roster-list-open = Загрузить список
roster-list-again = Загрузить ещё раз
roster-list-question-file = Пришлите список студентов файлом Excel (.xlsx). Сначала покажу, что изменится: без вашей кнопки не изменится ничего.
roster-list-unfinished = Вы начали загружать список студентов. Пришлёте файл?
roster-list-expired = Загрузка списка студентов отменена: файл так и не пришёл.
roster-list-continue = Продолжить загрузку студентов
roster-reading = Читаю файл, это несколько секунд. Пришлю сюда, что получилось.
roster-reading-already = Один файл уже читается. Дождитесь результата, потом пришлите следующий.
roster-faults = ⚠️ { $rows ->
    [one] В { $rows } строке есть ошибка
   *[other] В { $rows } строках есть ошибки
}. Всё отмечено в файле, причины на первом листе. Исправьте и пришлите снова: пока ничего не изменилось.

roster-fault-name = Нужны русские буквы, например: Иванова-Петрова
roster-fault-name_long = Слишком длинно: до { $limit } знаков
roster-fault-birth_future = Эта дата ещё не наступила
roster-fault-birth_young = Младше { $least } лет (сейчас { $age }). Проверьте год
roster-fault-birth_old = По дате выходит { $age } лет. Проверьте год
roster-fault-phone = «{ $value }» — не российский номер. Например: +7 910 123-45-67
roster-fault-group_date = Excel сделал из группы дату: { $value }. Задайте столбцу формат «Текстовый» и впишите группу снова
roster-fault-not_listed = «{ $value }» нет на листе «Допустимые значения»
roster-fault-module_other = «{ $value }» — модуль другой программы
roster-fault-no_practice = Нет практики: заполните модуль, предприятие и обе даты или очистите эту ячейку
roster-fault-practice_part = Для практики нужны модуль, предприятие и обе даты
roster-fault-days_order = Раньше первого дня ({ $first })
roster-fault-days_long = Практика длиннее года. Проверьте даты
roster-fault-day_past = Этот день уже прошёл
roster-fault-hours_range = От 1 до { $most } часов
roster-fault-date_year = «{ $value }»: напишите год четырьмя цифрами
roster-fault-date_not_real = «{ $value }»: такого дня нет
roster-fault-supervisor_unknown = «{ $value }»: в боте нет такого сотрудника колледжа. Пусть сначала откроет бота и получит роль
roster-fault-mentor_unknown = «{ $value }»: у этого предприятия нет такого наставника в боте. Оставьте пустым или пригласите его
roster-fault-mentor_full = Наставник берёт сразу не больше { $most ->
    [one] { $most } студента
   *[other] { $most } студентов
}, вместе с этой строкой выходит больше. Назовите другого или оставьте пустым
roster-fault-person_twice = «{ $value }»: так зовут двоих. Напишите имя полностью
roster-fault-twice = Этот человек уже есть в строке { $row }. Вторую практику загрузите отдельным файлом
roster-fault-moved_on = Эта практика уже не в планах ({ $status }). Верните в строку прежние данные, а изменения внесите в боте
roster-fault-overlap = В эти дни у студента другая практика: { $first } – { $last }

# --- Предпросмотр

roster-apply = Применить
roster-drop = Отменить
roster-dropped = Отменено, ничего не изменилось.
roster-preview = <b>Проверьте список: { $college }</b>
    Строк: { $rows }. Пока ничего не изменилось.
roster-preview-people = Студенты: новых { $new }{ $changed ->
    [0] {""}
   *[other] , изменятся { $changed }
}{ $same ->
    [0] {""}
   *[other] , без изменений { $same }
}.
roster-preview-fields = Что изменится: { $fields }.
roster-preview-missing = Есть в боте, но нет в файле: { $count }. Останутся как есть.
roster-preview-linked = Узнаем по заявке в боте: { $count }. Они станут студентами сразу, без приглашения.
roster-preview-practice = Практики: запланируем { $planned }{ $replanned ->
    [0] {""}
   *[other] , изменим { $replanned }
}. { $seated ->
    [0] Мест от предприятий под них пока нет: место назначите позже.
   *[other] С местом от предприятия: { $seated }.
}
roster-preview-nothing = Всё это в боте уже есть, менять нечего.
roster-field-programme = программа
roster-field-study_group = группа
roster-field-phone = телефон
roster-field-district = район
roster-field-wish = пожелание
roster-field-needs_bed = общежитие
roster-field-supervisor_id = руководитель
roster-warning-rest_day = ⚠️ Первый день практики выпадает на выходной: { $count } ({ $count ->
    [1] строка
   *[other] строки
} { $rows }).
roster-warning-mended = ⚠️ Латинские буквы в имени заменим русскими: { $count } ({ $count ->
    [1] строка
   *[other] строки
} { $rows }).
roster-warning-too_young = ⚠️ Для мест этого предприятия студент младше, чем нужно: { $count } ({ $count ->
    [1] строка
   *[other] строки
} { $rows }). Запланируем без места.
roster-warning-similar = ⚠️ Похожи на тех, кто уже есть в боте с другой датой рождения или отчеством: { $count } ({ $count ->
    [1] строка
   *[other] строки
} { $rows }). Если это они, исправьте файл: иначе человек будет записан дважды.
roster-warning-short = ⚠️ В эти даты помещается { $fits } из { $wanted } часов: { $count } ({ $count ->
    [1] строка
   *[other] строки
} { $rows }).
roster-warning-short-more = ⚠️ Часов меньше, чем нужно, ещё в строках: { $count }.
roster-preview-gone = Этот предпросмотр уже закрыт. Начните заново.
roster-preview-old = Предпросмотр старше часа. Загрузите список ещё раз.
roster-preview-outdated = { $who ->
    [none] Список студентов изменили, пока вы смотрели.
   *[other] Пока вы смотрели, список студентов изменили: { $who }, { $at }.
} Загрузите файл ещё раз, чтобы видеть свежие данные.
roster-changed = С момента проверки изменилось то, о чём говорит строка { $row }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}. Ничего не применили. Загрузите файл снова: отмечу, что не так.
roster-changed-places = Пока вы смотрели, места на предприятии заняли. Ничего не применили. Загрузите файл снова.
roster-busy = Сейчас применяется или отменяется большой список. Подождите минуту и откройте студентов снова.
roster-applying = Применяю список, это несколько секунд. Пришлю сюда, что получилось.
roster-already-applied = Это уже применено. Отменить можно кнопкой под списком студентов.

roster-applied = ✅ Список применён. Студенты: новых { $new }{ $changed ->
    [0] {""}
   *[other] , изменены { $changed }
}.{ $planned ->
    [0] {""}
   *[other] {" "}Практик запланировано: { $planned }.
}{ $replanned ->
    [0] {""}
   *[other] {" "}Практик изменено: { $replanned }.
}
roster-applied-without-chat = Ещё не открыли бота: { $count }.
roster-applied-until = Отменить можно до { $until }.
roster-undo-ask = Отменить последний список? Кого он добавил, тех не станет; что изменил, вернётся. Кого с тех пор изменили, останется как есть.
roster-undo-yes = Да, отменить
roster-undoing = Отменяю список, это несколько секунд. Пришлю сюда, что получилось.
roster-undone = ✅ Отменено. Убраны студенты: { $gone }, вернулись к прежнему: { $back }, снято практик: { $unplanned }.
roster-undone-left = ⚠️ С тех пор изменились и остались как есть: { $count } ({ $people }).
roster-undone-seat = ⚠️ Прежнее место на предприятии уже занято, назначьте другое: { $count } ({ $people }).
roster-undone-bed = ⚠️ Место на предприятии вернулось, а в общежитии уже занято: { $count } ({ $people }).
roster-undone-mentor = ⚠️ Прежний наставник больше не берёт студентов, назовите другого: { $count } ({ $people }).
roster-undo-gone = Это уже отменено.
roster-undo-late = Прошёл час, отменить целиком уже нельзя. Исправьте отдельных студентов или загрузите новый список.
roster-undo-newer = После этого был другой список. Отменить можно только последний.

# --- Студенту

roster-linked = Колледж внёс вас в список студентов: { $college }. Здесь будут ваша практика и дневник. Нажмите кнопку, чтобы открыть меню студента.
roster-linked-go = Меню студента
roster-links = Ссылки и карточки
roster-practice = Открыть практику
roster-practice-past = { $module }, { $plant }, до { $last }
roster-link-student = Ссылка студенту
roster-link-parent = Ссылка родителю
roster-colleges = Другие колледжи
