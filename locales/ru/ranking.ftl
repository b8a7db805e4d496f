# Рейтинг: списки колледжа, места, резерв, приказ о зачислении

ranking-menu = Рейтинг
ranking-to-desk = К рейтингу
ranking-which-college = Рейтинг какого колледжа открыть?
ranking-base-grade9 = 9 классов
ranking-base-grade11 = 11 классов
ranking-base-spo = после колледжа
ranking-base-higher = после вуза

ranking-desk = <b>Рейтинг: { $college }, приём { $year }</b>
ranking-desk-none = <b>{ $programme }</b>
    Списка ещё нет, мест { $seats }.
ranking-desk-list = <b>{ $programme }</b>
    В списке { $total }, мест { $seats }. Данные на { $as_of }.
ranking-desk-registered = Зарегистрированы, но без места в списке: { $count }.
ranking-desk-seats = Занято мест: { $held }, предложено: { $offered }, свободно: { $free }.
ranking-template = Шаблон
ranking-recommend = Рекомендовать к зачислению
ranking-free = Освободить места без оригинала ({ $count })
ranking-offer = Предложить свободные места ({ $count })
ranking-offered = ✅ Предложили мест: { $count }. Кто откажется или не ответит, о том напишем. Кто согласится, появится в очереди: «К зачислению».
ranking-offered-none = Предложить некому: в резерве никого нет, равных на границе мест ещё не разделила комиссия или до приказа не осталось времени на ответ.
ranking-enrol-out = К зачислению ({ $count })
ranking-which-programme = Места какой программы распределить?
ranking-kind-list = список
ranking-kind-recommend = рекомендации
ranking-kind-free = освобождение мест
ranking-kind-enrol = приказ
ranking-undo = Отменить: { $what }

# --- Файлы

ranking-making = Готовлю файл, это несколько секунд.
ranking-template-filled = Шаблон списка. Зарегистрированные уже внесены: { $count } { $count ->
    [one] строка
    [few] строки
   *[many] строк
}. Проверьте баллы, отметьте льготы и достижения, добавьте тех, кто подал на бумаге. Столбец «Место» оставьте пустым, если место посчитать по правилам приёма.
ranking-template-empty = Шаблон списка. Зарегистрированных пока нет. Внесите тех, кто подал на бумаге.
ranking-file-name-list = spisok-{ $campaign }.xlsx
ranking-file-name-enrol = zachislenie-{ $campaign }.xlsx
ranking-sheet-list = Список { $college }
ranking-sheet-allowed = Допустимые значения
ranking-sheet-enrol = К зачислению
ranking-column-n = №
ranking-column-number = Рег. №
ranking-column-name = Кто это
ranking-column-full-name = ФИО
ranking-column-programme = Программа
ranking-column-grade = Средний балл
ranking-column-priority_right = Преимущественное право
ranking-column-target_contract = Целевой договор
ranking-column-achievements = Достижения, баллы
ranking-column-original = Оригинал
ranking-column-original-on = Оригинал принесли
ranking-column-place = Место
ranking-column-order = № приказа
ranking-column-day = Дата приказа
ranking-hint-place = Пусто у всех — место посчитает бот. Или заполните у всех строк программы.
ranking-hint-name = Для удобства. При загрузке этот столбец не читается.

ranking-list-open = Загрузить список
ranking-list-again = Загрузить ещё раз
ranking-list-question-file = Пришлите список файлом Excel (.xlsx). Он заменит прежний только после вашей проверки.
ranking-list-unfinished = Вы начали загружать список. Пришлёте файл?
ranking-list-expired = Загрузка списка отменена: файл так и не пришёл.
ranking-list-continue = Продолжить загрузку списка
ranking-enrol-open = Загрузить приказ
ranking-enrol-again = Загрузить ещё раз
ranking-enrol-question-file = Пришлите список к зачислению с номером и датой приказа, файлом Excel (.xlsx). У кого приказ не указан, тот останется как есть.
ranking-enrol-unfinished = Вы начали загружать приказ. Пришлёте файл?
ranking-enrol-expired = Загрузка приказа отменена: файл так и не пришёл.
ranking-enrol-continue = Продолжить загрузку приказа
ranking-enrol-list = Список к зачислению: { $count } { $count ->
    [one] человек
    [few] человека
   *[many] человек
} с местом и оригиналом. Впишите номер и дату приказа и загрузите файл обратно.
ranking-reading = Читаю файл, это несколько секунд. Пришлю сюда, что получилось.
ranking-reading-already = Один файл уже читается. Дождитесь результата, потом пришлите следующий.
ranking-faults = ⚠️ { $rows ->
    [one] В { $rows } строке есть ошибка
   *[other] В { $rows } строках есть ошибки
}. Всё отмечено в файле, причины на первом листе. Исправьте и пришлите снова: пока ничего не изменилось.

