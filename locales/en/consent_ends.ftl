# A consent whose term ends: the reminder, and how to give it again.

consent_ends-told = { $left ->
        [0] ⏳ <b>Today is the last day of the consent { $purpose }</b>{ $whose ->
            [child] {""} that you gave for your child{ $name ->
                [none] {""}
               *[other] {" "}({ $name })
            }
           *[own] {""}
        }.
       *[other] ⏳ <b>The consent { $purpose } is valid until { $until }</b>{ $whose ->
            [child] {""}, you gave it for your child{ $name ->
                [none] {""}
               *[other] {" "}({ $name })
            }
           *[own] {""}
        }.
    }
    Read the text and give it again if you agree. If not, press nothing: after that day it no longer holds, and the bot asks when it is needed.
consent_ends-read = Read and renew
consent_ends-again = Give it again
consent_ends-ask = { $over ->
        [0] { $until ->
            [none] The text has changed since you gave the consent.
           *[other] The consent is valid until { $until } now.
        }
       *[other] The consent was valid until { $until }.
    } { $whose ->
        [child] Give it again for your child?
       *[own] Give it again?
    }
consent_ends-agree = I agree
consent_ends-stands = ✅ The consent { $purpose }{ $whose ->
        [child] {" "}for your child
       *[own] {""}
    } is valid{ $until ->
        [none] {""}
       *[other] {" "}until { $until }
    }. You can withdraw your own at any time: /privacy
consent_ends-gone = This consent is there no more: it was withdrawn. If it is needed, the bot will ask anew.
consent_ends-changed = The text of the consent has changed while you were reading. Here is the new one.

consent_ends-paper = ⏳ <b>Parents' consents on paper end: { $count }</b>
consent_ends-paper-line = • { $name ->
    [none] no name given
   *[other] { $name }
}: consent { $purpose }, until { $until }
consent_ends-paper-more = …and { $count } more
consent_ends-paper-what = No parent is in the bot. Get new consents from them if they are still needed.
