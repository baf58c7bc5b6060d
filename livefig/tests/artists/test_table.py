"""The table of kinds."""

from livefig.artists.table import KINDS, table


def test_table_names_every_kind_and_its_properties():
    rows = table()
    assert len(rows) == len(KINDS)
    for row, kind in zip(rows, KINDS, strict=True):
        assert row["a bare value means"]
        assert all(name in row["properties"] for name in (*kind.properties, "visible", "alpha"))
