"""How people say in English that they are in need (see ``core.need``).

Each row is a pattern over folded words: "I'm" is "i am", "can't" is "can not", "anymore" is "any more". A row
says where it has to end when everyday talk goes on differently: "I can't go on" is need, "I can't go on
Tuesday" is none.
"""

from __future__ import annotations

from voiceground.core.languages.language import HELP, NOT_ALONE, Needs

LONG = {
    "(?:i'm|im)": "i am",
    "(he|she|it|that|there|who|someone|somebody|everyone|everybody|life)'s": r"\1 is",
    "(we|they|you)'re": r"\1 are",
    "(i|we|they|you)'ve": r"\1 have",
    "ive": "i have",
    "(i|we|they|you|he|she|it)'ll": r"\1 will",
    "(i|we|they|you|he|she)'d": r"\1 would",
    "(?:can't|cant|cannot)": "can not",
    "(?:won't|wont)": "will not",
    "(do|does|did|is|are|was|were|has|have|would|could|should)(?:n't|nt)": r"\1 not",
    "(?:wanna)": "want to",
    "(?:gonna)": "going to",
    "(?:gotta)": "got to",
    "anymore": "any more",
    "(?:some one|somebody|anybody|anyone)": "someone",
    "(?:my self|meself)": "myself",
    "thinking": "think",
    "(?:mum|mom|mummy|mommy)": "mother",
    "(?:dad|daddy)": "father",
}
"""Short or careless spellings, and the long form; whole words, in this order."""

UNHEARD = frozenset(
    (
        *("just", "really", "very", "so", "um", "uh", "er", "oh", "god", "please", "actually", "honestly"),
        *("even", "right", "now", "well", "again", "always", "still", "today", "tonight", "seriously"),
    )
)
"""Words that make no difference here."""

FAMILY = (
    "my (?:husband|wife|partner|boyfriend|girlfriend|ex|father|mother|stepfather|stepmother|brother|sister|"
    "son|daughter|uncle|boss|flatmate|roommate|parents?|family)"
)
THEY = "(?:he|she|they|someone)"
WHO = f"(?:he|she|they|someone|{FAMILY})"
DOES = "(?:(?:is|are|was|were|has|have|keeps?|kept|will|would|going to|wants? to|tried to|about to|been) )*"
HARMS = (
    "(?:hurt(?:s|ing)?|hit(?:s|ting)?|beat(?:s|ing|en)?|chok(?:e|es|ed|ing)|strangl(?:e|es|ed|ing)|"
    "threaten(?:s|ed|ing)?|abus(?:e|es|ed|ing)|rap(?:e|es|ed|ing)|kill(?:s|ing)?|attack(?:s|ed|ing)?|"
    "kick(?:s|ed|ing)?|punch(?:es|ed|ing)?|slap(?:s|ped|ping)?|assault(?:s|ed|ing)?|stalk(?:s|ed|ing)?|"
    "touch(?:es|ed|ing)?|molest(?:s|ed|ing)?|burn(?:s|ed|ing|t)?)"
)
PLAYFULLY = r"(?! (?:at|to it|in|with (?:that|his|her|the|a)|laughing|up))"
LASTS = "(?: any more| any longer| like this| like that| for ever| forever| ever)?$"

NEAR_ROWS = (
    r"\bnot alone here\b",
    r"\bi am not (?:alone|by myself)(?: here| in here| at home| at the moment)?$",
    rf"\b{WHO} {DOES}{HARMS} me\b{PLAYFULLY}",
    rf"\byou (?:are )?{HARMS.replace('|kill(?:s|ing)?', '')} me\b{PLAYFULLY}",
    (
        r"\bi (?:am|was|have been|got|get|am getting|keep getting)(?: being)? "
        r"(?:hurt|hit|beaten|abused|raped|assaulted|attacked|threatened|molested|stalked|locked in)$"
    ),
    r"\bi (?:am|was|have been)(?: being)? (?:raped|abused|assaulted|molested)\b",
    (
        rf"\b{THEY} (?:is|are) (?:here|back|coming|coming back|listening|watching|watching me|"
        r"outside|outside my door|at the door|in the (?:house|flat|room|next room|other room|hall)|upstairs)$"
    ),
    rf"\b{THEY} (?:can|could|will) hear (?:me|us)$",
    (
        rf"\b{WHO} (?:will not|does not|do not|would not|never|did not) lets? me "
        r"(?:leave|go|go out|out|call|speak)\b(?! (?:first|early))"
    ),
    rf"\b{WHO} {DOES}(?:lock|locks|locked|locking) me (?:in|up)\b",
    rf"\bi am (?:scared|afraid|frightened|terrified) of (?:him|her|them|{FAMILY})$",
)