ranking-list-foreign = Похоже, это список другого колледжа: { $college }. Здесь ничего не изменилось.
ranking-list-changed-file = Пока файл читался, что-то изменилось. Пришлите его ещё раз.

ranking-fault-not_choice = «{ $value }» нет среди программ колледжа. Они на листе «Допустимые значения»
ranking-fault-grade_range = Средний балл бывает от 2 до 5
ranking-fault-achievements_range = От 0 до { $most }
ranking-fault-number_twice = Этот номер уже есть в строке { $row }
ranking-fault-own_number = Это номер заявки в боте. { $number ->
    [none] Регистрационного номера у неё ещё нет
   *[other] Регистрационный номер: { $number }
}
ranking-fault-other_college = Этот номер зарегистрирован в другом колледже
ranking-fault-closed = Заявка закрыта: { $status }
ranking-fault-not_chosen = Эту программу поступающий не выбирал
ranking-fault-place_missing = Место указано не у всех. Заполните у всех или ни у кого
ranking-fault-place_range = Место должно быть от 1 до { $last }
ranking-fault-place_twice = Такое же место в строке { $row }
ranking-fault-order_missing = Есть дата, но нет номера приказа
ranking-fault-day_missing = Есть номер, но нет даты приказа
ranking-fault-day_future = Дата приказа ещё не наступила
ranking-fault-day_before = Приказ раньше, чем подана заявка
ranking-fault-unknown = Такого номера в боте нет
ranking-fault-not_recommended = Зачислить нельзя: { $status }
ranking-fault-no_original = Оригинал не отмечен в карточке

# --- Предпросмотр

ranking-apply = Применить
ranking-drop = Отменить
ranking-dropped = Отменено, ничего не изменилось.
ranking-preview-list = <b>Проверьте список: { $college }</b>
    Строк: { $count }. Пока ничего не изменилось.
ranking-preview-programme = <b>{ $programme }</b>
    Строк { $rows }, мест { $seats }.
ranking-preview-first = Это первый список программы.
ranking-preview-moves = Новых { $new }, поднялись { $risen }, опустились { $fallen }, выбыли { $gone }.
ranking-preview-movers = Больше всех: { $movers }.
ranking-preview-tied = ⚠️ Одинаковые результаты на границе мест: { $numbers }. Решает комиссия: впишите места.
ranking-preview-missing = ⚠️ Зарегистрированы, но не в списке: { $count } ({ $numbers }).
ranking-preview-unknown = Нет в боте: { $count } ({ $numbers }). Они займут свои места.
ranking-preview-originals = ⚠️ Оригинал в файле и в карточке отмечен по-разному: { $count } ({ $numbers }).
ranking-preview-gone = Этот предпросмотр уже закрыт. Начните заново.
ranking-preview-old = Предпросмотр старше часа. Загрузите данные ещё раз.
ranking-preview-outdated = { $who ->
    [none] Список изменили, пока вы смотрели.
   *[other] Пока вы смотрели, список изменили: { $who }, { $at }.
} Начните заново, чтобы видеть свежие данные.
ranking-list-changed = С момента загрузки изменилось: № { $number } { $name }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}. Ничего не применили. Исправьте список и загрузите снова.
ranking-already-applied = Это уже применено. Отменить можно кнопкой под рейтингом.
ranking-no-list = Для этой программы ещё нет списка.

ranking-seats-title = <b>{ $programme }: { $seats } { $seats ->
    [one] место
    [few] места
   *[many] мест
}</b>
    Пока ничего не изменилось.
