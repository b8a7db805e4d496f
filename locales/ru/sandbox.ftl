# Страница песочницы: переписка с ботом, в которой один человек играет всех.
# Подстановки { $name } заполняет сама страница, других средств Fluent здесь нет.

sandbox-title = Телеграм на столе
sandbox-lang = Язык страницы
sandbox-lang-ru = Русский
sandbox-lang-en = Английский
sandbox-lang-ru-short = RU
sandbox-lang-en-short = EN
sandbox-theme-light = Светлое оформление
sandbox-theme-dark = Тёмное оформление
sandbox-reconnecting = Связь прервалась, подключаемся…
sandbox-failed = Не получилось: { $reason }
sandbox-not-supported = Такая кнопка здесь не работает

# Общие слова
sandbox-ok = Хорошо
sandbox-cancel = Отмена
sandbox-close = Закрыть
sandbox-add = Добавить
sandbox-done = Готово
sandbox-save = Сохранить
sandbox-open = Открыть
sandbox-remove = Удалить
sandbox-you = Вы
sandbox-bot = Бот
sandbox-size-b = { $n } Б
sandbox-size-kb = { $n } КБ
sandbox-size-mb = { $n } МБ
sandbox-ms = { $n } мс
sandbox-seconds = { $n } с

# Часы
sandbox-clock = Часы
sandbox-clock-plus-hour = +1 час
sandbox-clock-plus-day = +1 день
sandbox-clock-to = дата…
sandbox-clock-to-title = Перевести часы
sandbox-clock-to-label = Новые дата и время
sandbox-clock-to-note = Только вперёд: назад время не идёт и здесь.
sandbox-clock-go = Перевести

# Люди
sandbox-people = Люди
sandbox-add-person = Добавить человека
sandbox-first-name = Имя
sandbox-last-name = Фамилия
sandbox-person = Кто это
sandbox-person-language = Язык приложения
sandbox-person-language-note = Его видит бот, когда решает, на каком языке отвечать.
sandbox-remove-person = Удалить человека
sandbox-remove-person-question = Удалить человека «{ $name }» вместе с перепиской?
sandbox-hints = Что попробовать
sandbox-unread = Непрочитанных: { $count }
sandbox-no-messages = Сообщений пока нет
sandbox-open-beside = Открыть рядом
sandbox-switch = Открытые разговоры
sandbox-chat-group = Группа
sandbox-chat-supergroup = Группа
sandbox-chat-channel = Канал

# Первый экран
sandbox-first-steps = С чего начать
sandbox-first-steps-note = Нажмите на карточку: откроется переписка этого человека с ботом.
sandbox-choose-person = Выберите, за кого писать
sandbox-no-bot = Ждём бота
sandbox-no-bot-how = Ни один бот ещё не подключился. Запустите его и укажите такой адрес Bot API:

# Переписка
sandbox-chat-of = Переписка: { $person } и { $bot }
sandbox-messages = Сообщения
sandbox-back = Назад к людям
sandbox-bot-online = бот
sandbox-bot-offline = бот не на связи
sandbox-typing = печатает…
sandbox-blocked = бот заблокирован
sandbox-speaks = Пишет { $name }. Подробнее
sandbox-speak-as = От чьего имени писать
sandbox-chat-menu = Меню чата
sandbox-close-chat = Закрыть чат
sandbox-deep-link = Открыть ссылку с параметром
sandbox-deep-link-label = Ссылка или параметр start
sandbox-deep-link-note = Например, из приглашения или QR-кода. Дальше нажмите «Начать».
sandbox-deep-link-wrong = Это не ссылка на бота, который здесь есть, и не параметр start.
sandbox-block = Заблокировать бота
sandbox-block-question = Заблокировать бота «{ $name }»? Он больше не сможет вам писать.
sandbox-unblock = Разблокировать
sandbox-start = Начать
sandbox-empty-title = Что умеет { $name }?
sandbox-empty-text = Нажмите «Начать», и бот ответит.
sandbox-pinned = Закреплённое сообщение
sandbox-to-bottom = К последним сообщениям
sandbox-said = { $name }: { $text }
sandbox-said-at = { $name }, { $time }: { $text }
sandbox-edited = изменено
sandbox-edited-at = Изменено в { $time }
sandbox-forwarded-from = Переслано от:
sandbox-buttons = Кнопки под сообщением
sandbox-copied = Скопировано
sandbox-copy-refused = Браузер не дал скопировать
sandbox-message-menu = Что сделать с сообщением
sandbox-reply = Ответить
sandbox-edit = Изменить
sandbox-copy = Скопировать текст
sandbox-forward = Переслать боту
sandbox-delete = Удалить
sandbox-delete-question = Удалить это сообщение у себя и у бота?

