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
people-role-of = { $role }, { $organisation }

# Приглашение: кого приглашают

people-invite-offer = Вас приглашают. Роль: <b>{ $role }</b>.
    Приглашает: { $inviter }.

    Принять? Если звали не вас, нажмите «Не сейчас»: ссылка останется рабочей до { $until }.
people-invite-accept = Принять
people-invite-decline = Не сейчас
people-invite-later = Хорошо. Пока срок не вышел, ссылку можно открыть снова.
people-invite-yours = Это ваша ссылка, роль: { $role }. Перешлите её тому, кого приглашаете.
people-invite-accepted = ✅ Готово. Ваша роль: { $role }.
people-invite-unknown = Такого приглашения нет. Проверьте ссылку или попросите новую.
people-invite-expired = Срок приглашения вышел: оно действует 72 часа. Попросите новую ссылку у того, кто вас пригласил.
people-invite-used = Это приглашение уже использовано. Попросите новую ссылку у того, кто вас пригласил.
people-invite-revoked = Это приглашение отозвано. Если это ошибка, попросите новую ссылку.
people-invite-sleeping = Приглашение ещё не подтверждено вторым человеком. Откройте ссылку позже.
people-invite-own-parent = Эта ссылка для вашего родителя. Перешлите её.
people-invite-needs-another = Подтвердить должен другой человек.
people-invite-nobody-second = Такую роль выдают двое, а второго пока нет. Попросите администратора сервера: он может пригласить сам.
people-ask-access = Запросить доступ

# Приглашение: кто приглашает

people-menu-invite = Пригласить
people-menu-parent = Пригласить родителя
people-invite-whom = Кого пригласить? Ссылка одноразовая, действует 72 часа.
people-invite-where = Куда? Роль: { $role }.
people-invite-made = Приглашение готово. Роль: <b>{ $role }</b>.

    { $link }

    Ссылка одноразовая и действует до { $until }. Отправьте её только тому, кого приглашаете, или дайте отсканировать код.
people-invite-made-sleeping = Приглашение готово. Роль: <b>{ $role }</b>.

    { $link }

    ⏳ Такую роль выдают двое: ссылка заработает, когда её подтвердит второй координатор или администратор. Действует до { $until }.
people-invite-double = Приглашение уже готово, оно ниже.
people-invite-accepted-notice = ✅ Ваше приглашение принято. Роль: { $role }.
people-invite-second = Нужно ваше слово. { $inviter } приглашает человека. Роль: <b>{ $role }</b>.

    Такую роль выдают двое. Если вы об этом не знаете, сначала спросите.
people-invite-confirm = Подтвердить
people-invite-confirmed = ✅ Подтверждено, ссылка работает. Роль: { $role }.
people-invite-confirmed-notice = ✅ Второй человек подтвердил приглашение, ссылка работает. Роль: { $role }.
people-invites-button = Мои приглашения ({ $count })
people-invites = <b>Ваши приглашения</b>

    { $count ->
        [0] Действующих нет.
        [one] Действует { $count } ссылка. Ненужную можно отозвать.
        [few] Действуют { $count } ссылки. Ненужную можно отозвать.
       *[other] Действует { $count } ссылок. Ненужную можно отозвать.
    }
people-invite-line = { $number }. { $role } · до { $until } · открыта: { $opened }
people-invite-revoke = Отозвать ссылку
people-invite-revoke-number = Отозвать { $number }
people-invite-was-revoked = Ссылка отозвана и больше не действует.

# Запрос доступа: кто просит

people-menu-request = Мой запрос
people-request-sent = ⏳ Запрос отправлен. Ответит координатор: { $who }.

    Ответ придёт сюда, обычно до { $until }.
people-request-sent-nobody = ⏳ Запрос сохранён, но координатора пока нет. Если срочно, позвоните: { $phone }.
people-request-waiting = ⏳ Ваш запрос ждёт ответа с { $at }. Роль: { $role }.
people-request-take-back = Отозвать запрос
people-request-taken-back = Запрос отозван, имя и должность удалены.
people-granted = ✅ Доступ открыт. Ваша роль: { $role }.
people-declined = ❌ В доступе отказано. Роль: { $role }. Если это ошибка, позвоните: { $phone }. Спросить снова можно через сутки.

# Запрос доступа: кто решает

people-menu-requests = Запросы доступа
people-card = <b>Запрос доступа</b>

    { $name }
    Роль: { $role }
    { $position }
    Отправлен { $at }

    Если вы не знаете этого человека, сначала позвоните в организацию.
