core-outdated = Эта кнопка устарела. Показываю, что сейчас.
core-outdated-menu = Эта кнопка устарела. Откройте меню: /menu
core-failed = Сейчас не получилось сохранить. Ответ не потерян, попробуйте через минуту.
core-not-understood = Не понял сообщение. Что умею — в меню: /menu
core-unknown-command = Такой команды нет. Все команды — в меню: /menu
core-private-only = Я отвечаю только в личных сообщениях. Напишите мне: @{ $username }
core-operator-quarantine = ⚠️ Обновление { $update } отложено после трёх попыток: { $error }. Подробности: <code>iskra status</code>
core-menu = Меню
