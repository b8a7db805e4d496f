# «Нужна помощь»: вход

incidents-menu-help = Нужна помощь
incidents-menu-list = Просьбы о помощи
incidents-menu-report = Сообщить
incidents-help-first = Опасно для жизни или здоровья — звоните сразу{ $reader ->
    [student] , потом скажите наставнику
    [mentor] , потом сообщите отсюда: узнают предприятие и колледж
   *[other] {""}
}.
incidents-help = Что случилось? Одно нажатие — и сообщение уйдёт тем, кто отвечает. Подробности добавите потом.
incidents-help-for = О ком сообщаете: <b>{ $name ->
    [none] имя не указано
   *[other] { $name }
}</b>
incidents-help-other = Что случилось? Одно нажатие — и сообщение уйдёт. Студент его тоже увидит.
incidents-help-whom = О ком сообщаете? Выберите студента.
incidents-help-numbers = Сообщение отсюда отправляют студенты и наставники. Вам сейчас помогут по телефону.
incidents-help-unlisted = Колледж ещё не внёс вас в список студентов, поэтому отправить сообщение отсюда нельзя. Звоните по этим номерам.
incidents-mentee = { $name ->
    [none] имя не указано
   *[other] { $name }
}
incidents-own-line = № { $no } · { $kind }: что сейчас
incidents-no-student = Колледж ещё не внёс вас в список студентов, поэтому отправить некому. Позвоните: номера — по команде /sos

# Кому звонить

incidents-call-emergency = <b>112</b> — все службы, <b>103</b> — скорая
incidents-call-safety = Охрана труда, { $name }: { $phone }
incidents-call-plant = { $name }: { $phone }
incidents-call-college = { $name }: { $phone }
incidents-call-cluster = { $name }: { $phone }
incidents-call-student = Студент: { $phone }
incidents-call-head = <b>Кому звонить</b> · № { $no }
incidents-calls = Позвонить:

# Что видит студент

incidents-told-toast = Отправлено
incidents-own-head = <b>{ $kind }</b> · № { $no }
incidents-own-sent = ⏳ { $reporter ->
    [student] Сообщение отправлено: { $at }.
    [mentor] Наставник сообщил о вас: { $at }.
   *[other] Колледж сообщил о вас: { $at }.
} Ответят до { $until }, это сообщение изменится само.
incidents-own-unanswered = ⚠️ Пока никто не ответил. Мы снова сообщили всем, кто отвечает; если будут молчать, напомним им ещё раз: { $until }. Не ждите, звоните сами: номера ниже.
incidents-own-silence = ⚠️ Никто не ответил. Звоните сами: номера ниже.
incidents-own-closed = Колледж сейчас закрыт, по его телефону ответят: { $opens }. Если опасно или вам угрожают — 112, он отвечает всегда.
incidents-own-nobody = ⚠️ Сообщение сохранено, но в боте сейчас некому ответить. Звоните сами: номера ниже.
incidents-own-taken = ✅ Вам помогает { $who ->
    [none] сотрудник
   *[other] { $who }
}, с { $at }. Если связи нет, звоните.
incidents-own-handed = ⏳ { $who ->
    [none] Ищем, кто поможет,
   *[other] Передали: { $who },
} ответ будет до { $until }. Не ждите, если плохо: звоните.
incidents-own-resolved = ✅ Закрыто, { $at }: { $who ->
    [none] сотрудник
   *[other] { $who }
}
    { $text ->
        [none] Что сделано, уже не хранится.
       *[other] Что сделано: { $text }
    }

    Если помощь ещё нужна, сообщите снова: /sos
incidents-own-withdrawn = Отозвано: нажато случайно. Те, кому оно ушло, это видят. Если помощь нужна: /sos
incidents-own-told = Знают: { $who }
incidents-own-told-closed = Знают только в колледже: { $who }
    Наставник и предприятие этого не увидят.
incidents-own-alone = Наставник и предприятие этого не увидят.
incidents-own-words = Вы написали: { $words }
incidents-party-mentor = { $name ->
    [none] наставник
   *[other] наставник { $name }
}
incidents-party-enterprise = { $name ->
    [none] кадры предприятия
   *[other] кадры предприятия ({ $name })
}
incidents-party-supervisor = { $name ->
    [none] руководитель практики
   *[other] руководитель практики { $name }
}
incidents-party-coordinator = { $name ->
    [none] координатор
   *[other] координатор { $name }
}
incidents-party-college = { $name ->
    [none] сотрудники колледжа
   *[other] { $name }
}
incidents-party-base = координатор базового колледжа
incidents-party-admin = администратор

incidents-words = Добавить слова
incidents-words-again = Исправить слова
incidents-whom = Сказать, о ком речь
incidents-whom-again = Изменить, о ком речь
incidents-withdraw = Нажал случайно
incidents-whom-ask = О ком речь? Имя не нужно. Тот, на кого вы укажете, об этом не узнает и ничего не увидит.
incidents-whom-mentor = Наставник
incidents-whom-plant = Кто-то на предприятии
incidents-whom-student = Другой студент
incidents-whom-nobody = Не хочу говорить
incidents-named-toast = Сохранено
incidents-about-mentor = Речь о наставнике: ему ничего не показываем.
incidents-about-plant = Речь о ком-то на предприятии: там никому ничего не показываем.
incidents-about-student = Речь о другом студенте.
incidents-about-nobody = О ком речь, не названо.

