"""Every secret of a conference, ready to be sought: prepared once for all folders, each phrase searched only once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from planner.publish.everyday import everyday_words
from planner.publish.leakcheck.needles import Needles, normal
from planner.publish.leakcheck.sealed import Secret, Secrets

ByValue = Mapping[str, tuple[Secret, ...]]
"""Secrets by their normal text, which is how they are found; two people may be called alike."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is looked for in every folder, less what its reader may know."""

    secrets: Secrets
    _found_in_phrases: dict[str, frozenset[str]] = field(default_factory=dict)

    def sealed_from(self, audience: str, language: str, known: Iterable[str]) -> ByValue:
        """A value that the reader may know for another reason is no secret here, nor is an everyday word."""
        by_value = self._legal_names if audience == "secretariat" else self._all
        folded, everyday = {one.casefold() for one in known}, self.found_in_phrase(everyday_words(language))
        return {
            value: secrets
            for value, secrets in by_value.items()
            if value not in everyday and value.casefold() not in folded
        }

    def found_in(self, text: str) -> frozenset[str]:
        """The values of secrets in a normal text."""
        return self._needles.found_in(text)

    def found_in_phrase(self, phrase: str) -> frozenset[str]:
        """The same for a text that many readers know, such as the title of a session."""
        if phrase not in self._found_in_phrases:
            self._found_in_phrases[phrase] = self.found_in(phrase)
        return self._found_in_phrases[phrase]

    @cached_property
    def _needles(self) -> Needles:
        return Needles(self._all)

    @cached_property
    def _all(self) -> ByValue:
        return _by_value((*self.secrets.values, *self.secrets.legal_names))

    @cached_property
    def _legal_names(self) -> ByValue:
        return _by_value(self.secrets.legal_names)


def _by_value(secrets: Iterable[Secret]) -> ByValue:
    in_order = sorted(((normal(secret.value), secret) for secret in secrets), key=lambda pair: pair[0])
    groups = groupby(in_order, key=lambda pair: pair[0])
    return {value: tuple(secret for _, secret in group) for value, group in groups}
