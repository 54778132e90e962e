"""Calls: from the moment a client queues to the closing dialog; their people, media and chat."""