incident-words-question-words = Что произошло и где вы? Напишите в двух словах, до 500 знаков. Диагнозы и сведения о здоровье не пишите.
incident-words-label-words = Слова
incident-words-unfinished = Вы начали писать подробности. Продолжить?
incident-words-expired = Начатые подробности удалены: прошли сутки.
incident-words-open = Добавить слова
incident-words-continue = Продолжить подробности

# Что видит тот, кто отвечает

incidents-card-head = { $state ->
    [open] ⚠️
    [acknowledged] ⏳
    [resolved] ✅
   *[other] {""}
} <b>{ $kind }</b> · № { $no }
incidents-card-who = <b>{ $name ->
    [none] Имя удалено
   *[other] { $name }
}</b>, группа { $group }{ $age ->
    [0] {""}
    [one] , { $age } год
    [few] , { $age } года
   *[other] , { $age } лет
}
incidents-card-where = { $site ->
    [none] { $plant }
   *[other] { $plant }, { $site }
}
incidents-card-college = { $college }, практики сейчас нет
incidents-card-told = { $part ->
    [student] Просит о помощи: { $at }
    [mentor] Сообщил наставник{ $who ->
        [none] {""}
       *[other] {" "}{ $who }
    }: { $at }
   *[other] Сообщил колледж{ $who ->
        [none] {""}
       *[other] {" "}({ $who })
    }: { $at }
}
incidents-card-open = { $answers ->
    [yes] Нажмите «Беру»{ $until ->
        [none] {""}
       *[other] {" "}до { $until }, иначе сообщим следующим
    }, и свяжитесь со студентом.
   *[other] Пока никто не ответил{ $until ->
        [none] {""}
       *[other] , ждём до { $until }
    }. Если вы рядом, помогите и позвоните в колледж.
}
incidents-card-handed = { $own ->
    [yes] Вам передали это обращение. Нажмите «Беру» до { $until }, иначе сообщим следующим.
   *[other] { $who ->
        [none] Никто не занимается
       *[other] Передано: { $who }
    }, ждём ответа до { $until }. Можно взять и вам.
}
incidents-card-taken = { $own ->
    [yes] Занимаетесь вы, с { $at }. Когда всё решится, нажмите «Решено».
   *[other] Занимается { $who ->
        [none] сотрудник
       *[other] { $who }
    }, с { $at }.
}
incidents-card-resolved = Закрыто, { $at }: { $who ->
    [none] сотрудник
   *[other] { $who }
}
    { $text ->
        [none] Что сделано, уже не хранится.
       *[other] Что сделано: { $text }
    }
incidents-card-withdrawn = Отозвано: нажато случайно. Если сомневаетесь, позвоните студенту.
incidents-card-words = Слова студента: { $words }
incidents-card-note = { $at }, { $who ->
    [none] сотрудник
   *[other] { $who }
}: { $text }

incidents-take = Беру
incidents-resolve = Решено
incidents-call = Позвонить
incidents-hand = Передать
incidents-note = Заметка
incidents-open = Открыть
incidents-to-card = К обращению
incidents-hand-whom = Кому передать № { $no }? Человек узнает об этом сразу.
incidents-hand-me = Возьму себе
incidents-hand-unnamed = Сотрудник без имени
incidents-handed-toast = Передано
incidents-list = <b>Просьбы о помощи</b>

    { $standing ->
        [0] Сейчас никто не ждёт.
        [one] Открыто { $standing } обращение.
        [few] Открыто { $standing } обращения.
       *[other] Открыто { $standing } обращений.
    } { $closed ->
        [0] {""}
        [one] Закрыто за 30 дней: { $closed } обращение.
        [few] Закрыто за 30 дней: { $closed } обращения.
       *[other] Закрыто за 30 дней: { $closed } обращений.
    }
incidents-line = { $state ->
    [open] ⚠️
    [acknowledged] ⏳
    [resolved] ✅
   *[other] ↩️
} { $kind } · { $name ->
    [none] без имени
   *[other] { $name }
} · { $at }

incident-outcome-question-text = Чем закончилось? Напишите, что сделано, до 500 знаков: студент это прочитает. Диагнозы не пишите.
incident-outcome-label-text = Итог
incident-outcome-unfinished = Вы начали закрывать обращение. Продолжить?
incident-outcome-expired = Вы не дописали, чем закончилась просьба о помощи, и за сутки черновик удалён. Просьба осталась открытой, если её не закрыл другой.
incident-outcome-open = Решено
incident-outcome-continue = Дописать, чем закончилось
incident-outcome-anew = Закрыть просьбу о помощи
incident-note-question-text = Напишите заметку, до 500 знаков. Её увидят только те, кто отвечает. Диагнозы не пишите.
incident-note-label-text = Заметка
incident-note-unfinished = Заметка не закончена. Продолжить?
incident-note-expired = Начатая заметка удалена: прошли сутки.
incident-note-open = Заметка
incident-note-continue = Продолжить заметку