ranking-seats-chosen = { $count ->
    [0] Рекомендовать некого.
   *[other] Рекомендовать: { $count } ({ $numbers }).
}
ranking-seats-on-paper = Места тех, кого нет в боте: { $count }.
ranking-seats-held = Уже занято или предложено: { $count }.
ranking-seats-elsewhere = Получат место по желанию, которое для них важнее: { $count }.
ranking-seats-reserve = В резерв: { $count }.
ranking-free-title = <b>Освободить мест: { $count }</b>
    Оригинал не принесли в срок. Этим людям придёт отказ, места предложим следующим в резерве. Отменить это нельзя.
ranking-free-who = Кто это: { $people }
ranking-free-early = Срок сдачи оригиналов ещё не вышел.
ranking-free-none = У всех рекомендованных оригинал на месте или срок ещё идёт.
ranking-enrol-title = <b>Зачислить: { $count }</b>
    Пока ничего не изменилось.
ranking-enrol-order = Приказ № { $order } от { $date }: { $count }.
ranking-enrol-without = ⚠️ С местом и оригиналом, но без приказа в файле: { $count }.
ranking-enrol-none = В файле ни у кого не указан приказ.

ranking-applied-list = ✅ Список применён. Поступающие узнают о своём месте. Отменить можно до { $until }.
ranking-applied-recommend = ✅ Места распределены. Поступающие узнают об этом. Отменить можно до { $until }.
ranking-applied-free = ✅ Места освобождены и предложены следующим.
ranking-applied-enrol = ✅ Зачислены. Поступающие узнают об этом. Отменить можно до { $until }.
ranking-undo-ask = Отменить: { $what }? Все вернутся туда, где стояли. Кому уже написали, тот узнает об исправлении.
ranking-undo-yes = Да, отменить
ranking-undone = ✅ Отменено. Вернулись на прежнее место: { $count }.
ranking-undone-left = ⚠️ С тех пор изменились и остались как есть: { $count } ({ $people }).
ranking-undo-gone = Это уже отменено.
ranking-undo-late = Прошёл час, отменить целиком уже нельзя. Исправьте отдельные заявки или загрузите новый список.
ranking-undo-newer = После этого загрузили более новый список. Сначала отмените его.

# --- Поступающему

ranking-own-place = 📊 { $programme }: вы { $rank }-й из { $total }, мест { $seats }. Данные на { $as_of }.
ranking-offer-waits = ⚠️ Вам предложили место. Ответьте до { $deadline }.
ranking-take = Беру место
ranking-decline = Отказаться
ranking-decline-ask = Отказаться от места ({ $programme })? Его сразу предложат следующему. Места этой программы больше предлагать не будем.
ranking-decline-sure = Да, отказаться
ranking-declined = Хорошо, вы отказались от места. Заявка остаётся в резерве.
ranking-taken = ✅ Место ваше: { $programme }. Принесите оригинал аттестата до { $date }: { $address }, { $room }.
ranking-offer-gone = Это место уже не предлагается.
ranking-offer-declined = Вы отказались от этого места.
ranking-offer-passed = Срок ответа вышел, место за вами больше не держим. Ваша заявка остаётся в резерве.
ranking-offer-cancelled = Это предложение больше не действует: ваша заявка с тех пор изменилась.

# --- Дополнительные места

ranking-extra = Дополнительные места
ranking-extra-head = <b>Дополнительные места. { $college }</b>
    Открытая программа снова принимает заявки: с { $begins } по { $ends } включительно.
ranking-extra-line = { $on ->
        [1] ✅ { $programme }: открыта
       *[other] ▫️ { $programme }: закрыта
    }{ $waiting ->
        [0] {""}
        [one] . Ждёт { $waiting } человек
        [few] . Ждут { $waiting } человека
       *[other] . Ждут { $waiting } человек
    }
ranking-extra-on = Открыть: { $programme }
ranking-extra-off = Закрыть: { $programme }
ranking-extra-how = Кто попросил сообщить, узнает через пять минут после открытия, с 9:00 до 21:00. Передумали — закройте до этого.
ranking-extra-soon = 🔔 { $at } напишем тем, кто ждёт: { $count }. Открыли по ошибке — закройте до этого.
ranking-extra-read-only = Открывает и закрывает координатор колледжа.
