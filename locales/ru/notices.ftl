# Сообщения о заявке: notice-<событие>-<кому>. Кому и когда писать, решает content/*/notices.toml.
# applicant — поступающему, parent — родителю, assignee — сотруднику, который ведёт заявку, college — координаторам.

notice-open = Открыть заявку
notice-card = Открыть карточку

notice-submitted-applicant = Заявка № { $no } отправлена, ответим до { $date }.
notice-submitted-parent = 📄 { $name }: заявка № { $no } отправлена, { $college }. Ответим до { $date }.
notice-submitted-assignee = 📄 Новая заявка № { $no }, { $college }. Ответить до { $date }.
notice-submitted-college = 📄 Новая заявка № { $no }, { $college }. Ответить до { $date }.

notice-in_review-applicant = Заявку № { $no } взял в работу сотрудник.
notice-in_review-parent = { $name }: заявку № { $no } взял в работу сотрудник.
notice-in_review-assignee = Заявка № { $no } теперь у вас.
notice-in_review-college = Заявку № { $no } взяли в работу.

notice-handed_on-applicant = Заявкой № { $no } теперь занимается другой сотрудник.
notice-handed_on-parent = { $name }: заявкой № { $no } теперь занимается другой сотрудник.
notice-handed_on-assignee = Вам передали заявку № { $no }.
notice-handed_on-college = Заявку № { $no } передали другому сотруднику.

notice-needs_info-applicant = ⚠️ Заявка № { $no }. Нужно уточнить: { $list }. До { $date }.{ $words ->
    [0] {""}
   *[other] {" "}Колледж пишет: «{ $comment }»
}
notice-needs_info-parent = ⚠️ { $name }, заявка № { $no }. Нужно уточнить: { $list }. До { $date }.
notice-needs_info-assignee = Заявка № { $no }: спросили поступающего, ответ до { $date }.
notice-needs_info-college = Заявка № { $no }: спросили поступающего, ответ до { $date }.

notice-info_reminded-applicant = ⏳ Заявка № { $no } ждёт ваших уточнений до { $date }: { $list }.
notice-info_reminded-parent = ⏳ { $name }: заявка № { $no } ждёт уточнений до { $date }: { $list }.
notice-info_reminded-assignee = ⏳ Заявка № { $no }: поступающий ещё не ответил, срок { $date }.
notice-info_reminded-college = ⏳ Заявка № { $no }: поступающий ещё не ответил, срок { $date }.

notice-info_given-applicant = Спасибо, передали.
notice-info_given-parent = { $name }: уточнения по заявке № { $no } переданы колледжу.
notice-info_given-assignee = Заявка № { $no }: поступающий ответил на вопросы.
notice-info_given-college = Заявка № { $no }: поступающий ответил на вопросы.

notice-edited-applicant = Заявка № { $no }: изменены ответы — { $fields }.
notice-edited-parent = { $name }: в заявке № { $no } изменены ответы — { $fields }.
notice-edited-assignee = Заявка № { $no }: изменены ответы — { $fields }.
notice-edited-college = Заявка № { $no }: изменены ответы — { $fields }.

notice-paper_verified-applicant = ✅ Заявка № { $no }. Документ проверен: { $paper }.
notice-paper_verified-parent = ✅ { $name }, заявка № { $no }. Документ проверен: { $paper }.
notice-paper_verified-assignee = Заявка № { $no }. Документ проверен: { $paper }.
notice-paper_verified-college = Заявка № { $no }. Документ проверен: { $paper }.

notice-paper_returned-applicant = ⚠️ Заявка № { $no }. Документ вернули: { $paper }. Почему: { $reason }
notice-paper_returned-parent = ⚠️ { $name }, заявка № { $no }. Документ вернули: { $paper }. Почему: { $reason }
notice-paper_returned-assignee = Заявка № { $no }. Документ вернули: { $paper }. Почему: { $reason }
notice-paper_returned-college = Заявка № { $no }. Документ вернули: { $paper }. Почему: { $reason }

notice-parent_consent-applicant = ✅ Заявка № { $no }. Согласие родителя получено.
notice-parent_consent-parent = ✅ { $name }, заявка № { $no }. Ваше согласие получено.
notice-parent_consent-assignee = Заявка № { $no }. Согласие родителя получено.
notice-parent_consent-college = Заявка № { $no }. Согласие родителя получено.

