/** A partner's program on openapi-fetch: asks the service, whose address it is given, and prints what it found. */

import createClient from "openapi-fetch";

import type { components, paths } from "./generated/schema.js";

type Development = components["schemas"]["DevelopmentRow"];
type Problem = components["schemas"]["Problem"];

const client = createClient<paths>({ baseUrl: process.argv[2]! });

/** Returns the answer; a problem is thrown. */
function good<Answer>({ data, error }: { data?: Answer; error?: Problem }): Answer {
  if (data === undefined) throw new Error(error?.detail ?? "an answer that openapi.yaml does not tell of");
  return data;
}

/** Developments, headlines and issues on one question, the best first; `kind` tells them apart. */
async function search(): Promise<string[]> {
  const answer = good(await client.GET("/v1/search", { params: { query: { q: "moon rover", highlight: true } } }));
  return answer.data.map((hit) => `${hit.kind} ${hit.id}: ${hit.kind === "headline" ? hit.text : hit.title}`);
}

/** Developments on space or cyber: a repeated parameter means any of its values. */
async function onTwoTopics(): Promise<string[]> {
  const query = { topic: ["space", "cyber"], sort: "date_asc" as const };
  const answer = good(await client.GET("/v1/developments", { params: { query } }));
  return answer.data.map((development) => development.id);
}

/** All pages of a list, one after the other, by the cursor of the page before. */
async function* everyDevelopment(): AsyncGenerator<Development> {
  let cursor: string | null | undefined;
  do {
    const query = { limit: 30, ...(cursor ? { cursor } : {}) };
    const page = good(await client.GET("/v1/developments", { params: { query } }));
    yield* page.data;
    cursor = page.meta.next_cursor;
  } while (cursor);
}

/** How many there are, without reading them. */
async function total(): Promise<number> {
  return good(await client.GET("/v1/developments", { params: { query: { limit: 1 } } })).meta.total;
}

/** A mistake is a 422 that names the parameter and suggests a value. */
async function misspelt(): Promise<string> {
  const { error } = await client.GET("/v1/developments", { params: { query: { topic: ["spaec"] } } });
  const mistake = error?.errors?.[0];
  return `${error?.status} ${mistake?.name}: ${mistake?.suggestion}`;
}

/** What is not there is a 404. */
async function missing(): Promise<string> {
  const { error } = await client.GET("/v1/developments/{id}", { params: { path: { id: "3.7-d99" } } });
  return `${error?.status} ${error?.type}`;
}

/** The sum of counted amounts, and those it leaves out since no rate is known: their dollars are null, never 0. */
function dollars(developments: Development[]): [number, string[]] {
  let known = 0;
  const unknown: string[] = [];
  for (const amount of developments.flatMap((development) => development.amounts)) {
    if (amount.usd === null) unknown.push(`${amount.low} ${amount.currency}: ${amount.usd_reason}`);
    else if (amount.counted) known += amount.usd.low ?? amount.usd.high ?? 0;
  }
  return [known, unknown];
}

/** How many developments a topic has, and the sum of their dollars; null where there are none. */
async function byTopic(): Promise<Record<string, [number | null, number | null]>> {
  const answer = good(
    await client.GET("/v1/aggregate", { params: { query: { group_by: ["topic"], metric: ["count", "usd_sum"] } } }),
  );
  return Object.fromEntries(answer.data.map((row) => [row.keys["topic"], [row.count, row.usd_sum]]));
}

/** Every match as CSV text; without `parseAs` it would be read as JSON. */
async function asCsv(): Promise<string[]> {
  const text = good(
    await client.GET("/v1/developments.csv", { params: { query: { topic: ["space"] } }, parseAs: "text" }),
  );
  const records = text.split("\r\n").slice(1, -1);
  return records.map((record) => record.split(",")[1] ?? "");
}

const developments = await Array.fromAsync(everyDevelopment());
const found = {
  search: await search(),
  on_two_topics: await onTwoTopics(),
  every_development: developments.map((development) => development.id),
  total: await total(),
  misspelt: await misspelt(),
  missing: await missing(),
  dollars: dollars(developments),
  by_topic: await byTopic(),
  as_csv: await asCsv(),
};
console.log(JSON.stringify(found));