# Отдельные сообщения

incidents-again = ⚠️ <b>{ $kind }</b> · № { $no } · { $name ->
    [none] без имени
   *[other] { $name }
}: с { $at } никто не ответил. { $answers ->
    [yes] Если можете помочь, нажмите «Беру» или позвоните.
   *[other] Если вы рядом, помогите и позвоните в колледж.
}
incidents-bare = ⚠️ <b>{ $kind }</b> · № { $no }: просьба студента о помощи без ответа с { $at }.
    { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }

    Имя видят только в колледже. Позвоните туда и убедитесь, что помогают.
incidents-unclosed = ⏳ <b>{ $kind }</b> · № { $no } · { $name ->
    [none] без имени
   *[other] { $name }
}: обращение не закрыто. { $part ->
    [own_taken] Вы занимаетесь им с { $since }. Решено — нажмите «Решено» и напишите, чем кончилось: студент это прочитает. Не решено — откройте и передайте коллеге или оставьте заметку.
    [own_asked] Вам передали его { $since }. Откройте и нажмите «Беру» или «Решено».
    [other_asked] { $who ->
        [none] Им никто не занимается
       *[other] { $who } не отвечает
    } с { $since }. Откройте и возьмите его или передайте.
   *[other] Им занимается { $who ->
        [none] сотрудник
       *[other] { $who }
    } с { $since }. Спросите, чем кончилось, или закройте его.
}
incidents-operators = ⚠️ Просьба о помощи № { $no } без ответа с { $at }. Бот сообщил всем, кому мог. Всего без ответа: { $waiting }.
    Проверьте, что сообщения бота уходят (<code>iskra status</code>), и назовите номер координатору: имя и суть видны только в колледже.
incidents-bare-over = { $state ->
    [acknowledged] ✅ { $kind } · № { $no }: ответили, помогают. { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }
    [resolved] ✅ { $kind } · № { $no }: закрыто. { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }
   *[other] { $kind } · № { $no }: отозвано, нажато случайно. { $college }{ $plant ->
        [none] {""}
       *[other] , { $plant }
    }
}
incidents-ring-words = { $kind } · № { $no } · { $name ->
    [none] без имени
   *[other] { $name }
}: добавлены подробности.
incidents-ring-named = { $kind } · № { $no } · { $name ->
    [none] без имени
   *[other] { $name }
}: сказано, о ком речь.
incidents-ring-handed_on = ⚠️ { $kind } · № { $no } · { $name ->
    [none] без имени
   *[other] { $name }
}: обращение передали вам.
incidents-ring-withdrawn = Отбой: { $kind } · № { $no } · { $name ->
    [none] без имени
   *[other] { $name }
}. Нажато случайно. Если сомневаетесь, позвоните студенту.
incidents-own-ring-acknowledged = ✅ { $kind } · № { $no }: вам помогает { $who ->
    [none] сотрудник
   *[other] { $who }
}
incidents-own-ring-resolved = ✅ { $kind } · № { $no }: закрыто.{ $text ->
    [none] {""}
   *[other] {" "}Что сделано: { $text }
}
incidents-own-ring-unanswered = ⚠️ { $kind } · № { $no }: пока никто не ответил. Мы снова сообщили тем, кто отвечает. Не ждите, звоните сами.
incidents-parent = ⚠️ { $name ->
    [none] Ваш ребёнок
   *[other] { $name }
}: через бота попросили о помощи, { $at }. Колледж знает.

    Подробностей бот не пересылает. Позвоните ребёнку или в колледж: { $phone }. Если связи нет и вы волнуетесь — 112.
incidents-parent-resolved = ✅ { $name ->
    [none] Ваш ребёнок
   *[other] { $name }
}: просьба о помощи от { $at } закрыта. Спросить о ней можно в колледже: { $phone }.
incidents-parent-withdrawn = { $name ->
    [none] Ваш ребёнок
   *[other] { $name }
}: просьба о помощи от { $at } отозвана, кнопку нажали случайно. Если сомневаетесь, позвоните ребёнку или в колледж: { $phone }.

# Отказы, хранение

incidents-taken-by-other = Этим уже занимается { $who ->
    [none] сотрудник
   *[other] { $who }
}, с { $at }.
incidents-closed = Это обращение уже закрыто. Если помощь нужна снова: /sos
incidents-words-length = Напишите от 1 до { $most } знаков.
incidents-notes-many = У обращения уже { $most } заметок, больше не добавить. Закройте его кнопкой «Решено».
incidents-withdraw-late = Отозвать можно 5 минут. Напишите словами, что помощь не нужна, или позвоните в колледж.
incidents-kept = Просьбы о помощи на практике: { $count }. Хранятся несколько лет: несчастный случай могут расследовать и позже.
