"""Words for nationalities and the countries they stand for."""

from app.gazetteer.demonyms import country_of

__all__ = ["country_of"]
