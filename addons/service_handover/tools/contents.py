"""What goes into one package, known before the first file of it is written."""

from typing import NamedTuple


class Contents(NamedTuple):
    """``entry_ids`` are the rows of the ledger in their order; ``numbers`` is the number of each.

    ``paths`` has the file in the package of each proof, ``proofs`` the proofs
    ``{(model, record id): [(requirement code, proof id)]}``.
    """

    entry_ids: list[int]
    numbers: dict[int, int]
    paths: dict[int, str]
    proofs: dict[tuple[str, int], list[tuple[str, int]]]

    def get_files(self, record, code=None):
        """Files that prove ``record``, one a line; those that serve as ``code`` alone."""
        proofs = self.proofs.get((record._name, record.id), ())
        return "\n".join(self.paths[id_] for given, id_ in proofs if code in (None, given))

    def get_other_files(self, record, codes):
        """Files that prove ``record`` and serve as none of ``codes``, one a line."""
        proofs = self.proofs.get((record._name, record.id), ())
        return "\n".join(self.paths[id_] for given, id_ in proofs if given not in codes)

    def get_file_numbers(self, record):
        """Numbers, as in ``index.csv``, of the files that prove ``record``."""
        proofs = self.proofs.get((record._name, record.id), ())
        return " ".join(self.paths[id_].removeprefix("files/").split("_")[0] for _, id_ in proofs)
