"""How good the order of hits is, on the judged queries over the seed archive: `python -m bench.relevance`."""

from tests.relevance.judging import Measured, judged_queries, means, measured_seed

WORST = 20


def report(worst: int = WORST) -> str:
    """Return the means and a table of the worst queries."""
    measured = measured_seed()
    ndcg, mrr = means(measured)
    rows = sorted(measured, key=lambda m: (m.ndcg, m.reciprocal_rank))[:worst]
    lines = [
        f"{len(judged_queries())} judged queries over the seed archive",
        f"nDCG@10 {ndcg:.4f}   MRR {mrr:.4f}",
        "",
        f"the {len(rows)} worst:",
        f"{'nDCG@10':>8} {'RR':>6} {'found':>6} {'graded':>7}  query → first hits with their grades",
        *(_row(m) for m in rows),
    ]
    return "\n".join(lines)


def _row(measured: Measured) -> str:
    grades = measured.judged.grades
    hits = " ".join(f"{id}:{grades.get(id, 0)}" for id in measured.found[:5]) or "nothing"
    match = "" if measured.judged.match.value == "all" else " (any)"
    figures = f"{measured.ndcg:8.3f} {measured.reciprocal_rank:6.3f} {measured.total:6} {len(grades):7}"
    return f"{figures}  {measured.judged.q}{match} → {hits}"


if __name__ == "__main__":
    print(report())
