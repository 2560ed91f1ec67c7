"""Country names, what their people and things are called, and other spellings; and places that are no country.

All members of the United Nations, with Kosovo, Palestine, Taiwan, Vatican City, the countries of the United Kingdom
and Hong Kong. A line reads: name | adjectives | other names.
"""

_TABLE = """
Afghanistan|Afghan
Albania|Albanian
Algeria|Algerian
Andorra|Andorran
Angola|Angolan
Antigua and Barbuda|Antiguan
Argentina|Argentine,Argentinian
Armenia|Armenian
Australia|Australian
Austria|Austrian
Azerbaijan|Azerbaijani
Bahamas|Bahamian
Bahrain|Bahraini
Bangladesh|Bangladeshi
Barbados|Barbadian
Belarus|Belarusian
Belgium|Belgian
Belize|Belizean
Benin|Beninese
Bhutan|Bhutanese
Bolivia|Bolivian
Bosnia and Herzegovina|Bosnian|Bosnia
Botswana|Botswanan
Brazil|Brazilian
Brunei|Bruneian
Bulgaria|Bulgarian
Burkina Faso|Burkinabe
Burundi|Burundian
Cabo Verde|Cabo Verdean,Cape Verdean|Cape Verde
Cambodia|Cambodian
Cameroon|Cameroonian
Canada|Canadian
Central African Republic|Central African
Chad|Chadian
Chile|Chilean
China|Chinese|People's Republic of China
Colombia|Colombian
Comoros|Comorian
Congo|Congolese|Republic of the Congo,Congo-Brazzaville
Costa Rica|Costa Rican
Côte d'Ivoire|Ivorian|Ivory Coast,Cote d'Ivoire
Croatia|Croatian
Cuba|Cuban
Cyprus|Cypriot
Czechia|Czech|Czech Republic
Democratic Republic of the Congo||DR Congo,DRC,Democratic Republic of Congo
Denmark|Danish
Djibouti|Djiboutian
Dominica|
Dominican Republic|Dominican
Ecuador|Ecuadorian,Ecuadorean
Egypt|Egyptian
El Salvador|Salvadoran
Equatorial Guinea|Equatorial Guinean
Eritrea|Eritrean
Estonia|Estonian
Eswatini|Swazi|Swaziland
Ethiopia|Ethiopian
Fiji|Fijian
Finland|Finnish
France|French
Gabon|Gabonese
Gambia|Gambian
Georgia|Georgian
Germany|German
Ghana|Ghanaian
Greece|Greek
Grenada|Grenadian
Guatemala|Guatemalan
Guinea|Guinean
Guinea-Bissau|Bissau-Guinean
Guyana|Guyanese
Haiti|Haitian
Honduras|Honduran
Hungary|Hungarian
Iceland|Icelandic
India|Indian
Indonesia|Indonesian
Iran|Iranian
Iraq|Iraqi
Ireland|Irish|Republic of Ireland
Israel|Israeli
Italy|Italian
Jamaica|Jamaican
Japan|Japanese
Jordan|Jordanian
Kazakhstan|Kazakh,Kazakhstani
Kenya|Kenyan
Kiribati|
Kosovo|Kosovar,Kosovan
Kuwait|Kuwaiti
Kyrgyzstan|Kyrgyz
Laos|Laotian
Latvia|Latvian
Lebanon|Lebanese
Lesotho|Basotho
Liberia|Liberian
Libya|Libyan
Liechtenstein|
Lithuania|Lithuanian
Luxembourg|Luxembourgish
Madagascar|Malagasy
Malawi|Malawian
Malaysia|Malaysian
Maldives|Maldivian
Mali|Malian
Malta|Maltese
Marshall Islands|Marshallese
Mauritania|Mauritanian
Mauritius|Mauritian
Mexico|Mexican
Micronesia|Micronesian
Moldova|Moldovan
Monaco|Monegasque
Mongolia|Mongolian
Montenegro|Montenegrin
Morocco|Moroccan
Mozambique|Mozambican
Myanmar|Burmese|Burma
Namibia|Namibian
Nauru|Nauruan
Nepal|Nepali,Nepalese
Netherlands|Dutch|Holland
New Zealand|
Nicaragua|Nicaraguan
Niger|Nigerien
Nigeria|Nigerian
North Korea|North Korean
North Macedonia|Macedonian|Macedonia
Norway|Norwegian
Oman|Omani
Pakistan|Pakistani
Palau|Palauan
Palestine|Palestinian|Palestinian territories
Panama|Panamanian
Papua New Guinea|Papua New Guinean
Paraguay|Paraguayan
Peru|Peruvian
Philippines|Filipino,Philippine
Poland|Polish
Portugal|Portuguese
Qatar|Qatari
Romania|Romanian
Russia|Russian|Russian Federation
Rwanda|Rwandan
Saint Kitts and Nevis|Kittitian|St Kitts and Nevis
Saint Lucia|Saint Lucian|St Lucia
Saint Vincent and the Grenadines|Vincentian|St Vincent
Samoa|Samoan
San Marino|Sammarinese
São Tomé and Príncipe||Sao Tome and Principe
Saudi Arabia|Saudi
Senegal|Senegalese
Serbia|Serbian
Seychelles|Seychellois
Sierra Leone|Sierra Leonean
Singapore|Singaporean
Slovakia|Slovak
Slovenia|Slovenian
Solomon Islands|Solomon Islander
Somalia|Somali
South Africa|South African
South Korea|South Korean
South Sudan|South Sudanese
Spain|Spanish
Sri Lanka|Sri Lankan
Sudan|Sudanese
Suriname|Surinamese
Sweden|Swedish
Switzerland|Swiss
Syria|Syrian
Taiwan|Taiwanese
Tajikistan|Tajikistani
Tanzania|Tanzanian
Thailand|Thai
Timor-Leste|Timorese|East Timor
Togo|Togolese
Tonga|Tongan
Trinidad and Tobago|Trinidadian|Trinidad
Tunisia|Tunisian
Türkiye|Turkish|Turkey,Turkiye
Turkmenistan|Turkmen
Tuvalu|Tuvaluan
Uganda|Ugandan
Ukraine|Ukrainian
United Arab Emirates|Emirati|UAE,U.A.E.
United Kingdom|British|UK,U.K.,Britain,Great Britain
United States|American|US,U.S.,USA,U.S.A.,United States of America
Uruguay|Uruguayan
Uzbekistan|Uzbekistani
Vanuatu|
Vatican City||Vatican,Holy See
Venezuela|Venezuelan
Vietnam|Vietnamese|Viet Nam
Yemen|Yemeni
Zambia|Zambian
Zimbabwe|Zimbabwean
England|English
Scotland|Scottish
Wales|Welsh
Northern Ireland|Northern Irish
Hong Kong|Hong Konger
"""

