# Очередь: работа сотрудников с заявками.

# --- Так нельзя

review-taken = Заявку уже взял другой сотрудник: { $who ->
    [none] имя не указано
   *[other] { $who }
}, { $at }.
review-held-other = Решение уже принято: { $who ->
    [none] сотрудник без имени
   *[other] { $who }
}, { $at }. Изменить его можно в карточке: отмените и примите новое.
review-held-undone = его отменили, { $who ->
    [none] сотрудник без имени
   *[other] { $who }
}.
review-card-outdated = Заявка изменилась. Показываю, что сейчас.
review-closed = С этой заявкой работа закончена.
review-held-gone = Поздно: решение уже отправлено или отменено.
review-paper-refused = Этот документ сейчас нельзя так отметить.
review-paper-reason = Напишите, почему вернули: поступающий это прочитает.
review-consent-not_needed = Поступающему есть 18 лет: согласие родителя не нужно.
review-ask-unknown = Об этом спросить нельзя. Отметьте другое.
review-invite-past = Это время уже прошло. Выберите другое.
review-invite-late = Нужен день от сегодняшнего до { $date }: потом документы не принимают.
review-invite-full = На { $time } в этом месте уже ждут { $count }: { $room }. Выберите другое время или кабинет.
review-register-taken = Номер { $number } уже у заявки № { $no }. Проверьте номер.
review-reject-reason = Такой причины больше нет. Выберите другую.
review-reject-comment = Для этой причины нужен текст: поступающий его прочитает.
review-enrol-future = Дата приказа ещё не наступила.
review-enrol-before = Приказ не может быть раньше заявки.
review-original-early = Оригинал принимают после приглашения.
review-original-elsewhere = Оригинал лежит в другом колледже: { $college }. Сначала его нужно забрать там.
review-original-enrolled = Поступающий зачислен: оригинал остаётся в деле.
review-invite-day_off = В этот день колледж не работает. Всё равно позвать?
review-invite-closed = В это время колледж закрыт. Всё равно позвать?

# --- Очередь

review-menu-queue = Очередь
review-to-queue = Очередь
review-to-card = К заявке
review-next = Следующая
review-queue = <b>Очередь</b>
    { $overdue ->
        [0] Просроченных нет.
        [one] ⚠️ Просрочена { $overdue } заявка.
        [few] ⚠️ Просрочены { $overdue } заявки.
       *[other] ⚠️ Просрочено { $overdue } заявок.
    } { $new ->
        [0] Новых нет.
        [one] Ждёт { $new } новая.
        [few] Ждут { $new } новые.
       *[other] Ждут { $new } новых.
    }
review-queue-empty = <b>Очередь</b>
    Заявок пока нет. Когда придёт новая, бот напишет.
