"""Background work: the job decorator, the queues, the schedule, the worker process."""
