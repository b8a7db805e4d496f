# Напоминания о практике, ответ об оплате и таблица напоминаний для сотрудников.

reminders-kind-draft = Заявка не отправлена
reminders-kind-needs_info = Ждём уточнений
reminders-kind-originals_end = Оригинал аттестата
reminders-kind-opening = Приём открывается
reminders-kind-extra_seats = Дополнительные места
reminders-kind-practice_papers = Документы к практике
reminders-kind-practice_plan = План практики
reminders-kind-practice_first_day = Первый день практики
reminders-kind-readiness = Готовность к практике
reminders-kind-medical = Медосмотр заканчивается
reminders-kind-briefing = Повторный инструктаж
reminders-kind-diary_missing = День без записи в дневнике
reminders-kind-pay_date = Пришла ли оплата
reminders-kind-birthday = Исполнится 16 или 18
reminders-kind-agreement_ends = Договор заканчивается
reminders-kind-consent_ends = Согласие заканчивается

reminders-about-draft = Приходит, если форму заявки начали и не отправили. Дни считаются от последнего ответа.
reminders-about-needs_info = Приходит, пока поступающий не ответил на вопросы колледжа: через несколько дней после них и до срока ответа.
reminders-about-originals_end = Приходит рекомендованным, пока нет оригинала. Дни считаются до последнего дня приёма оригиналов.
reminders-about-opening = Приходит в день открытия приёма тем, кто попросил сообщить.
reminders-about-extra_seats = Приходит тем, кто ждёт дополнительных мест на программе, через пять минут после того, как координатор их открыл (раздел «Рейтинг»). До 21:00, иначе утром.
reminders-about-practice_papers = Говорит, что практика скоро и чего ещё не хватает. Дни считаются до первого дня. Если недостающее тем же утром называет список готовности, второго сообщения нет.
reminders-about-practice_plan = Говорит, где, по какой день и в какую смену идёт практика, наставнику — кто к нему придёт. Дни считаются до первого дня.
reminders-about-practice_first_day = Говорит, куда и к скольким прийти, кто встретит и что взять. Дни считаются до первого дня.
reminders-about-readiness = Говорит, чего не хватает к первому дню: каждому — что за ним, руководителю практики — всё. Дни считаются до первого дня.
reminders-about-medical = Приходит, если медосмотр студента заканчивается раньше практики. Дни считаются до его последнего дня.
reminders-about-briefing = Приходит, когда пора повторить инструктаж на рабочем месте. Дни считаются до этого срока.
reminders-about-diary_missing = Просит студента записать день практики. Два пропущенных дня подряд видит руководитель практики.
reminders-about-pay_date = Спрашивает студента в день выплаты, который указало предприятие. Ответ «нет» видит руководитель практики.
reminders-about-birthday = Приходит, если во время практики исполнится 16 или 18 лет и меняются нормы часов.
reminders-about-agreement_ends = Приходит, если договор с предприятием заканчивается раньше практики. Дни считаются до последнего дня договора.
reminders-about-consent_ends = Приходит тому, кто дал согласие, если его текст называет срок. Дни считаются до последнего дня. Если согласие родителя записано с бумаги, а родителя в боте нет, приходит координаторам колледжа.

# --- сами напоминания ------------------------------------------------------------------------------

reminders-text-practice_papers-student = 📄 <b>Ваша практика начинается { $first }</b>: { $plant }.
    { $missing ->
        [0] С вашей стороны всё готово.{ $eve ->
            [0] {""}
           *[other] {" "}Накануне пришлём, куда и к скольким прийти.
        }
       *[other] До этого дня от вас нужно:
    }
reminders-text-practice_papers-parent = 📄 <b>Практика начинается { $first }</b>: { $name }, { $plant }.
    { $missing ->
        [0] От вас ничего не нужно.
       *[other] До этого дня от вас нужно:
    }
reminders-missing = • { $name }: до { $due }

reminders-text-practice_plan-student = <b>Ваша практика начинается { $first }</b>: { $plant }.
    Последний день { $last }, всего { $hours } ч.{ $from ->
        [none] {""}
       *[other] {" "}Смена { $from }–{ $to }.
    }
    { $mentor ->
        [none] Наставника назначат до начала.
       *[other] Наставник: { $mentor }.
    }{ $eve ->
        [0] {""}
       *[other] {" "}Накануне пришлём, куда прийти и что взять.
    }
reminders-text-practice_plan-parent = <b>Практика начинается { $first }</b>: { $name }, { $plant }.
    Последний день { $last }, всего { $hours } ч.{ $from ->
        [none] {""}
       *[other] {" "}Смена { $from }–{ $to }.
    }
reminders-text-practice_plan-work = <b>К вам приходит практикант, первый день { $first }</b>: { $name }, группа { $group }.
    Последний день { $last }, всего { $hours } ч.{ $from ->
        [none] {""}
       *[other] {" "}Смена { $from }–{ $to }.
    }

reminders-text-practice_first_day-student = 📍 <b>Первый день практики: { $first }{ $from ->
        [none] {""}
       *[other] , в { $from }
    }</b>. { $plant }.{ $missing ->
        [0] {""}
       *[other] {" "}⚠️ Ещё не всё готово: до выхода спросите руководителя практики, можно ли начинать.
    }
reminders-text-practice_first_day-parent = 📍 <b>Первый день практики: { $first }{ $from ->
        [none] {""}
       *[other] , в { $from }
    }</b>. { $name }, { $plant }.{ $missing ->
        [0] {""}
       *[other] {" "}⚠️ Ещё не всё готово: до выхода нужно спросить руководителя практики, можно ли начинать.
    }
