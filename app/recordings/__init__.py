"""Recordings of calls: who agreed, what runs, which parts are kept, who may play them and for how long."""
