"""Server-side recording: engines, the files that they write, their way into the store, and their end."""
