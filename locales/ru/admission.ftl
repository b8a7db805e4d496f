# Приём: анкета, заявки, документы.

# --- Дверь и черновик

admission-open = Подать заявку
admission-menu-mine = Моя заявка
admission-menu-papers = Документы
admission-declined = Без согласия заявку не принять: её негде хранить. Вопросы о поступлении можно задавать и так — /menu
admission-unfinished = У вас есть неотправленная заявка: шаг { $step } из { $steps }. Продолжить?
admission-remind = ⏳ Заявка не отправлена. Ответы сохранены, черновик хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
admission-expired = Черновик заявки удалён: его не трогали 14 дней. Можно начать заново.
admission-review = <b>Проверьте и отправьте</b>
admission-submit = Отправить заявку
admission-submitted = { $count ->
    [one] ✅ Заявка № { $no } отправлена.
   *[other] ✅ Заявки № { $no } отправлены.
} Ответим до { $date }. Это ещё не официальная подача: документы нужно принести в колледж.
admission-repeated = { $count ->
    [one] Заявка № { $no } уже отправлена.
   *[other] Заявки № { $no } уже отправлены.
} Изменить ответы можно в разделе «Моя заявка».

# --- Вопросы

admission-question-consent_pd = <b>{ $title }</b>

    { $text }

    Вы согласны?
admission-question-filled_by = Кто заполняет заявку?
admission-question-last_name = { $who ->
    [child] Напишите фамилию ребёнка, как в документе.
   *[own] Напишите фамилию, как в паспорте.
}
admission-question-first_name = { $who ->
    [child] Напишите имя ребёнка, как в документе.
   *[own] Напишите имя, как в паспорте.
}
admission-question-middle_name = { $who ->
    [child] Напишите отчество ребёнка, как в документе.
   *[own] Напишите отчество, как в паспорте.
}
admission-question-birth_date = { $who ->
    [child] Дата рождения ребёнка? Например: 05.09.2010
   *[own] Дата рождения? Например: 05.09.2010
}
admission-question-citizenship = { $who ->
    [child] Какое гражданство у ребёнка?
   *[own] Какое гражданство?
}
admission-question-phone = { $who ->
    [child] Телефон ребёнка? Если своего нет, напишите ваш. Например: +7 910 123-45-67
   *[own] Номер телефона? Например: +7 910 123-45-67
}
admission-question-email = Адрес электронной почты? Например: ivanova@example.org
admission-question-district = { $who ->
    [child] Где живёт ребёнок? Выберите район или город.
   *[own] Где вы живёте? Выберите район или город.
}
admission-question-locality = Напишите город, посёлок или село. Улица и дом не нужны.
admission-question-base_education = { $who ->
    [child] Какое образование у ребёнка уже есть или будет к сентябрю?
   *[own] Какое образование уже есть или будет к сентябрю?
}
admission-question-school = Какая школа или колледж? Например: Клепиковская школа № 1
admission-question-grad_year = В каком году аттестат или диплом? Например: 2026
admission-question-avg_grade = Средний балл аттестата? Например: 4,25
admission-question-avg_grade-marks = Напишите все оценки из аттестата через пробел, например: 5 4 4 3. Я посчитаю средний балл.
admission-question-honours = Аттестат или диплом с отличием?
admission-question-choices = { $who ->
    [child] Куда хочет поступать ребёнок? Выберите от одной до трёх программ: первая — самая желанная.
   *[own] Куда хотите поступать? Выберите от одной до трёх программ: первая — самая желанная.
}
admission-question-target_interest = { $who ->
    [child] Нужен целевой договор? Это когда завод помогает ребёнку, пока он учится, а потом он там работает.
   *[own] Нужен целевой договор? Это когда завод помогает, пока вы учитесь, а потом вы там работаете.
}
admission-question-target_enterprise = С каким предприятием?
admission-question-priority_right = Есть право на первоочередной приём (льгота)? Подробности не пишите: о них спросят лично.
admission-question-special_conditions = Нужны особые условия для учёбы? Не пишите диагноз: подробности — только лично.
admission-question-dorm_needed = Нужно общежитие?{ $km ->
    [0] {""}
   *[other] {" "}До самого дальнего из выбранных мест около { $km } км.
}
admission-question-parent_name = { $who ->
    [child] Ваши фамилия, имя и отчество? До 18 лет нужно согласие родителя или опекуна.
   *[own] Фамилия, имя и отчество родителя или опекуна? До 18 лет нужно его согласие.
}
admission-question-parent_relation = { $who ->
    [child] Кем вы приходитесь ребёнку?
   *[own] Кем этот человек приходится поступающему?
}
admission-question-parent_phone = { $who ->
    [child] Ваш телефон? Например: +7 910 765-43-21
   *[own] Телефон родителя или опекуна? Например: +7 910 765-43-21
}
admission-question-contact_pref = Как с вами удобнее связаться?
admission-question-contact_hours = Когда удобно говорить? Время московское.
admission-question-snils = Номер СНИЛС? Например: 112-233-445 95
admission-question-source = Откуда вы узнали о нас?
admission-question-comment = Хотите что-то добавить? Не пишите о здоровье.

