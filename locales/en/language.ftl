language-choose = English. Which language shall we speak?
language-ru = Русский
language-en = English
language-button = Language
