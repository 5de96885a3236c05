"""Tools of those who build voiceground; nothing here is part of the package."""
