# Практика: переходы, готовность к первому дню, подбор места.

internship-transition-refused = Сейчас этого сделать нельзя: практика уже в другом состоянии. Откройте её заново.
internship-outdated = Практика изменилась, пока вы смотрели. Вот как сейчас.

internship-guard-seat = На этом месте больше нет свободных мест. Выберите другое.
internship-guard-of_age = На первый день практики студент младше, чем нужно для этого места.
internship-guard-agreed = Нужно согласие и студента, и предприятия.
internship-guard-nothing_open = Ещё не всё готово. Откройте список готовности.
internship-guard-let_pass = Не всё готово. Для каждого открытого пункта нужно решение с причиной.
internship-guard-something_open = Всё готово, возвращать нечего.
internship-guard-begun = Первый день практики ещё не наступил.
internship-guard-ended = Последний день практики ещё не прошёл.
internship-guard-assessed = Отметьте каждую компетенцию и поставьте оценку.
internship-guard-signed = Сначала подпишите отчётные документы.
internship-guard-reason = Выберите причину или напишите её.

internship-item-agreement = Договор колледжа с предприятием
internship-item-college_order = Приказ колледжа
internship-item-enterprise_order = Приказ предприятия о наставнике
internship-item-mentor = Наставник назначен
internship-item-mentor_consent = Письменное согласие наставника
internship-item-parent_consent = Согласие родителя
internship-item-medical = Медосмотр действует до конца практики
internship-item-schedule = График подходит по возрасту
internship-item-gear = Размеры спецодежды
internship-item-pass = Пропуск
internship-item-bed = Место в общежитии
internship-item-introductory = Вводный инструктаж
internship-item-primary_workplace = Первичный инструктаж на рабочем месте

internship-reason-wish = студент просил это предприятие
internship-reason-near = можно ездить каждый день
internship-reason-bed = есть место в общежитии
internship-reason-target = хочет целевой договор с ним
internship-reason-far = далеко ездить каждый день
internship-reason-no_bed = нужно общежитие, а мест нет
internship-reason-other_wish = студент просил другое предприятие
internship-reason-distance_unknown = расстояние неизвестно
internship-reason-age_unknown = возраст неизвестен, проверьте
