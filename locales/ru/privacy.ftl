privacy-button = Мои данные
privacy-back = Назад
privacy-title = <b>Мои данные</b>

    Отвечает: { $operator }, { $address }. Почта: { $email }

    Всегда хранятся номер вашего чата в Telegram и язык: без них бот не сможет ответить.
privacy-nothing = Больше о вас ничего нет.
privacy-consents = <b>Согласия</b>
privacy-consent-line = Согласие { $purpose }: дано { $at }, версия { $version }{ $until ->
    [none] {""}
   *[other] { $over ->
        [0] , действует по { $until }
       *[other] , действовало по { $until }
    }
}
privacy-purpose-application = на заявку
privacy-purpose-practice = на практику
privacy-purpose-dorm = на общежитие
privacy-purpose-news = на новости
privacy-purpose-photo_files = на файлы документов
privacy-purpose-vacancy_share = на передачу имени и телефона предприятию
privacy-why-consents = <i>Записи о согласиях хранятся 3 года после отзыва: ими подтверждают, что данные обрабатывали законно.</i>
privacy-roles = <b>Роли</b>
privacy-why-roles = <i>Роль решает, что вам видно. Отказаться от неё можно в меню.</i>
privacy-requests = <b>Запросы доступа</b>
privacy-why-requests = <i>Имя и должность видит тот, кто решает. Через 30 дней после ответа они удаляются.</i>
privacy-drafts = <b>Черновики</b>
privacy-draft-line = { $form }: изменён { $at }
privacy-form-admission = заявка в колледж
privacy-form-access = запрос доступа
privacy-form-files = файлы документов
privacy-form-invites-join = вход по приглашению
privacy-form-other = анкета
privacy-form-diary-entry = запись в дневник
privacy-form-diary-words = слова в дневник
privacy-form-diary-return = комментарий к записи
privacy-form-absence-days = «Не приду»
privacy-form-absence-note = пояснение к отсутствию
privacy-why-drafts = <i>Черновик хранится 14 дней, чтобы вы могли продолжить, и никому не виден.</i>
privacy-kept = <b>Отправлено</b>

# Согласия

privacy-consents-button = Согласия и их тексты
privacy-which-consent = Согласия: откройте, чтобы прочитать текст или отозвать. Отмеченные ✓ вы дали.
privacy-consent-given = ✓ Согласие { $purpose }
privacy-consent-not-given = Согласие { $purpose }
privacy-document = <b>{ $title }</b>, версия { $version }

    { $text }
privacy-not-agreed = Этого согласия вы не давали.
privacy-withdraw = Отозвать согласие
privacy-withdraw-sure = Отозвать согласие { $purpose }?

    { $what ->
        [application] Черновик удалится. Заявки, которые колледж ещё не принял официально, будут отозваны и удалены сразу, вернуть их нельзя. Принятые официально остаются в колледже по закону.
        [news] Новости приёма больше не придут.
        [photo_files] Файлы документов удалятся сразу. На заявку это не влияет: документы можно принести.
       *[other] То, что на нём держится, остановится.
    }
privacy-withdraw-yes = Отозвать
privacy-withdrawn = Готово: согласие { $purpose } отозвано.
privacy-not-withdrawn = Такого согласия нет, отзывать нечего.
privacy-consent-representative = ✅ Записано согласие вашего родителя или представителя { $purpose }. Что ещё хранится: /privacy
privacy-consent-not-yours = Это согласие даёт сам человек.

# Удалить

privacy-delete-draft = Удалить черновик: { $form }
privacy-delete-draft-sure = Удалить черновик ({ $form })? Это нельзя отменить.
privacy-draft-deleted = Черновик удалён.
privacy-no-draft = Черновика уже нет.
privacy-delete-admission = Удалить заявку
privacy-delete-admission-sure = Удалить заявку? Сначала она будет отозвана, приёмная комиссия об этом узнает. Это нельзя отменить.
privacy-delete-files = Удалить файлы документов
privacy-delete-files-sure = Удалить все файлы документов? Это нельзя отменить. На заявку это не влияет.
privacy-delete-invites = Удалить данные приглашений
privacy-delete-invites-sure = Удалить имя, которым вы назвались по приглашению, и записи о том, чей вы родитель? Карточка ребёнка станет недоступна. Это нельзя отменить.
privacy-delete-diary = Удалить слова дневника
privacy-delete-diary-sure = Удалить слова дневника и причины отсутствия на законченной практике? Это нельзя отменить. Дни и часы останутся у колледжа.
privacy-deleted = Готово: отозвано и удалено.
privacy-nothing-to-delete = Удалять нечего.
privacy-yes-delete = Удалить
privacy-keep = Оставить
privacy-kept-by-law = Это нельзя удалить сейчас: закон велит хранить. Срок и причина указаны в /privacy
privacy-erase = Удалить всё обо мне
privacy-erase-sure = Удалить всё? Это случится через 14 дней, до этого можно передумать. { $left ->
    [0] Заявки будут отозваны, роли сняты.
   *[other] Роли будут сняты, а заявки отозваны, кроме принятых официально: их колледж обязан хранить.
}
privacy-erase-yes = Удалить всё
privacy-erase-waits = ⏳ Всё будет удалено { $at }. До этого можно передумать.
privacy-erase-cancel = Не удалять
privacy-erase-cancelled = Хорошо, ничего не удаляем.
privacy-erased = { $left ->
    [0] ✅ Всё о вас удалено. Остались только записи о согласиях. Начать заново: /start
   *[other] ✅ Удалено всё, что можно. Остались записи о согласиях и официально принятое заявление: колледж обязан его хранить. Вопросы — колледжу. Начать заново: /start
}
privacy-delete-internship = Удалить запись о студенте
privacy-delete-internship-sure = Удалить запись о студенте? Предложенная практика отменится, колледж узнает. Это нельзя отменить.