# --- Подписи на проверке

admission-label-consent_pd = Согласие
admission-label-filled_by = Заполняет
admission-label-last_name = Фамилия
admission-label-first_name = Имя
admission-label-middle_name = Отчество
admission-label-birth_date = Дата рождения
admission-label-citizenship = Гражданство
admission-label-phone = Телефон
admission-label-email = Почта
admission-label-district = Район
admission-label-locality = Населённый пункт
admission-label-base_education = Образование
admission-label-school = Школа
admission-label-grad_year = Год окончания
admission-label-avg_grade = Средний балл
admission-label-honours = С отличием
admission-label-choices = Программы
admission-label-target_interest = Целевой договор
admission-label-target_enterprise = Предприятие
admission-label-priority_right = Первоочередной приём
admission-label-special_conditions = Особые условия
admission-label-dorm_needed = Общежитие
admission-label-parent_name = Родитель
admission-label-parent_relation = Кем приходится
admission-label-parent_phone = Телефон родителя
admission-label-contact_pref = Связь
admission-label-contact_hours = Удобное время
admission-label-snils = СНИЛС
admission-label-source = Откуда узнали
admission-label-comment = Комментарий

# --- Варианты ответов

admission-option-consent_pd-yes = Даю согласие
admission-option-consent_pd-no = Не даю
admission-option-filled_by-applicant = Поступаю я
admission-option-filled_by-parent = Родитель за ребёнка
admission-option-filled_by-staff = Сотрудник колледжа
admission-option-middle_name-none = Нет отчества
admission-option-citizenship-RU = Россия
admission-option-citizenship-other = Другое
admission-option-base_education-grade9 = 9 классов
admission-option-base_education-grade11 = 11 классов
admission-option-base_education-spo = Колледж или техникум
admission-option-base_education-higher = Высшее
admission-option-avg_grade-unknown = Ещё не знаю
admission-option-avg_grade-calculate = Посчитать
admission-option-target_interest-no = Нет
admission-option-target_interest-want = Хочу
admission-option-target_interest-signed = Уже подписан
admission-option-priority_right-no = Нет
admission-option-priority_right-yes = Есть
admission-option-priority_right-tell_in_person = Скажу лично
admission-option-special_conditions-no = Нет
admission-option-special_conditions-yes = Нужны
admission-option-special_conditions-tell_in_person = Скажу лично
admission-option-parent_relation-mother = Мама
admission-option-parent_relation-father = Папа
admission-option-parent_relation-guardian = Опекун
admission-option-parent_relation-other = Другое
admission-option-contact_pref-chat = Писать сюда
admission-option-contact_pref-call = Звонить мне
admission-option-contact_pref-sms = СМС
admission-option-contact_pref-parent = Звонить родителю
admission-option-contact_pref-call-child = Звонить ребёнку
admission-option-contact_pref-sms-child = СМС ребёнку
admission-option-contact_pref-parent-child = Звонить мне
admission-option-contact_hours-9-12 = с 9 до 12
admission-option-contact_hours-12-17 = с 12 до 17
admission-option-contact_hours-17-20 = с 17 до 20

# --- Переспросить

admission-warn-age_young = К 1 сентября ещё не будет 14 лет. Дата рождения верная?
admission-warn-age_old = К 1 сентября будет больше 25 лет. Поступать можно в любом возрасте. Дата рождения верная?
admission-warn-citizenship = Для граждан других стран условия отличаются. Заявку посмотрит сотрудник и ответит лично.
admission-warn-same_phone = Этот номер уже указан как телефон поступающего. Лучше другой: родителю могут позвонить. Оставить этот?
admission-warn-average = Средний балл — { $average }. Записать?

