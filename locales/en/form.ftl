form-step = <b>Step { $step } of { $steps }</b>
form-answered = <i>Now: { $answer }</i>
form-your-answer = Your answer: <b>{ $answer }</b>
form-none = not given
form-yes = Yes
form-no = No
form-back = Back
form-skip = Skip
form-cancel = Cancel
form-keep = Keep
form-clear = Take the answer away
form-done = Done
form-confirm = Yes, that is right
form-fix = Correct it
form-edit = Change
form-to-review = Back to review
form-what-to-change = What would you like to change? The other answers stay.
form-page-before = ← Earlier
form-page-next = More →
form-picked = { $place }. { $option }
form-chosen = ✓ { $option }
form-share-contact = Send my number
form-resume = Continue
form-restart = Start over
form-go-on = Back to the questions
form-leave = Leave, keep the draft
form-delete = Delete the draft
form-leaving = Stop here? You can keep the draft and come back later. A deleted draft is gone.
form-left = The draft is saved. To come back, use the button below or /menu
form-deleted = The draft is deleted. To begin again: /menu
form-put-aside = The draft is saved. You can come back to it from the menu.
form-went-on = Let us go on.
form-corrected = Corrected: { $label } — { $answer }
form-choose-button = Please choose an answer with a button below.
form-need-text = Please answer in text. Voice messages, stickers and files are not read here.
form-need-file = Please answer with a photo or a file. Texts, voice messages and stickers are not read here.
form-need-document = Please send it as a file. Photos, texts and voice messages are not read here.
form-need-photo = Please send a photo. Files, texts and voice messages are not read here.
form-too-many-files = Too many at once: at most { $most } { $most ->
    [one] file
   *[other] files
}. Please send them again together.
form-file-too-large = The file is too large: at most { $most } MB. Please send a smaller one.
form-photo = photo
form-forwarded = This is a forwarded message. Please write the answer yourself.
form-contact-foreign = This is somebody else's contact. Send your own number with the button, or type it.
form-empty = The message is empty. Please answer in words.
form-too-long = Too long: at most { $most } { $most ->
    [one] character
   *[other] characters
}. Please write less.
form-too-many = You can choose at most { $most }. Take one of the chosen away first.
form-not-skipped = This question needs an answer, it cannot be skipped.
form-unanswered = Some questions are still unanswered.
form-check-again = Please check this answer once more.