review-shelf-overdue = ⚠️ Просрочены ({ $count })
review-shelf-new = Новые ({ $count })
review-shelf-mine = Мои ({ $count })
review-shelf-review = В работе ({ $count })
review-shelf-info = Уточняют ({ $count })
review-shelf-invited = Придут ({ $count })
review-shelf-registered = Приняты ({ $count })
review-shelf-ranked = В списке ({ $count })
review-shelf-recommended = К зачислению ({ $count })
review-shelf-reserve = Резерв ({ $count })
review-shelf-enrolled = Зачислены ({ $count })
review-shelf-closed = Закрыты ({ $count })
review-shelf-consent = Нет согласия ({ $count })
review-shelf-unreachable = Без связи ({ $count })
review-list-overdue = <b>Просрочены</b>: { $total }. Страница { $page } из { $pages }.
review-list-new = <b>Новые</b>: { $total }. Страница { $page } из { $pages }.
review-list-mine = <b>Мои</b>: { $total }. Страница { $page } из { $pages }.
review-list-review = <b>В работе</b>: { $total }. Страница { $page } из { $pages }.
review-list-info = <b>Уточняют</b>: { $total }. Страница { $page } из { $pages }.
review-list-invited = <b>Придут с документами</b>: { $total }. Страница { $page } из { $pages }.
review-list-registered = <b>Приняты официально</b>: { $total }. Страница { $page } из { $pages }.
review-list-ranked = <b>В списке</b>: { $total }. Страница { $page } из { $pages }.
review-list-recommended = <b>К зачислению</b>: { $total }. Страница { $page } из { $pages }.
review-list-reserve = <b>Резерв</b>: { $total }. Страница { $page } из { $pages }.
review-list-enrolled = <b>Зачислены</b>: { $total }. Страница { $page } из { $pages }.
review-list-closed = <b>Закрыты</b>: { $total }. Страница { $page } из { $pages }.
review-list-consent = <b>Нет согласия родителя</b>: { $total }. Страница { $page } из { $pages }.
review-list-unreachable = <b>Не получают сообщений</b>: { $total }. Страница { $page } из { $pages }.
review-line-plain = { $name } · { $no }
review-line-plain-due = { $name }{ $where } · до { $due }
review-line-overdue-due = ⚠️ { $name }{ $where } · до { $due }
review-line-unreachable = ⚠️ нет связи · { $name }{ $where }
review-line-unreachable-due = ⚠️ нет связи · { $name }{ $where }
review-page-before = ← Назад
review-nothing-next = Новых заявок больше нет.
review-seek = Найти
review-seek-again = Искать ещё
review-found = { $count ->
    [one] Нашлась { $count } заявка.
    [few] Нашлись { $count } заявки.
   *[other] Нашлось { $count } заявок.
}{ $more ->
    [0] {""}
   *[other] {" "}Показаны первые, ещё { $more }: уточните запрос.
}
review-found-many = Нашлось много заявок, показаны самые новые: { $shown }. Уточните запрос: добавьте имя, номер заявки или телефон.
review-found-nothing = Ничего не нашлось: «{ $text }». Попробуйте начало фамилии, номер заявки или телефон.
review-erased = данные удалены

# --- Статусы, как их видит сотрудник

review-status-draft = черновик
review-status-submitted = новая
review-status-in_review = в работе
review-status-needs_info = уточняют
review-status-invited = ждём с документами
review-status-registered = принята официально
review-status-ranked = в списке
review-status-recommended = к зачислению
review-status-reserve = резерв
review-status-enrolled = зачислен
review-status-rejected = отказ
review-status-withdrawn = отозвана
review-status-expired = закрыта, срок прошёл

# --- Карточка

review-card-title = <b>Заявка № { $no }</b> · { $status }
review-card-person = <b>{ $name }</b>, { $age ->
    [one] { $age } год
    [few] { $age } года
   *[other] { $age } лет
}, { $born }
review-card-choice = { $place }. { $name } ({ $base })
review-card-due = Ответить до { $date }
review-card-assignee = Ведёт: { $who ->
    [none] сотрудник без имени
   *[other] { $who }
}
review-card-invited = Ждём { $when }, { $room }
review-card-registered = Рег. № { $reg }
review-card-original = Оригинал в колледже с { $date }
review-card-order = Приказ № { $number } от { $date }
review-card-answers = <b>Ответы</b>
review-card-papers = <b>Документы</b>: проверено { $ready } из { $total }
review-warn-overdue = ⚠️ Срок ответа прошёл.
review-warn-held = ⏳ Решение «{ $what }», { $who ->
    [none] сотрудник без имени
   *[other] { $who }
}: вступит в силу { $at }. Его ещё можно отменить.
review-warn-unreachable = ⚠️ Сообщения не доходят: бот заблокирован или чата нет. { $known ->
    [0] Второго контакта нет.
   *[other] Второй контакт: { $phone }
}
review-warn-human = ⚠️ Гражданство другой страны: правила проверьте сами.
review-warn-consent = ⚠️ Нет согласия родителя. Без него заявление не принять официально.
review-warn-asked = ⏳ Спросили до { $date }: { $list }
review-warn-other = { $twice ->
    [0] Ещё заявка этого человека: { $college }, { $status }.
   *[other] ⚠️ Повтор: ещё одна заявка этого человека здесь же, { $status }.
}

# --- Документы глазами сотрудника

review-papers = Документы
review-papers-of = <b>Документы</b>, заявка № { $no }: проверено { $ready } из { $total }.
    Нажмите на документ, чтобы отметить.
review-paper-of = <b>{ $paper }</b>: { $state }.
    «Проверен» — сверен с оригиналом, «Принесли» — ещё не сверен.
