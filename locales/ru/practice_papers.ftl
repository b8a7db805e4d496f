# Бумаги практики: слова, которые стоят в бумагах, и чего для бумаги не хватает.

practice_papers-kind-educational = учебная
practice_papers-kind-production = производственная

practice_papers-briefing-introductory = вводный
practice_papers-briefing-primary_workplace = первичный на рабочем месте
practice_papers-briefing-repeat = повторный
practice_papers-briefing-unscheduled = внеплановый
practice_papers-briefing-targeted = целевой

practice_papers-result-mastered = освоена
practice_papers-result-open = не освоена

practice_papers-mark-2 = 2 (неудовлетворительно)
practice_papers-mark-3 = 3 (удовлетворительно)
practice_papers-mark-4 = 4 (хорошо)
practice_papers-mark-5 = 5 (отлично)

practice_papers-recommend-hire = принять на работу после выпуска
practice_papers-recommend-target = заключить целевой договор
practice_papers-recommend-repeat = пройти практику ещё раз
practice_papers-recommend-no = без рекомендации

practice_papers-missing-student_name = фамилия и имя студента
practice_papers-missing-birth_date = дата рождения студента
practice_papers-missing-study_group = учебная группа
practice_papers-missing-module = профессиональный модуль
practice_papers-missing-hours = объём практики в часах
practice_papers-missing-agreement_no = номер договора колледжа с предприятием
practice_papers-missing-agreement_date = дата договора колледжа с предприятием
practice_papers-missing-college_order_no = номер приказа колледжа
practice_papers-missing-college_order_date = дата приказа колледжа
practice_papers-missing-enterprise_order_no = номер приказа предприятия о наставнике
practice_papers-missing-enterprise_order_date = дата приказа предприятия о наставнике
practice_papers-missing-supervisor = руководитель практики от колледжа
practice_papers-missing-mentor = наставник
practice_papers-missing-introductory = вводный инструктаж
practice_papers-missing-primary_workplace = первичный инструктаж на рабочем месте
practice_papers-missing-entries = записи в дневнике: пока нет ни одной
practice_papers-missing-entries_text = что сделано в эти дни: { $days }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
practice_papers-missing-unaccepted = наставник ещё не принял дни: { $days }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
practice_papers-missing-returned = студент ещё не исправил дни, которые вернул наставник: { $days }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
practice_papers-missing-stuck = наставник вернул дни, и исправить их уже нельзя: { $days }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}. Наставник может принять их как есть, колледж — не включать в дневник
practice_papers-missing-competence_hours = часы по компетенциям: ни один день дневника не принят. Их можно вписать в оценку
practice_papers-missing-competences = список компетенций модуля
practice_papers-missing-results = отметки «освоена» или «не освоена» по компетенциям
practice_papers-missing-mark = оценка за практику
practice_papers-missing-reference_text = отзыв наставника
practice_papers-missing-recommendation = рекомендация предприятия
practice_papers-missing-students = студенты, которых направляют на практику

# --- в чате

practice_papers-open = Документы (Word)
practice_papers-back = К документам
practice_papers-which = <b>Документы практики</b>

    Бот заполнит Word-файл. Подписи и печать ставят на бумаге.
practice_papers-none = Документов пока нет: практика ещё не согласована.
practice_papers-name-diary = Дневник
practice_papers-name-attestation_sheet = Аттестационный лист
practice_papers-name-reference_letter = Характеристика
practice_papers-name-report_title = Титульный лист отчёта
practice_papers-name-student_list = Список студентов к договору
practice_papers-making = Заполняю, это несколько секунд.
practice_papers-making-already = Уже заполняю, подождите несколько секунд.
practice_papers-file = 📄 { $name }. Проверьте, распечатайте и подпишите.
practice_papers-lacks = <b>{ $name }</b>: пока не хватает
practice_papers-gone = Файл больше не хранится. Сделайте его ещё раз.
practice_papers-no-template = Для этого документа нет шаблона. Его кладёт тот, кто ведёт бота.
practice_papers-template = Шаблон этого документа испорчен ({ $code }). Скажите тому, кто ведёт бота: iskra check покажет, что не так.
