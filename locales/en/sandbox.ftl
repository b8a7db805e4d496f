# The sandbox page: a conversation with a bot in which one person plays everybody.
# The page itself fills in { $name }; no other feature of Fluent is used here.

sandbox-title = Telegram on your desk
sandbox-lang = Language of the page
sandbox-lang-ru = Russian
sandbox-lang-en = English
sandbox-lang-ru-short = RU
sandbox-lang-en-short = EN
sandbox-theme-light = Light appearance
sandbox-theme-dark = Dark appearance
sandbox-reconnecting = Connection lost, reconnecting…
sandbox-failed = That did not work: { $reason }
sandbox-not-supported = This kind of button does not work here

# Common words
sandbox-ok = OK
sandbox-cancel = Cancel
sandbox-close = Close
sandbox-add = Add
sandbox-done = Done
sandbox-save = Save
sandbox-open = Open
sandbox-remove = Remove
sandbox-you = You
sandbox-bot = Bot
sandbox-size-b = { $n } B
sandbox-size-kb = { $n } KB
sandbox-size-mb = { $n } MB
sandbox-ms = { $n } ms
sandbox-seconds = { $n } s

# The clock
sandbox-clock = Clock
sandbox-clock-plus-hour = +1 hour
sandbox-clock-plus-day = +1 day
sandbox-clock-to = date…
sandbox-clock-to-title = Move the clock
sandbox-clock-to-label = New date and time
sandbox-clock-to-note = Forward only: time does not run back here either.
sandbox-clock-go = Move

# People
sandbox-people = People
sandbox-add-person = Add a person
sandbox-first-name = First name
sandbox-last-name = Last name
sandbox-person = Who this is
sandbox-person-language = Language of the app
sandbox-person-language-note = The bot sees it when it decides which language to answer in.
sandbox-remove-person = Remove the person
sandbox-remove-person-question = Remove { $name } together with the conversation?
sandbox-hints = Things to try
sandbox-unread = Unread: { $count }
sandbox-no-messages = No messages yet
sandbox-open-beside = Open beside
sandbox-switch = Open conversations
sandbox-chat-group = Group
sandbox-chat-supergroup = Group
sandbox-chat-channel = Channel

# The first screen
sandbox-first-steps = Where to begin
sandbox-first-steps-note = Press a card: the conversation of that person with the bot opens.
sandbox-choose-person = Choose whom to write as
sandbox-no-bot = Waiting for a bot
sandbox-no-bot-how = No bot has connected yet. Start one and give it this Bot API address:

# The conversation
sandbox-chat-of = Conversation: { $person } and { $bot }
sandbox-messages = Messages
sandbox-back = Back to people
sandbox-bot-online = bot
sandbox-bot-offline = bot is offline
sandbox-typing = typing…
sandbox-blocked = bot is blocked
sandbox-speaks = { $name } is writing. Details
sandbox-speak-as = Write as
sandbox-chat-menu = Chat menu
sandbox-close-chat = Close the chat
sandbox-deep-link = Open a deep link
sandbox-deep-link-label = Link or start parameter
sandbox-deep-link-note = As from an invitation or a QR code. Then press Start.
sandbox-deep-link-wrong = Neither a link to a bot that is here nor a start parameter.
sandbox-block = Block the bot
sandbox-block-question = Block { $name }? It will not be able to write to you.
sandbox-unblock = Unblock
sandbox-start = Start
sandbox-empty-title = What can { $name } do?
sandbox-empty-text = Press Start and the bot will answer.
sandbox-pinned = Pinned message
sandbox-to-bottom = To the latest messages
sandbox-said = { $name }: { $text }
sandbox-said-at = { $name }, { $time }: { $text }
sandbox-edited = edited
sandbox-edited-at = Edited at { $time }
sandbox-forwarded-from = Forwarded from:
sandbox-buttons = Buttons of the message
sandbox-copied = Copied
sandbox-copy-refused = The browser refused to copy
sandbox-message-menu = What to do with the message
sandbox-reply = Reply
sandbox-edit = Edit
sandbox-copy = Copy text
sandbox-forward = Forward to the bot
sandbox-delete = Delete
sandbox-delete-question = Delete this message for you and for the bot?

