"""The time and the date in Spanish.

Minutes are added to the hour: "menos diez" is said in Spain, "diez para" in Latin America, and "y
cincuenta" in both.
"""

from __future__ import annotations

from voiceground.core.languages.language import Clock

CLOCK = Clock(
    hours=(
        *("las doce", "la una", "las dos", "las tres", "las cuatro", "las cinco", "las seis", "las siete"),
        *("las ocho", "las nueve", "las diez", "las once"),
    ),
    minutes=(
        *("{0}", "{0} y cinco", "{0} y diez", "{0} y cuarto", "{0} y veinte", "{0} y veinticinco"),
        *("{0} y media", "{0} y treinta y cinco", "{0} y cuarenta", "{0} y cuarenta y cinco"),
        *("{0} y cincuenta", "{0} y cincuenta y cinco"),
    ),
    parts=(
        (5, "de la madrugada"),
        (12, "de la mañana"),
        (20, "de la tarde"),
        (24, "de la noche"),
    ),
    about="cerca de {} {}",
    noon="cerca del mediodía",
    midnight="cerca de la medianoche",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    date="{}, {} de {} de {}",
    month="{} de {}",
    signs={"*": "asterisco", "#": "numeral", "+": "más"},
)
