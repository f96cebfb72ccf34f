"""The pools of a run sent to workers that cannot open them by path: each keeps them on its own disk."""

from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tarfile import TarFile

from distributed import Worker, WorkerPlugin

from matcher.batch.pools import SHIPPED, Source


class SentPools(WorkerPlugin):
    """Given by the scheduler to every worker, to those too that come later or are started anew."""

    def __init__(self, run: str, packed: bytes) -> None:
        self.name, self.run, self.packed = f"guiyan-{run}", run, packed

    def setup(self, worker: Worker) -> None:
        """Unpack the pools into the worker's own folder."""
        folder = Path(worker.local_directory, self.name)
        with TarFile(fileobj=BytesIO(self.packed)) as archive:
            archive.extractall(folder, filter="data")
        SHIPPED[self.run] = str(folder)

    def teardown(self, worker: Worker) -> None:
        """Leave nothing of the run behind."""
        rmtree(SHIPPED.pop(self.run, ""), ignore_errors=True)


def packed(source: Source) -> SentPools:
    """All files of a run's pools, packed once."""
    content = BytesIO()
    with TarFile(fileobj=content, mode="w") as archive:
        archive.add(source.path, ".")
    return SentPools(source.run, content.getvalue())
