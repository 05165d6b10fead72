"""A made-up city whose totals are those hanoi-1698 prints on 19/5/2022 (numpy and polars only)."""
