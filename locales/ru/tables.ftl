# Таблицы Excel от людей: почему файл не читается, что отмечено в копии.

tables-file-forgotten = Этот файл уже удалён. Запросите его снова.
tables-file-broken = Файл повреждён и не открывается. Сохраните его в Excel заново и пришлите ещё раз.
tables-file-too_large = Файл слишком большой. Оставьте в нём только список и пришлите снова.
tables-file-not_excel = Это не таблица Excel. Пришлите файл .xlsx, лучше всего наш шаблон.
tables-file-macros = В файле есть макросы, такой мы не открываем. Сохраните его как «Книга Excel (.xlsx)».
tables-file-empty = Файл пустой. Возьмите шаблон и заполните его.
tables-file-encrypted = Файл закрыт паролем. Снимите пароль и пришлите снова.
tables-file-old_excel = Это старый формат .xls. Откройте файл в Excel и сохраните как .xlsx.
tables-file-too_many_rows = Слишком много строк, можно не больше { $most }. Уберите лишние.
tables-file-no_rows = В файле есть заголовок, но нет ни одной строки.
tables-file-columns_double = Столбец стоит дважды: { $titles }. Оставьте один.
tables-file-columns_missing = Нет столбцов: { $titles }. Возьмите шаблон, там они названы как нужно.
tables-file-name-marked = ispravit.xlsx

tables-marks-title = Что исправить
tables-marks-note = Исправьте отмеченные ячейки и пришлите файл снова.
tables-marks-row = Строка
tables-marks-column = Столбец
tables-marks-text = Что не так

tables-fault-required = Здесь нужно значение
tables-fault-too_long = Слишком длинно: до { $longest } знаков
tables-fault-not_integer = «{ $value }» — не целое число
tables-fault-not_number = «{ $value }» — не число
tables-fault-not_date = «{ $value }» — не дата, нужно ДД.ММ.ГГГГ
tables-fault-not_yes_no = «{ $value }» — напишите «Да» или «Нет»
tables-fault-formula = Здесь формула. Вставьте её значение числом или текстом
tables-fault-error_value = Здесь ошибка Excel: { $value }
tables-fault-merged = Ячейка объединена с другими. Разделите их: у каждого своя строка
