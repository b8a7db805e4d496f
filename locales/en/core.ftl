core-outdated = This button is outdated. Here is where you are now.
core-outdated-menu = This button is outdated. Open the menu: /menu
core-failed = It could not be saved just now. Your answer is not lost, please try again in a minute.
core-not-understood = I did not understand the message. What I can do is in the menu: /menu
core-file-unasked = There is no need to send files here: it is not kept. What I can do is in the menu: /menu
core-unknown-command = There is no such command. All commands are in the menu: /menu
core-private-only = I answer in private messages only. Write to me: @{ $username }
core-job-failed = This could not be done, though it was tried several times. Whoever runs the bot knows. Please try again later.
core-file-too-large = The file is too large: at most { $most } MB. Please send a smaller one.
core-file-gone = Telegram does not have this file any more. Please send it again.
core-operator-job = ⚠️ Job { $job } (<code>{ $kind }</code>) was given up: { $error }. Details: <code>iskra status</code>
core-operator-database = ⚠️ The database does not work: { $kind ->
    [full] the disk is full. Free space on it
    [locked] another process holds it. End that process
    [unreachable] its server does not answer. Start it
    [failing] the disk answers with errors. Look at free space, quotas and the kernel's log
    [read-only] it may not be written. Give the right to write the file and its folder back
    [closed] it cannot be opened. Look at the file, its folder and their rights
    [refused] the server refuses. Check storage.url
   *[damaged] it is damaged. Stop Iskra and put the newest backup back
}. Nothing is lost: messages wait, and once it is mended Iskra goes on by itself.
core-menu = Menu