# --- Так нельзя

admission-refuse-age = Проверьте дату рождения: на 1 сентября должно быть от { $lowest } до { $highest } лет.
admission-refuse-under_14 = До 14 лет заявку заполняет родитель. В вопросе «Кто заполняет заявку» выберите «Родитель за ребёнка».
admission-refuse-choices_count = Выберите от одной до { $most } программ.
admission-refuse-choices_twice = Одна программа выбрана дважды. Уберите лишнюю.
admission-refuse-choices_closed = На одну из выбранных программ заявки сейчас не принимают. Выберите другую.
admission-refuse-choices_education = Одна из выбранных программ не подходит к вашему образованию. Выберите другую.
admission-refuse-choices_total = В одну кампанию можно выбрать не больше { $most } программ. Сначала отзовите одну из прежних заявок.
admission-refuse-target_enterprise = Выберите предприятие, с которым нужен целевой договор.
admission-refuse-contact_parent = Номер родителя в заявке не указан. Выберите другой способ связи.
admission-refuse-missing = Ответьте на этот вопрос: без него заявку не отправить.
admission-refuse-gone = Такого варианта больше нет. Выберите другой.
admission-refuse-empty = Сообщение пустое. Напишите ответ словами.
admission-refuse-long = Слишком длинно. Напишите не больше { $limit } знаков.
admission-refuse-no_details = Выберите кнопку и не пишите диагноз и подробности: о них спросят лично.
admission-refuse-mode = Здесь заявки не принимают. Подать её можно в самом колледже: /menu
admission-refuse-same_person = У вас уже есть заявка на человека с таким именем и датой рождения.
admission-edit-nothing = Здесь нечего менять: заявки уже нет. Можно подать новую.
admission-edit-locked = Заявление уже принято официально, ответы не изменить. Обратитесь в колледж.
admission-document-staff = Этот документ уже у сотрудников. Отметку меняют они.
admission-transition-refused = Этого уже нельзя сделать: заявка изменилась. Откройте её заново: /menu

admission-guard-consent = Сначала нужно согласие на обработку данных.
admission-guard-complete = Ответьте на все обязательные вопросы.
admission-guard-campaign_open = Сейчас приём закрыт. Когда откроется следующий — в меню: /menu
admission-guard-items_listed = Отметьте, что нужно уточнить.
admission-guard-items_changed = Сначала ответьте на всё, о чём спросили.
admission-guard-checklist_seen = Сначала просмотрите список документов.
admission-guard-parent_told = Поступающему нет 18 лет: сначала сообщите родителю.
admission-guard-registration_number = Укажите регистрационный номер.
admission-guard-parent_consent = Поступающему нет 18 лет: сначала нужно согласие родителя.
admission-guard-paper_verified = Сначала сверьте с оригиналом хотя бы один документ.
admission-guard-ranking_imported = Сначала загрузите рейтинг.
admission-guard-after_docs_end = Приём документов ещё не закончился.
admission-guard-original_verified = Сначала нужен оригинал аттестата.
admission-guard-order = Укажите номер и дату приказа.
admission-guard-reason = Укажите причину.
admission-guard-draft_old = Черновик ещё не устарел.
admission-guard-offered = Место уже не предложено: срок вышел или его взял следующий.
admission-guard-undoable = Отменить уже нельзя: прошло больше часа или заявка ушла дальше.
admission-clarify-nothing = Колледж уже ничего не ждёт. Что сейчас — в разделе «Моя заявка».
admission-clarify-missing = Остался вопрос без ответа. Если прежний ответ верный, напишите почему.

# --- Моя заявка

admission-mine = <b>Мои заявки</b>
admission-mine-none = Заявок пока нет.
admission-card = <b>Заявка № { $no }</b>
    { $college }
    { $programmes }
    { $name }

    <b>{ $status }</b>
    { $next }
admission-contact = Вопросы: { $name }, { $phone }
admission-edit = Изменить ответы
admission-withdraw = Отозвать
admission-withdraw-sure = Отозвать заявку № { $no }? Это нельзя отменить, но можно подать новую.
admission-withdraw-yes = Отозвать
admission-withdraw-no = Оставить
admission-others = Другие мои заявки
admission-others-ask = Вы зачислены. Остались другие заявки: { $list }. Отозвать их? Места достанутся тем, кто ждёт.
admission-others-withdraw = Отозвать остальные
admission-others-keep = Оставить
admission-others-none = Других заявок нет.
admission-others-gone = { $count ->
    [one] Отозвана { $count } заявка.
    [few] Отозваны { $count } заявки.
   *[other] Отозвано { $count } заявок.
}
admission-withdrawn = Заявка № { $no } отозвана.
admission-edited = { $count ->
    [0] Ничего не изменилось.
   *[other] ✅ Изменения сохранены. Колледж их увидит.
}

