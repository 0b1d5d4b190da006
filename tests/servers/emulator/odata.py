"""The forms of $filter that a photo tool needs: eq, ne and startswith, joined by and."""

import re

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z][A-Za-z0-9]*)|(?P<sign>[(),]))")
FILTERED = (
    "userPrincipalName",
    "mail",
    "mailNickname",
    "employeeId",
    "onPremisesSamAccountName",
    "userType",
    "accountEnabled",
    "id",
)
# Filters on these, and ne, are answered to those alone who ask for "ConsistencyLevel: eventual" and $count=true.
ADVANCED = ("onPremisesSamAccountName",)


class BadFilter(Exception):
    pass


class Filter:
    """raises  BadFilter"""

    def __init__(self, text):
        self._tokens = self._split(text)
        self._conditions = []
        self.advanced = False
        self.properties = set()
        while True:
            self._conditions.append(self._condition())
            if not self._tokens:
                break
            self._expect("and")

    def fits(self, person):
        return all(condition(person) for condition in self._conditions)

    def _split(self, text):
        tokens, at = [], 0
        text = text.rstrip()
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                raise BadFilter(f"Syntax error: character '{text[at]}' is not valid at position {at} in '{text}'.")
            tokens.append(found.group().strip())
            at = found.end()
        return tokens

    def _next(self):
        if not self._tokens:
            raise BadFilter("Syntax error: the filter ends too early.")
        return self._tokens.pop(0)

    def _expect(self, wanted):
        found = self._next()
        if found != wanted:
            raise BadFilter(f"Syntax error: '{found}' stands where '{wanted}' should.")

    def _property(self):
        name = self._next()
        if name not in FILTERED:
            raise BadFilter(f"Could not find a property named '{name}' to filter by.")
        self.properties.add(name)
        self.advanced |= name in ADVANCED
        return name

    def _value(self):
        word = self._next()
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if word in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[word]
        raise BadFilter(f"Syntax error: '{word}' is no value.")

    def _condition(self):
        if self._tokens and self._tokens[0] == "startswith":
            return self._startswith()
        name, operator, value = self._property(), self._next(), self._value()
        if operator not in ("eq", "ne"):
            raise BadFilter(f"The operator '{operator}' is not known here.")
        self.advanced |= operator == "ne"
        return lambda person: (folded(getattr(person, name)) == folded(value)) == (operator == "eq")

    def _startswith(self):
        self._expect("startswith")
        self._expect("(")
        name = self._property()
        self._expect(",")
        value = self._value()
        self._expect(")")
        if not isinstance(value, str):
            raise BadFilter("startswith takes a text.")
        return lambda person: str(folded(getattr(person, name)) or "").startswith(folded(value))


def folded(value):
    return value.lower() if isinstance(value, str) else value
