"""Calls that are still to come: the callbacks that clients asked for."""
