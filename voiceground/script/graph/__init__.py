"""The branches of a script as a picture: which steps there are, and what leads from one to the next."""
