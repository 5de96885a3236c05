"""Ways of saying that somebody is in need, and everyday sentences in which nobody is.

Written by one person at a desk before the matcher (``core/need.py``) was: no corpus of people in distress was
at hand, and none was looked for. ``..._HELD_OUT`` were never looked at while it was tuned; their rates are
stated apart (docs/care.md). Where a held-out sentence showed a fault, that is told there and stays counted.
"""

from __future__ import annotations

NEED = (
    # help itself
    *("help", "help me", "Help me!", "please help", "Please, help me.", "I need help", "i need some help"),
    *("can you help me", "could somebody help me", "someone help me", "help help help", "oh god help"),
    *("I need help right now", "I want help", "somebody please help me", "I need to talk to someone"),
    *("I need a person", "I need to call somebody"),
    # not safe
    *(
        "not safe",
        "I'm not safe",
        "I\N{RIGHT SINGLE QUOTATION MARK}m not safe",
        "im not safe",
        "I am not safe",
    ),
    *("I don't feel safe", "I don\N{RIGHT SINGLE QUOTATION MARK}t feel safe", "I do not feel safe here"),
    *("I don't feel safe with myself", "I'm not safe on my own", "I am unsafe", "I feel unsafe"),
    # hurting oneself
    *("hurt myself", "I want to hurt myself", "I'm going to hurt myself", "I might hurt myself"),
    *("I'm scared I'll hurt myself", "I have hurt myself", "I keep hurting myself", "I want to harm myself"),
    *("I've harmed myself", "I feel like hurting myself", "I wanna hurt myself", "I cut myself on purpose"),
    *("thinking about hurting myself", "I want to cut myself", "self harm", "I'm self-harming again"),
    # dying
    *("want to die", "I want to die", "I wanna die", "I just want to die", "I really want to die"),
    *(
        "i dont want to live",
        "I don't want to live any more",
        "I don\N{RIGHT SINGLE QUOTATION MARK}t want to live",
    ),
    *(
        "I don't want to be here anymore",
        "I do not want to be alive",
        "I wish I was dead",
        "I wish I were dead",
    ),
    *("I'd rather be dead", "better off dead", "they'd be better off without me", "I want to be dead"),
    *("kill myself", "I want to kill myself", "I'm going to kill myself", "I could kill myself"),
    *("I'm thinking of killing myself", "killing myself", "I feel suicidal", "I am suicidal", "suicide"),
    *("I'm thinking about suicide", "I want to commit suicide", "I took pills", "I've taken too many pills"),
    *("end it", "I want to end it", "I want to end it all", "end my life", "I want to end my life"),
    *(
        "I'm going to end things",
        "I want it to be over for good",
        "take my own life",
        "I want to take my life",
    ),
    # cannot go on
    *(
        "can't go on",
        "I can't go on",
        "I can\N{RIGHT SINGLE QUOTATION MARK}t go on",
        "i cant go on",
        "I cannot go on",
    ),
    *(
        "I can't go on like this",
        "I can't go on any more",
        "I can't do this anymore",
        "I can't take it any more",
    ),
    *("I can't cope any more", "I cannot live like this", "no reason to live", "there's no point in living"),
    *("I have nothing to live for", "I've had enough of life", "I give up on life"),
)
"""Each leads to the offer of care."""

NEED_HELD_OUT = (
    *("will somebody please help me", "help I'm scared", "I really need some help here", "get me some help"),
    *("I need someone to help me", "I'm in danger", "it isn't safe for me here", "I no longer feel safe"),
    *("nothing feels safe", "I'm afraid of what I might do", "I'm afraid I will hurt myself"),
    *("I was going to hurt myself", "I've been hurting myself", "I want to do something to myself"),
    *("I did something to myself", "all I want is to die", "I'm ready to die", "I hope I die"),
    *(
        "please let me die",
        "I want to be gone",
        "I don't want to wake up",
        "I don't want to wake up tomorrow",
    ),
    *("I never want to wake up", "I can't live any longer", "life isn't worth living", "my life is over"),
    *("everyone would be better off if I was dead", "I think about killing myself", "I tried to kill myself"),
    *("I'm gonna kill myself", "I was thinking of suicide", "suicidal thoughts", "I have suicidal thoughts"),
    *("I want this to end", "I want everything to end", "I'm going to end it tonight", "I'll end it"),
    *("I can't keep going", "I cannot go on anymore", "I can't carry on", "I can't do it any more"),
    *("I can't bear it any more", "I don't see a way out", "I took an overdose", "I've taken an overdose"),
)

