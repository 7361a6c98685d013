"""The reads of the bare target: one statement each, written by hand for each database, the JSON built by the database.

They give what our views give, without what only Python knows (`moves`, `needs`, sentences).
"""

DOCUMENTS = (
    "title texts adopted_by label ratings summary objectives government_counterparts name guests languages paragraph_ids "
    "stale_languages totals government_endorsement signatures confirmations acts confidence contributors tor_objectives "
    "guiding_principles sdg_targets evidence subject definition unit baseline targets reporters codes reference items figure"
)
JSON = set(DOCUMENTS.split())
BOOLEAN = {"on_behalf", "counts_people", "by_place", "totals_agree"}
POSITION = (
    "organisation_id acronym value text would_resolve ad_referendum_until answered_at on_behalf source attachment_count confirmed_at "
    "released_at reached_at reminded_at seen_at version"
)
ROUND = "number procedure state outcome authoritative texts paragraph_ids stale_languages text_hash subject opened_at deadline_at closed_at"
DECISION = (
    "id number kind title state visibility authoritative texts paragraph_ids stale_languages meeting_id agenda_item_id proposal_id "
    "proposal_revision allowed_by_id supersedes_id rescinds_id review_on round_count reason referred_to referral_result adopted_by "
    "adopted_at created_at version"
)
ITEM = "id number kind title state visibility round_count adopted_at created_at version"
TILE = (
    "id number title label priority rating previous_rating trend rated_period ratings activity_count indicator_count "
    "pledge_count version"
)
NOW = 2026 * 2 + 1  # the second half of 2026, as a number
OBJECTIVE = f"{TILE} source confidence contributors tor_objectives guiding_principles sdg_targets"
ASSESSMENT = (
    "id organisation_id acronym period state rating narrative evidence reason submitted_at approved_at "
    "created_at version"
)
MEETING = (
    "id number kind state title starts_at ends_at place modality link visibility reason closing_reason languages "
    "moved_from_at moved_reason created_at started_at ended_at guests version"
)
AGENDA_ITEM = (
    "id place kind title duration_minutes presenter_id notes outcome reviews_id standing carried_from_id moved_on_at "
    "version"
)
INVITATION = "organisation_id acronym answer answered_at on_behalf presence person version"
INDICATOR = (
    "id code title kind unit decimals part_decimals per direction accumulates frequency baseline reporters responsible_id codes "
    "objectives sdg_targets visibility state version definition targets source method counts_people by_place reference created_at"
)
VALUE = (
    "id indicator_id organisation_id acronym period state figure cell_count totals_agree submitted_at approved_at version note "
    "reason created_at"
)
PROPOSAL = (
    "id number title summary state thematic_area primary_objective objectives call_code call_version starts_on months "
    "government_counterparts based_on_id government_endorsement decision_id revision signatures confirmations acts "
    "created_at updated_at version"
)


class Postgresql:
    """`json_build_object`, `json_agg`; text columns that hold JSON are cast."""

    network = "(SELECT id FROM networks WHERE slug = $1)"
    one, two, three, four = "$1", "$2", "$3", "$4"

    @staticmethod
    def object(alias: str, names: str, more: str = "") -> str:
        parts = [f"'{name}', {alias}.{name}{'::json' if name in JSON else ''}" for name in names.split()]
        return Postgresql.made(f"{', '.join(parts)}{more}")

    @staticmethod
    def made(parts: str) -> str:
        return f"json_build_object({parts})"

    @staticmethod
    def array(item: str, source: str, order: str) -> str:
        return f"(SELECT coalesce(json_agg({item} ORDER BY {order}), '[]') FROM {source})"

    @staticmethod
    def text(json: str) -> str:
        return f"({json})::text"

    @staticmethod
    def cents(column: str) -> str:
        return f"json_build_object('amount', to_char({column} / 100.0, 'FM9999999999990.00'), 'currency', 'USD')"


