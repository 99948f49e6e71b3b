"""A local Telegram to try, teach, test and rehearse a bot without Telegram itself."""

from sandbox.faults import Fault
from sandbox.person import Person, ReceivedFile, ShownMessage
from sandbox.queries import CallbackAnswer
from sandbox.server import Sandbox
from sandbox.world import RecordedCall

__all__ = ["CallbackAnswer", "Fault", "Person", "ReceivedFile", "RecordedCall", "Sandbox", "ShownMessage"]
