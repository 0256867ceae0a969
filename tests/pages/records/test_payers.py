"""Payers on pages: who pays is a filter with names, and a sum is of what each pays."""

import pytest

from tests.pages.records.looking import Look


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("/?payer=japan&payer=google", ["Google", "Japan"]),
        ("/?lang=ja&payer=japan&payer=google", ["グーグル", "日本"]),
        ("/?lang=ja&payer=stock-market-investors", ["Stock market investors"]),
    ],
)
def test_payers_are_called_by_their_names(look: Look, url: str, names: list[str]) -> None:
    page = look(url)
    chips = page.tree.xpath("//ul[@class='chips']/li/a[not(@class)]")
    assert sorted("".join(chip.xpath("text()")).strip() for chip in chips) == sorted(names)
    checked = page.tree.xpath("//fieldset[@id='facet-payer']//label[input[@checked]]/span")
    assert sorted(label.text_content() for label in checked) == sorted(names)


def test_a_box_counts_what_checking_it_beside_the_dollars_finds(look: Look) -> None:
    boxes = look("/?usd_min=1000000000").tree.xpath("//fieldset[@id='facet-payer']//li")
    counts = {box.xpath(".//input/@value")[0]: box.xpath(".//data/@value")[0] for box in boxes}
    assert {"google", "microsoft"} <= counts.keys()
    assert "nvidia" not in counts
    for payer, count in counts.items():
        found = look(f"/?usd_min=1000000000&payer={payer}").texts("//h2[@class='total']")[0]
        assert found.split()[0] == count


def test_all_payers_are_on_the_page_of_money(look: Look) -> None:
    (link,) = look("/?topic=economic").tree.xpath("//fieldset[@id='facet-payer']/a[@class='all']/@href")
    assert link == "/money?topic=economic"
    rows = look(link).tree.xpath("//section[@aria-labelledby='by-payer']//tbody/tr")
    sums = {
        row.xpath("th/a")[0].text_content(): "".join(row.xpath(".//data/@value")) for row in rows if row.xpath("th/a")
    }
    assert (sums["Microsoft"], sums["Google"]) == ("3010000000", "1150000000")


def test_a_row_without_a_link_is_shown_all_the_same(look: Look) -> None:
    rows = look("/money?payer=google").tree.xpath("//section[@aria-labelledby='by-payer']//tbody/tr")
    linked = {row.xpath("th")[0].text_content().split()[0]: bool(row.xpath("th/a")) for row in rows}
    assert linked == {"Google": True, "IBM": False}


def test_a_payer_is_in_the_form_once_so_that_it_can_be_taken_away(look: Look) -> None:
    tree = look("/?payer=google").tree
    assert tree.xpath("//form[@id='search']//input[@name='payer'][@type='hidden' or @checked]/@value") == ["google"]
