core-outdated = This button is outdated. Here is where you are now.
core-outdated-menu = This button is outdated. Open the menu: /menu
core-failed = It could not be saved just now. Your answer is not lost, please try again in a minute.
core-not-understood = I did not understand the message. What I can do is in the menu: /menu
core-unknown-command = There is no such command. All commands are in the menu: /menu
core-private-only = I answer in private messages only. Write to me: @{ $username }
core-operator-quarantine = ⚠️ Update { $update } was set aside after three attempts: { $error }. Details: <code>iskra status</code>
core-menu = Menu
