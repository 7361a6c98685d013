"""One example for every body of the contract, made from its schema and the names of its fields: always the same, always valid."""

import hashlib
import re
import uuid
from typing import Any

DEEPEST = 7
TEXTS: dict[str, tuple[str, ...]] = {
    "acronym": ("IOM",),
    "access_token": ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMTkzIn0.c2lnbmF0dXJl",),
    "address": ("focal.point@iom.example",),
    "amount": ("125000.00",),
    "asks": ("reason",),
    "body": ("Replace the second sentence by the wording agreed in the working group.",),
    "by_at": ("2026-12-01T07:00:00.000000Z",),
    "code": ("TKM", "482913", "2.3", "invalid"),
    "content": ("Draft terms of reference of the network.",),
    "currency": ("USD",),
    "cursor": ("WyJhY3JvbnltIiwiaW9tIl0",),
    "detail": ("The silence period has begun; withdraw the proposal to change it.",),
    "digest": ("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",),
    "email": ("focal.point@iom.example",),
    "en": ("Joint assistance to returning migrants",),
    "etag": ('"4-1f.2.en.public"',),
    "file_name": ("terms-of-reference.pdf",),
    "filename": ("terms-of-reference.pdf",),
    "function": ("Programme officer",),
    "grant_type": ("password",),
    "hash": ("fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",),
    "instance": ("/api/v1/networks/turkmenistan",),
    "key": ("position_missing",),
    "kind": ("decision.adopted",),
    "language": ("en",),
    "link": ("https://network.example/join",),
    "location": ("UN House, Ashgabat",),
    "media_type": ("application/pdf",),
    "move": ("open",),
    "moves": ("withdraw",),
    "name": ("Aylar Annayeva", "terms-of-reference.pdf"),
    "network": ("turkmenistan",),
    "note": ("Agreed with the line ministry.",),
    "number": ("UNNM-TKM/DEC/2026/7", "2026/7", "7"),
    "otp": ("482913",),
    "paragraph_id": ("p2",),
    "password": ("a long sentence of one's own",),
    "old_password": ("a long sentence of one's own",),
    "new_password": ("another long sentence of one's own",),
    "period": ("2026-H2", "2026-Q3"),
    "person": ("Aylar Annayeva",),
    "place": ("UN House, Ashgabat",),
    "pointer": ("/title/en",),
    "reason": ("Two members asked for more time to consult their headquarters.",),
    "request_id": ("0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10",),
    "ru": ("Совместная помощь возвращающимся мигрантам",),
    "sdg_targets": ("10.7",),
    "secret": ("kXn2v5Yc8wQ1zR4tB7mJ0pL3sD6fG9hA", "JBSWY3DPEHPK3PXP"),
    "scopes": ("members:read",),
    "sentence": ("The position of UNHCR is missing.",),
    "slug": ("turkmenistan",),
    "source": ("Terms of reference, section 4",),
    "tag": ("v1",),
    "title": ("Joint assistance to returning migrants",),
    "tk": ("Gaýdyp gelýän migrantlara bilelikdäki kömek",),
    "time_zone": ("Asia/Ashgabat",),
    "token_type": ("bearer",),
    "type": ("/problems/move-refused",),
    "url": ("https://network.example/join",),
    "username": ("focal.point@iom.example",),
    "version": ("1",),
}
NUMBERS = {"status": 409, "expires_in": 600, "year": 2026, "version": 3, "seq": 41, "limit": 50}
FALLBACK = (
    "Joint assistance to returning migrants",
    "agreed",
    "TKM",
    "a1",
    "1",
    "0",
    "1.1",
    "2026",
    "2026-12-01",
    "09:00",
    "a" * 64,
    "0" * 64,
    "https://network.example/paper",
    "focal.point@iom.example",
)
INSTANT = "2026-12-01T07:00:00.000000Z"
DAY = "2026-12-01"


