"""Care data: crisis lines, my people, my plan."""
