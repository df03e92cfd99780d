"""Nationality words and short names of countries, with the name that GeoNames gives the country."""

from __future__ import annotations

from functools import cache, lru_cache

# One country a line: its name in GeoNames, then its nationality words.
_DEMONYMS = """
Afghanistan: Afghan, Afghans, Afghani
Albania: Albanian
Algeria: Algerian
Andorra: Andorran
Angola: Angolan
Antigua and Barbuda: Antiguan, Barbudan
Argentina: Argentine, Argentinian, Argentinean
Armenia: Armenian
Aruba: Aruban
Australia: Australian, Aussie
Austria: Austrian
Azerbaijan: Azerbaijani, Azeri
Bahamas: Bahamian
Bahrain: Bahraini
Bangladesh: Bangladeshi
Barbados: Barbadian, Bajan
Belarus: Belarusian, Belarussian, Byelorussian
Belgium: Belgian
Belize: Belizean
Benin: Beninese
Bermuda: Bermudian, Bermudan
Bhutan: Bhutanese
Bolivia: Bolivian
Bosnia and Herzegovina: Bosnian, Herzegovinian
Botswana: Botswanan, Batswana, Motswana
Brazil: Brazilian
Brunei: Bruneian
Bulgaria: Bulgarian
Burkina Faso: Burkinabe, Burkinabé
Burundi: Burundian
Cabo Verde: Cape Verdean, Cabo Verdean
Cambodia: Cambodian
Cameroon: Cameroonian
Canada: Canadian
Central African Republic: Central African
Chad: Chadian
Chile: Chilean
China: Chinese
Colombia: Colombian
Comoros: Comorian
Costa Rica: Costa Rican
Croatia: Croatian, Croat
Cuba: Cuban
Cyprus: Cypriot
Czechia: Czech
Democratic Republic of the Congo: Congolese
Denmark: Danish, Dane
Djibouti: Djiboutian
Dominican Republic: Dominican
Ecuador: Ecuadorian, Ecuadorean
Egypt: Egyptian
El Salvador: Salvadoran, Salvadorean
Equatorial Guinea: Equatoguinean
Eritrea: Eritrean
Estonia: Estonian
Eswatini: Swazi
Ethiopia: Ethiopian
Faroe Islands: Faroese
Fiji: Fijian
Finland: Finnish, Finn
France: French, Frenchman, Frenchmen, Frenchwoman
Gabon: Gabonese
Gambia: Gambian
Georgia: Georgian
Germany: German
Ghana: Ghanaian
Gibraltar: Gibraltarian
Greece: Greek
Greenland: Greenlandic, Greenlander
Grenada: Grenadian
Guam: Guamanian
Guatemala: Guatemalan
Guinea: Guinean
Guyana: Guyanese
Haiti: Haitian
Honduras: Honduran
Hong Kong: Hongkonger, Hong Konger
Hungary: Hungarian
Iceland: Icelandic, Icelander
India: Indian
Indonesia: Indonesian
Iran: Iranian
Iraq: Iraqi
Ireland: Irish, Irishman, Irishmen, Irishwoman
Israel: Israeli
Italy: Italian
Ivory Coast: Ivorian, Ivoirian
Jamaica: Jamaican
Japan: Japanese
Jordan: Jordanian
Kazakhstan: Kazakh, Kazakhstani
Kenya: Kenyan
Kosovo: Kosovar, Kosovan
Kuwait: Kuwaiti
Kyrgyzstan: Kyrgyz, Kyrgyzstani
Laos: Laotian, Lao
Latvia: Latvian
Lebanon: Lebanese
Lesotho: Basotho, Mosotho
Liberia: Liberian
Libya: Libyan
Liechtenstein: Liechtensteiner
Lithuania: Lithuanian
Luxembourg: Luxembourger, Luxembourgish
Madagascar: Malagasy, Madagascan
Malawi: Malawian
Malaysia: Malaysian
Maldives: Maldivian
Mali: Malian
Malta: Maltese
Marshall Islands: Marshallese
Mauritania: Mauritanian
Mauritius: Mauritian
Mexico: Mexican
Micronesia: Micronesian
Moldova: Moldovan
Monaco: Monegasque
Mongolia: Mongolian
Montenegro: Montenegrin
Morocco: Moroccan
Mozambique: Mozambican
Myanmar: Burmese
Namibia: Namibian
Nauru: Nauruan
Nepal: Nepalese, Nepali
New Zealand: New Zealander, Kiwi
Nicaragua: Nicaraguan
Niger: Nigerien
Nigeria: Nigerian
North Korea: North Korean
North Macedonia: Macedonian, North Macedonian
Norway: Norwegian
Oman: Omani
Pakistan: Pakistani
Palau: Palauan
Palestinian Territory: Palestinian
Panama: Panamanian
Papua New Guinea: Papua New Guinean
Paraguay: Paraguayan
Peru: Peruvian
Philippines: Filipino, Filipina, Philippine
Poland: Polish, Pole
Portugal: Portuguese
Puerto Rico: Puerto Rican
Qatar: Qatari
Romania: Romanian
Russia: Russian
Rwanda: Rwandan
Saint Lucia: Saint Lucian
Samoa: Samoan
San Marino: Sammarinese
Sao Tome and Principe: Santomean
Saudi Arabia: Saudi, Saudi Arabian
Senegal: Senegalese
Serbia: Serbian, Serb
Seychelles: Seychellois
Sierra Leone: Sierra Leonean
Singapore: Singaporean
Slovakia: Slovak, Slovakian
Slovenia: Slovenian, Slovene
Solomon Islands: Solomon Islander
Somalia: Somali, Somalian
South Africa: South African
South Korea: South Korean
South Sudan: South Sudanese
Spain: Spanish, Spaniard
Sri Lanka: Sri Lankan
Sudan: Sudanese
Suriname: Surinamese
Sweden: Swedish, Swede
Switzerland: Swiss
Syria: Syrian
Taiwan: Taiwanese
Tajikistan: Tajik, Tajikistani
Tanzania: Tanzanian
Thailand: Thai
The Netherlands: Dutch, Dutchman, Dutchmen, Dutchwoman
Timor Leste: Timorese, East Timorese
Togo: Togolese
Tonga: Tongan
Trinidad and Tobago: Trinidadian, Tobagonian
Tunisia: Tunisian
Turkey: Turkish, Turk
Turkmenistan: Turkmen
Tuvalu: Tuvaluan
Uganda: Ugandan
Ukraine: Ukrainian
United Arab Emirates: Emirati
United Kingdom: British, Briton, English, Englishman, Englishmen, Scottish, Scot, Welsh, Northern Irish
United States: American
Uruguay: Uruguayan
Uzbekistan: Uzbek, Uzbekistani
Vanuatu: Ni-Vanuatu
Venezuela: Venezuelan
Vietnam: Vietnamese
Western Sahara: Sahrawi
Yemen: Yemeni
Zambia: Zambian
Zimbabwe: Zimbabwean
"""

