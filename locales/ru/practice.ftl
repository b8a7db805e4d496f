# Формы практики: пункт готовности, шаг с причиной, отзыв наставника.

practice-item-question-number = { $name } · { $what }

    Напишите номер, как на бумаге.
practice-item-question-day = { $name } · { $what }

    Дата? Например: 05.09.2026
practice-item-question-ends = { $name } · { $what }

    Последний день договора? Например: 30.06.2027. Если он бессрочный, пропустите.
practice-item-question-mentor = { $name }

    Кто будет наставником? Рядом — сколько студентов сейчас и сколько можно.
practice-item-question-until = { $name } · { $what }

    До какого дня действует? Например: 05.09.2026
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
practice-pass-question-reason = { $name } · { $what }

    Этого пункта нет, но вы допускаете студента и отвечаете за это. Почему? Ваше имя и причина останутся в истории.
practice-pass-label-reason = Причина
practice-step-question-why = { $name } · { $what }

    Почему?
practice-step-question-words = Добавить что-нибудь? Без диагнозов. Студент и предприятие увидят эти слова.
practice-step-label-why = Причина
practice-step-label-words = Словами
practice-step-review = <b>Проверьте</b>. Об этом узнают все, кого это касается.
practice-step-submit = Подтвердить
practice-days-question-first = { $name }

    С какого дня? Выберите или напишите, например: 19.10
practice-days-question-last = { $name }

    До какого дня? Выберите или напишите, например: 27.11
practice-days-label-first = Первый день
practice-days-label-last = Последний день
practice-days-review = <b>Проверьте новые дни</b>. О них узнают студент, предприятие и родители.
practice-days-submit = Назначить
practice-assess-question-mastered = { $name }

    Что студент освоил? Отметьте и нажмите «Готово». Неотмеченное — не освоено.
practice-assess-question-mark = { $name }

    Оценка за практику?
practice-assess-question-recommendation = { $name }

    Что вы советуете дальше?
practice-assess-question-words = { $name }

    Напишите два-три предложения: как работал, что получается, чему учиться.
practice-assess-label-mastered = Освоено
practice-assess-label-mark = Оценка
practice-assess-label-recommendation = Рекомендация
practice-assess-label-words = Отзыв
practice-assess-review = <b>Проверьте отзыв</b>
practice-assess-submit = Сохранить отзыв
practice-assess-continue = Дописать отзыв

# --- начато и не закончено

practice-item-unfinished = Запись к готовности не закончена: шаг { $step } из { $steps }. Продолжить?
practice-item-expired = Запись к готовности осталась незаконченной, черновик удалён.
practice-item-open = Записать
practice-pass-unfinished = Пропуск пункта не закончен: шаг { $step } из { $steps }. Продолжить?
practice-pass-expired = Пропуск пункта остался незаконченным, черновик удалён.
practice-pass-open = Пропустить пункт
practice-days-unfinished = Новые дни практики не назначены: шаг { $step } из { $steps }. Продолжить?
practice-days-expired = Новые дни остались неназначенными, черновик удалён.
practice-days-open = Назначить новые дни
practice-step-unfinished = Решение о практике не закончено: шаг { $step } из { $steps }. Продолжить?
practice-step-expired = Решение о практике осталось незаконченным, черновик удалён.
practice-step-open = Решить
practice-assess-unfinished = Отзыв не дописан: шаг { $step } из { $steps }. Продолжить?
practice-assess-expired = Отзыв остался недописанным, черновик удалён: его не трогали 14 дней.
practice-assess-open = Отзыв и оценка
practice-assess-remind = ⏳ Отзыв не дописан. Черновик хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