class Sqlite(Postgresql):
    """`json_object`, `json_group_array` over an ordered subquery."""

    network = "(SELECT id FROM networks WHERE slug = ?1)"
    one, two, three, four = "?1", "?2", "?3", "?4"

    @staticmethod
    def object(alias: str, names: str, more: str = "") -> str:
        parts = []
        for name in names.split():
            column = f"{alias}.{name}"
            if name in JSON:
                column = f"json({column})"
            elif name in BOOLEAN:
                column = f"json(iif({column}, 'true', 'false'))"
            parts.append(f"'{name}', {column}")
        return Sqlite.made(f"{', '.join(parts)}{more}")

    @staticmethod
    def made(parts: str) -> str:
        return f"json_object({parts})"

    @staticmethod
    def array(item: str, source: str, order: str) -> str:
        return f"(SELECT json_group_array(json(item)) FROM (SELECT {item} AS item FROM {source} ORDER BY {order}))"

    @staticmethod
    def text(json: str) -> str:
        return json

    @staticmethod
    def cents(column: str) -> str:
        return f"json_object('amount', printf('%d.%02d', {column} / 100, {column} % 100), 'currency', 'USD')"


def decision(sql: type[Postgresql]) -> str:
    """Parameters: slug, id."""
    positions = sql.array(sql.object("p", POSITION), "positions p WHERE p.round_id = r.id", "p.place")
    rounds = sql.array(
        sql.object("r", ROUND, f", 'positions', {positions}"), "rounds r WHERE r.decision_id = d.id", "r.number"
    )
    later = "(SELECT l.number FROM decisions l WHERE l.network_id = d.network_id AND l.{} = d.id AND l.adopted_at IS NOT NULL)"
    ended = f"'superseded_by', {later.format('supersedes_id')}, 'rescinded_by', {later.format('rescinds_id')}"
    about = "'kind', d.subject_kind, 'id', d.subject_id, 'version', d.subject_version, 'sha256', d.subject_sha256"
    subject = f"'subject', CASE WHEN d.subject_id IS NOT NULL THEN {sql.made(about)} END"
    item = sql.object("d", DECISION, f", {subject}, {ended}, 'rounds', {rounds}")
    return f"SELECT {sql.text(item)} FROM decisions d WHERE d.network_id = {sql.network} AND d.id = {sql.two}"


def meeting(sql: type[Postgresql]) -> str:
    """Parameters: slug, id."""
    acronym = "(SELECT o.acronym FROM organisations o WHERE o.id = {})"
    named = f", 'presenter', {acronym.format('a.presenter_id')}, 'proposed_by', {acronym.format('a.proposed_by_id')}"
    here = "WHERE {0}.meeting_id = m.id"
    on_agenda = f"agenda_items a {here.format('a')} AND a.removed_at IS NULL"
    parts = {
        "requested_by": acronym.format("m.requested_by_id"),
        "agenda_items": sql.array(sql.object("a", AGENDA_ITEM, named), on_agenda, "a.place, a.id"),
        "agenda_minutes": f"(SELECT coalesce(sum(a.duration_minutes), 0) FROM {on_agenda} AND a.place > 0)",
        "invitations": sql.array(sql.object("i", INVITATION), f"invitations i {here.format('i')}", "i.place"),
    }
    more = "".join(f", '{name}', {part}" for name, part in parts.items())
    item = sql.object("m", MEETING, more)
    return f"SELECT {sql.text(item)} FROM meetings m WHERE m.network_id = {sql.network} AND m.id = {sql.two}"


def page(sql: type[Postgresql], filtered: bool, continued: bool) -> str:
    """Parameters: slug, then state, then the sort key and id of the last row."""
    where, at = [f"d.network_id = {sql.network}"], 2
    marks = {2: sql.two, 3: sql.three, 4: sql.four}
    if filtered:
        where.append(f"d.state = {marks[at]}")
        at += 1
    if continued:
        where.append(f"(d.sort_at, d.id) < ({marks[at]}, {marks[at + 1]})")
    counts = "(SELECT count({}) FROM positions p WHERE p.round_id = r.id)"
    more = f", 'answered_count', {counts.format('p.value')}, 'roll_count', {counts.format('*')}"
    item = sql.object("d", ITEM, f", 'procedure', r.procedure, 'deadline_at', r.deadline_at{more}")
    return (
        f"SELECT {sql.text(item)} FROM decisions d LEFT JOIN rounds r ON r.decision_id = d.id "
        f"AND r.number = d.round_count WHERE {' AND '.join(where)} ORDER BY d.sort_at DESC, d.id DESC LIMIT 51"
    )