review-paper-none = ещё нет
review-paper-have = есть дома
review-paper-brought = у нас
review-paper-verified = проверен
review-paper-returned = вернули
review-paper-given_back = вернули поступающему
review-mark-verified = Проверен
review-mark-brought = Принесли
review-mark-returned = Вернуть с причиной
review-original-name = Оригинал аттестата

# --- Действия

review-take = Взять в работу
review-taken-toast = Заявка ваша.
review-hand = Передать
review-hand-whom = Кому передать заявку № { $no }?
review-hand-nobody = Передать заявку № { $no } пока некому: других сотрудников нет.
review-hand-me = Взять себе
review-hand-unnamed = Сотрудник без имени
review-handed-toast = Передано.
review-repeat = Повтор
review-invite = Пригласить
review-invite-again = Другое время
review-register = Зарегистрировать
review-register-again = Другой номер
review-enrol = Зачислить
review-enrol-again = Другой приказ
review-reject = Отказать
review-ask = Уточнить
review-asked = ✅ Спросили. Заявка № { $no } вернётся к вам, когда поступающий ответит.
review-reserve = В резерв
review-consent = Согласие родителя
review-consent-how = Как получено согласие родителя? Заявка № { $no }.
review-consent-paper = На бумаге
review-consent-in_person = Родитель пришёл сам
review-consent-eid = С электронной подписью
review-original = Принесли оригинал
review-original-back = Вернуть оригинал
review-notes = Заметки ({ $count })
review-history = История
review-option-seen = Список просмотрен
review-option-told = Родитель знает

# --- Решение с запасом времени

review-decision-invite = пригласить
review-decision-register = зарегистрировать
review-decision-reject = отказать
review-decision-enrol = зачислить
review-held = <b>Решение: { $what }</b>
    { $name }, заявка № { $no }

    ⏳ { $heard ->
        [now] Поступающий узнает через { $seconds } секунд.
        [later] Решение вступит в силу через { $seconds } секунд, поступающий узнает в 9:00.
       *[never] Решение вступит в силу через { $seconds } секунд. Бот не может написать поступающему: позвоните.
    } До этого решение можно отменить.
review-held-cancel = Отменить
review-held-now = Отправить сейчас
review-held-cancelled = Отменено. Поступающий ничего не узнал.
review-held-sent = { $heard ->
    [now] Отправлено.
    [later] Решено. Поступающий узнает в 9:00.
   *[never] Решено. ⚠️ Бот не может написать поступающему: позвоните.
}
review-held-done = ✅ Заявка № { $no }: { $status }. { $heard ->
    [now] Поступающему сообщили.
    [later] Поступающий узнает в 9:00.
   *[never] ⚠️ Бот не может написать поступающему: позвоните.
}
review-held-failed = Заявка № { $no }: решение «{ $decision }» не состоялось.

# --- Заметки и история

review-notes-of = <b>Заметки</b>, заявка № { $no }. Поступающий их не видит.
review-notes-none = Заметок к заявке № { $no } пока нет. Поступающий их не увидит.
review-note = <b>{ $who ->
    [none] Сотрудник без имени
   *[other] { $who }
}</b>, { $at }
    { $text }
review-note-add = Написать заметку
review-history-of = <b>История</b>, заявка № { $no }
review-history-line = { $at } · { $who }: { $what }
review-history-why = . { $why }
review-history-status = { $before } → { $after }
review-history-assign = ведёт { $who ->
    [none] сотрудник без имени
   *[other] { $who }
}
review-history-edit = изменены ответы — { $fields }
review-history-document = { $paper } — { $state }
review-history-consent = получено согласие родителя
review-history-place = изменилось место в списке
review-history-offer = освободившееся место
review-history-merge = объединена с повтором
review-history-undo = решение отменено
review-history-erased = персональные данные удалены
review-reason-choice_removed = колледж убрали из выбранных
review-reason-enrolled_elsewhere = зачислен в другой колледж
review-reason-erased = поступающий удалил свои данные
review-reason-paper = на бумаге
review-reason-in_person = лично
review-reason-eid = электронная подпись
review-by-applicant = поступающий
review-by-staff = сотрудник
review-by-clock = бот

