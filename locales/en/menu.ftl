menu-title = <b>Menu</b> · { $role }
menu-quiet = There are no sections for this role yet. Whom to call: see Contacts.
menu-stranger = <b>Menu</b>

    You have not said yet who you are.
menu-who = Say who you are
menu-open = Menu
menu-back = Menu
menu-badge = { $label } ({ $count })
menu-role = Role: { $role }
menu-roles = In which role shall we go on?
menu-role-chosen = { $role } ✓
menu-help-button = Help
menu-help = I take pre-applications to the colleges and tell you how they are going.

    /menu — everything you can do
    /sos — I need help during practice
    /cancel — stop the questions, the draft is kept
    /language — language
    /privacy — what we keep and how to delete it

    A person answers: { $phone }
    { $hours }, Moscow time
menu-nothing-to-cancel = There is nothing to cancel now.
menu-put-aside = There is nothing to cancel now. Your draft waits and can be continued.
menu-role-other = { $role }
menu-role-new = Another role
menu-role-leave = Give up a role
