"""Measures the ear on recordings of people, and the house on this machine; one step a file."""
