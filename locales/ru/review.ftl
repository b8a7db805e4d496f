# Очередь: работа сотрудников с заявками.

# --- Так нельзя

review-taken = Заявку уже взял другой сотрудник: { $who ->
    [none] имя не указано
   *[other] { $who }
}, { $at }.
review-held-other = Решение уже принял другой сотрудник: { $who ->
    [none] имя не указано
   *[other] { $who }
}, { $at }.
review-card-outdated = Заявка изменилась. Показываю, что сейчас.
review-closed = С этой заявкой работа закончена.
review-held-gone = Поздно: решение уже отправлено или отменено.
review-paper-refused = Этот документ сейчас нельзя так отметить.
review-paper-reason = Напишите, почему вернули: поступающий это прочитает.
review-consent-not_needed = Поступающему есть 18 лет: согласие родителя не нужно.
review-ask-unknown = Об этом спросить нельзя. Отметьте другое.
review-invite-past = Это время уже прошло. Выберите другое.
review-invite-late = Документы принимают до { $date }. Выберите день раньше.
review-invite-full = На { $time } в этом месте уже ждут { $count }: { $room }. Выберите другое время или кабинет.
review-register-taken = Номер { $number } уже у заявки № { $no }. Проверьте номер.
review-reject-comment = Для этой причины нужен текст: поступающий его прочитает.
review-enrol-future = Дата приказа ещё не наступила.
review-enrol-before = Приказ не может быть раньше заявки.
review-original-early = Оригинал принимают после приглашения.
review-original-elsewhere = Оригинал лежит в другом колледже: { $college }. Сначала его нужно забрать там.
review-original-enrolled = Поступающий зачислен: оригинал остаётся в деле.