_PEOPLES = """
Denmark:Dane Finland:Finn Iceland:Icelander Ireland:Irishman Liechtenstein:Liechtensteiner Luxembourg:Luxembourger
Netherlands:Dutchman New_Zealand:New_Zealander Philippines:Filipina Poland:Pole Scotland:Scot Slovenia:Slovene
Spain:Spaniard Sweden:Swede Türkiye:Turk United_Kingdom:Briton United_Kingdom:Brit
"""
_TERRITORIES = """
American Samoa, Anguilla, Antarctica, Aruba, Bermuda, British Virgin Islands, Cayman Islands, Christmas Island,
Cook Islands, European Union, Falkland Islands, Faroe Islands, French Polynesia, Gaza Strip, Gibraltar, Greenland,
Guam, Guernsey, Isle of Man, Macau, Montserrat, New Caledonia, Niue, Norfolk Island, Northern Mariana Islands,
Puerto Rico, Saint Martin, Saint Pierre and Miquelon, Sint Maarten, Svalbard, Tokelau, Turks and Caicos Islands,
Virgin Islands, Wallis and Futuna, West Bank, Western Sahara
"""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for row in _TABLE.strip().split("\n"):
        name, adjective, other = f"{row}|".split("|")[:3]
        names |= dict.fromkeys([name, *filter(None, other.split(","))], name)
        adjectives |= dict.fromkeys(filter(None, adjective.split(",")), name)
    return names, adjectives


COUNTRY_NAMES, COUNTRY_ADJECTIVES = _read()
"""Every name, and every adjective, with the country's usual English name."""

PEOPLES: dict[str, str] = {
    people.replace("_", " "): name.replace("_", " ")
    for name, _, people in (entry.partition(":") for entry in _PEOPLES.split())
}
"""What one of a people is called where that is no adjective, with the country: a Swede, a Spaniard."""
TERRITORIES: dict[str, str] = {name: name for name in " ".join(_TERRITORIES.split()).split(", ")}
"""Places that statistics are kept of and that are no country: a claim that names one does not speak of its country."""
