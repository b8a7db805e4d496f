"""The application form played at random through the real turn, and held to a model that knows only the rules.

answers.py   what a person may type, and what each question makes of it
model.py     the rules of a form: where one stands, which answers stand, what a button or a text leads to
world.py     the stage on a database of its own, places to begin at, what is looked at after every step
rules.py     the hypothesis machine: what people do
    stories.py   where stories begin, and how they are run
"""
