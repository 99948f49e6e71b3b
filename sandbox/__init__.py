"""A local Telegram to try, teach, test and rehearse a bot without Telegram itself."""

from sandbox.faults import Fault
from sandbox.group import Group
from sandbox.person import Person, ReceivedFile, ShownMessage
from sandbox.queries import CallbackAnswer
from sandbox.server import Sandbox
from sandbox.world import RecordedCall

__all__ = ["CallbackAnswer", "Fault", "Group", "Person", "ReceivedFile", "RecordedCall", "Sandbox", "ShownMessage"]