# --- Анкеты сотрудника

invite-question-checklist = <b>{ $name }</b>, № { $no }
    Посмотрите, что уже есть из документов.

    { $papers }
invite-question-day = На какой день позвать? Выберите или напишите, например: 16.07
invite-question-clock = В какое время? Выберите или напишите, например: 10:30
invite-question-room = Куда прийти? Выберите или напишите кабинет.
invite-question-parent_told = Поступающему нет 18 лет. Родитель знает о приглашении? { $phone }
invite-label-checklist = Документы
invite-label-day = День
invite-label-clock = Время
invite-label-room = Кабинет
invite-label-parent_told = Родитель знает
invite-review = <b>Проверьте приглашение</b>
invite-submit = Пригласить
invite-unfinished = Приглашение не закончено: шаг { $step } из { $steps }. Продолжить?
invite-expired = Начатое приглашение удалено: прошли сутки.
invite-open = Пригласить
invite-continue = Продолжить приглашение

register-question-number = <b>{ $name }</b>, № { $no }
    Регистрационный номер из журнала? Например: 45
register-label-number = Номер
register-unfinished = Регистрация не закончена. Продолжить?
register-expired = Начатая регистрация удалена: прошли сутки.
register-open = Зарегистрировать
register-continue = Продолжить регистрацию

reject-question-reason = <b>{ $name }</b>, № { $no }
    Почему отказ? Поступающий увидит причину.
reject-question-comment = Хотите добавить несколько слов? Поступающий их прочитает.
reject-label-reason = Причина
reject-label-comment = Слова поступающему
reject-review = <b>Проверьте отказ</b>
reject-submit = Отказать
reject-unfinished = Отказ не закончен: шаг { $step } из { $steps }. Продолжить?
reject-expired = Начатый отказ удалён: прошли сутки.
reject-open = Отказать
reject-continue = Продолжить отказ

enrol-question-number = <b>{ $name }</b>, № { $no }
    Номер приказа о зачислении? Например: 112-у
enrol-question-day = Дата приказа? Выберите или напишите, например: 19.08.2026
enrol-label-number = Приказ №
enrol-label-day = Дата приказа
enrol-review = <b>Проверьте зачисление</b>
enrol-submit = Зачислить
enrol-unfinished = Зачисление не закончено: шаг { $step } из { $steps }. Продолжить?
enrol-expired = Начатое зачисление удалено: прошли сутки.
enrol-open = Зачислить
enrol-continue = Продолжить зачисление

ask-question-fields = <b>{ $name }</b>, № { $no }
    Какие ответы уточнить? Отметьте и нажмите «Готово».
ask-question-papers = Какие документы нужны? Отметьте и нажмите «Готово».
ask-question-comment = Хотите объяснить? Поступающий прочитает эти слова.
ask-label-fields = Ответы
ask-label-papers = Документы
ask-label-comment = Пояснение
ask-review = <b>Проверьте вопрос</b>
ask-submit = Спросить
ask-unfinished = Вопрос поступающему не отправлен: шаг { $step } из { $steps }. Продолжить?
ask-expired = Начатый вопрос удалён: прошли сутки.
ask-open = Уточнить
ask-continue = Продолжить вопрос поступающему

note-question-text = Напишите заметку. Её увидят только сотрудники. Не пишите о здоровье.
note-label-text = Заметка
note-unfinished = Заметка не закончена. Продолжить?
note-expired = Начатая заметка удалена: прошли сутки.
note-open = Написать заметку
note-continue = Продолжить заметку

giveback-question-reason = Почему возвращаете документ? Поступающий это прочитает. Например: нет печати
giveback-label-reason = Причина
giveback-unfinished = Возврат документа не закончен. Продолжить?
giveback-expired = Начатый возврат удалён: прошли сутки.
giveback-open = Вернуть документ
giveback-continue = Продолжить возврат документа

seek-question-text = Кого ищем? Напишите фамилию или её начало, номер заявки, рег. номер или телефон.
seek-label-text = Запрос
seek-unfinished = Поиск не закончен. Продолжить?
seek-expired = Поиск закрыт.
seek-open = Найти
seek-continue = Продолжить поиск
