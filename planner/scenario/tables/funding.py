"""Who can pay, for what, and what it costs."""

from typing import get_args

from planner.scenario.cells import (
    CITY,
    COUNTRY,
    CURRENCY,
    DAY,
    HOURS,
    IDENTIFIER,
    LANGUAGE,
    MONEY,
    MONTH,
    NUMBER,
    PERCENT,
    RATE,
    TEXT,
    YES_NO,
    one_of,
    whole_number,
)
from planner.scenario.funding import GrantRuleKind, Visa
from planner.scenario.tables.column import EVERYONE, Column, Table, words_of

GRANTS = Table(
    name="grants",
    meaning="Earmarked money.",
    key=("id",),
    seen_by="Secretariat; the funder",
    optional=True,
    columns=(
        Column("id", IDENTIFIER, "grant-a", "short name of the grant"),
        Column("funder", TEXT, "Fundo Exemplo", "who gives it"),
        Column(
            "ceiling",
            MONEY,
            "20000.00",
            "the most there is, overhead included",
            field="ceiling_cents",
            unit="the grant's currency",
        ),
        Column("currency", CURRENCY, "CHF", "of the grant"),
        Column("rate", RATE, "1.0450", "units of the conference currency for one unit of the grant's"),
        Column("rate_date", DAY, "2027-01-15", "date of the rate"),
        Column("overhead_percent", PERCENT, "7", "kept on top of every cost", empty="0", default=0, unit="%"),
        Column("valid_from", DAY, "2027-01-01", "first day of the agreement"),
        Column("valid_to", DAY, "2027-12-31", "last day of the agreement"),
        Column("language", LANGUAGE, "en", "of the funder's report"),
        Column("named_list", YES_NO, "no", "the agreement asks for names", empty="no"),
    ),
)

GRANT_RULES = Table(
    name="grant_rules",
    meaning="What each grant may be spent on.",
    key=("grant", "rule", "selector", "value"),
    seen_by="Secretariat; the funder",
    optional=True,
    columns=(
        Column("grant", IDENTIFIER, "grant-a", "whose rule", refers_to="grants"),
        Column("rule", one_of(*get_args(GrantRuleKind)), "pays", "what the line says", field="kind"),
        Column("selector", TEXT, "category=civil_society", "whom it is about; see below", empty="everyone", default=""),
        Column(
            "value",
            TEXT,
            "fare;visa",
            "cost lines, an amount, a number of people or a percentage",
            empty="none",
            default="",
        ),
    ),
)

SPLITS = Table(
    name="splits",
    meaning="Payers who bear a cost line together, by percentages; a split is a payer of what all of them may pay.",
    key=("split", "payer"),
    optional=True,
    columns=(
        Column("split", IDENTIFIER, "lakes-bridge", "short name of the split"),
        Column("payer", IDENTIFIER, "lakes", "a grant, or self"),
        Column("percent", whole_number(1, 100), "60", "of each cost line; all rows of a split make 100", unit="%"),
        Column("selector", TEXT, "person=br-cs-1", "for whom; alike in all its rows", empty="everyone", default=""),
    ),
)

TRAVEL_OFFERS = Table(
    name="travel_offers",
    meaning="Ways to travel to the host city and back, one person, economy class.",
    key=("id",),
    optional=True,
    columns=(
        Column("id", IDENTIFIER, "BSB-1", "short name of the offer"),
        Column("origin", CITY, "BSB", "from where"),
        Column("cost", MONEY, "1201.25", "return fare", field="cost_cents", unit="currency of the row"),
        Column("currency", CURRENCY, "EUR", "of the fare"),
        Column("hours", HOURS, "12.5", "door to door, one way", field="travel_minutes", unit="hours"),
        Column("connections", NUMBER, "0", "changes of plane, one way"),
        Column("carrier", TEXT, "example air", "who carries", empty="not stated", default=""),
        Column("co2_kg", NUMBER, "1320", "return trip", unit="kg"),
        Column("valid_until", DAY, "2027-03-31", "last day on which it can be bought"),
        Column("estimate", YES_NO, "yes", "a proxy such as a fare band, not a quotation", empty="no"),
    ),
)

SUBSISTENCE = Table(
    name="subsistence",
    meaning="Daily subsistence allowances, per night.",
    key=("place", "month"),
    seen_by=EVERYONE,
    optional=True,
    columns=(
        Column("place", CITY, "LIS", "host city"),
        Column("month", MONTH, "2027-04", "month of the first day"),
        Column("rate", MONEY, "143.00", "allowance for one night", field="rate_cents", unit="currency of the row"),
        Column("currency", CURRENCY, "EUR", "of the rate"),
        Column("lodging_share", PERCENT, "78", "not paid where lodging is provided", field="lodging_percent", unit="%"),
        Column("meals_share", PERCENT, "22", "not paid where meals are provided", field="meals_percent", unit="%"),
    ),
)

VISAS = Table(
    name="visas",
    meaning="What each nationality needs to enter the host country; a nationality without a row needs nothing.",
    key=("nationality",),
    seen_by=EVERYONE,
    optional=True,
    columns=(
        Column("nationality", COUNTRY, "CI", "of the passport"),
        Column("class", words_of(Visa, "kind"), "visa", "what is needed", field="kind"),
        Column("lead_days", NUMBER, "45", "from application to decision", unit="days"),
        Column("fee", MONEY, "90.00", "fee", field="fee_cents", unit="conference currency"),
        Column("refusal_percent", PERCENT, "10", "share of applications refused", empty="0", default=0, unit="%"),
    ),
)