admission-status-draft = Черновик
admission-status-submitted = Отправлена
admission-status-in_review = Её смотрит сотрудник
admission-status-needs_info = Нужно уточнить
admission-status-invited = Вас ждут с документами
admission-status-registered = Принята официально
admission-status-ranked = Вы в списке
admission-status-recommended = Рекомендованы к зачислению
admission-status-reserve = Вы в резерве
admission-status-enrolled = Вы зачислены
admission-status-rejected = Отказ
admission-status-withdrawn = Отозвана вами
admission-status-expired = Закрыта: срок прошёл

admission-next-draft = Закончите и отправьте заявку.
admission-next-submitted = ⏳ Ответим до { $deadline }. Пока можно собрать документы.
admission-next-in_review = ⏳ Ответим до { $deadline }. От вас пока ничего не нужно.
admission-next-late = ⏳ Обещали ответить до { $deadline } и не успели. Позвоните нам, если срочно.
admission-next-needs_info = ⚠️ Ответьте на вопросы колледжа до { $deadline }.
admission-next-invited = 📍 Приходите с документами до { $deadline }: { $place }, { $room }.
admission-next-invited_parent = 📍 Приходите с родителем и документами до { $deadline }: { $place }, { $room }. Родитель подпишет согласие.
admission-next-awaited = 📍 Ждём вас с документами { $moment }: { $place }, { $room }. Не получается в это время — приходите до { $deadline }.
admission-next-awaited_parent = 📍 Ждём вас с родителем и документами { $moment }: { $place }, { $room }. Родитель подпишет согласие. Не получается в это время — приходите до { $deadline }.
admission-next-registered = ⏳ Колледж составит список по среднему баллу. Оригинал аттестата нужен до { $deadline }.
admission-next-ranked = ⏳ Место в списке может измениться. Оригинал аттестата нужен до { $deadline }.
admission-next-recommended = ⚠️ Принесите оригинал аттестата до { $deadline }: { $place }, { $room }.
admission-next-reserve = ⏳ Если место освободится, мы напишем. Приказ о зачислении выйдет { $deadline }.
admission-next-enrolled = ✅ Ждём вас { $deadline }: { $place }.
admission-next-rejected = Причина: { $reason } Можно подать заявку в другой колледж.
admission-next-withdrawn = Если передумали, подайте новую заявку.
admission-next-expired = Если места ещё есть, подайте новую заявку.

# --- Документы

admission-papers = <b>Документы</b>: готово { $ready } из { $total }.
    Отметьте, что уже есть дома. Приносить нужно на бумаге, сюда ничего не присылайте.
admission-papers-none = Список документов появится, когда вы подадите заявку.
admission-document-none = ещё нет
admission-document-have = есть дома
admission-document-brought = у сотрудников
admission-document-verified = проверен
admission-document-returned = вернули

# --- Когда откроется приём

admission-closed = Сейчас приём закрыт. Следующий откроется { $date }. Напомнить?
admission-opening-unknown = Дата следующего приёма ещё не объявлена. Загляните позже: /menu
admission-opening-now = Приём уже открыт. Подать заявку: /menu
admission-opening-remind = Напомнить
admission-opening-forget = Не напоминать
admission-opening-subscribed = Хорошо. Напомним { $date }.
admission-opened = ✅ Приём открыт. Заявки принимаем до { $date }.
admission-opening-forgotten = Хорошо, не напомним.

# --- Дополнительные места

admission-seats-ask = 🔔 Дополнительные места
admission-seats-which = После зачисления колледжи могут снова открыть приём, если остались места. Нажмите на колледж, и мы напишем, когда это случится.
admission-seats = <b>{ $college }</b>
    { $waiting ->
        [0] Нажмите на программу, и мы напишем, как только на неё снова начнут принимать заявки.
       *[other] Напишем, как только на отмеченные программы снова начнут принимать заявки. Передумали — нажмите ещё раз.
    }
