"""The voice's own lines in Spanish, and what stands on the screen: tú, plain, for both sides of the sea.

The voice never says "para" for stop: "para siempre" is "for ever". It says "basta".
"""

from __future__ import annotations

from voiceground.core.languages.language import Lines, Screen

LINES = Lines(
    landing="De acuerdo. Lo dejamos aquí. Todavía puedes decir sigue.",
    closing="Terminamos aquí. Esta voz está aquí cuando la quieras.",
    waiting="Claro. Tómate tu tiempo. Di sigue cuando quieras.",
    waited_long="Por ahora termino aquí. Esta voz está aquí cuando la quieras.",
    nudges=("Sigo aquí. Sin prisa.", "Todavía estoy aquí.", "Aquí contigo. Sin prisa."),
    wait_nudges=(
        "Sigo aquí. Vuelvo a hablar en veinte segundos.",
        "Sigo aquí. La próxima vez, en medio minuto.",
        "Sigo aquí. Desde ahora, una vez por minuto.",
        "Sigo aquí.",
    ),
    help="Soy un programa. No puedo llamar a nadie. Puedo quedarme aquí contigo. O di basta.",
    not_alone="De acuerdo. Me quedo en silencio.",
    cut_off="La última vez, esto se cortó.",
    go_on_from_there="¿Quieres seguir desde ahí?",
    offer="Sin prisa.",
    something_else="Otra cosa",
    apology="No te entendí. Fue cosa mía.",
    is_it_above_five="¿Es más de cinco? Puedes decir sí o no.",
    moving_along="No pasa nada. Podemos avanzar.",
    stop_works="Basta siempre funciona.",
    while_reading="Puedes decir espera, repite, atrás, salta o más despacio. Basta siempre funciona.",
    while_waiting="Puedes decir sigue. Basta siempre funciona.",
    a_number="un número del cero al diez",
    was_that_right=("{}, ¿lo entendí bien?", "{}, ¿era eso?", "{}, ¿verdad?"),
    slower="Un poco más despacio.",
    slowest="Es lo más despacio que puedo hablar.",
    faster="Un poco más rápido.",
    fastest="Es lo más rápido que puedo hablar.",
    louder="Un poco más alto.",
    loudest="Es lo más alto que puedo hablar.",
    quieter="Un poco más bajo.",
    quietest="Es lo más bajo que puedo hablar.",
    breathe_in="Entra.",
    breathe_top_up="Más.",
    breathe_hold="Pausa.",
    breathe_out="Sale.",
    microphone_lost="Por ahora no te oigo. Las teclas funcionan. Intro es sí, N es no, Escape termina.",
    microphone_silent="El micrófono no da sonido. Quizá está apagado. Las teclas funcionan.",
    microphone_back="Ya te oigo.",
    record_lost="Ahora no puedo guardar el registro. Todo lo demás funciona.",
    voice_lost="Mi voz no funciona. Las palabras están en la pantalla.",
    few_words="De tu voz entiendo sí, no y basta. Las teclas funcionan siempre.",
    can_say="Puedes decir {}.",
    or_=" o ",
    or_before={"o": " u ", "ho": " u "},
    joining=("y", "e", "pero", "o", "así"),
)

SCREEN = Screen(
    enter="Intro",
    escape="Esc",
    the_one_read="lo que se está leyendo",
    a_number="un número",
    wait="espera",
    go_on="sigue",
    repeat="repite",
    skip="salta",
    stop="basta",
    breath=("entra", "más", "pausa", "sale"),
)
