"""Scripts as text: read with positions, checked all at once, turned into ``core.model.Script``."""
