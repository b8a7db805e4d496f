operators-quarantine =
    ⚠️ Update { $what } was set aside after three attempts: <code>{ $error }</code>
    Chat { $chat }, since { $since }. Set aside in all: { $waiting }.
operators-uncertain =
    ⚠️ Nobody knows whether a message has arrived: the connection broke while it was sent.
    <code>{ $what }</code> to chat { $chat }, since { $since }: { $error }
    A second one could do harm, so it is for you to decide. Such messages in all: { $waiting }.
operators-dead =
    ⚠️ Telegram refused to take a message: { $error }
    <code>{ $what }</code> to chat { $chat }, since { $since }. Such messages in all: { $waiting }.
operators-again = Send again
operators-drop = Do not send
operators-replay = Handle again
operators-skip = Do not handle
operators-settled = Done
operators-settled-before = This was settled already
operators-nothing = ✅ Nothing here waits to be settled any more.
operators-outage =
    ⚠️ Telegram was unreachable for { $minutes } min: from { $begin } to { $end }. Messages that waited: { $waited }; now they go out.{ $held ->
        [0] { "" }
       *[other] { " " }Before that in the same hour: { $held } more.
    }
operators-disk = ⚠️ { $percent } % of the disk is free. When it is full the bot takes no messages any more.
operators-backup =
    ⚠️ No backup could be made: <code>{ $error }</code>{ $held ->
        [0] { "" }
       *[other] { " " }(and before that in the same hour: { $held } more)
    }
operators-held-outage = ⚠️ In the last hour Telegram was unreachable more often: { $held }. The log says when.
operators-held-backup = ⚠️ In the last hour more backups failed: { $held }. The log says why.
