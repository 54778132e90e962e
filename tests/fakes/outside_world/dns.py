"""A DNS server on loopback, for the records that companies publish about their own domains."""

import json
from pathlib import Path
from threading import Lock

from dnslib import QTYPE, RCODE, RR, DNSHeader, DNSRecord
from dnslib.server import BaseResolver, DNSServer

KINDS = ("TXT", "CNAME", "A", "AAAA", "SERVFAIL")
LONGEST_STRING = 255
LONGEST_CHAIN = 8
Records = dict[str, dict[str, list[str]]]


class Zone:
    """Every record of this world: name -> kind -> values. A name of kind SERVFAIL has trouble."""

    def __init__(self, file: Path, given: Records) -> None:
        self.file, self.lock = file, Lock()
        self.records: Records = given | (json.loads(file.read_text()) if file.exists() else {})

    def set(self, name: str, kind: str, values: list[str]) -> None:
        """Replaces; without values there is no such record."""
        with self.lock:
            kinds = self.records.setdefault(known(name), {})
            kinds[kind] = values
            self.records = {n: k for n, k in self.records.items() if any(k.values())}
            self.file.write_text(json.dumps(self.records))

    def find(self, name: str, kind: str) -> list[str]:
        return self.records.get(known(name), {}).get(kind, [])

    def rows(self) -> list[tuple[str, str, str]]:
        return [
            (name, kind, value)
            for name, kinds in sorted(self.records.items())
            for kind, values in kinds.items()
            for value in values
        ]


def known(name: str) -> str:
    return name.strip().rstrip(".").lower()


class Resolver(BaseResolver):
    def __init__(self, zone: Zone) -> None:
        self.zone = zone

    def resolve(self, request: DNSRecord, handler: object) -> DNSRecord:
        name, kind = str(request.q.qname), QTYPE[request.q.qtype]
        reply = request.reply()
        for _ in range(LONGEST_CHAIN):
            if self.zone.find(name, "SERVFAIL"):
                return self.refused(request, RCODE.SERVFAIL)
            if known(name) not in self.zone.records:
                reply.header.rcode = RCODE.NXDOMAIN
                return reply
            following = self.zone.find(name, "CNAME")
            if kind == "CNAME" or not following:
                break
            reply.add_answer(*RR.fromZone(f"{name} 5 CNAME {following[0]}."))
            name = following[0]
        for value in self.zone.find(name, kind):
            reply.add_answer(*RR.fromZone(f"{name.rstrip('.')}. 5 {kind} {written(kind, value)}"))
        return reply

    def refused(self, request: DNSRecord, code: int) -> DNSRecord:
        header = DNSHeader(id=request.header.id, qr=1, ra=1, rcode=code)
        return DNSRecord(header, q=request.q)


def written(kind: str, value: str) -> str:
    """As it stands in a zone file; long texts are cut into the strings that a record is made of."""
    if kind == "CNAME":
        return f"{known(value)}."
    if kind != "TXT":
        return value
    parts = [value[at : at + LONGEST_STRING] for at in range(0, len(value), LONGEST_STRING)]
    return " ".join(f'"{part}"' for part in parts)


def dns_server(zone: Zone, port: int) -> DNSServer:
    return DNSServer(Resolver(zone), port=port, address="127.0.0.1")
