"""What lies outside the product: the mailboxes and phones of the people that it writes to.

One process for demo and tests, on loopback only. A simulator of a further provider is a module with
`routes(inbox) -> Blueprint`, listed in `server.SIMULATORS`; it files what it receives in the inbox.
"""
