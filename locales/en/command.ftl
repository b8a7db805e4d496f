# Commands in Telegram's menu, and what the bot says about itself.

command-start = Start
command-menu = Menu
command-sos = I need help
command-help = What the bot can do
command-cancel = Stop the questions
command-language = Language · Язык
command-privacy = My data
command-about = A pre-application to a college of the cluster, step by step: what to fill in, what to bring and what happens next.

    This is not the official filing yet. Do not send passport photos or health details here.
command-about-short = Become a welder: application to a college, papers, dates.
