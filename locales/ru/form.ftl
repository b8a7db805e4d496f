form-step = <b>Шаг { $step } из { $steps }</b>
form-answered = <i>Сейчас: { $answer }</i>
form-your-answer = Ваш ответ: <b>{ $answer }</b>
form-none = не указано
form-yes = Да
form-no = Нет
form-back = Назад
form-skip = Пропустить
form-cancel = Отмена
form-keep = Оставить
form-clear = Убрать ответ
form-done = Готово
form-confirm = Да, всё верно
form-fix = Исправить
form-edit = Изменить
form-to-review = К проверке
form-what-to-change = Что изменить? Остальные ответы сохранятся.
form-page-before = ← Назад по списку
form-page-next = Ещё →
form-picked = { $place }. { $option }
form-chosen = ✓ { $option }
form-share-contact = Отправить мой номер
form-resume = Продолжить
form-restart = Начать заново
form-go-on = Вернуться к вопросам
form-leave = Выйти, черновик сохранить
form-delete = Удалить черновик
form-leaving = Остановиться? Черновик можно сохранить и вернуться позже. Удалённый черновик не вернуть.
form-left = Черновик сохранён. Вернуться: кнопка ниже или /menu
form-deleted = Черновик удалён. Начать снова: /menu
form-put-aside = Черновик сохранён. Вернуться к нему можно из меню.
form-went-on = Идём дальше.
form-corrected = Исправлено: { $label } — { $answer }
form-choose-button = Выберите ответ кнопкой ниже.
form-need-text = Нужен ответ текстом. Голос, стикеры и файлы здесь не читаются.
form-need-file = Пришлите, пожалуйста, фото или файл. Текст, голосовые и стикеры здесь не подходят.
form-need-document = Пришлите, пожалуйста, файлом. Фото, текст и голосовые здесь не подходят.
form-need-photo = Пришлите, пожалуйста, фото. Файлы, текст и голосовые здесь не подходят.
form-too-many-files = Слишком много за раз: можно не больше { $most } { $most ->
    [one] файла
   *[other] файлов
}. Пришлите их ещё раз вместе.
form-file-too-large = Файл слишком большой: можно не больше { $most } МБ. Пришлите, пожалуйста, файл поменьше.
form-photo = фото
form-forwarded = Это пересланное сообщение. Напишите ответ сами.
form-contact-foreign = Это чужой контакт. Отправьте свой номер кнопкой или напишите его цифрами.
form-empty = Сообщение пустое. Напишите ответ словами.
form-too-long = Слишком длинно: до { $most } { $most ->
    [one] знака
   *[other] знаков
}. Напишите короче.
form-too-many = Можно выбрать не больше { $most }. Сначала уберите одно из выбранных.
form-not-skipped = На этот вопрос нужен ответ, пропустить его нельзя.
form-unanswered = Остались вопросы без ответа.
form-check-again = Проверьте этот ответ ещё раз.
