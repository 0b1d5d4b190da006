"""graph-photo.yaml, and whether requests and answers keep to it."""

import json
from pathlib import Path

import jsonschema
import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Breach(Exception):
    """status  that a request is refused with"""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status = status


class Operation:
    def __init__(self, contract, template, method, facts):
        self.template, self.method = template, method
        self.name = f"{method} {template}"
        self.checks = {
            (entry["in"], entry["name"]): contract.validator(entry["schema"]) for entry in facts.get("parameters", [])
        }
        self.kinds = {
            name: entry["schema"].get("type") for entry in facts.get("parameters", []) for name in [entry["name"]]
        }
        self.body = {
            kind: self._schema(contract, content)
            for kind, content in facts.get("requestBody", {}).get("content", {}).items()
        }
        self.answers = {
            int(status): {kind: self._schema(contract, content) for kind, content in answer.get("content", {}).items()}
            for status, answer in facts["responses"].items()
        }

    def _schema(self, contract, content):
        return contract.validator(content["schema"]) if "schema" in content else None

    def match(self, segments):
        """The variables of the path; none where it is another one."""
        parts = self.template.split("/")[1:]
        if len(parts) != len(segments):
            return None
        variables = {}
        for part, segment in zip(parts, segments):
            if part.startswith("{"):
                variables[part[1:-1]] = segment
            elif part != segment:
                return None
        return variables if all(variables.values()) else None


class Contract:
    def __init__(self):
        with open(Path(__file__).with_name("graph-photo.yaml"), encoding="utf-8") as file:
            document = yaml.load(file, Loader)
        self._schemas = document["components"]["schemas"]
        self._base = document["servers"][0]["url"].split("/")[1:]
        self._error = self.validator({"$ref": "#/components/schemas/error"})
        self.operations = [
            Operation(self, template, method.upper(), facts)
            for template, methods in document["paths"].items()
            for method, facts in methods.items()
        ]

    def validator(self, schema):
        return jsonschema.Draft7Validator(as_json_schema(schema, self._schemas))

    def find(self, method, segments):
        """The operation, and the variables of its path.

        raises  Breach: there is none"""
        known = []
        if segments[: len(self._base)] == self._base:
            for operation in self.operations:
                variables = operation.match(segments[len(self._base) :])
                if variables is not None and operation.method == method:
                    return operation, variables
                known += [operation.method] if variables is not None else []
        if known:
            raise Breach(405, f"{method} is not known here; {', '.join(known)} are")
        raise Breach(400, f"Resource not found for the segment '{segments[-1] if segments else ''}'.")

    def check_request(self, operation, variables, query, headers, media_type, body):
        """raises  Breach"""
        seen = set()
        for name, value in query:
            if name in seen or ("query", name) not in operation.checks:
                raise Breach(400, f"The query option '{name}' is not known here, or stands there twice.")
            seen.add(name)
            check(operation.checks["query", name], typed(value, operation.kinds[name]), name)
        for (place, name), validator in operation.checks.items():
            if place == "path":
                check(validator, variables[name], name)
            elif place == "header" and name.lower() in headers:
                check(validator, headers[name.lower()], name)
        self._check_body(operation, media_type, body)

    def _check_body(self, operation, media_type, body):
        if not operation.body:
            if body:
                raise Breach(400, f"{operation.name} has no body.")
            return
        if not body:
            raise Breach(400, "The body is empty.")
        if media_type not in operation.body:
            raise Breach(415, f"The content type is '{media_type}'; {', '.join(operation.body)} was expected.")
        if operation.body[media_type]:
            try:
                check(operation.body[media_type], json.loads(body), "the body")
            except ValueError:
                raise Breach(400, "The body is no JSON.") from None

    def breach_of_reply(self, operation, reply):
        """What is wrong with our own answer; none: nothing. operation  none: the request had not been understood"""
        if reply.status >= 400:
            return self._breach_of_json(self._error, reply)
        if operation is None or reply.status == 304:
            return None
        if reply.status not in operation.answers:
            return f"status {reply.status} is not in the contract of {operation.name}"
        kinds = operation.answers[reply.status]
        kind = reply.headers.get("content-type", "").split(";")[0]
        if not kinds:
            return f"{operation.name} answers without a body" if reply.body else None
        if kind not in kinds:
            return f"content type '{kind}' is not in the contract of {operation.name}"
        return self._breach_of_json(kinds[kind], reply) if kinds[kind] else None

    def _breach_of_json(self, validator, reply):
        try:
            check(validator, json.loads(reply.body), "the answer")
        except ValueError:
            return "the answer is no JSON"
        except Breach as breach:
            return str(breach)
        return None


def check(validator, value, what):
    for error in validator.iter_errors(value):
        raise Breach(400, f"{what}: {'.'.join(map(str, error.absolute_path))} {error.message}"[:300])


def typed(text, kind):
    """A query option as its schema's type; text where it cannot be that, which the schema then refuses."""
    if kind == "integer" and text.isascii() and text.isdigit():
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def as_json_schema(schema, schemas):
    """OpenAPI's dialect as JSON Schema: references resolved, nullable as a type."""
    if isinstance(schema, list):
        return [as_json_schema(entry, schemas) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return as_json_schema(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    plain = {name: as_json_schema(entry, schemas) for name, entry in schema.items() if name != "nullable"}
    if schema.get("nullable"):
        plain["type"] = [schema["type"], "null"]
    return plain
