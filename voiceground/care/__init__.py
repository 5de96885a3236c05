"""Crisis lines by country, what the person confirmed of them, the cover word; my people, my plan.

For set-up and doctor:

- ``lines.lines_for(country)``: the lines of a country, in order; the first of ``Kind.CRISIS`` is the one that
  the voice says. ``saying.spoken(line.dial)`` is how a number is said.
- ``confirming.confirm(folders.confirmed, line, today)`` keeps that the person confirmed a line (None instead
  of a day takes it back); ``confirming.confirmed(folders.confirmed)`` reads all of them.
- ``confirming.doubts(lines, confirmed, today)``: the lines that nobody confirmed, or that were confirmed more
  than twelve months ago (``is_old``); for a line that nobody confirmed ``is_old`` is about the list.
- ``cover.phrases_of(config.cover)`` raises ``UsageError`` with a sentence where a cover word cannot be one;
  ``cover.sounds_like(config.cover, desk.live_rival(language))`` says what it would be confused with by ear.
"""