class Examples:
    """Examples for the schemas of one document."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self.schemas = schemas

    def of(self, schema: dict[str, Any], name: str = "", depth: int = 0) -> Any:
        if "$ref" in schema:
            return self.of(self.schemas[schema["$ref"].rpartition("/")[2]], name, depth)
        for given in ("examples", "example"):
            if given in schema:
                return schema[given][0] if given == "examples" else schema[given]
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return next((text for text in TEXTS.get(name, ()) if text in schema["enum"]), schema["enum"][0])
        if "allOf" in schema:
            return self.of(schema["allOf"][0], name, depth)
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return self._choice(schema[choice], name, depth)
        return self._typed(schema, name, depth)

    def _choice(self, choices: list[dict[str, Any]], name: str, depth: int) -> Any:
        some = [choice for choice in choices if choice.get("type") != "null"]
        if not some or (depth >= DEEPEST and len(some) < len(choices)):
            return None
        return self.of(some[0], name, depth)

    def _typed(self, schema: dict[str, Any], name: str, depth: int) -> Any:
        kind = schema.get("type", "object" if "properties" in schema else None)
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            return self._array(schema, name, depth)
        if kind == "integer":
            return _integer(schema, name)
        if kind == "boolean":
            return bool(schema.get("default", True))
        if kind == "number":
            return schema.get("minimum", 1)
        return _text(schema, name) if kind == "string" else None

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        made = {field: self.of(inner, field, depth + 1) for field, inner in schema.get("properties", {}).items()}
        extra = schema.get("additionalProperties")
        if not made and isinstance(extra, dict):
            key = self.of(schema["propertyNames"], "key", depth + 1) if "propertyNames" in schema else "en"
            made[key] = self.of(extra, key, depth + 1)
        return made

    def _array(self, schema: dict[str, Any], name: str, depth: int) -> list[Any]:
        if "prefixItems" in schema:
            return [self.of(inner, name, depth + 1) for inner in schema["prefixItems"]]
        if schema.get("maxItems") == 0 or (depth >= DEEPEST and not schema.get("minItems")):
            return []
        singular = name if name in TEXTS else name.removesuffix("s")
        return [self.of(schema.get("items", {"type": "string"}), singular, depth + 1)] * max(
            1, schema.get("minItems", 1)
        )


def _integer(schema: dict[str, Any], name: str) -> int:
    least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    most = schema.get("maximum", schema.get("exclusiveMaximum", 10**9) - 1 if "exclusiveMaximum" in schema else 10**9)
    default = schema.get("default")
    wanted = NUMBERS.get(name, default if isinstance(default, int) else 1)
    return int(min(max(wanted, least), most))


def _text(schema: dict[str, Any], name: str) -> str:
    form = schema.get("format")
    if form == "uuid":
        return _id(name)
    if form in ("date-time", "date", "time"):
        return {"date-time": INSTANT, "date": DAY}.get(str(form), "09:00:00")
    if form == "binary" or "contentMediaType" in schema:
        return "Acronym,Name,Kind"
    tail = name.rpartition("_")[2]
    if not schema.get("pattern"):
        if tail == "at":
            return INSTANT
        if tail == "on":
            return DAY
        if tail == "id":
            return _id(name)
    for text in (*TEXTS.get(name, ()), *TEXTS.get(tail, ()), *FALLBACK):
        if _fits(text, schema):
            return text
    return "x" * int(max(1, schema.get("minLength", 1)))


def _fits(text: str, schema: dict[str, Any]) -> bool:
    long_enough = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 10**9)
    return long_enough and re.search(schema.get("pattern", ""), text) is not None


def _id(name: str) -> str:
    """An id like ours (version 7), the same for the same name."""
    digits = bytearray.fromhex("0193a7c25b1e" + hashlib.sha256(name.encode()).hexdigest()[:20])
    digits[6], digits[8] = (digits[6] & 0x0F) | 0x70, (digits[8] & 0x3F) | 0x80
    return str(uuid.UUID(bytes=bytes(digits)))
