"""Where the World Factbook gives each measure: field, part, and the unit that stands at the number.

One line each: measure | field (of the older and the newer editions, divided by "/") | part (* is the field's own
text) | unit in the book | sign. A minus turns a negative figure into the positive one of its opposite (a budget of
−6.8 % is a deficit of 6.8 %).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookField:
    """One line of the table."""

    measure: str
    fields: tuple[str, ...]
    part: str
    unit: str
    sign: int


_TABLE = """
area_total|Area|total|sq km
area_land|Area|land|sq km
area_water|Area|water|sq km
coastline|Coastline|*|km
land_boundaries|Land boundaries|total|km
highest_point|Elevation extremes/Elevation|highest point|m
arable_land|Land use|arable land|%
irrigated_land|Irrigated land|*|sq km
population_total|Population|total|
population_total|Population|*|
age_0_14|Age structure|0-14 years|%
age_15_24|Age structure|15-24 years|%
age_25_54|Age structure|25-54 years|%
age_55_64|Age structure|55-64 years|%
age_65_over|Age structure|65 years and over|%
median_age|Median age|total|years
median_age_male|Median age|male|years
median_age_female|Median age|female|years
population_growth|Population growth rate|*|%
population_decline|Population growth rate|*|%|-
birth_rate|Birth rate|*|births/1,000 population
death_rate|Death rate|*|deaths/1,000 population
net_migration|Net migration rate|*|migrant(s)/1,000 population
urban_share|Urbanization|urban population|% of total population
urbanization_rate|Urbanization|rate of urbanization|% annual rate of change
sex_ratio_birth|Sex ratio|at birth|male(s)/female
sex_ratio_total|Sex ratio|total population|male(s)/female
mother_first_birth|Mother's mean age at first birth|*|years?
maternal_mortality|Maternal mortality rate/Maternal mortality ratio|*|deaths/100,000 live births
infant_mortality|Infant mortality rate|total|deaths/1,000 live births
infant_mortality_male|Infant mortality rate|male|deaths/1,000 live births
infant_mortality_female|Infant mortality rate|female|deaths/1,000 live births
life_expectancy|Life expectancy at birth|total population|years
life_expectancy_male|Life expectancy at birth|male|years
life_expectancy_female|Life expectancy at birth|female|years
fertility|Total fertility rate|*|children born/woman
contraceptive_use|Contraceptive prevalence rate|*|%
health_spending|Health expenditures|*|% of GDP
physicians|Physicians density|*|physicians/1,000 population
hospital_beds|Hospital bed density|*|beds/1,000 population
hiv_prevalence|HIV/AIDS - adult prevalence rate|*|%
hiv_people|HIV/AIDS - people living with HIV/AIDS|*|
hiv_deaths|HIV/AIDS - deaths|*|
obesity|Obesity - adult prevalence rate|*|%
underweight_children|Children under the age of 5 years underweight|*|%
education_spending|Education expenditures|*|% of GDP
literacy_rate|Literacy|total population|%
literacy_male|Literacy|male|%
literacy_female|Literacy|female|%
school_life|School life expectancy (primary to tertiary education)|total|years
youth_unemployment|Unemployment, youth ages 15-24|total|%
gdp_ppp|GDP (purchasing power parity)/Real GDP (purchasing power parity)|*|$
gdp_official|GDP (official exchange rate)|*|$
gdp_growth|GDP - real growth rate/Real GDP growth rate|*|%
gdp_decline|GDP - real growth rate/Real GDP growth rate|*|%|-
gdp_per_capita|GDP - per capita (PPP)/Real GDP per capita|*|$
national_saving|Gross national saving|*|% of GDP
gdp_agriculture|GDP - composition, by sector of origin|agriculture|%
gdp_industry|GDP - composition, by sector of origin|industry|%
gdp_services|GDP - composition, by sector of origin|services|%
industrial_growth|Industrial production growth rate|*|%
labor_force|Labor force|*|
labor_agriculture|Labor force - by occupation|agriculture|%
labor_industry|Labor force - by occupation|industry|%
labor_services|Labor force - by occupation|services|%
unemployment|Unemployment rate|*|%
poverty|Population below poverty line|*|%
gini|Distribution of family income - Gini index/Gini Index coefficient - distribution of family income|*|
budget_revenue|Budget|revenues|$
budget_expenditure|Budget|expenditures|$
taxes_revenue|Taxes and other revenues|*|% of GDP
budget_surplus|Budget surplus (+) or deficit (-)|*|% of GDP
budget_deficit|Budget surplus (+) or deficit (-)|*|% of GDP|-
public_debt|Public debt|*|% of GDP
inflation|Inflation rate (consumer prices)|*|%
discount_rate|Central bank discount rate|*|%
prime_rate|Commercial bank prime lending rate|*|%
narrow_money|Stock of narrow money|*|$
broad_money|Stock of broad money|*|$
domestic_credit|Stock of domestic credit|*|$
market_value|Market value of publicly traded shares|*|$
current_account_surplus|Current account balance|*|$
current_account_deficit|Current account balance|*|$|-
exports|Exports|*|$
imports|Imports|*|$
reserves|Reserves of foreign exchange and gold|*|$
external_debt|Debt - external|*|$
fdi_home|Stock of direct foreign investment - at home|*|$
fdi_abroad|Stock of direct foreign investment - abroad|*|$
electricity_production|Electricity - production|*|kWh
electricity_consumption|Electricity - consumption|*|kWh
electricity_exports|Electricity - exports|*|kWh
electricity_imports|Electricity - imports|*|kWh
electricity_capacity|Electricity - installed generating capacity|*|kW
oil_production|Crude oil - production|*|bbl/day
oil_exports|Crude oil - exports|*|bbl/day
oil_imports|Crude oil - imports|*|bbl/day
oil_reserves|Crude oil - proved reserves|*|bbl
refined_consumption|Refined petroleum products - consumption|*|bbl/day
refined_production|Refined petroleum products - production|*|bbl/day
gas_production|Natural gas - production|*|cu m
gas_consumption|Natural gas - consumption|*|cu m
gas_exports|Natural gas - exports|*|cu m
gas_imports|Natural gas - imports|*|cu m
gas_reserves|Natural gas - proved reserves|*|cu m
co2|Carbon dioxide emissions from consumption of energy|*|Mt
telephone_lines|Telephones - main lines in use|*|
mobile_phones|Telephones - mobile cellular|*|
internet_hosts|Internet hosts|*|
internet_users|Internet users|*|
airports|Airports|*|
airports_paved|Airports - with paved runways|total|
airports_unpaved|Airports - with unpaved runways|total|
heliports|Heliports|*|
railways|Railways|total|km
roadways|Roadways|total|km
roads_paved|Roadways|paved|km
roads_unpaved|Roadways|unpaved|km
waterways|Waterways|*|km
merchant_ships|Merchant marine|total|
military_spending|Military expenditures|*|% of GDP
refugees_hosted|Refugees and internally displaced persons|refugees|
displaced_people|Refugees and internally displaced persons|IDPs|
"""


def _field(line: str) -> BookField:
    measure, fields, part, unit, *sign = line.split("|")
    names = (fields,) if fields.startswith("HIV/") else tuple(fields.split("/"))
    return BookField(measure, names, part, unit, -1 if sign else 1)


BOOK_FIELDS = tuple(_field(line) for line in _TABLE.strip().splitlines())
