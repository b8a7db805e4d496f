# «Мой путь»: карточка от заявки до подписанных документов практики.

path-menu = Мой путь
path-menu-mentor = Наставник
path-menu-child = Путь ребёнка
path-of-child = Путь
path-pinned = Карточка закреплена вверху чата и обновляется сама.
path-none = Пути пока нет: он появится после заявки.
path-children = Чей путь показать?
path-children-none = Пока показать нечего. Путь появится, когда ребёнок подаст заявку или колледж внесёт его в списки.
path-to-child = К пути
path-child-day = Сегодня
path-nameless = имя не указано

path-title = { $own ->
    [1] <b>Мой путь</b>
   *[other] <b>Путь</b>{ $name ->
        [none] {""}
       *[other] {" "}· { $name }
    }
}
path-head-yours = <b>{ $text }</b>{ $by }.{ $more ->
    [0] {""}
    [one] {" "}И ещё { $more } дело.
    [few] {" "}И ещё { $more } дела.
   *[other] {" "}И ещё { $more } дел.
}
path-head-others = { $own ->
    [1] От вас сейчас ничего не нужно. Ждём: { $names }.
   *[other] От ребёнка сейчас ничего не нужно. Ждём: { $names }.
}
path-head-nothing = Сейчас ничего делать не нужно.
path-line = { $mark } <b>{ $stage }</b>: { $text }
path-turn = <i>{ $ball }{ $by }</i>
path-by-until = , до { $day }
path-by-exact = , { $day }
path-by-late = , срок был { $day }
path-turn-you = { $own ->
    [1] За вами
   *[other] За ребёнком
}
path-turn-parent = { $own ->
    [1] Ждём родителя
   *[other] За вами или другим родителем
}
path-turn-college = Ждём колледж{ $own ->
   *[other] {""}
}
path-turn-plant = Ждём предприятие{ $own ->
   *[other] {""}
}
path-turn-going = Последний день: { $day }
path-turn-begin = Первый день: { $day }

path-ball-parent = { $own ->
    [1] родитель
   *[other] вы или другой родитель
}
path-ball-college = колледж{ $own ->
   *[other] {""}
}
path-ball-plant = предприятие{ $own ->
   *[other] {""}
}

path-do-clarify = { $own ->
    [1] Ответьте на вопросы колледжа
   *[other] Ребёнку нужно ответить на вопросы колледжа
}
path-do-come = { $own ->
    [1] Приходите с документами
   *[other] Ребёнку нужно прийти с документами
}
path-do-come_parent = { $own ->
    [1] Приходите с документами и родителем
   *[other] Приходите вдвоём с ребёнком, с документами
}
path-do-gather = { $own ->
    [1] Соберите документы
   *[other] Ребёнку нужно собрать документы
}: есть { $count } из { $total }
path-do-original = { $own ->
    [1] Принесите
   *[other] Ребёнку нужно принести
} в колледж оригинал аттестата
path-do-take_seat = { $own ->
    [1] Ответьте, берёте ли вы место
   *[other] Ребёнку нужно ответить про свободное место
}
path-do-agree = { $own ->
    [1] Ответьте, согласны ли вы на практику
   *[other] Ребёнку нужно ответить про практику
}: { $plant }
path-do-prepare = { $own ->
    [1] Подготовьтесь к практике: за вами { $count ->
        [one] { $count } пункт
        [few] { $count } пункта
       *[other] { $count } пунктов
    }
   *[other] Ребёнку нужно подготовиться к практике: { $count ->
        [one] { $count } пункт
        [few] { $count } пункта
       *[other] { $count } пунктов
    }
}
path-do-begin = { $own ->
    [1] Выходите
   *[other] Ребёнок выходит
} на практику: { $plant }
path-do-going = { $own ->
    [1] Ходите
   *[other] Ребёнок ходит
} на практику: { $plant }
path-do-diary_write = { $own ->
    [1] Запишите
   *[other] Ребёнку нужно записать
} в дневник { $day }{ $count ->
    [1] {""}
   *[other] {" "}(дней без записи: { $count })
}
path-do-diary_rewrite = { $own ->
    [1] Перепишите
   *[other] Ребёнку нужно переписать
} запись в дневнике, { $day }{ $count ->
    [1] {""}
   *[other] {" "}(всего дней: { $count })
}
path-do-hand_in = { $own ->
    [1] Сдайте
   *[other] Ребёнку нужно сдать
} дневник и отчёт: { $name }
path-supervisor = руководитель практики от колледжа

