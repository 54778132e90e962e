"""An import-linter contract: one slice may use another only through its named modules."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class SliceDoors(Contract):
    """`slices` are packages of `app`, `doors` the modules that the others may import: of each
    slice, or, written `slice.module`, of that one.
    """

    slices: Any = fields.ListField(subfield=fields.StringField())
    doors: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):
        broken = [
            f"{importer} imports {imported}"
            for imported in sorted(graph.modules)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if self.forbids(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def forbids(self, importer, imported):
        user, owner = self.slice_of(importer), self.slice_of(imported)
        if not user or not owner or user == owner:
            return False
        door = imported.split(".")[2:3]
        return bool(door) and not {door[0], f"{owner}.{door[0]}"} & set(self.doors)

    def slice_of(self, module):
        parts = module.split(".")
        return parts[1] if parts[0] == "app" and parts[1:] and parts[1] in self.slices else None

    def render_broken_contract(self, check):
        for line in check.metadata["broken"]:
            output.print_error(line)