# One country a line: its name in GeoNames, then other names it goes by in print.
_SHORT_NAMES = """
Bosnia and Herzegovina: Bosnia, Bosnia-Herzegovina
Brunei: Brunei Darussalam
Cabo Verde: Cape Verde
Central African Republic: CAR
China: People's Republic of China, PRC
Cocos Islands: Cocos (Keeling) Islands
Curacao: Curaçao
Czechia: Czech Republic
Democratic Republic of the Congo: DR Congo, DRC, Congo-Kinshasa, Democratic Republic of Congo
Eswatini: Swaziland
Falkland Islands: Falklands
Gambia: The Gambia
Bahamas: The Bahamas
Iran: Islamic Republic of Iran
Ivory Coast: Côte d'Ivoire, Cote d'Ivoire
Macao: Macau
Myanmar: Burma
North Korea: DPRK, Democratic People's Republic of Korea
North Macedonia: Macedonia
Palestinian Territory: Palestine, Palestinian Territories, Palestinian territories
Philippines: The Philippines
Republic of the Congo: Congo-Brazzaville, Republic of Congo, Congo
Reunion: Réunion
Russia: Russian Federation
Saint Kitts and Nevis: St. Kitts and Nevis, St Kitts and Nevis
Saint Lucia: St. Lucia, St Lucia
Saint Vincent and the Grenadines: St. Vincent and the Grenadines, St Vincent and the Grenadines
Sao Tome and Principe: São Tomé and Príncipe
South Korea: Republic of Korea
Syria: Syrian Arab Republic
Taiwan: Republic of China
The Netherlands: Netherlands, Holland
Timor Leste: East Timor, Timor-Leste
Turkey: Türkiye, Turkiye
United Arab Emirates: UAE, U.A.E., Emirates
United Kingdom: UK, U.K., Britain, Great Britain, England, Scotland, Wales, Northern Ireland
United States: US, U.S., USA, U.S.A., United States of America
Vatican: Holy See, Vatican City
Vietnam: Viet Nam
Ukraine: The Ukraine
"""


@lru_cache(maxsize=20_000)
def country_of(word: str) -> str | None:
    """Give the country that a nationality word or a short name stands for ("Afghan", "U.S.").

    Case counts, for "polish" and "us" are common words; so does nothing else: a plural and a
    possessive are read as the word itself. The country is named as in GeoNames.
    """
    return nationalities().get(_bare(word)) or short_names().get(_bare(word))


@lru_cache(maxsize=20_000)
def is_nationality(word: str) -> bool:
    """Tell whether a word is the adjective or the people of a country, not its name."""
    return _bare(word) in nationalities()


@cache
def nationalities() -> dict[str, str]:
    """Give each nationality word with its country, plurals too."""
    table = _read(_DEMONYMS)
    plurals = {f"{word}s": country for word, country in table.items() if not word.endswith(("s", "h", "e"))}
    plurals |= {f"{word}s": table[word] for word in ("Argentine", "Dane", "Pole", "Swede", "Slovene")}
    return plurals | table


@cache
def short_names() -> dict[str, str]:
    """Give the names in print that GeoNames does not use as its first, each with its country."""
    return _read(_SHORT_NAMES)


def _read(table: str) -> dict[str, str]:
    found = {}
    for line in table.strip().splitlines():
        country, words = line.split(": ")
        found.update(dict.fromkeys(words.split(", "), country))
    return found


def _bare(word: str) -> str:
    """Take a possessive and a curly apostrophe off a word."""
    return word.replace("’", "'").removesuffix("'s")
