"""Plain records that every room speaks; standard library only."""
