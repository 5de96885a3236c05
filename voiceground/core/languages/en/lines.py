"""The voice's own lines in English, and what stands on the screen."""

from __future__ import annotations

from voiceground.core.languages.language import Lines, Screen

LINES = Lines(
    landing="All right. We stop here. You can still say go on.",
    closing="We end here. This voice is here whenever you want it.",
    waiting="Of course. Take your time. Say go on whenever you like.",
    waited_long="I will end here for now. This voice is here whenever you want it.",
    nudges=("Still here. No hurry.", "I'm still here.", "Here with you. No rush."),
    wait_nudges=(
        "Still here. I'll speak next in twenty seconds.",
        "Still here. Next time in half a minute.",
        "Still here. From now on, once a minute.",
        "Still here.",
    ),
    help="I'm a program. I can't call anyone. I can stay here with you. Or say stop.",
    not_alone="All right. I'll be quiet now.",
    offer="No hurry.",
    something_else="Something else",
    apology="I missed that. That was me.",
    is_it_above_five="Is it above five? Yes or no is enough.",
    moving_along="That's fine. We can move along.",
    stop_works="Stop always works.",
    while_reading="You can say wait, repeat, back, skip, or slower. Stop always works.",
    while_waiting="You can say go on. Stop always works.",
    a_number="a number from zero to ten",
    was_that_right=("{}, was that right?", "{}, you said?", "{}, yes?"),
    slower="A little slower.",
    slowest="This is as slow as I can speak.",
    faster="A little faster.",
    fastest="This is as fast as I can speak.",
    louder="A little louder.",
    loudest="This is as loud as I can speak.",
    quieter="A little softer.",
    quietest="This is as soft as I can speak.",
    breathe_in="In.",
    breathe_top_up="More.",
    breathe_hold="Hold.",
    breathe_out="Out.",
    microphone_lost="I can't hear you for now. The keys still work. Enter is yes, N is no, Escape ends this.",
    microphone_silent="The microphone gives no sound. It may be switched off. The keys still work.",
    microphone_back="I can hear you now.",
    record_lost="I can't keep a record just now. Everything else works.",
    voice_lost="My voice is not working. The words are on the screen.",
    can_say="You can say {}.",
    or_=", or ",
    joining=("and", "but", "or", "so"),
)

SCREEN = Screen(
    enter="Enter",
    escape="Esc",
    the_one_read="the one that is read",
    a_number="a number",
    wait="wait",
    go_on="go on",
    repeat="repeat",
    skip="skip",
    stop="stop",
    breath=("in", "top up", "hold", "out"),
)