# Ввод
sandbox-write = Сообщение
sandbox-send = Отправить
sandbox-menu = Меню
sandbox-commands = Команды бота
sandbox-editing = Изменение сообщения
sandbox-replying = В ответ: { $name }
sandbox-show-keyboard = Показать кнопки
sandbox-hide-keyboard = Скрыть кнопки
sandbox-reply-keyboard = Кнопки вместо клавиатуры
sandbox-share-contact-title = Поделиться номером?
sandbox-share-contact-question = { $name } увидит ваш номер телефона.
sandbox-share-contact = Поделиться
sandbox-attach = Прикрепить
sandbox-attach-photo = Фото
sandbox-attach-album = Альбом
sandbox-attach-document = Файл
sandbox-attach-voice = Голосовое сообщение
sandbox-attach-sticker = Стикер
sandbox-attach-contact = Контакт
sandbox-caption = Подпись
sandbox-upload-as-file = Файлом
sandbox-upload-empty = «{ $name }» пуст: пустые файлы Telegram не отправляет.
sandbox-upload-too-big = «{ $name }» занимает { $size }: Telegram принимает файлы до { $limit }.
sandbox-upload-photo-too-big = «{ $name }» занимает { $size }: фотография может занимать до { $limit }. Отправьте её файлом.
sandbox-upload-not-a-photo = «{ $name }» — не картинка, которую показывает Telegram. Отправьте файлом.
sandbox-upload-too-many = Telegram принимает по { $n } файлов за раз: уйдут первые { $n }.
sandbox-upload-beyond-bots = О файле больше { $limit } бот узнаёт, но скачать его не может.
sandbox-own-contact = Отправить свой
sandbox-other-contact = Или чей-то ещё:
sandbox-phone = Телефон
sandbox-sticker-happy = Довольная искра
sandbox-sticker-wink = Подмигивающая искра
sandbox-sticker-sad = Грустная искра
sandbox-sticker-wow = Удивлённая искра

# Вложения
sandbox-kind-photo = Фото
sandbox-kind-document = Файл
sandbox-kind-voice = Голосовое сообщение
sandbox-kind-audio = Аудиозапись
sandbox-kind-sticker = Стикер
sandbox-kind-venue = Место
sandbox-kind-location = Место на карте
sandbox-kind-contact = Контакт
sandbox-kind-video = Видео
sandbox-kind-animation = Анимация
sandbox-kind-other = Сообщение, которое здесь не показать
sandbox-open-photo = Открыть фото
sandbox-download = Скачать { $name }, { $size }
sandbox-open-map = Открыть карту
sandbox-play = Слушать

# Служебные строки в переписке
sandbox-service-pinned = Закреплено сообщение
sandbox-service-pinned-message = { $name } закрепляет «{ $text }»
sandbox-service-new-chat-members = { $name } добавляет: { $who }
sandbox-service-left-chat-member = { $who } больше не в группе
sandbox-service-new-chat-title = { $name } меняет название на «{ $title }»
sandbox-service-group-chat-created = Группа создана
sandbox-service-supergroup-chat-created = Группа создана
sandbox-service-channel-chat-created = Канал создан
sandbox-service-migrate-to-chat-id = Группа стала супергруппой

# Ящик
sandbox-drawer = Что происходит внутри
sandbox-tab-calls = Вызовы
sandbox-tab-faults = Сбои
sandbox-all-bots = Все боты
sandbox-filter-method = Метод
sandbox-only-errors = только ошибки
sandbox-hide-polling = без getUpdates
sandbox-no-calls = Вызовов нет
sandbox-parameters = Параметры вызова
sandbox-faults-note = Так ведёт себя настоящая сеть. Бот должен пережить всё это.
sandbox-faults-on = Сбои включены
sandbox-faults-off = Выключить все сбои
sandbox-fault-latency-ms = Задержка ответа
sandbox-fault-p429 = Отказ 429 «слишком часто»
sandbox-fault-retry-after = Ждать после 429
sandbox-fault-p5xx = Ошибка сервера 5xx
sandbox-fault-p-reset = Обрыв до выполнения
sandbox-fault-p-lost-answer = Выполнено, но ответ потерян
sandbox-fault-p-duplicate-update = Повтор обновления
sandbox-fault-limits = Ограничения частоты, как у Telegram
sandbox-fault-methods = Только для методов
sandbox-fault-methods-all = для всех
sandbox-fault-next = Сломать следующий вызов
sandbox-fault-kind = Вид сбоя
sandbox-once-429 = отказ 429
sandbox-once-5xx = ошибка 5xx
sandbox-once-reset = обрыв
sandbox-once-lost-answer = потеря ответа
sandbox-once-cut = скачивание обрывается
sandbox-once-slow = медленное скачивание
sandbox-once-expired = ссылка на файл устарела
