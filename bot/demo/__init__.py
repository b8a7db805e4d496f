"""`iskra demo`: Iskra and the stand-in for Telegram as two processes, on a fixed virtual day, in the browser.

The first start lays `var/demo/` (chats, database, key) and gives some of the cast their roles; later starts go on from
there. The parent process holds no state: it starts, watches and ends the other two.
"""

from bot.demo.run import run

__all__ = ["run"]