path-stage-application = Заявка
path-stage-documents = Документы
path-stage-enrolment = Зачисление
path-stage-dormitory = Общежитие
path-stage-practice = Практика
path-stage-mentor = Наставник
path-stage-diary = Дневник
path-stage-papers = Итоги практики

path-next-answer = колледж рассматривает
path-next-answer_late = колледж отвечает дольше обычного
path-next-clarify = ответить на вопросы колледжа
path-next-come = прийти с документами
path-next-come_parent = прийти с документами и родителем
path-next-accepted = принята, № { $number }
path-next-refused = колледж отказал, можно подать новую
path-next-withdrawn = отозвана, можно подать новую
path-next-expired = закрыта: документы не принесли
path-next-no_application = не нужно, учёба уже идёт
path-next-gather = { $total ->
    [0] собрать по списку
   *[other] есть { $count } из { $total }
}
path-next-original = принести оригинал аттестата
path-next-papers_there = в колледже
path-next-wait_list = ждём списки
path-next-take_seat = есть свободное место, нужно ответить
path-next-wait_order = ждём приказ
path-next-reserve = резерв, ждём, освободится ли место
path-next-enrolled = приказ № { $number }
path-next-studies = группа { $name }
path-next-after = позже
path-next-bed_later = нужно, место подберём позже
path-next-bed_wait = ищем место
path-next-bed_given = место есть
path-next-bed_over = было на время практики, теперь освобождено
path-next-no_bed = не нужно
path-next-place_wait = колледж подберёт место
path-next-agree = предложено место, { $plant }. Нужен ответ
path-next-plant_agrees = { $plant }, ждём согласия предприятия
path-next-prepare = { $plant }, к первому дню осталось { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[other] { $count } дел
}
path-next-not_started = { $plant }, день начала наступил, но не всё готово
path-next-begin = { $plant }, всё готово к первому дню
path-next-going = { $plant }, идёт
path-next-paused = { $plant }, прервана
path-next-passed = { $plant }, дни пройдены
path-next-cancelled = отменена, колледж подберёт другое место
path-next-terminated = закончена раньше срока, что дальше, скажет руководитель
path-next-failed = не пройдена, что дальше, скажет руководитель
path-next-mentor_wait = предприятие назначит
path-next-mentor_named = { $name }
path-next-mentor_away = { $name }, до { $until } за наставника
path-next-diary_write = записать { $day }{ $count ->
    [1] {""}
   *[other] {" "}(дней без записи: { $count })
}
path-next-diary_rewrite = наставник вернул { $day }, написать заново{ $count ->
    [1] {""}
   *[other] {" "}(всего дней: { $count })
}
path-next-diary_lost = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
} без записи, дописать уже нельзя. Скажите руководителю практики
path-next-diary_daily = { $count ->
    [0] первая запись в первый день, до 21:00
   *[other] всё записано, дней: { $count }
}
path-next-hand_in = сдать вместе с отчётом: { $name }
path-next-review = ждём отзыв и оценку наставника
path-next-sign = оценка { $count }, осталось подписать в колледже
path-next-signed = { $count ->
    [0] подписаны
   *[other] оценка { $count }, подписаны
}
path-next-no_papers = не нужны

path-about-application = С заявки всё начинается. Колледж смотрит её, зовёт с документами и принимает официально.
path-about-documents = Список документов у каждого свой. Отмечайте, что уже дома, колледж сверит всё с оригиналами.
path-about-enrolment = После списков колледж издаёт приказ о зачислении. С него начинается учёба.
path-about-dormitory = Место на время практики находит колледж, если до предприятия далеко ездить.
path-about-practice = Практика проходит на предприятии и входит в учёбу. Начать её можно, когда готовы все бумаги и пройдены инструктажи.
path-about-mentor = Наставник — рабочий предприятия, который учит на практике. Всё непонятное спрашивайте у него. Если с ним трудно, скажите руководителю от колледжа.
path-about-diary = Каждый день практики вы записываете часы и что делали, наставник принимает. День можно записать ещё три дня. В конце дневник с подписями сдают руководителю вместе с отчётом.
path-about-papers = После последнего дня наставник пишет отзыв и ставит оценку, колледж подписывает документы. Практика засчитана, когда подписи собраны.

path-ask = Кого спросить:
path-ask-college = Колледж: { $name }, { $phone }
path-ask-plant = Предприятие: { $name }, { $phone }
