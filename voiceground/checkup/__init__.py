"""What ``voiceground doctor`` looks at: one small function for each check, returning plain data."""
