"""What a worker would do, in the test's own process."""

from __future__ import annotations

from flask import Flask

from workers.job import run_job
from workers.queues import QueueName, queue


def do_waiting_jobs(app: Flask, *names: QueueName) -> None:
    """Runs the jobs that wait in these queues, and those that they ask for, until there are none."""
    waiting = [queue(name) for name in names]
    while jobs := [job for one in waiting for job in one.get_jobs()]:
        for job in jobs:
            job.delete()
            with app.app_context():
                run_job(*job.args)
