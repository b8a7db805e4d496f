language-choose = Русский. На каком языке говорить?
language-ru = Русский
language-en = English
language-button = Язык
