# Files of papers

files-open = Send a file
files-shelf = <b>Files of papers</b>

    You may send photos or PDF files: the college looks at them before your visit. You need not, you can simply bring the papers.
files-line = { $paper }{ $count ->
    [0] {""}
   *[other] {" "}· { $count }
}
files-paper = <b>{ $paper }</b>

    { $count ->
        [0] There are no files yet.
       *[other] Files: { $count } of { $most }. Only the colleges that you applied to see them.
    }{ $may ->
        [0] {" "}You are registered already: files no longer change here. You can delete them in /privacy.
       *[other] {""}
    }
files-send = Send
files-see = Look
files-drop = Delete all
files-to-paper = To the files
files-page = { $paper }: { $number } of { $total }
files-next = Show more
files-drop-one = Delete this file
files-drop-sure = Delete the files: { $paper } ({ $count })? This cannot be undone. Your application is not affected.
files-drop-yes = Delete
files-drop-no = Keep
files-dropped = Deleted.

# Sending

files-question-consent = <b>{ $title }</b>

    { $text }
files-option-consent-yes = I agree
files-option-consent-no = I do not agree
files-question-first = <b>{ $paper }</b>

    Send a photo or a PDF: several at once if you like, up to { $most } for one paper, each up to 10 MB. Take photos in good light, with all edges in view.

    Do not send passport photos or health details.
files-question-more = <b>{ $paper }</b>

    Received, I am checking it and will tell you what became of it. More pages? Send them now. If that is all, press “Done”.
files-option-done = Done
files-answered = files: { $count }
files-done = Done, I expect no more files. What became of them comes as a message of its own.
files-declined = Without the consent I take no files. Your application is not affected: you can bring the papers to the college.
files-unfinished = You were sending files of a paper. Go on?
files-continue = Send another file
files-expired = I expect no more files. Everything that was accepted is there.

# What became of it

files-result = <b>{ $paper }</b>
files-result-kept = ✅ Accepted: { $count } { $documents ->
    [0] { $count ->
        [one] page
       *[other] pages
    }
   *[other] { $count ->
        [one] file
       *[other] files
    }
}
files-result-repeated = Sent before, not kept twice: { $count }
files-result-total = Altogether: { $total } of { $most }.
files-fault-too_large = ⚠️ { $place ->
    [0] The file is
   *[other] File no. { $place } is
} too large: at most { $megabytes } MB. Send it as a photo, not as a file.
files-fault-picture_unknown = ⚠️ { $place ->
    [0] This is
   *[other] No. { $place } is
} neither a JPG or PNG photo nor a PDF. Take a photo of the paper and send that.
files-fault-other = ⚠️ { $place ->
    [0] This is
   *[other] No. { $place } is
} neither a photo nor a file. I take no videos, voice messages or stickers.
files-fault-heic = ⚠️ { $place ->
    [0] This is
   *[other] No. { $place } is
} a HEIC photo, which not everybody can open. Send it as a photo, not as a file. Or on an iPhone: Settings → Camera → Formats → Most Compatible, and take it again.
files-fault-picture_broken = ⚠️ { $place ->
    [0] The photo is
   *[other] Photo no. { $place } is
} damaged and does not open. Please send it again.
files-fault-picture_too_large = ⚠️ { $place ->
    [0] The photo has
   *[other] Photo no. { $place } has
} too many pixels. Send it as a photo, not as a file.
files-fault-pdf_broken = ⚠️ { $place ->
    [0] The PDF is
   *[other] PDF no. { $place } is
} damaged and does not open. Send it again, or take a photo of the paper.
files-fault-pdf_encrypted = ⚠️ { $place ->
    [0] The PDF is
   *[other] PDF no. { $place } is
} locked with a password. Send it without one, or take a photo of the paper.
files-fault-pdf_active = ⚠️ { $place ->
    [0] The PDF has
   *[other] PDF no. { $place } has
} a program or attachments inside, which I do not take. Take a photo of the paper and send that.
files-fault-gone = ⚠️ { $place ->
    [0] Telegram does not have this file
   *[other] Telegram does not have file no. { $place }
} any more. Please send it again.
files-fault-late = ⚠️ { $place ->
    [0] The file
   *[other] File no. { $place }
} waited too long and was not kept. Please send it again.
files-fault-too_many = ⚠️ { $place ->
    [0] The file is
   *[other] File no. { $place } is
} not kept: one paper may have up to { $most } files. Delete some and send it again.

# Refusals

files-refuse-off = Files are no longer taken or shown here. Please bring the papers to the college.
files-refuse-over = The file is not kept: there is no active application now.
files-refuse-registered = You are registered already: the papers are with the college, files no longer change here.
files-refuse-not_asked = The file is not kept: you are no longer asked for this paper. “Papers” shows what is needed.
files-refuse-consent = The file is not kept: the consent to files was withdrawn or has changed. Open “Papers” and begin anew.
files-refuse-gone = This file is gone already.
files-refuse-closed = The application is over, its files are no longer shown.

# For staff of the college

files-staff = 📎 Files: { $count }
files-staff-shelf = Application no. { $no }. { $count ->
    [0] There are no files.
   *[other] Files: { $count }. Every look is written down. They do not replace the original.
}
files-staff-page = No. { $no } · { $paper }: { $number } of { $total }

# My data

files-kept = Files of papers: { $count }. The colleges that you applied to see them. They are kept while the application is under way; then they go by themselves, the consent names the term.