HELP_ROWS = (
    # help itself
    r"^help(?: me| us| help| i\b| he\b| she\b| they\b| someone\b|$)(?! (?:with|find|choose|carry|cook|move))",
    r"(?<!not )(?<!never )(?<!let )\bhelp me$",
    r"\b(?:need|want|get me|send|call for) (?:some |any |more )?help(?: here| with this| for me)?$",
    r"\b(?:can|could|will|would) (?:you|someone) help(?: me| us)?$",
    r"\b(?:i )?need (?:to (?:talk|speak) (?:to|with)|to call|to see) (?:someone|a person|a human|a doctor)",
    r"\bi need (?:someone|a person|a human)(?: to help me)?$",
    # not safe
    r"^(?:it is |this is |here is )?not safe(?: here| for me| at home| any more)?$",
    r"\bnot safe (?:here|for me|with myself|on my own|at home|alone)",
    r"\bi (?:am|feel) (?:not safe|no longer safe|unsafe|in danger)\b",
    r"\bi (?:do not|no longer|never|can not|did not) feel (?:at all )?safe\b",
    r"\bnothing feels safe\b",
    # hurting oneself
    (
        r"\b(?:hurt|hurts|hurting|harm|harms|harmed|harming|injure|injuring) myself\b"
        r"(?! (?:cooking|running|shaving|in the|on the|at (?:work|football|the gym)))"
    ),
    r"\b(?:want to |^)(?:cut|burn) myself$|\b(?:cut|cutting|burned|burning) myself on purpose\b",
    r"\b(?:cutting|burning) myself$|\bhang(?:ing)? myself\b",
    r"\bjump(?:ing)? off (?:a|the) (?:bridge|roof|building)\b",
    r"\b(?:do|did|done|doing) something to myself\b",
    r"\bself harm",
    r"\b(?:afraid|scared|frightened|terrified) of what i (?:might|may|could|will|would) do\b",
    # dying
    r"\bwant(?:ed)? to (?:die|be dead)\b(?! of)",
    r"\b(?:all i want is|ready|like|going|want me) to die$|\bhope (?:that )?i die$|\blet me die\b",
    r"\bwant(?:ed)? to (?:be gone|disappear|not exist)$",
    r"\bwish i (?:was|were) (?:dead|gone|never born)\b|\bwish i had never been born\b",
    r"\bfeel like dying\b(?! of)",
    r"\bwish i (?:could disappear|never woke up|would not wake up)|\bdisappear for ?ever\b",
    r"\brather be dead\b|\bbetter (?:off )?(?:dead|without me|if i (?:was|were) (?:dead|gone|not here))",
    r"\b(?:no one|nobody|who) would (?:care|miss me|notice)(?: if i (?:was|were|died|disappeared)|$)",
    r"\b(?:tired of|sick of|done with) (?:living|life|being alive)\b(?! (?:in|at|here|with|out|on|next))",
    r"\blife is (?:pointless|meaningless)\b|\bend the pain\b|^overdose$",
    r"\b(?:not|never|no longer) want to (?:live|be alive|be here|exist|wake up(?: tomorrow)?)" + LASTS,
    r"\bcan not live" + LASTS + r"|\bcan not live with (?:this|it|myself)",
    r"\bnothing (?:left )?to live for\b",
    r"\b(?:no|any) (?:reason|point) (?:(?:to|in) )?(?:keep )?(?:live|living|life|going on)\b",
    r"\b(?:not|never) worth living\b|\bmy life is over\b|\bgiv(?:e|en|ing) up on life\b",
    # killing oneself
    r"\bkill(?:s|ed|ing)? myself\b",
    r"\bsuicid(?:e|al)\b(?! (?:prevention|squad|awareness|door))",
    r"\b(?:end|ending|ended|take|taking|took) my (?:own )?life\b",
    (
        r"\b(?:took|taken|take|taking|swallowed) "
        r"(?:(?:too many|all (?:of )?(?:the|my)|a lot of) )?(?:pills|tablets)$"
    ),
    r"\b(?:took|taken|take|taking) an overdose\b|\bi (?:have )?overdosed\b",
    # an end to it
    (
        r"(?:^|\b(?:want to|going to|will|need to|have to|let me|think (?:of|about)) )"
        r"end(?:ing)? (?:it|things|everything|it all|this)(?: all)?$"
    ),
    r"\bwant (?:it|this|everything|it all|this all) to (?:end|be over)(?: for good| for ever| forever)?$",
    # cannot go on
    r"\bcan not go on(?: any more| any longer)$",
    (
        r"\bcan not go on\b(?! (?:\w+day|holidays?|vacation|the|a|an|my|your|that|to|in|at|with(?! life)|"
        r"without|this|line|foot|tour|air|until))"
    ),
    r"\bcan not (?:keep going|carry on|continue|keep (?:on )?doing this)" + LASTS,
    r"\bcan not (?:do|take|stand|bear|stick|handle|cope with) (?:this|it|life)(?: any more| any longer)$",
    r"\bcan not cope" + LASTS,
    r"\bnot see (?:a|any) way out\b|\bno way out$",
    r"\bhad enough of (?:life|living|everything|it all)\b",
)

NEED = Needs(LONG, UNHEARD, {NOT_ALONE: NEAR_ROWS, HELP: HELP_ROWS})