notice-parent_dropped-applicant = ⚠️ Родитель не подтвердил свои данные за 30 дней, мы их удалили. Укажите их заново в разделе «Моя заявка».
notice-parent_dropped-parent = { $name }: ваши данные в заявке не подтвердили за 30 дней, мы их удалили.
notice-parent_dropped-assignee = Заявка № { $no }: данные родителя не подтвердили за 30 дней, они удалены.
notice-parent_dropped-college = Заявка № { $no }: данные родителя не подтвердили за 30 дней, они удалены.

notice-invited-applicant = 📍 Заявка № { $no }. Ждём с документами { $date } в { $time }: { $address }, { $room }.
notice-invited-parent = 📍 { $name }, заявка № { $no }. Ждём вас вместе с документами { $date } в { $time }: { $address }, { $room }.
notice-invited-assignee = Заявка № { $no }: поступающего ждут { $date } в { $time }, { $room }.
notice-invited-college = Заявка № { $no }: поступающего ждут { $date } в { $time }, { $room }.

notice-registered-applicant = ✅ Заявление принято официально, № { $reg }.
notice-registered-parent = ✅ { $name }: заявление принято официально, № { $reg }.
notice-registered-assignee = Заявка № { $no } зарегистрирована, № { $reg }.
notice-registered-college = Заявка № { $no } зарегистрирована, № { $reg }.

notice-original_brought-applicant = ✅ Заявка № { $no }. Оригинал аттестата в колледже: { $college }.
notice-original_brought-parent = ✅ { $name }, заявка № { $no }. Оригинал аттестата в колледже: { $college }.
notice-original_brought-assignee = Заявка № { $no }. Оригинал принесли.
notice-original_brought-college = Заявка № { $no }. Оригинал принесли.

notice-original_back-applicant = Заявка № { $no }. Оригинал аттестата вам вернули: { $college }.
notice-original_back-parent = { $name }, заявка № { $no }. Оригинал аттестата вернули: { $college }.
notice-original_back-assignee = Заявка № { $no }. Оригинал вернули поступающему.
notice-original_back-college = Заявка № { $no }. Оригинал вернули поступающему.

notice-recommended-applicant = ⚠️ Заявка № { $no }. Вы рекомендованы к зачислению. Принесите оригинал до { $originals_end }: { $address }, { $room }.
notice-recommended-parent = ⚠️ { $name }, заявка № { $no }: рекомендация к зачислению. Оригинал нужен до { $originals_end }: { $address }, { $room }.
notice-recommended-assignee = Заявка № { $no }: рекомендована к зачислению.
notice-recommended-college = Заявка № { $no }: рекомендована к зачислению.

notice-reserve-applicant = ⏳ Заявка № { $no }. Вы в резерве. Если место освободится, напишем.
notice-reserve-parent = ⏳ { $name }, заявка № { $no }: в резерве. Если место освободится, напишем.
notice-reserve-assignee = Заявка № { $no }: в резерве.
notice-reserve-college = Заявка № { $no }: в резерве.

notice-ranked-applicant = Заявка № { $no }.
    { $places }
    Место может измениться.
notice-ranked-parent = { $name }, заявка № { $no }: появилось место в списке, { $college }.
notice-ranked-assignee = Заявка № { $no }: появилось место в списке.
notice-ranked-college = Заявка № { $no }: появилось место в списке.

notice-original_due-applicant = ⏳ Заявка № { $no }. Принесите оригинал аттестата до { $originals_end }: { $address }, { $room }. Без него место перейдёт следующему.
notice-original_due-parent = ⏳ { $name }, заявка № { $no }: оригинал аттестата нужен до { $originals_end }: { $address }, { $room }. Без него место перейдёт следующему.
notice-original_due-assignee = Заявка № { $no }: оригинал нужен до { $originals_end }.
notice-original_due-college = Заявка № { $no }: оригинал нужен до { $originals_end }.

