"""Calls in progress as supervisors see them, and the three ways in: monitor, whisper, barge."""
