"""What most of a resident's handlers pass on: who did something, where, and with what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiogram.types import CallbackQuery, Message

from handlers.form_storage import LoadedForm
from handlers.services import Services
from locales import Translator, translator
from storage.records import Person


@dataclass(frozen=True, slots=True)
class Visit:
    """One update of one person: a message or a pressed button, with the person as last loaded."""

    event: Message | CallbackQuery
    state: LoadedForm
    services: Services
    person: Person
    t: Translator

    @property
    def operator(self) -> str:
        """Who processes personal data, in the person's language."""
        return self.services.operator[self.t.language]

    def of(self, person: Person) -> Visit:
        """The same visit after the person changed; the settings' admins stay admins, the language follows."""
        t = self.t
        if person.language is not None and person.language != t.language:
            t = translator(person.language, self.services.zone)
        return replace(self, person=replace(person, is_admin=self.person.is_admin), t=t)