people-no-position = Должность не указана
people-no-name = Имя удалено
people-card-again = ⏳ Запрос доступа ждёт больше суток: { $name } · { $role }.
people-card-open = Открыть запрос
people-card-grant = Дать доступ
people-card-decline = Отказать
people-card-granted = ✅ { $name }: доступ открыт. Роль: { $role }.
    Решение: { $who }, { $at }
people-card-declined = ❌ { $name }: отказано. Роль: { $role }.
    Решение: { $who }, { $at }
people-card-withdrawn = Запрос отозван тем, кто его отправил. Роль: { $role }.
people-card-you = вы
people-requests = <b>Запросы доступа</b>

    { $count ->
        [0] Никто не ждёт.
        [one] Ждёт { $count } человек.
        [few] Ждут { $count } человека.
       *[other] Ждут { $count } человек.
    }
people-request-line = { $name } · { $role }
people-operator-request = Запрос доступа № { $request } некому решить: нет ни координатора, ни администратора. Пригласите: <code>iskra invite coordinator --college …</code>

people-request-name-length = Напишите от 1 до { $most } знаков.
people-request-open = Ваш запрос от { $at } ещё ждёт ответа. Чтобы отправить другой, отзовите его.
people-request-declined-lately = По этому запросу уже ответили отказом. Спросить снова можно после { $at }.
people-request-own = Свой запрос решает другой человек.
people-request-already-granted = По этому запросу уже дали доступ: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Решение: { $who }
}
people-request-already-declined = По этому запросу уже отказали: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Решение: { $who }
}
people-request-already-withdrawn = Этот запрос отозван: { $at }.{ $who ->
    [none] {""}
   *[other] {" "}Решение: { $who }
}

# Роли

people-menu-team = Роли сотрудников
people-team = <b>Роли в ваших организациях</b>

    { $count ->
        [0] Пока никого.
        [one] { $count } роль. Нажмите, чтобы снять.
        [few] { $count } роли. Нажмите, чтобы снять.
       *[other] { $count } ролей. Нажмите, чтобы снять.
    }
people-team-line = { $name } · { $role }
people-team-nameless = без имени
people-revoke-sure = { $name }. Роль: { $role }.

    Снять роль? Человек сразу узнает об этом. Вернуть её можно приглашением.
people-revoke = Снять роль
people-was-revoked = Роль снята: { $role }.
people-role-revoked = ⚠️ Роль «{ $role }» у вас больше не действует. Если это ошибка, позвоните: { $phone }.
people-leave = От какой роли отказаться?
people-leave-sure = Отказаться от роли «{ $role }»?{ $open ->
    [yes] {" "}Вернуть её можно в любой момент: /start
   *[other] {" "}Вернуть её сможет только тот, кто её выдаёт.
}
people-leave-yes = Отказаться
people-left = Роль снята: { $role }.
people-keep = Оставить
people-page-next = Ещё ▶

# Имя

people-menu-name = Указать имя
people-name-kept = Хорошо. Коллеги увидят: { $name }.
people-name-not-needed = Имя нужно только тем, кто действует от организации.

# Контакты

people-menu-contacts = Контакты
people-contacts = <b>Контакты</b>
people-contacts-of = <b>{ $organisation }</b>
    { $hours }
people-contact = { $name }, { $role }: { $ways }
people-contacts-practice = <b>Практика{ $child ->
    [none] {""}
   *[other] {" "}· { $child }
}</b>, { $plant }
people-contacts-supervisor = Руководитель от колледжа: { $name }, { $phone }
people-contacts-mentor = Наставник: { $name }. О «Не приду» ему скажет бот
people-contacts-deputy = До { $day } его заменяет: { $name }
people-contacts-safety = Охрана труда предприятия: { $phone }
people-contacts-operator = <b>{ $operator }</b>: { $ways }

# Отказы

people-role-needs-invite = Эту роль дают по приглашению. Попросите ссылку у координатора.
people-role-held = Эта роль у вас уже есть. Меню: /menu
people-role-gone = Этой роли у вас больше нет. Меню: /menu
people-two-needed = Такую роль выдают двое. Создайте приглашение, второй его подтвердит.
people-organisation-unknown = Для этой роли нужна другая организация. Выберите из списка.
people-organisation-not-needed = Эта роль не привязана к организации.