NEAR = (
    *(
        "not alone here",
        "I'm not alone here",
        "I\N{RIGHT SINGLE QUOTATION MARK}m not alone",
        "I am not alone",
    ),
    *("someone is hurting me", "somebody is hurting me", "he is hurting me", "he's hurting me"),
    *(
        "she's hurting me",
        "they are hurting me",
        "he\N{RIGHT SINGLE QUOTATION MARK}s hurting me",
        "he hurts me",
    ),
    *(
        "he's here",
        "he is here",
        "she's here",
        "he is in the house",
        "he's in the next room",
        "he can hear me",
    ),
    *("they can hear me", "someone can hear me", "he hit me", "he hits me", "he's hitting me", "she hit me"),
    *("my husband hits me", "my partner is hurting me", "my boyfriend beat me", "my dad hurts me"),
    *("he raped me", "I was raped", "I've been raped", "he's going to kill me", "he wants to kill me"),
    *("he won't let me leave", "he threatened me", "I'm being hurt", "I am being abused", "he is abusing me"),
    *("I can't talk he's here", "he is coming", "he's coming back", "I'm scared of him", "I'm afraid of him"),
)
"""Each is answered with one neutral line."""

NEAR_HELD_OUT = (
    *("someone hurt me", "my wife hits me", "my mother is hurting me", "he choked me", "he's strangling me"),
    *("she won't let me go out", "he will kill me", "he's going to hurt me", "they hurt me", "he beats me"),
    *("I was assaulted", "he touched me", "he's in the room", "he's at the door", "he is outside my door"),
    *("I'm scared of my husband", "I'm afraid of my partner", "he's threatening me", "he locked me in"),
    *("somebody can hear us", "I can't speak he is here", "I'm not by myself", "I am being beaten"),
)

EVERYDAY = (
    # help, helping
    *("help yourself to some tea", "that helps a lot", "this isn't helping", "she helped me with the garden"),
    *("I helped my neighbour move", "it helps to look outside", "can't help it", "I can't help laughing"),
    *("the help desk was closed", "my helper comes on Monday", "he was no help", "a helpful neighbour"),
    *("thanks for your help", "with a little help from my sister", "helping is what I like"),
    *("I was helping my daughter with homework", "that would help", "it doesn't help much"),
    # safe
    *(
        "the road is safe",
        "safe travels",
        "I feel safe",
        "I am safe",
        "we are safe at home",
        "it's safe here",
    ),
    *("the cat is safe", "is the milk safe to drink", "better safe than sorry", "put it in the safe"),
    # hurt
    *(
        "my knee hurts",
        "I hurt my back in the garden",
        "it hurts a bit",
        "does it hurt",
        "my feelings were hurt",
    ),
    *("I hurt my hand cooking", "it doesn't hurt", "he hurt his leg at football", "these shoes hurt"),
    *("I cut myself shaving", "I cut my finger on paper", "I bumped my head"),
    # die, dead, kill
    *("I'm dying for a coffee", "dying to see that film", "the battery died", "my phone is dead"),
    *("my plants are dying", "the line went dead", "my grandmother died last year", "he died in the film"),
    *(
        "I could kill for a sandwich",
        "this heat is killing me",
        "my feet are killing me",
        "we killed some time",
    ),
    *("I nearly died laughing", "dead tired today", "to die for", "the deadline is Friday", "die hard is on"),
    *("I don't want to die of boredom", "what a killer song", "the traffic killed me"),
    # end, go on, enough, over
    *("at the end of the day", "the film ends at nine", "how does it end", "let's end it here for today"),
    *("it will be over soon", "the weekend is over", "when does it end", "in the end it was fine"),
    *("go on", "go on then", "let's go on", "I can go on", "can we go on", "shall we go on"),
    *(
        "I can't go on Tuesday",
        "I can't go on holiday this year",
        "I can't go out tonight",
        "I can't go there",
    ),
    *("that's enough sugar", "I've had enough to eat", "I can't do this puzzle", "I can't do it on Monday"),
    *("I can't take it back to the shop", "I give up sugar every spring", "I gave up smoking"),
    # living
    *("I live here", "I don't want to live in London", "living alone suits me", "I want to live by the sea"),
    *("the living room is warm", "no point in waiting", "there's no reason to hurry", "life is busy"),
    # wishes
    *("I wish I was taller", "I wish I was at home", "I'd rather be at the beach", "I want to be early"),
    *("I don't want to be late", "I don't want to be here on Monday", "I'm better off with the bus"),
    # people who are near, and do no harm
    *("the bus is here", "the post is here", "the plumber is coming", "my sister is coming over"),
    *("he's here for dinner", "she is coming back from town", "he can hear the radio", "can you hear me"),
    *("my dog is here", "I'm not alone in thinking that", "we're not alone on the bus", "the food is here"),
    *("he hit the ball", "she hit the brakes", "it hit me that it was Friday", "he beat me at chess"),
    *("the rain beat down", "she won't let me pay", "he won't let me cook", "the news scared me"),
    *("I'm scared of spiders", "I'm afraid of heights", "I'm afraid I am late", "he touched my heart"),
    *("the sun is hurting my eyes", "my tooth is hurting me", "the light is hurting me"),
)
"""None of these leads anywhere."""

