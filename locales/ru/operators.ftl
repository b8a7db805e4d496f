operators-quarantine =
    ⚠️ Обновление { $what } отложено после трёх попыток: <code>{ $error }</code>
    Чат { $chat }, с { $since }. Всего отложено: { $waiting }.
operators-uncertain =
    ⚠️ Неизвестно, дошло ли сообщение: связь прервалась посреди отправки.
    <code>{ $what }</code> в чат { $chat }, с { $since }: { $error }
    Второй раз оно могло бы навредить, поэтому решите сами. Всего таких: { $waiting }.
operators-dead =
    ⚠️ Telegram отказался принять сообщение: { $error }
    <code>{ $what }</code> в чат { $chat }, с { $since }. Всего таких: { $waiting }.
operators-again = Отправить ещё раз
operators-drop = Не отправлять
operators-replay = Обработать ещё раз
operators-skip = Не обрабатывать
operators-settled = Сделано
operators-settled-before = Это уже решено
operators-nothing = ✅ Здесь больше ничего не ждёт решения.
operators-outage =
    ⚠️ Telegram был недоступен { $minutes } мин.: с { $begin } до { $end }. Ждало сообщений: { $waited }; теперь они уходят.{ $held ->
        [0] { "" }
       *[other] { " " }До этого в тот же час ещё: { $held }.
    }
operators-disk = ⚠️ На диске свободно { $percent } %. Когда место кончится, бот перестанет принимать сообщения.
operators-backup =
    ⚠️ Резервная копия не получилась: <code>{ $error }</code>{ $held ->
        [0] { "" }
       *[other] { " " }(и до этого в тот же час ещё: { $held })
    }
operators-held-outage = ⚠️ За последний час Telegram был недоступен ещё: { $held }. Когда именно, сказано в журнале.
operators-held-backup = ⚠️ За последний час резервная копия не получилась ещё: { $held }. Почему, сказано в журнале.