admission-seats-wait = ▫️ { $programme }
admission-seats-awaited = 🔔 { $programme }
admission-seats-open = ✅ Подать: { $programme }
admission-seats-open-already = На эту программу уже принимают заявки. Подать: /menu
admission-seats-not-now = Сейчас дополнительных мест не ждут. Когда откроется приём: /menu
admission-seats-told = 🔔 <b>{ $count ->
        [1] Открылись дополнительные места
       *[other] Открылись дополнительные места на нескольких программах
    }</b>: { $list }.
    Заявки принимаем до { $date }, пока есть места.
admission-seats-desk-not-now = Дополнительные места открывают после окончания приёма документов и до последнего дня дополнительного приёма.

# --- Мои данные

admission-kept = Заявка: имя, дата рождения, телефон, школа, родитель. Колледж по ней вам отвечает. { $count ->
    [one] Заполнено на { $count } человека.
   *[other] Заполнено на { $count } человек.
} Без зачисления удаляем через 6 месяцев после приёма.
admission-kept-registered = Заявление принято официально: колледж обязан его хранить. { $count ->
    [one] Заполнено на { $count } человека.
   *[other] Заполнено на { $count } человек.
} Удалить можно через колледж.
admission-kept-seats = Просьба сообщить о дополнительных местах. { $count ->
    [one] На { $count } программу.
    [few] На { $count } программы.
   *[other] На { $count } программ.
} Удаляем, как только сообщим, или когда приём закончится.

# --- Когда и куда

admission-menu-when = Когда и куда
admission-continue = Продолжить заявку
admission-mine-line = № { $no }, { $college }: { $status }
admission-mine-open = { $no } · { $college }
admission-dates = <b>Когда и куда</b>

    Заявки: с { $start } по { $end }.
    Оригинал аттестата: до { $originals }.
    Приказ о зачислении: { $order }.

    Выберите колледж, чтобы увидеть адрес и часы работы.
admission-college = <b>{ $name }</b>
    📍 { $address }, { $room }
    Телефон: { $phone }
    Часы работы: { $hours }
admission-programme-line = • { $name }: после { $education }, { $duration }, { $seats ->
    [one] { $seats } место
    [few] { $seats } места
   *[other] { $seats } мест
}
admission-years = { $count } { $count ->
    [one] год
    [few] года
   *[other] лет
}
admission-months = { $count } { $count ->
    [one] месяц
    [few] месяца
   *[other] месяцев
}
admission-after-grade9 = 9 классов
admission-after-grade11 = 11 классов
admission-after-spo = колледжа
admission-after-higher = вуза
admission-on-map = Показать на карте

# --- Изменение отправленной заявки

amend-review = <b>Проверьте и сохраните</b>
amend-submit = Сохранить изменения
amend-open = Изменить ответы
amend-continue = Продолжить изменение заявки
amend-unfinished = Вы начали менять заявку: шаг { $step } из { $steps }. Продолжить?
amend-remind = ⏳ Изменения заявки не сохранены. Черновик изменений хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
amend-expired = Несохранённые изменения заявки удалены. Сама заявка осталась как была.

# --- Уточнить

clarify-open = Ответить на вопросы
clarify-sent = ✅ Спасибо, передали. Заявка № { $no } снова у сотрудника колледжа.
clarify-review = <b>Проверьте и отправьте</b>
clarify-submit = Отправить
clarify-unfinished = Ответы колледжу не отправлены: шаг { $step } из { $steps }. Продолжить?
clarify-remind = ⏳ Колледж ждёт ваших ответов, они не отправлены. Черновик хранится ещё { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
}.
clarify-expired = Черновик ответов удалён: его не трогали 14 дней. Что ждёт колледж — в разделе «Моя заявка».
clarify-missing-same = Ответ не изменился: { $what }. Если он верный, напишите почему. Исправить его — «Назад».
clarify-missing-locked = Ответы в заявке уже не меняются. Напишите здесь словами: { $what }.
clarify-missing-paper = Не отмечен документ: { $what }. Когда он появится, вернитесь и отметьте. Ответы сохранены в черновике.
clarify-continue = Продолжить ответы колледжу
admission-question-papers = Какие из этих документов у вас теперь есть? Отметьте и нажмите «Готово».
admission-question-reply = { $words ->
    [0] Хотите что-то объяснить колледжу? Если ответ остался прежним, напишите почему.
   *[other] Колледж пишет: «{ $comment }» Ответьте, если есть что сказать.
}
admission-label-papers = Документы
admission-label-reply = Пояснение