# Writing
sandbox-write = Message
sandbox-send = Send
sandbox-menu = Menu
sandbox-commands = Commands of the bot
sandbox-editing = Editing a message
sandbox-replying = Reply to { $name }
sandbox-show-keyboard = Show the buttons
sandbox-hide-keyboard = Hide the buttons
sandbox-reply-keyboard = Buttons instead of a keyboard
sandbox-share-contact-title = Share your number?
sandbox-share-contact-question = { $name } will see your phone number.
sandbox-share-contact = Share
sandbox-attach = Attach
sandbox-attach-photo = Photo
sandbox-attach-album = Album
sandbox-attach-document = File
sandbox-attach-voice = Voice message
sandbox-attach-sticker = Sticker
sandbox-attach-contact = Contact
sandbox-caption = Caption
sandbox-upload-as-file = As a file
sandbox-upload-empty = “{ $name }” is empty: Telegram does not send empty files.
sandbox-upload-too-big = “{ $name }” is { $size }: Telegram takes files up to { $limit }.
sandbox-upload-photo-too-big = “{ $name }” is { $size }: a photo may have up to { $limit }. Send it as a file.
sandbox-upload-not-a-photo = “{ $name }” is not a picture that Telegram shows. Send it as a file.
sandbox-upload-too-many = Telegram takes { $n } files at a time: the first { $n } will go.
sandbox-upload-beyond-bots = A bot learns of a file over { $limit }, but cannot download it.
sandbox-own-contact = Send your own
sandbox-other-contact = Or somebody else’s:
sandbox-phone = Phone
sandbox-sticker-happy = A happy spark
sandbox-sticker-wink = A winking spark
sandbox-sticker-sad = A sad spark
sandbox-sticker-wow = A surprised spark

# Attachments
sandbox-kind-photo = Photo
sandbox-kind-document = File
sandbox-kind-voice = Voice message
sandbox-kind-audio = Audio
sandbox-kind-sticker = Sticker
sandbox-kind-venue = Place
sandbox-kind-location = Place on the map
sandbox-kind-contact = Contact
sandbox-kind-video = Video
sandbox-kind-animation = Animation
sandbox-kind-other = A message that cannot be shown here
sandbox-open-photo = Open the photo
sandbox-download = Download { $name }, { $size }
sandbox-open-map = Open the map
sandbox-play = Listen

# Service lines of a conversation
sandbox-service-pinned = A message was pinned
sandbox-service-pinned-message = { $name } pinned “{ $text }”
sandbox-service-new-chat-members = { $name } added: { $who }
sandbox-service-left-chat-member = { $who } left the group
sandbox-service-new-chat-title = { $name } changed the title to “{ $title }”
sandbox-service-group-chat-created = The group was created
sandbox-service-supergroup-chat-created = The group was created
sandbox-service-channel-chat-created = The channel was created
sandbox-service-migrate-to-chat-id = The group became a supergroup

# The drawer
sandbox-drawer = What happens inside
sandbox-tab-calls = Calls
sandbox-tab-faults = Faults
sandbox-all-bots = All bots
sandbox-filter-method = Method
sandbox-only-errors = errors only
sandbox-hide-polling = no getUpdates
sandbox-no-calls = No calls
sandbox-parameters = Parameters of the call
sandbox-faults-note = This is how a real network behaves. A bot should live through all of it.
sandbox-faults-on = Faults are on
sandbox-faults-off = Turn all faults off
sandbox-fault-latency-ms = Delay of answers
sandbox-fault-p429 = Refusal 429 “too many requests”
sandbox-fault-retry-after = Wait after a 429
sandbox-fault-p5xx = Server error 5xx
sandbox-fault-p-reset = Connection reset before the effect
sandbox-fault-p-lost-answer = Done, but the answer is lost
sandbox-fault-p-duplicate-update = Update delivered twice
sandbox-fault-limits = Flood limits as on Telegram
sandbox-fault-methods = Only for methods
sandbox-fault-methods-all = for all
sandbox-fault-next = Break the next call
sandbox-fault-kind = Kind of fault
sandbox-once-429 = refusal 429
sandbox-once-5xx = error 5xx
sandbox-once-reset = reset
sandbox-once-lost-answer = lost answer
sandbox-once-cut = download cut short
sandbox-once-slow = slow download
sandbox-once-expired = expired link to a file
