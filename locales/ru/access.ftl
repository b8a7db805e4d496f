access-forbidden = Это вам недоступно. Возможно, права изменились. Что можно сделать — в меню: /menu
access-not-found = Этого больше нет. Откройте меню: /menu

# Запрос доступа: анкета

access-question-kind = Кто вы?
access-question-role = Чем вы занимаетесь?
access-question-organisation = { $kind ->
    [mentor] На каком предприятии?
    [enterprise] На каком предприятии?
   *[other] В каком колледже или техникуме?
}
access-question-name = Как вас зовут? Напишите фамилию, имя и отчество, например: Громов Виктор Павлович
access-question-position = { $kind ->
    [student] Группа и курс? Например: группа СВ-21, 2 курс
    [mentor] Цех и должность? Например: цех 4, электрогазосварщик
   *[other] Должность и отдел? Например: инженер по обучению, отдел кадров
}
access-label-kind = Вы
access-label-role = Роль
access-label-organisation = Организация
access-label-name = Имя
access-label-position = Должность или группа
access-review = <b>Проверьте и отправьте.</b> Координатор увидит эти сведения и ответит сюда.
access-submit = Отправить запрос
access-continue = Продолжить запрос доступа
access-open = Запросить доступ
access-unfinished = Запрос доступа не отправлен: шаг { $step } из { $steps }. Продолжить?
access-remind = ⏳ Запрос доступа не отправлен. Черновик хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
access-expired = Черновик запроса удалён: его не трогали 14 дней. Можно начать заново.
