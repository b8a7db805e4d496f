privacy-title = <b>Мои данные</b>

    Отвечает: { $operator }, { $address }. Почта: { $email }

    Всегда хранятся номер вашего Telegram и язык: без них бот не сможет ответить.
privacy-nothing = Больше о вас ничего нет.
privacy-consents = <b>Согласия</b>
privacy-consent-line = { $purpose }: с { $at }, документ { $document }, версия { $version }
privacy-purpose-application = на заявку
privacy-purpose-practice = на практику
privacy-purpose-dorm = на общежитие
privacy-purpose-news = на новости
privacy-purpose-photo_files = на файлы документов
privacy-purpose-vacancy_share = на передачу имени и телефона предприятию
privacy-why-consents = Записи о согласиях хранятся 3 года после отзыва: ими подтверждают, что данные обрабатывали законно.
privacy-roles = <b>Роли</b>
privacy-why-roles = Роль решает, что вам видно. Отказаться от неё можно в меню.
privacy-requests = <b>Запросы доступа</b>
privacy-why-requests = Имя и должность видит тот, кто решает. Через 30 дней после ответа они удаляются.
privacy-drafts = <b>Черновики</b>
privacy-draft-line = { $form }: изменён { $at }
privacy-why-drafts = Черновик хранится 14 дней, чтобы вы могли продолжить, и никому не виден.
privacy-kept = <b>Отправлено</b>

privacy-withdraw = Отозвать согласие
privacy-which-consent = Какое согласие отозвать?
privacy-withdraw-sure = Отозвать согласие { $purpose }? То, что на нём держится, остановится: заявка будет отозвана, данные удалим в течение 30 дней.
privacy-withdraw-yes = Отозвать
privacy-withdrawn = Согласие отозвано { $purpose }. Отвечать на вопросы бот продолжит.
privacy-not-withdrawn = Такого согласия нет.
privacy-delete-draft = Удалить черновик
privacy-which-draft = Какой черновик удалить?
privacy-delete-draft-sure = Удалить черновик? Это нельзя отменить.
privacy-draft-deleted = Черновик удалён.
privacy-no-draft = Черновика уже нет.
privacy-delete-application = Удалить заявку
privacy-delete-application-sure = Удалить заявку? Сначала она будет отозвана, приёмная комиссия об этом узнает. Это нельзя отменить.
privacy-application-deleted = Заявка отозвана, данные удалены.
privacy-nothing-to-delete = Удалять нечего.
privacy-yes-delete = Удалить
privacy-keep = Оставить
privacy-erase = Удалить всё обо мне
privacy-erase-sure = Удалить всё? Это случится через 14 дней, до этого можно передумать. Заявки будут отозваны, роли сняты.
privacy-erase-yes = Удалить всё
privacy-erase-requested = ⏳ Всё будет удалено { $at }. До этого можно передумать: /privacy
privacy-erase-cancel = Не удалять
privacy-erase-cancelled = Хорошо, ничего не удаляем.
privacy-erased = ✅ Всё о вас удалено. Остались только записи о согласиях. Начать заново: /start
privacy-close = Закрыть
privacy-closed = Вернуться сюда: /privacy

privacy-consent-not-yours = Это согласие даёт сам человек.
privacy-kept-by-law = Это нельзя удалить сейчас: закон велит хранить. Срок и причина указаны в /privacy
