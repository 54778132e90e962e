"""Media services: ways through the network, the object store, file scanning."""