def objectives(sql: type[Postgresql]) -> str:
    """Parameters: slug. Rows of one tile each."""
    return (
        f"SELECT {sql.text(sql.object('t', TILE, _of_tile(sql)))} FROM objectives t WHERE t.network_id = {sql.network} "
        "ORDER BY t.number"
    )


def _of_tile(sql: type[Postgresql]) -> str:
    """What a tile has beside its columns. The half-year that it is now is a constant here."""
    linked = ", ".join(
        f"'{kind}', (SELECT count(*) FROM links l WHERE l.network_id = t.network_id AND l.from_kind = 'objectives' "
        f"AND l.from_id = t.id AND l.to_kind = '{kind}')"
        for kind in ("decisions", "meetings", "proposals")
    )
    build = "json_object" if sql is Sqlite else "json_build_object"
    lead = (
        f"(SELECT {build}('organisation_id', o.id, 'acronym', o.acronym) FROM organisations o WHERE o.id = t.lead_id)"
    )
    money = ", ".join(f"'{name}', {sql.cents(f't.{name}_cents')}" for name in ("required", "available", "expenditure"))
    return f", 'lead', {lead}, 'linked', {build}({linked}), 'age', {NOW} - t.rated_index, 'money', {build}({money})"


def objective(sql: type[Postgresql]) -> str:
    """Parameters: slug, number. One row: the objective with its assessments and what is linked."""
    build = "json_object" if sql is Sqlite else "json_build_object"
    name = "json(o.name)" if sql is Sqlite else "o.name::json"
    government = (
        f"(SELECT {build}('organisation_id', o.id, 'acronym', o.acronym, 'name', {name}) FROM organisations o "
        "WHERE o.id = t.government_id)"
    )
    files = sql.array(
        sql.object("f", "id name media_type bytes sha256 created_at"),
        "attachments f WHERE f.network_id = a.network_id AND f.subject = 'assessments' AND f.subject_id = a.id",
        "f.id",
    )
    assessments = sql.array(
        sql.object("a", ASSESSMENT, f", 'attachments', {files}"),
        "assessments a WHERE a.objective_id = t.id",
        "a.period DESC, a.acronym",
    )
    title = "json(s.title)" if sql is Sqlite else "s.title::json"
    links = sql.array(
        f"{build}('link_id', l.id, 'kind', l.to_kind, 'id', l.to_id, 'number', s.number, 'title', {title}, 'at', s.at)",
        "links l JOIN search_entries s ON s.network_id = l.network_id AND s.kind = l.to_kind AND s.subject_id = l.to_id "
        "WHERE l.network_id = t.network_id AND l.from_kind = 'objectives' AND l.from_id = t.id",
        "s.at DESC, l.to_id",
    )
    locks = sql.array(
        sql.object("p", "period acronym locked_at"),
        "period_locks p WHERE p.network_id = t.network_id AND p.state = 'locked'",
        "p.first_on",
    )
    more = f", 'government', {government}, 'assessments', {assessments}, 'links', {links}, 'locks', {locks}"
    return (
        f"SELECT {sql.text(sql.object('t', OBJECTIVE, _of_tile(sql) + more))} FROM objectives t "
        f"WHERE t.network_id = {sql.network} AND t.number = {sql.two}"
    )


