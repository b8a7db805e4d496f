# Утренняя сводка сотрудника: в рабочие дни в 8:30.

digest-menu = Утренняя сводка
digest-settings = Настроить сводку
digest-head = <b>Сводка</b> · { $day }
digest-is-on = Сводка приходит по рабочим дням в 8:30: что ждёт в очереди ваших колледжей и на практике. Если ничего не ждёт, её нет.
digest-is-off = Сводка выключена. Если включить, она будет приходить по рабочим дням в 8:30.
digest-on = Включить
digest-off = Выключить
digest-now = Показать сейчас
digest-nothing = Сейчас ничего не ждёт.

digest-line-incidents = 🆘 Открытые сообщения о происшествиях: { $count }
digest-line-unready = ⚠️ Первый день близко, не всё готово: { $count }
digest-line-undecided = ⚠️ Первый день прошёл, практика не началась: { $count }
digest-line-overdue = ⚠️ Просрочено: { $count }
digest-line-new = 📄 Новые: { $count }
digest-line-review = ⏳ Взяты, ответа ещё нет: { $count }
digest-line-info = ⏳ Ждём уточнений: { $count }{ $late ->
    [0] {""}
   *[other] , из них поздно: { $late }
}
digest-line-today = 📍 Придут сегодня: { $count }
digest-line-consent = ⚠️ Нет согласия родителя: { $count }
digest-line-reviews = ⚠️ Нет отзыва наставника, срок прошёл: { $count }
digest-line-signatures = ⚠️ Документы практики не подписаны, срок прошёл: { $count }
digest-line-silent = 📓 Не пишут дневник три дня и дольше: { $count }
digest-line-docs_end = 📅 Документы до { $day }, приглашены и ещё не пришли: { $count }
digest-line-originals_end = 📅 Оригиналы до { $day }, ещё не принесли: { $count }
digest-line-order = 📅 Приказ { $day }, рекомендованы: { $count }
digest-line-unreachable = 🔕 Сообщения не доходят: { $count }

digest-button-incidents = Происшествия ({ $count })
digest-button-unready = Не готовы ({ $count })
digest-button-undecided = Не начались ({ $count })
digest-button-overdue = Просрочено ({ $count })
digest-button-new = Новые ({ $count })
digest-button-review = В работе ({ $count })
digest-button-info = Уточняют ({ $count })
digest-button-today = Сегодня ({ $count })
digest-button-consent = Нет согласия ({ $count })
digest-button-reviews = Ждут отзыва ({ $count })
digest-button-signatures = На подпись ({ $count })
digest-button-silent = Без дневника ({ $count })
digest-button-docs_end = Не пришли ({ $count })
digest-button-originals_end = Без оригинала ({ $count })
digest-button-order = К приказу ({ $count })
digest-button-unreachable = Без связи ({ $count })
