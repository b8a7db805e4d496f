# Формы практики: пункт готовности, шаг с причиной, отзыв наставника.

practice-item-continue = Продолжить: отметка о готовности
practice-item-unfinished = Отметка не сохранена: шаг { $step } из { $steps }. Продолжить?
practice-item-expired = Начатая отметка о готовности удалена: её не закончили. Отметьте снова в карточке практики.
practice-item-open = Отметить снова
practice-item-question-number = { $name } · { $what }

    Напишите номер, как на бумаге.
practice-item-question-day = { $name } · { $what }

    Дата? Например: { $today }
practice-item-question-ends = { $name } · { $what }

    Последний день договора? Например: { $last }. Если он бессрочный, пропустите.
practice-item-question-mentor = { $name }

    Кто будет наставником? Рядом — сколько студентов сейчас и сколько можно.
practice-item-question-until = { $name } · { $what }

    До какого дня действует? Например: { $last }
practice-item-question-held_by = { $name } · { $what }

    Кто провёл инструктаж? Фамилия и должность.
practice-item-question-journal = { $name } · { $what }

    Номер записи в журнале. Если его нет, пропустите.
practice-item-question-clothes = Размер одежды? Например: 48–50, рост 176
practice-item-question-shoes = Размер обуви? Например: 43
practice-item-question-group = { $name } · { $what }

    Отметить только этому студенту или всем, кто едет на это предприятие в те же дни?
practice-item-option-one = Только этому студенту
practice-item-option-all = Всем: { $count }
practice-item-label-number = Номер
practice-item-label-day = Дата
practice-item-label-ends = Действует по
practice-item-label-mentor = Наставник
practice-item-label-until = Действует до
practice-item-label-held_by = Провёл
practice-item-label-journal = Запись в журнале
practice-item-label-clothes = Одежда
practice-item-label-shoes = Обувь
practice-item-label-group = Кому
practice-item-review = <b>Проверьте</b>
practice-item-submit = Отметить
practice-pass-continue = Продолжить: пропуск пункта
practice-pass-unfinished = Причина пропуска не написана. Продолжить?
practice-pass-expired = Пункт не пропущен: причину так и не написали, начатое удалено.
practice-pass-open = Написать причину
practice-pass-question-reason = { $name } · { $what }

    Этого пункта нет, но вы допускаете студента и отвечаете за это. Почему? Ваше имя и причина останутся в истории.
practice-pass-label-reason = Причина
practice-step-continue = Продолжить: решение о практике
practice-step-unfinished = Решение о практике не сохранено: шаг { $step } из { $steps }. Продолжить?
practice-step-expired = Начатое решение о практике удалено: его не закончили. Примите его снова в карточке практики.
practice-step-open = Решить снова
practice-step-question-why = { $name } · { $what }

    Почему?
practice-step-question-words = Добавить что-нибудь? Без диагнозов. Студент и предприятие увидят эти слова.
practice-step-label-why = Причина
practice-step-label-words = Словами
practice-step-review = <b>Проверьте</b>. Об этом узнают все, кого это касается.
practice-step-submit = Подтвердить
practice-days-continue = Продолжить: новые дни практики
practice-days-unfinished = Новые дни не назначены: шаг { $step } из { $steps }. Продолжить?
practice-days-expired = Новые дни практики не назначены: прошли сутки.
practice-days-open = Назначить снова
practice-days-question-first = { $name }

    С какого дня? Выберите или напишите, например: 19.10
practice-days-question-last = { $name }

    До какого дня? Выберите или напишите, например: 27.11
practice-days-label-first = Первый день
practice-days-label-last = Последний день
practice-days-review = <b>Проверьте новые дни</b>. О них узнают студент, предприятие и родители.
practice-days-submit = Назначить
practice-assess-unfinished = Отзыв не сохранён: шаг { $step } из { $steps }. Продолжить?
practice-assess-expired = Начатый отзыв о студенте удалён: его не закончили за две недели. Напишите его снова.
practice-assess-open = Написать отзыв
practice-assess-remind = ⏳ Отзыв о студенте не закончен. Черновик хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
practice-assess-question-mastered = { $name }

    Что студент освоил? Отметьте и нажмите «Готово». Неотмеченное — не освоено.
practice-assess-question-hours = { $name }

    Часы по компетенциям из принятых дней дневника:
    { $list }

    Оставьте их или напишите свои, целыми числами: { $example }
practice-assess-hours-diary = Оставить по дневнику
practice-assess-hours-unclear = Не понял часы. Напишите код и целое число, например: ПК2.1 80, ПК2.2 40
practice-assess-hours-differ = У вас выходит { $said } ч, а в принятых днях { $diary } ч. Всё верно?
practice-assess-hours-shown = { $list ->
    [none] в дневнике пока нет принятых дней
   *[other] { $list }{ $written ->
        [0] {" "}(по дневнику)
       *[other] {" "}(вписаны вами)
    }
}{ $left ->
    [0] {""}
   *[other] . Не принято дней: { $left }, их часов здесь нет
}
practice-assess-question-mark = { $name }

    Оценка за практику?
practice-assess-question-recommendation = { $name }

    Что вы советуете дальше?
practice-assess-question-words = { $name }

    Напишите два-три предложения: как работал, что получается, чему учиться.
practice-assess-label-mastered = Освоено
practice-assess-label-hours = Часы
practice-assess-label-mark = Оценка
practice-assess-label-recommendation = Рекомендация
practice-assess-label-words = Отзыв
practice-assess-review = <b>Проверьте отзыв</b>
practice-assess-submit = Сохранить отзыв
practice-assess-continue = Дописать отзыв

# --- начато и не закончено
