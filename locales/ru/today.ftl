# «Сегодня»: смена, место, что взять; календарь практики.

today-menu = Сегодня
today-none = Практики пока нет. Когда колледж подберёт место, мы напишем.
today-title = { $own ->
    [1] <b>Сегодня</b>
   *[other] <b>Сегодня</b> · { $name }
}
today-offered = { $plant }: предложено место на практике. Сначала нужен ответ.
today-countdown = { $plant }: до первого дня { $days ->
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[other] осталось { $days } дней
}. Первый день: { $day }.
today-not_started = ⚠️ { $plant }: день начала наступил, но не всё готово. { $own ->
    [1] Не выходите
   *[other] Студент не выходит
} на предприятие, пока колледж не скажет.
today-work = { $day }: практика, { $plant }.
today-next = Сегодня смена закончилась. Следующая: { $day }, { $plant }.
today-off = Сегодня выходной. Следующая смена: { $day }, { $plant }.
today-last = Последняя смена прошла. Дальше наставник напишет отзыв и поставит оценку.
today-paused = ⏳ { $plant }: практика прервана. { $own ->
    [1] На предприятие пока не приходите, мы напишем
   *[other] На предприятие студент пока не приходит, мы напишем
}, когда она продолжится.
today-reporting = Дни практики прошли { $last }. Наставник пишет отзыв и ставит оценку.
today-assessed = Отзыв есть, оценка { $mark }. Осталось подписать документы в колледже.
today-completed = ✅ Практика завершена, документы в колледже.
today-ended = { $cancelled ->
    [1] Практика отменена ({ $plant }), на предприятие приходить не нужно. Колледж подберёт другое место и напишет.
   *[other] Практика закончена, на предприятие приходить не нужно. Что дальше, скажет руководитель от колледжа.
}

today-shift = Смена: <b>{ $shift }</b>{ $minutes ->
    [0] {""}
   *[other] , перерыв { $minutes } мин
}{ $hours ->
    [none] {""}
   *[other] , работы { $hours }
}
today-shift-unknown = Время смены предприятие ещё не указало.
today-site = 📍 { $site }{ $address ->
    [none] {""}
   *[other] {" "}· { $address }
}
today-way = Как добраться: { $way }
today-meets = Встречает в первый день: { $person }, { $where }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
today-bring = Взять с собой: { $what }
today-papers = На проходной: { $what }
today-gear = Спецодежду даёт предприятие: { $what }{ $day ->
    [none] {""}
   *[other] {" "}(выдана { $day })
}
today-mentor = Наставник: { $name }
today-deputy = До { $day } его заменяет: { $name }
today-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}
today-limit = { $own ->
    [1] Вам { $age }
   *[other] Студенту { $age }
} { $age ->
    [one] год
    [few] года
   *[other] лет
}: в день не больше { $hours }{ $week ->
    [none] {""}
   *[other] , в неделю не больше { $week }
}.{ $late ->
    [1] {" "}Смена длиннее: спросите руководителя от колледжа, как быть.
   *[other] {""}
}
today-most = { $count ->
    [one] { $count } часа
    [few] { $count } часов
    [many] { $count } часов
   *[other] { $count } часа
}
today-limit-barred = { $own ->
    [1] Вам { $age }
   *[other] Студенту { $age }
} { $age ->
    [one] год
    [few] года
   *[other] лет
}: на такой работе в этом возрасте работать нельзя. Позвоните руководителю от колледжа до выхода.
today-limit-unknown = { $own ->
    [1] Сколько часов вам можно работать, спросите
   *[other] Сколько часов можно работать, спросите
} у руководителя от колледжа.
today-pay = Оплата (так указало предприятие): { $basis }{ $amount ->
    [none] {""}
   *[other] , { $amount } в месяц
}{ $day ->
    [none] {""}
   *[other] , ближайший день выплаты { $day }
}
today-pay-employment_fixed_term = срочный трудовой договор
today-pay-apprentice = ученический договор
today-pay-civil = гражданско-правовой договор
today-pay-stipend = стипендия
today-pay-none = не платят

today-missing = <b>К первому дню за вами:</b>
today-missing-item = ▫️ { $name }, { $late ->
    [1] срок был { $due }
   *[other] до { $due }
}
today-missing-others = { $own ->
    [1] Колледж и предприятие доделают без вас: { $count }.
   *[other] К первому дню остальные доделают: { $count }.
}
today-want-medical = Медосмотр
today-want-gear = Размеры спецодежды
today-want-parent_consent = Ваше согласие на практику, отдать в колледж
today-do-gear = Указать размеры
today-do-medical = Про медосмотр
today-item-gear = Размеры спецодежды нужны до { $due }.
today-item-medical = <b>Медосмотр</b>

    Пройдите его и отнесите справку в колледж до { $due }. Она должна действовать до конца практики, { $last }. Отметит колледж. О здоровье сюда не пишите.

today-map = На карте
today-calendar = В календарь
today-calendar-soon = Готовлю файл для календаря.
today-calendar-early = Календарь появится, когда место подтвердят и будет известна смена.
today-calendar-nothing = Рабочих дней нет, добавлять в календарь нечего.
today-calendar-file = Откройте файл на телефоне, чтобы добавить все смены. Если что-то изменится, мы пришлём новый.
today-calendar-newer = Расписание практики изменилось. Откройте новый файл на телефоне, он поправит смены.
today-calendar-name = Практика
today-calendar-title = Практика: { $plant }
today-calendar-about = Взять с собой: { $what }
today-calendar-reminder = Завтра первый день практики