def indicator(sql: type[Postgresql]) -> str:
    """Parameters: slug, id. One row: the indicator with code lists, latest values, what is linked, what is locked."""
    build = "json_object" if sql is Sqlite else "json_build_object"

    def json(column: str) -> str:
        return f"json({column})" if sql is Sqlite else f"{column}::json"

    summary = f", 'summary', {json('t.published_summary')}, 'series', {json('t.published')}"
    waiting = (
        f"{build}('report', (SELECT count(*) FROM indicator_values v WHERE v.network_id = t.network_id AND v.indicator_id = t.id "
        "AND v.state = 'draft'), 'returned', (SELECT count(*) FROM indicator_values v WHERE v.network_id = t.network_id "
        "AND v.indicator_id = t.id AND v.state = 'returned'), 'approve', 0)"
    )
    lists = sql.array(
        sql.object("d", "id code title items source version", ", 'confidence', d.confidence"),
        "dimensions d WHERE d.network_id = t.network_id AND t.dimensions LIKE '%\"' || d.code || '\"%'",
        "d.position",
    )
    latest = "(SELECT * FROM indicator_values w WHERE w.network_id = t.network_id AND w.indicator_id = t.id "
    latest += "AND w.state = 'approved' ORDER BY w.period DESC, w.acronym, w.id LIMIT 40)"
    values = sql.array(sql.object("v", VALUE), f"{latest} v", "v.period DESC, v.acronym")
    title = json("s.title")
    links = sql.array(
        f"{build}('link_id', l.id, 'kind', l.to_kind, 'id', l.to_id, 'number', s.number, 'title', {title}, 'at', s.at)",
        "links l JOIN search_entries s ON s.network_id = l.network_id AND s.kind = l.to_kind AND s.subject_id = l.to_id "
        "WHERE l.network_id = t.network_id AND l.from_kind = 'indicators' AND l.from_id = t.id",
        "s.at DESC, l.to_id",
    )
    locks = sql.array(
        sql.object("p", "period acronym"),
        "period_locks p WHERE p.network_id = t.network_id AND p.state = 'locked'",
        "p.first_on",
    )
    more = f"{summary}, 'waiting', {waiting}, 'dimensions', {lists}, 'values', {values}, 'links', {links}, 'locks', {locks}"
    return (
        f"SELECT {sql.text(sql.object('t', INDICATOR, more))} FROM indicators t "
        f"WHERE t.network_id = {sql.network} AND t.id = {sql.two}"
    )


def proposal(sql: type[Postgresql]) -> str:
    """Parameters: slug, id."""
    who = "JOIN organisations o ON o.id"
    named = f", 'acronym', o.acronym, 'name', {'json(o.name)' if sql is Sqlite else 'o.name::json'}"
    punos = sql.array(
        sql.object("u", "organisation_id role indirect_bps version", named),
        f"proposal_punos u {who} = u.organisation_id WHERE u.proposal_id = q.id",
        "u.role, o.sort_key",
    )
    outputs = sql.array(
        sql.object("t", "id code title").replace("t.title::json", "t.title").replace("json(t.title)", "t.title"),
        "proposal_outputs t WHERE t.proposal_id = q.id",
        "t.position",
    )
    amount = sql.cents("b.amount_cents")
    lines = sql.array(
        sql.object(
            "b", "organisation_id category year", f", 'acronym', o.acronym, 'output', t.code, 'amount', {amount}"
        ),
        f"budget_lines b {who} = b.organisation_id LEFT JOIN proposal_outputs t ON t.id = b.output_id "
        "WHERE b.proposal_id = q.id",
        "o.sort_key, t.position, b.category, b.year, b.id",
    )
    sums = f", 'indirect', {sql.cents('q.indirect_cents')}, 'total', {sql.cents('q.total_cents')}"
    budget = sql.object("q", "totals", f", 'lines', {lines}{sums}")
    decisions = sql.array(
        sql.object("d", "id number state proposal_revision"),
        "decisions d WHERE d.network_id = q.network_id AND d.proposal_id = q.id",
        "d.created_at DESC, d.id DESC",
    )
    revisions = sql.array(
        sql.object("v", "number sha256 created_at"),
        "proposal_revisions v WHERE v.proposal_id = q.id",
        "v.number DESC",
    )
    parts = {"punos": punos, "outputs": outputs, "budget": budget, "decisions": decisions, "revisions": revisions}
    more = "".join(f", '{name}', {part}" for name, part in parts.items())
    item = sql.object("q", PROPOSAL, more)
    return f"SELECT {sql.text(item)} FROM proposals q WHERE q.network_id = {sql.network} AND q.id = {sql.two}"
