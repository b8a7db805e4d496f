language-choose = English is chosen. Change the language?
language-ru = Русский
language-en = English
language-button = Language
