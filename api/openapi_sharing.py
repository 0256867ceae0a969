"""Parameters, responses and closed sets that several operations have alike are written once, under `components`."""

from collections import Counter
from collections.abc import Callable, Iterator

import orjson

from api.openapi_parts import Part, mappings


def share(document: Part) -> None:
    """Move named closed sets, and parameters and responses of two operations or more, to `components`; leave a `$ref`."""
    schemas = document["components"]["schemas"]
    for closed_set in [part for part in mappings(document["paths"]) if "x-name" in part]:
        name = closed_set.pop("x-name")
        schemas[name] = {"type": closed_set.pop("type"), "enum": closed_set.pop("enum"), "title": name}
        closed_set["$ref"] = f"#/components/schemas/{name}"
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    components = document["components"]
    parameters = _Shared("parameters", (p for o in operations for p in o.get("parameters", ())), _parameter_name)
    responses = _Shared("responses", (r for o in operations for r in o["responses"].values()), _response_name)
    for operation in operations:
        if "parameters" in operation:
            operation["parameters"] = [parameters.reference(p) for p in operation["parameters"]]
        operation["responses"] = {status: responses.reference(r) for status, r in operation["responses"].items()}
    components["parameters"] = dict(sorted(parameters.parts.items()))
    components["responses"] = dict(sorted(responses.parts.items()))


class _Shared:
    """The parts of one kind that occur more than once, by name."""

    def __init__(self, kind: str, parts: Iterator[Part], name: Callable[[Part], str]) -> None:
        self.kind = kind
        self.parts: dict[str, Part] = {}
        self._names: dict[bytes, str] = {}
        listed = list(parts)
        counts = Counter(_key(part) for part in listed)
        for part in listed:
            key = _key(part)
            if counts[key] > 1 and key not in self._names:
                self._names[key] = self._free(name(part))
                self.parts[self._names[key]] = part

    def reference(self, part: Part) -> Part:
        """Return a `$ref` to a shared part, anything else as it is."""
        name = self._names.get(_key(part))
        return {"$ref": f"#/components/{self.kind}/{name}"} if name else part

    def _free(self, name: str) -> str:
        """Return the name, numbered where another part has it already."""
        taken = sum(other == name or other.startswith(f"{name}_") for other in self.parts)
        return name if not taken else f"{name}_{taken + 1}"


def _key(part: Part) -> bytes:
    return orjson.dumps(part, option=orjson.OPT_SORT_KEYS)


def _parameter_name(part: Part) -> str:
    return str(part["name"])


def _response_name(part: Part) -> str:
    """Name a response after the code in its description, such as "Nothing is here (`not_found`)."."""
    words = str(part["description"]).split("`")
    return words[1] if len(words) > 2 else "successful_response"
