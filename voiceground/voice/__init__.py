"""The voice: text in, clips out."""
