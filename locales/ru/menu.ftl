menu-title = <b>Меню</b> · { $role }
menu-quiet = Отдельных разделов для этой роли пока нет. Кому звонить — в «Контактах».
menu-stranger = <b>Меню</b>

    Кто вы, ещё не указано.
menu-who = Сказать, кто вы
menu-open = Меню
menu-back = В меню
menu-badge = { $label } ({ $count })
menu-role = Роль: { $role }
menu-roles = В какой роли продолжить?
menu-role-chosen = { $role } ✓
menu-help-button = Помощь
menu-help = Я принимаю предварительные заявки в колледжи и рассказываю, что с ними.

    /menu — всё, что можно сделать
    /sos — нужна помощь на практике
    /cancel — остановить вопросы, черновик сохранится
    /language — язык
    /privacy — что мы храним и как удалить

    Ответит человек: { $phone }
    { $hours }, время московское
menu-nothing-to-cancel = Сейчас отменять нечего.
menu-put-aside = Сейчас отменять нечего. Черновик ждёт, его можно продолжить.
menu-role-other = { $role }
menu-role-new = Другая роль
menu-role-leave = Отказаться от роли
