# Кто есть кто

people-role-applicant = поступающий
people-role-student = студент
people-role-parent = родитель
people-role-mentor = наставник
people-role-enterprise_hr = кадровик предприятия
people-role-enterprise_admin = представитель предприятия
people-role-college_staff = сотрудник колледжа
people-role-college_supervisor = руководитель практики
people-role-coordinator = координатор
people-role-ministry_viewer = министерство
people-role-admin = администратор
people-role-of = { $role } · { $organisation }

# Роли

people-role-leave-sure = Отказаться от роли «{ $role }»? Вернуть её сможет только тот, кто её выдаёт.
people-role-left = Роль «{ $role }» снята. Меню: /menu
people-role-revoked = ⚠️ Роль «{ $role }» у вас больше не действует. Вопросы — координатору: { $contact }
people-invite-parent = Пригласить родителя

# Приглашения

people-invite-offer = Вас приглашают. Роль: <b>{ $role }</b>.

    Принять?
people-invite-offer-organisation = Вас приглашают. Роль: <b>{ $role }</b>, { $organisation }.

    Принять?
people-invite-accept = Принять
people-invite-decline = Не сейчас
people-invite-later = Хорошо. Ссылка действует до { $until }.
people-invite-accepted = ✅ Готово. Ваша роль: { $role }. Что можно сделать — в меню: /menu
people-invite-accepted-organisation = ✅ Готово. Ваша роль: { $role }, { $organisation }. Что можно сделать — в меню: /menu
people-invite-used-notice = ✅ Ваше приглашение принято. Роль: { $role }.
people-invite-made = Приглашение готово. Роль: <b>{ $role }</b>.

    { $link }

    Ссылка одноразовая и действует до { $until }. Отправьте её только тому, кого приглашаете.
people-invite-made-sleeping = Приглашение готово, но такую роль выдают двое. Ссылка заработает, когда её подтвердит второй: координатор или администратор.

    { $link }

    Действует до { $until }.
people-invite-second = Нужно ваше подтверждение. { $inviter } приглашает человека на роль <b>{ $role }</b>, { $organisation }.

    Подтвердить?
people-invite-confirm = Подтвердить
people-invite-confirmed = ✅ Подтверждено, ссылка работает.
people-invite-confirmed-notice = ✅ Второй человек подтвердил приглашение: ссылка работает.
people-invite-revoke = Отозвать ссылку
people-invite-was-revoked = Ссылка отозвана и больше не действует.
people-invites = <b>Ваши приглашения</b>

    { $count ->
        [0] Действующих нет.
        [one] Действует { $count } ссылка.
        [few] Действуют { $count } ссылки.
       *[other] Действует { $count } ссылок.
    }
people-invite-line = { $role } · до { $until } · открыта: { $opened }

people-invite-unknown = Такого приглашения нет. Проверьте ссылку или попросите новую.
people-invite-expired = Срок приглашения вышел: оно действует 72 часа. Попросите новую ссылку у того, кто вас пригласил.
people-invite-used = Это приглашение уже использовано. Попросите новую ссылку у того, кто вас пригласил.
people-invite-revoked = Это приглашение отозвано. Если это ошибка, попросите новую ссылку.
people-invite-sleeping = Приглашение ещё не подтверждено вторым человеком. Откройте ссылку позже.
people-invite-own-parent = Эта ссылка для вашего родителя. Перешлите её.
people-invite-needs-another = Подтвердить должен другой человек.
people-invite-nobody-second = Такую роль выдают двое, а второго пока нет. Попросите администратора сервера: он может пригласить сам.

# Запрос доступа

people-request-name = Как вас зовут? Фамилия и имя.
people-request-position = Где и кем вы работаете или учитесь? Например: мастер, цех 4.
people-request-which-college = Какой колледж?
people-request-which-enterprise = Какое предприятие?
people-request-which-role = Кто вы на предприятии?
people-request-check = Проверьте и отправьте:

    <b>{ $name }</b>
    Роль: { $role }, { $organisation }
    { $position }
people-request-no-position = Должность не указана
people-request-send = Отправить
people-request-sent = ⏳ Запрос отправлен координатору. Ответ придёт сюда, обычно в течение рабочего дня.
people-request-take-back = Отозвать запрос
people-request-taken-back = Запрос отозван, имя и должность удалены. Меню: /menu
people-request-waiting = ⏳ Ваш запрос ждёт ответа с { $at }. Роль: { $role }, { $organisation }.

people-card = <b>Запрос доступа</b>

    { $name }
    Роль: { $role }, { $organisation }
    { $position }
    Отправлен { $at }

    Если вы не знаете этого человека, сначала позвоните в организацию.
people-card-again = ⏳ <b>Запрос доступа ждёт больше суток</b>

    { $name }
    Роль: { $role }, { $organisation }
    { $position }
    Отправлен { $at }
people-card-grant = Дать доступ
people-card-decline = Отказать
people-card-granted = ✅ { $name }: доступ дан. Роль: { $role }, { $organisation }. { $at }
people-card-declined = ❌ { $name }: отказано. Роль: { $role }, { $organisation }. { $at }
people-card-withdrawn = Запрос отозван тем, кто его отправил.
people-requests = <b>Запросы доступа</b>

    { $count ->
        [0] Никто не ждёт.
        [one] Ждёт { $count } человек.
        [few] Ждут { $count } человека.
       *[other] Ждут { $count } человек.
    }
people-granted = ✅ Доступ дан. Ваша роль: { $role }, { $organisation }. Что можно сделать — в меню: /menu
people-declined = ❌ Доступ не дан. Роль: { $role }, { $organisation }. Если это ошибка, позвоните: { $phone }. Спросить снова можно через сутки.
people-operator-request = Запрос доступа № { $request } некому решить: нет ни координатора, ни администратора. Пригласите: <code>iskra invite coordinator --college …</code>

people-request-name-length = Напишите от 1 до { $most } знаков.
people-request-open = Ваш запрос от { $at } ещё ждёт ответа. Чтобы отправить другой, отзовите его.
people-request-declined-lately = По этому запросу уже ответили отказом. Спросить снова можно после { $at }.
people-request-own = Свой запрос решает другой человек.
people-request-already-granted = По этому запросу уже дали доступ: { $at }.
people-request-already-declined = По этому запросу уже отказали: { $at }.
people-request-already-withdrawn = Этот запрос отозван: { $at }.

# Отказы

people-role-needs-invite = Эту роль дают по приглашению. Попросите ссылку у координатора.
people-role-held = Эта роль у вас уже есть. Меню: /menu
people-role-gone = Этой роли у вас больше нет. Меню: /menu
people-two-needed = Такую роль выдают двое. Создайте приглашение, второй его подтвердит.
people-organisation-unknown = Для этой роли нужна другая организация. Выберите из списка.
people-organisation-not-needed = Эта роль не привязана к организации.
