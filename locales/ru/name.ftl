name-open = Указать имя
name-continue = Продолжить: имя
name-review = Так вас увидят коллеги.
name-submit = Сохранить
name-unfinished = Имя не сохранено: шаг { $step } из { $steps }. Продолжить?
name-remind = Имя не сохранено. Черновик хранится ещё, дней: { $days }.
name-expired = Черновик удалён: его не трогали 14 дней. Указать имя можно в меню.
