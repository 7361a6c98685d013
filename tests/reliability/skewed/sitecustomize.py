"""Read by the Python of a server whose clock is to be wrong: every clock of the process but the monotonic one is off.

It stands on PYTHONPATH of such a process only (`processes.Platform.start`); the platform knows nothing of it.
"""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["SKEWED_BY_SECONDS"]), tick=True).start()