reminders-site = Где: { $site }
reminders-where = Встреча: { $where }
reminders-who = Встречает: { $who }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
reminders-bring = Взять с собой: { $bring }
reminders-gate = На проходной: { $papers }
reminders-cannot-meet = Не сможете встретить? Скажите отделу кадров заранее.
reminders-nobody-said = Кто встречает, предприятие ещё не указало. Спросите руководителя практики.
reminders-cannot = Не получается прийти? Позвоните в колледж: { $phone }

reminders-text-medical-student = ⚠️ <b>Ваш медосмотр действует по { $day }</b>, а практика идёт по { $last }. Пройдите новый до этого дня и отдайте справку руководителю практики, иначе к работе не допустят.
reminders-text-medical-parent = ⚠️ <b>Медосмотр действует по { $day }</b> ({ $name }). Практика идёт по { $last }. Новый нужен до этого дня, иначе к работе не допустят.
reminders-text-medical-work = ⚠️ <b>Медосмотр действует по { $day }</b>: { $name }, { $plant }. Практика идёт по { $last }. Договоритесь о новом до этого дня: без него к работе не допускают.

reminders-text-briefing-work = ⚠️ <b>Инструктаж на рабочем месте повторить до { $day }</b>: { $name }, { $plant }. Проведите его до этого дня: без него к работе не допускают. Отметку ставят в списке готовности.

reminders-text-agreement_ends-work = ⚠️ <b>Договор № { $number } действует по { $day }</b>: { $plant }, { $name }. Практика идёт по { $last }. { $role ->
        [enterprise] Договоритесь с колледжем о продлении или новом договоре до этого дня.
       *[other] Продлите договор или подпишите новый до этого дня и отметьте его: можно сразу всем, кто там в те же дни.
    }
reminders-to-agreement = Отметить новый договор

reminders-text-birthday-work = <b>Исполнится { $age } лет: { $day }</b>. { $name }, { $plant }. { $age ->
        [18] С этого дня часы по возрасту не ограничены.
       *[other] { $day_hours ->
            [none] С этого дня нормы часов другие, уточните их.
           *[other] С этого дня нормы другие: до { $day_hours } ч в день, до { $week_hours } ч в неделю.
        }
    } Проверьте смену{ $from ->
        [none] .
       *[other] : сейчас { $from }–{ $to }.
    }

# --- оплата ----------------------------------------------------------------------------------------

reminders-text-pay_date-student = <b>Пришла оплата за практику?</b> День выплаты, как указало предприятие ({ $plant }): { $day }. Если денег нет, скажем руководителю практики.
reminders-pay-yes = Да, пришла
reminders-pay-no = Нет, не пришла
reminders-pay-came = ✅ Отметили, что оплата пришла. День выплаты: { $day }.
reminders-pay-missing = Передали: оплата не пришла, день выплаты { $day }. Это видят руководитель практики и предприятие, ответят в рабочее время.{ $again ->
    [0] {""}
   *[other] {" "}Через три рабочих дня спросим ещё раз.
}
reminders-pay-over = Этот вопрос об оплате уже закрыт. Денег нет? Скажите руководителю практики.
reminders-pay-told-missing = ⚠️ <b>Оплата так и не пришла</b>, говорит студент: { $name }, { $plant }, день выплаты { $day }. Выясните у предприятия.
reminders-pay-told-came = ✅ Студент говорит, что оплата пришла: { $name }, { $plant }, день выплаты { $day }.

# --- несколько сразу -------------------------------------------------------------------------------

reminders-gathered = <b>Напоминания</b> · { $day }
reminders-late = Пока бот был недоступен, подошли сроки. Вот что ещё важно:
reminders-line = { $n }. { $what } · { $day }{ $name ->
    [none] {""}
   *[other] , { $name }
}
reminders-more =
    { $count ->
        [one] …и ещё { $count }
        [few] …и ещё { $count }
        [many] …и ещё { $count }
       *[other] …и ещё { $count }
    }
reminders-line-button = { $n } · { $what }
reminders-over = Это напоминание уже не нужно: всё изменилось. Вот меню.

# --- таблица для сотрудников -----------------------------------------------------------------------

reminders-menu = Напоминания
reminders-table = <b>Напоминания</b>: что, когда и кому приходит.
reminders-row = { $n }. { $name }{ $on ->
    [0] {" "}— <b>выключено</b>
   *[other] : { $when }; { $to }
}
reminders-how = Нажмите номер, чтобы прочитать подробнее. Включает и выключает администратор или координатор базового колледжа. Дни, время и кому — в данных кластера: их меняет администратор.
reminders-number = { $n }
reminders-card = <b>{ $name }</b>{ $on ->
        [0] : выключено
       *[other] : включено
    }
    { $about }

    Когда: { $when }
    Кому: { $to }{ $always ->
        [0] {""}
       *[other] {"\u000A\u000A"}Это о безопасности, поэтому не выключается.
    }
reminders-on = Включить
reminders-off = Выключить
reminders-back = Ко всем напоминаниям
reminders-after = через { $days } дн.
reminders-before = за { $days } дн.
reminders-same-day = в тот же день
reminders-at = в { $clock }
reminders-when-seats = когда места открыли
reminders-when-diary = в 20:00 и на следующий день в 12:00
reminders-to-applicant = поступающий
reminders-to-student = студент
reminders-to-parent = родитель
reminders-to-mentor = наставник
reminders-to-supervisor = руководитель практики
reminders-to-enterprise = предприятие
reminders-to-giver = кто дал согласие
