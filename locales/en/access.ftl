access-forbidden = This is not open to you. Your rights may have changed. What you can do is in the menu: /menu
access-coordinator-only = Only a coordinator can do this.
access-not-found = This is no longer here. Open the menu: /menu
access-reason = Why do you need the full data? The reason is written down.
access-masked = The data is masked. It can be shown in full when you give a reason.
access-show = Show in full