notice-offered-applicant = ⚠️ Заявка № { $no }. Освободилось место: { $programme }, { $college }. Оно ваше, если ответите до { $deadline }.
notice-offered-parent = ⚠️ { $name }, заявка № { $no }: освободилось место, { $programme }, { $college }. Ответить нужно до { $deadline }, кнопкой в чате поступающего.
notice-offered-assignee = Заявка № { $no }: предложили место ({ $programme }), ответ до { $deadline }.
notice-offered-college = Заявка № { $no }: предложили место ({ $programme }), ответ до { $deadline }.

notice-offer_passed-applicant = Заявка № { $no }. Место ({ $programme }) за вами больше не держим: ответа не было вовремя. Вы по-прежнему в резерве, и если место освободится снова, мы напишем.
notice-offer_passed-parent = { $name }, заявка № { $no }: место ({ $programme }) больше не держат, { $declined ->
    [0] ответа не было вовремя
   *[other] от него отказались
}. Заявка остаётся в резерве.
notice-offer_passed-assignee = Заявка № { $no }: место ({ $programme }) не взяли, { $declined ->
    [0] ответа не было
   *[other] отказ
}. Если в резерве есть следующий, место предложено ему; если нет, оно в «Рейтинге» среди свободных.
notice-offer_passed-college = Заявка № { $no }: место ({ $programme }) не взяли, { $declined ->
    [0] ответа не было
   *[other] отказ
}. Если в резерве есть следующий, место предложено ему; если нет, оно в «Рейтинге» среди свободных.

notice-enrolled-applicant = ✅ Вы зачислены. Приказ № { $order } от { $date }. 1 сентября: { $where }.
notice-enrolled-parent = ✅ { $name }: зачисление состоялось. Приказ № { $order } от { $date }. 1 сентября: { $where }.
notice-enrolled-assignee = Заявка № { $no }: зачислен, приказ № { $order }.
notice-enrolled-college = Заявка № { $no }: зачислен, приказ № { $order }.

notice-rejected-applicant = ❌ Заявка № { $no }: отказ. { $reason }
notice-rejected-parent = ❌ { $name }, заявка № { $no }: отказ. { $reason }
notice-rejected-assignee = Заявка № { $no }: отказ. { $reason }
notice-rejected-college = Заявка № { $no }: отказ. { $reason }

notice-withdrawn-applicant = Заявка № { $no } отозвана.
notice-withdrawn-parent = { $name }: заявка № { $no } отозвана.
notice-withdrawn-assignee = Заявка № { $no } отозвана поступающим.
notice-withdrawn-college = Заявка № { $no } отозвана поступающим.

notice-expired-applicant = Заявка № { $no } закрыта: документы не принесли в срок. Если места ещё есть, подайте новую.
notice-expired-parent = { $name }: заявка № { $no } закрыта, документы не принесли в срок.
notice-expired-assignee = Заявка № { $no } закрыта: документы не принесли в срок.
notice-expired-college = Заявка № { $no } закрыта: документы не принесли в срок.

notice-merged-applicant = Две заявки на одного поступающего объединили. Осталась заявка № { $no }, { $college }. Делать ничего не нужно.
notice-merged-parent = { $name }: две заявки объединили. Осталась заявка № { $no }, { $college }.
notice-merged-assignee = Заявка № { $no }: её объединили с повтором.
notice-merged-college = Заявка № { $no }: её объединили с повтором.

notice-corrected-applicant = ⚠️ Заявка № { $no }. Колледж исправил ошибку в списке. Что сейчас — в разделе «Моя заявка».
notice-corrected-parent = ⚠️ { $name }, заявка № { $no }. Колледж исправил ошибку в списке. Что сейчас — в карточке заявки.
notice-corrected-assignee = Заявка № { $no }: шаг отменён.
notice-corrected-college = Заявка № { $no }: шаг отменён.

notice-decision_failed-applicant = Заявка № { $no }: решение не состоялось.
notice-decision_failed-parent = { $name }, заявка № { $no }: решение не состоялось.
notice-decision_failed-assignee = ⚠️ Заявка № { $no }. Решение «{ $decision }» не состоялось: { $why }
notice-decision_failed-college = ⚠️ Заявка № { $no }. Решение «{ $decision }» не состоялось: { $why }
