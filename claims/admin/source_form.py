"""The form of a source: a field for each option of its connector; secrets are named and never shown."""

import os
from typing import Any

from django import forms

from claims.lookup.source_rows import missing_options
from claims.models import Source
from claims.sources import connector
from claims.sources.access import secret_variable
from claims.sources.base import Connector, Option, UnknownConnector


def known_connector(source: Source | None) -> Connector | None:
    """The source's connector; None where it has none any more."""
    try:
        return connector(source.name) if source else None
    except UnknownConnector:
        return None


def field_name(option: Option) -> str:
    """The form's name of an option: those of the connector and those of the row stay apart."""
    return f"option_{option.name}"


def secrets_in_words(its_connector: Connector) -> str:
    """Which environment variables hold the secret options, and whether each is set."""
    told = []
    for option in its_connector.options:
        if option.secret:
            variable = secret_variable(its_connector.name, option.name)
            told.append(f"{variable} ({'set' if os.environ.get(variable) else 'not set'}): {option.help}")
    return "Secrets come from the environment of web and workers. " + " ".join(told) if told else ""


class SourceForm(forms.ModelForm):
    """What an operator sets for a source. `form_of` adds the fields of its connector's options."""

    its_connector: Connector | None = None

    class Meta:
        model = Source
        fields = ("primary", "enabled", "rate_requests", "rate_seconds", "rate_at_once")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("rate_requests") is None) != (cleaned.get("rate_seconds") is None):
            self.add_error("rate_requests", "A pace is a number of requests in a number of seconds: give both or none.")
        for name in ("rate_requests", "rate_seconds", "rate_at_once"):
            if cleaned.get(name) is not None and cleaned[name] <= 0:
                self.add_error(name, "This must be more than 0.")
        if self.its_connector:
            options = self._options(cleaned)
            if cleaned.get("enabled"):
                for missing in missing_options(self.its_connector, options):
                    self.add_error("enabled", f"{missing.problem} {missing.remedy}")
            self.instance.options = options
        elif cleaned.get("enabled"):
            self.add_error("enabled", "This desk has no connector of that name: the source cannot be asked.")
        return cleaned

    def _options(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What differs from the defaults; the rest follows the connector."""
        options = self.its_connector.options if self.its_connector else ()
        given = {option: (cleaned.get(field_name(option)) or "").strip() for option in options if not option.secret}
        return {option.name: value for option, value in given.items() if value and value != option.default}


def form_of(source: Source | None) -> type[SourceForm]:
    """SourceForm with a field for each option that is no secret."""
    its_connector = known_connector(source)
    fields: dict[str, Any] = {"its_connector": its_connector, "__module__": __name__}
    for option in its_connector.options if its_connector else ():
        if not option.secret:
            fields[field_name(option)] = forms.CharField(
                label=option.name.replace("_", " "),
                help_text=option.help,
                required=False,
                max_length=2000,
                initial=(source.options.get(option.name) if source else "") or option.default,
                widget=forms.TextInput(attrs={"size": 80}),
            )
    return type("FormOfSource", (SourceForm,), fields)
