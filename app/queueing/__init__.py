"""The queue of each department: who waits, who is free, who is offered whom."""
