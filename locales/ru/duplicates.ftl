# Повторы: один поступающий, две заявки от разных людей.

duplicates-menu = Повторы
duplicates-to-list = К повторам
duplicates-none = Повторов нет.
duplicates-list = <b>Повторы</b>: { $count }
    Совпали имя и дата рождения, а подали разные люди.
duplicates-line = { $name } · { $no } и { $other }
duplicates-line-elsewhere = { $name } · { $no } · ещё: { $other }

duplicates-pair = <b>{ $name }</b>
    Имя и дата рождения совпадают. Это один человек?
duplicates-application = № { $no } · { $college } · { $status } · { $date }
duplicates-elsewhere = У этого человека есть заявка в другом колледже: { $college }, { $status }
duplicates-filled = Кто подал: { $who }
duplicates-filled-applicant = сам поступающий
duplicates-filled-parent = родитель
duplicates-filled-staff = сотрудник колледжа
duplicates-answer = { $label }: { $value }
duplicates-card = Карточка { $no }
duplicates-keep = Это один человек, оставить { $no }
duplicates-apart = Это разные люди
duplicates-ask = Спросить другой колледж

duplicates-sure = { $name }: оставить ответы заявки № { $kept } и того, кто её подал? Заявки из № { $gone } перейдут к ней; если обе поданы в один колледж, более поздняя получит отказ как повторная. Обоим напишем. Это нельзя отменить.
duplicates-yes = Объединить
duplicates-no = Не объединять
duplicates-merged = ✅ Объединили. Обоим, кто подавал, напишем.
duplicates-told-apart = Отметили: это разные люди. В повторах их больше не будет.
duplicates-asked = Спросили координаторов: { $colleges }. Повторно спросить можно завтра.

duplicates-settled = Эта пара уже разобрана.
duplicates-official = Заявка № { $no } уже принята официально. Оставить можно только её.
duplicates-both-elsewhere = Обе заявки есть ещё и в другом колледже. Сначала договоритесь с ним: кнопка «Спросить другой колледж».

duplicates-gone = Заявку № { $no } объединили с другой заявкой на того же поступающего. Теперь о ней пишем тому, кто подал вторую. Делать ничего не нужно. Если это ошибка, позвоните: { $phone }
duplicates-question = ❓ { $college } спрашивает о вашей заявке № { $no }: такой же человек подал заявку и к ним, под другим владельцем. Договоритесь, кто ведёт: { $phone }