EVERYDAY_HELD_OUT = (
    *("could you help my mother find her glasses", "she helps me every week", "music helps me sleep"),
    *("the helpline was busy when my phone broke", "help was on its way in the story", "no help needed"),
    *("he helps out at the shop", "it helped", "I help where I can", "the instructions were no help"),
    *("can I help you", "how can I help", "let me help with the dishes", "helping hands"),
    *("keep the receipt safe", "drive safely", "the bridge is not safe for lorries", "a safe pair of hands"),
    *("the ladder isn't safe", "he arrived safe and sound", "is it safe to swim", "I feel safe with you"),
    *("my head hurts", "my ears hurt", "the dentist hurt me a little", "did that hurt", "no hurt feelings"),
    *("I hurt my ankle running", "my back is hurting me", "my shoes are hurting me", "it hurts when I laugh"),
    *("the flowers died", "my laptop died again", "I'd die of shame", "I almost died of embarrassment"),
    *("I'm dying of heat", "the music died down", "you're killing me with that joke", "killing two birds"),
    *(
        "it kills the mood",
        "the engine is dead",
        "dead easy",
        "a dead end",
        "the dead sea",
        "I was dead wrong",
    ),
    *("my uncle was killed in the war", "the frost killed my tomatoes", "kill the lights please"),
    *("I'd kill for a holiday", "never say die", "he is a dying breed", "over my dead body she laughed"),
    *("the story never ends", "end of the road", "I want to end on a nice note", "a happy ending"),
    *("I ended the call", "the week ended well", "let's end with a song", "I want this week to end well"),
    *("go on without me", "what's going on", "I can't go on the train without a ticket", "carry on"),
    *("I can't go on the internet today", "I can't carry on this bag", "I can't keep going to that shop"),
    *(
        "I can't do this on my phone",
        "I can't bear the cold",
        "I can't take any more cake",
        "enough for today",
    ),
    *(
        "I've had enough coffee",
        "I had enough of that song",
        "we gave up waiting",
        "I give up what's the answer",
    ),
    *("my life is busy", "life is good", "I lived in Spain", "they live next door", "a living wage"),
    *("I wish I were rich", "I wish I was sleeping", "I'd rather be sailing", "we'd be better off by train"),
    *("I don't want to wake up early tomorrow", "wake me up at seven", "I want to be gone by six"),
    *("I don't want to get up today", "I'm ready to go", "I hope I win", "please let me know"),
    *(
        "the doctor is here",
        "the taxi is here",
        "spring is here",
        "she's here to fix the sink",
        "he is at work",
    ),
    *("he's in the garden with the kids", "my mum is in the next room", "the neighbours can hear my music"),
    *("he hit a home run", "the car hit a tree", "she beat me to it", "my brother beats me at cards"),
    *(
        "he won't let me win",
        "they won't let me in without a ticket",
        "I'm scared of the dark",
        "scared of dogs",
    ),
    *(
        "I'm afraid of flying",
        "I'm afraid not",
        "that touched me",
        "he locked the door",
        "he locked himself out",
    ),
    *("I'm not alone tonight my friend is visiting", "I'm by myself", "I'm alone", "alone at last"),
    *("the film was about a murder", "we talked about suicide prevention at work", "a song about dying"),
    *(
        "the pills are for my knee",
        "I took my pills",
        "I took two aspirin",
        "I took the bus",
        "an overdose of sun",
    ),
)
