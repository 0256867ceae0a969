"""Tools: one row each; what they are called, take and answer. All of them only read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import orjson
from pydantic import BaseModel

from api.mcp.arguments import check
from api.mcp.faults import told_of
from api.mcp.inquiry import Inquiry
from api.mcp.overviews import aggregate, initiative_timeline, vocabulary
from api.mcp.records import cite, get_development, get_issue, search_developments
from api.params import agents as params
from api.schemas import agents as answers

INSTRUCTIONS = """The archive of developments in the US-Japan alliance, from issues of the US-Japan Alliance Digest: typed records \
with dates, countries, topics, amounts of money, organizations, people and initiatives.

- Ask with filters rather than words: topic, country, date_from, usd_min, initiative and so on. Words go into q.
- A list of values means any of them; different filters are AND-ed. Slugs come from the tool vocabulary.
- total is exact. Count and add up with aggregate instead of reading pages; sums take counted amounts only, each once.
- usd_min, usd_max, the other conditions on amounts and payer are met by one and the same amount; a group of payers adds up what \
each pays.
- A null is unknown, never 0. Of a span, low or high may be null.
- An id is 3.7 for an issue, 3.7-h2 for a headline, 3.7-d2 for a development. Name the id of whatever you tell, and cite it with \
cite; source is the published page.
- An error says which argument is wrong and what would be right: mend the call and send it again.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: `description` is what an agent chooses by."""

    title: str
    description: str
    takes: type[BaseModel]
    gives: type[answers.Answer]
    answer: Callable[[Any, Inquiry], answers.Answer]


TOOLS: Mapping[str, Tool] = MappingProxyType(
    {
        "search_developments": Tool(
            title="Search developments",
            description="Find developments by filters and words. Gives the exact total, and for each one its summary, amounts, "
            "slugs and address.",
            takes=params.FindParams,
            gives=answers.FoundDevelopments,
            answer=search_developments,
        ),
        "get_development": Tool(
            title="Get a development",
            description="One development whole: all dates, amounts with payers and rates, people with their offices, headline.",
            takes=params.DevelopmentToolParams,
            gives=answers.WholeDevelopment,
            answer=get_development,
        ),
        "get_issue": Tool(
            title="Get an issue",
            description="One issue of the digest with its headlines, each with the ids of its developments.",
            takes=params.IssueToolParams,
            gives=answers.WholeIssue,
            answer=get_issue,
        ),
        "aggregate": Tool(
            title="Count and add up",
            description="Counts and dollar sums of developments by one or two groups, under the filters of search_developments. "
            "The total over all groups, each development once, is distinct_total.",
            takes=params.AddUpParams,
            gives=answers.AddedUp,
            answer=aggregate,
        ),
        "vocabulary": Tool(
            title="Look up slugs",
            description="Values that filters take (topics, countries, initiatives, organizations, people), found by name or alias, "
            "with how much the archive holds on each.",
            takes=params.EntriesParams,
            gives=answers.Entries,
            answer=vocabulary,
        ),
        "initiative_timeline": Tool(
            title="Follow an initiative",
            description="A programme, agreement, forum or exercise with its developments across issues, the oldest first.",
            takes=params.TimelineParams,
            gives=answers.Timeline,
            answer=initiative_timeline,
        ),
        "cite": Tool(
            title="Cite a record",
            description="A ready citation of an issue, headline or development, with revision and day of access.",
            takes=params.CiteParams,
            gives=answers.Citation,
            answer=cite,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call came to: text for the agent, and the same as an object where it went well."""

    text: str
    structured: dict[str, Any] | None = None


def call(name: str, arguments: Mapping[str, Any], inquire: Callable[[], Inquiry]) -> Outcome:
    """Return what a tool answers, or the text from which its call can be mended. May block."""
    tool = TOOLS[name]
    try:
        inquiry = inquire()
        answer = tool.answer(check(arguments, tool.takes, inquiry.vocabulary), inquiry)
    except Exception as error:  # noqa: BLE001 - an agent is told of every failure in the same way
        return Outcome(told_of(error, name))
    # What nobody asked for (evidence, source text) is not set; all else always is.
    structured = answer.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return Outcome(orjson.dumps(structured).decode(), structured)
