"""What holds for the whole company: its name, its language and time zone, and how its people sign in."""
