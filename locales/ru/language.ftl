language-choose = Русский выбран. Сменить язык?
language-ru = Русский
language-en = English
language-button = Язык
