"""Real data sets in the formats of their authors and of XTREME, as task data."""

from synth.lab.data.folder import FolderData, read_task_data

__all__ = ["FolderData", "read_task_data"]
