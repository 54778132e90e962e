"""Calls that are still to come: for now, callbacks that clients asked for."""
