# Отчёты: заявки в Excel, слово второго сотрудника, журнал выгрузок.

exports-menu = Отчёты
exports-reports = <b>Отчёты</b>
exports-to-reports = К отчётам
exports-excel = Заявки в Excel
exports-record = Журнал выгрузок

# --- Что выгрузить

exports-college = Какой колледж?
exports-which-campaign = Какой набор?
exports-campaign = Набор { $campaign }
exports-which = { $college }, набор { $campaign }. Какие заявки выгрузить?
exports-all = Все заявки ({ $count })
exports-nothing = Здесь нет ни одной заявки.

exports-part-all = все заявки
exports-part-overdue = просроченные
exports-part-new = новые
exports-part-review = в работе
exports-part-info = уточняют
exports-part-invited = придут с документами
exports-part-registered = приняты официально
exports-part-ranked = в списке
exports-part-recommended = к зачислению
exports-part-reserve = резерв
exports-part-enrolled = зачислены
exports-part-closed = закрытые
exports-part-consent = нет согласия родителя

# --- Файл

exports-making = Готовлю файл: { $college }, набор { $campaign }, { $what }. Пришлю сюда, обычно это несколько секунд.
exports-making-already = Файл уже готовится.
exports-make = Получить файл
exports-file = 📄 { $college }, набор { $campaign }, { $what }: { $count }. Здесь персональные данные: не пересылайте файл и удалите, когда он станет не нужен.
exports-note = Состояние на { $day }. Персональные данные: не пересылайте.
exports-gone = Файл уже удалён. Запросите его, пожалуйста, ещё раз.
exports-grew = Заявок стало больше { $most }: теперь нужно подтверждение коллеги. Запросите файл ещё раз.
exports-operator-alone = ⚠️ Большая выгрузка без второго человека: { $college }, набор { $campaign }, { $what }, заявок { $count }. В колледже некому подтвердить.
exports-yes = да
exports-no = нет

exports-column-number = №
exports-column-registration = Рег. №
exports-column-name = ФИО
exports-column-birth_date = Дата рождения
exports-column-school = Школа
exports-column-education = Класс, образование
exports-column-grade = Средний балл
exports-column-programmes = Программа
exports-column-priority = Приоритет
exports-column-target = Целевой договор
exports-column-dorm = Общежитие
exports-column-phone = Телефон
exports-column-status = Статус
exports-column-submitted = Дата
exports-column-papers = Документы в колледже
exports-column-consent = Согласие: версия, дата

# --- Слово второго человека

exports-waiting = ⏳ { $college }, набор { $campaign }, { $what }: { $count }. Больше { $most } заявок за день один человек не выгружает. Коллеги получили запрос, он действует до { $until }. Ответ придёт сюда.
exports-withdraw = Отозвать запрос
exports-withdrawn = Запрос на выгрузку отозван.
exports-confirm = Подтвердить
exports-decline = Отклонить

exports-card = 📄 { $who ->
    [none] Коллега
   *[other] { $who }
} просит выгрузить заявки в Excel: { $college }, набор { $campaign }, { $what }, всего { $count }. В файле персональные данные. Ответить можно до { $until }.
exports-card-allowed = ✅ Выгрузку подтвердили: { $college }, набор { $campaign }, { $what }, { $count }. Просит: { $who ->
    [none] имя не указано
   *[other] { $who }
}. { $by ->
    [none] Второе слово не нужно
   *[other] Подтвердил: { $by }
}, { $when }.
exports-card-done = ✅ Выгрузка состоялась: { $college }, набор { $campaign }, { $what }, { $count }. Просит: { $who ->
    [none] имя не указано
   *[other] { $who }
}. { $by ->
    [none] Второе слово не указано
   *[other] Подтвердил: { $by }
}, { $when }.
exports-card-declined = ❌ Выгрузку отклонили: { $college }, набор { $campaign }, { $what }, { $count }. Просит: { $who ->
    [none] имя не указано
   *[other] { $who }
}. Ответил: { $by ->
    [none] имя не указано
   *[other] { $by }
}, { $when }.
exports-card-withdrawn = Запрос на выгрузку отозвали: { $college }, набор { $campaign }, { $what }, { $count }. Просит: { $who ->
    [none] имя не указано
   *[other] { $who }
}. { $when }.
exports-card-expired = Запрос на выгрузку остался без ответа: { $college }, набор { $campaign }, { $what }, { $count }. Просит: { $who ->
    [none] имя не указано
   *[other] { $who }
}. { $when }.

exports-answer-allowed = ✅ Выгрузку подтвердили: { $college }, набор { $campaign }, { $what }. Подтвердил: { $by ->
    [none] имя не указано
   *[other] { $by }
}. Файл можно получить до { $until }.
exports-answer-declined = ❌ Выгрузку отклонили: { $college }, набор { $campaign }, { $what }. Ответил: { $by ->
    [none] имя не указано
   *[other] { $by }
}.
exports-answer-expired = Выгрузку никто не подтвердил за сутки: { $college }, набор { $campaign }, { $what }. Можно попросить ещё раз.

exports-own = Подтвердить должен другой сотрудник.
exports-too-late = Срок запроса прошёл. Запросите файл ещё раз.
exports-already-waiting = Эту выгрузку ещё не подтвердили.
exports-already-allowed = Эту выгрузку уже подтвердили, { $at }. Ответил: { $who ->
    [none] имя не указано
   *[other] { $who }
}.
exports-already-done = Эта выгрузка уже состоялась, { $at }.
exports-already-declined = Эту выгрузку уже отклонили, { $at }. Ответил: { $who ->
    [none] имя не указано
   *[other] { $who }
}.
exports-already-withdrawn = Этот запрос отозвали, { $at }.
exports-already-expired = Срок этого запроса прошёл. Запросите файл ещё раз.

# --- Журнал

exports-list = <b>Журнал выгрузок</b> · { $college }
    { $count ->
    [0] Выгрузок ещё не было.
   *[other] Всего: { $count }
}
exports-line = № { $number } · { $at } · { $who ->
    [none] имя не указано
   *[other] { $who }
}
    набор { $campaign }, { $what }: { $count } · { $state }{ $second ->
    [yes] {" "}· второй: { $by ->
        [none] имя не указано
       *[other] { $by }
    }
    [alone] {" "}· подтвердить было некому
   *[no] {""}
}
exports-open = Запрос № { $number }
exports-state-waiting = ждёт подтверждения
exports-state-allowed = разрешена
exports-state-done = отправлена
exports-state-declined = отклонена
exports-state-withdrawn = отозвана
exports-state-expired = срок прошёл
