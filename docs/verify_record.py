"""Verify the record of a decision with nothing but Python: verify_record.py RECORD [--sha256 HEX] [FILE ...]
RECORD is the JSON mailed at the adoption, HEX the digest in that mail, FILE what `GET .../journal` answered, or evidence
that RECORD names. Exit 0: everything holds; 1: it does not, and why; 2: there is nothing to verify."""

import hashlib
import json
import re
import sys
from pathlib import Path

MARKS = ("reservation", "disassociate")
VALUES = (*MARKS, "support", "no_objection", "objection", "ad_referendum", "recused")
NEEDED = {"objection": "would_resolve", "ad_referendum": "ad_referendum_until", **dict.fromkeys(MARKS, "text")}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")  # texts of this form compare as instants do
JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
ENTRY = ("seq", "at", "kind", "subject", "subject_id", "actor_id", "digest")


def sha256(value):
    return hashlib.sha256((value if isinstance(value, str) else JSON.encode(value)).encode()).hexdigest()


def link(previous, entry):
    return sha256([previous, *("" if entry[name] is None else entry[name] for name in ENTRY)])


def outcome(round):  # in this order: blocked, not everybody consulted, nobody left to consult, clear
    heard = [seat for seat in round["roll"] if seat["released_at"] is None]
    silent = [seat for seat in heard if seat["value"] is None]
    unreached = [seat for seat in silent if not seat["reached_at"] or seat["reached_at"] >= round["deadline_at"]]
    if any(seat["value"] in ("objection", "ad_referendum") for seat in heard):
        return "broken"
    waited = unreached or (silent and round["procedure"] == "express")
    return "incomplete" if waited or all(seat["value"] == "recused" for seat in heard) else "clear"


def faults_of_round(round, number):
    roll, closed = round["roll"], round["state"] == "closed"
    if (round["number"], round["text_hash"]) != (number, sha256(round["texts"][round["authoritative"]])):
        yield "its number or the hash of its text is wrong"
    if round["outcome"] != (outcome(round) if closed else None) or round["state"] not in ("closed", "abandoned"):
        yield f"it says {round['state']}, {round['outcome']}; by its positions it is {outcome(round)}"
    instants = [each[at] for each in (round, *roll) for at in each if at.endswith("_at") and each[at] is not None]
    room = round["procedure"] == "meeting" and all(seat["value"] or seat["released_at"] for seat in roll)
    early = closed and round["closed_at"] < round["deadline_at"] and not room
    if early or min(instants) < round["opened_at"] or not all(map(INSTANT.fullmatch, instants)):
        yield "its instants do not fit, or it closed before its deadline"
    if not 0 < len(roll) == len({seat["organisation_id"] for seat in roll}) == len({seat["acronym"] for seat in roll}):
        yield "the roll is empty, or an organisation is on it twice"
    for seat in roll:
        value, at, notices = seat["value"], seat["answered_at"], [sent["accepted_at"] for sent in seat["notices"]]
        known = (value in VALUES and at < round["deadline_at"]) if value else at is None and not seat.get("evidence")
        told = seat[NEEDED.get(value, "acronym")] and (seat["source"] or not seat["on_behalf"])
        if not (known and told) or (seat["reached_by"] == "mail" and seat["reached_at"] not in notices):
            yield f"what is recorded of {seat['acronym']} does not hold together"


def faults_of(record, digest, entries):
    for number, round in enumerate(record["rounds"], start=1):
        yield from (f"round {number}: {fault}" for fault in faults_of_round(round, number))
    last, adoption = record["rounds"][-1], record["journal"]
    marked = [seat for seat in last["roll"] if seat["value"] in MARKS and seat["released_at"] is None]
    reserved = [{name: seat[name] for name in ("acronym", "value", "text")} for seat in marked]
    state = "adopted_with_reservations" if marked else "adopted"
    if (last["outcome"], record["state"], record["reservations"]) != ("clear", state, reserved):
        yield "the adoption does not follow from its last round"
    if not record["adopted_by"] or not last["closed_at"] <= record["adopted_at"] <= adoption["at"]:
        yield "nobody adopted it, or not between the end of its last round and its entry in the journal"
    about = (adoption["kind"], adoption["subject"], adoption["subject_id"], adoption["hash"])
    if about != ("decision.adopted", "decisions", record["decision_id"], link(adoption["previous"], adoption)):
        yield "the journal's entry of the adoption is another's, or its hash does not follow"
    seq, previous, told = adoption["seq"], adoption["hash"], not entries
    while not told and (entry := entries.get(seq := seq + 1)):  # the chain has to lead to what tells of this record
        previous, payload = link(previous, entry), entry["payload"]  # null where it is not for whoever asked
        if previous != entry["hash"] or (payload and sha256(payload) != entry["digest"]):
            yield f"the journal is broken at its entry {seq}"
        told = payload and entry["kind"] == "decision.recorded" and payload["row"].get("sha256") == digest
    if not told or entries.get(adoption["seq"], adoption)["hash"] != adoption["hash"]:
        yield "the journal that was given does not tell of this record"


def main(arguments):
    stated = arguments.pop(arguments.index("--sha256") + 1).lower() if "--sha256" in arguments else None
    try:
        text, *given = [Path(path).read_bytes() for path in arguments if path != "--sha256"]
        record, digest = json.loads(text.decode()), sha256(text.decode())
        entries = {entry["seq"]: entry for each in given if each[:1] == b"{" for entry in json.loads(each)["items"]}
        files = {hashlib.sha256(each).hexdigest() for each in given if each[:1] != b"{"}
        named = {file["sha256"] for it in record["rounds"] for seat in it["roll"] for file in seat.get("evidence", [])}
        faults = [*faults_of(record, digest, entries), *("it does not name a file given here" for _ in files - named)]
    except (OSError, ValueError) as error:
        return print(f"there is nothing to verify: {error}", file=sys.stderr) or 2
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        faults = [f"something is missing or of another kind: {error!r}"]
    faults += [f"its SHA-256 is {digest}, not {stated}"] if stated not in (None, digest) else []
    return print("\n".join(faults) or f"{record['number']} holds. SHA-256 {digest}") or int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
