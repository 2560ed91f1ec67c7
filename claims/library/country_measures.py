# ruff: noqa: E501 (a table keeps one measure on one line)
"""Measures of whole countries that statistical yearbooks give: how claims name them, how long and how exactly they hold.

One line each: name | title | unit | years it keeps | tolerance | names | words that may stand beside | ruled out by.
A tolerance is in percent of the figure ("3%") or in the measure's unit ("1"). Names are groups of words divided by
commas, each of which is enough; "a/b" stands for either. What a claim says beyond these words is another thing, and is
not compared.
"""

from datetime import timedelta
from decimal import Decimal
from itertools import product

from claims.comparison import Measure, Tolerance
from claims.comparison.words import words
from claims.extraction.words import word_set

_YEAR = timedelta(days=366)
_TABLE = """
area_total|Total area|km2|60|2%|area,covers/cover/covering,large,big,size,spans,occupies,territory,surface,extends|surface territory square area cover covers covering large big size total spans occupies extends|land mass water inland arable forest irrigated urban
area_land|Land area|km2|60|2%|land area|surface covers cover mass dry|water arable irrigated forest
area_water|Water area|km2|60|2%|water area,water cover/covers,inland water|surface territory|
coastline|Coastline|km|60|2%|coastline,coast,shoreline|long length stretches runs sea extends extending measures|railway road
land_boundaries|Land boundaries|km|60|2%|land boundary/border/frontier|long length stretch run measure altogether combined extend|coastline
highest_point|Highest point|m|60|1%|highest point/peak/elevation/mountain,tallest peak/mountain|reaches rises high tall above sea level|lowest
arable_land|Arable land|percent|8|1|arable|land area territory farmland|
irrigated_land|Irrigated land|km2|12|5%|irrigated land,irrigated|area|
age_0_14|Aged 0 to 14|percent|3|0.5|0 14 age/aged/year,under 15,0 14,younger 15,14 younger/under,child 14,below 15|young old year people age aged under or|male female boy girl
age_15_24|Aged 15 to 24|percent|3|0.5|15 24|young old year people age aged youth|male female unemployment unemployed
age_25_54|Aged 25 to 54|percent|3|0.5|25 54|old year people age aged adult|male female
age_55_64|Aged 55 to 64|percent|3|0.5|55 64|old year people age aged|male female
age_65_over|Aged 65 and over|percent|3|0.5|65 over/older/above,65 more,over 64|old year people age aged elderly or|male female
median_age_male|Median age of men|a|3|1|median age male/man,median male|year old population men's|female woman
median_age_female|Median age of women|a|3|1|median age female/woman,median female|year old population|male man
population_growth|Population growth|percent|2|0.15|population growth,population growing/grows/grew/grow,population increasing/increases/expanding/increase,growth|annual annually yearly year rate rising|economy gdp economic industrial urban production
population_decline|Population decline|percent|2|0.15|population shrinking/shrinks/shrank/declining/declines/decline/falling/decreasing|annual annually yearly year rate|economy gdp economic
birth_rate|Birth rate|count/1000|3|4%|birth,born|live rate crude inhabitant people population year annually occur baby|death mortality infant maternal
death_rate|Death rate|count/1000|3|4%|death,die,mortality|rate crude inhabitant people population year annually occur|infant maternal live birth child hiv aid
net_migration|Net migration|count/1000|3|0.3|net migration,net migrant|rate inhabitant people population year migrants|
urbanization_rate|Rate of urbanisation|percent|6|0.2|urbanization rate,urbanisation rate,rate urbanization,urban population growing/grows/growth|annual annually yearly change pace|rural
sex_ratio_birth|Sex ratio at birth|count|6|0.01|sex ratio birth,male female birth|at each every|
sex_ratio_total|Sex ratio|count|4|0.01|sex ratio,male female,man woman|each every population total overall|birth
mother_first_birth|Mother's mean age at first birth|a|8|0.7|age first birth,mother first|mean average give gave have child year old woman giving|
maternal_mortality|Maternal mortality|count/100000|8|8%|maternal,mother die,woman die childbirth|mortality death live birth rate ratio childbirth|infant
infant_mortality|Infant mortality|count/1000|4|6%|infant mortality/death,infant die,baby die|mortality death live birth rate infant|maternal male female boy girl
infant_mortality_male|Infant mortality of boys|count/1000|4|6%|infant mortality male/boy|mortality death live birth rate|maternal female
infant_mortality_female|Infant mortality of girls|count/1000|4|6%|infant mortality female/girl|mortality death live birth rate|maternal male
life_expectancy_male|Life expectancy of men|a|3|0.8|life expectancy male/man/boy,man live,male live,man expect|birth expect can year average born old|female woman
life_expectancy_female|Life expectancy of women|a|3|0.8|life expectancy female/woman/girl,woman live,female live,woman expect|birth expect can year average born old|male man
fertility|Total fertility rate|count|3|5%|fertility,child born woman,child woman,child mother|rate child born woman average birth each have bear lifetime give to number|under infant mortality
contraceptive_use|Contraceptive prevalence|percent|10|1.5|contraceptive,contraception|prevalence rate use using woman couple|
health_spending|Health expenditures|percent|6|0.5|health,healthcare|expenditure spending spends spend spent devote devoted allocate allocated gdp gross domestic product care equal equivalent go goes|education military
education_spending|Education expenditures|percent|8|0.4|education|expenditure spending spends spend spent devote devoted allocate allocated gdp gross domestic product equal equivalent go goes|health military
military_spending|Military expenditures|percent|5|0.3|military,defence,defense,army force|expenditure spending spends spend spent devote devoted allocate allocated gdp gross domestic product armed equal equivalent go goes budget|health education
physicians|Physicians|count/1000|8|5%|physician,doctor|density inhabitant people population every|
hospital_beds|Hospital beds|count/1000|8|5%|bed,hospital|density inhabitant people population bed every|
hiv_prevalence|HIV prevalence among adults|percent|6|0.15|hiv,aid|adult prevalence rate infected living live population people have infection|death die
hiv_people|People with HIV/AIDS|count|5|8%|hiv,aid|people living live infected person have virus with|death die died kill killed
hiv_deaths|Deaths from HIV/AIDS|count|5|8%|hiv death/died/die,aid death/died/die|people kill killed related from|living
obesity|Obesity among adults|percent|10|1|obese,obesity|adult prevalence rate population people|child
underweight_children|Underweight children under 5|percent|10|1|underweight|child under age 5 five year prevalence|
literacy_male|Literacy of men|percent|10|1|literacy male/man,literate male/man,man read write,male read write|rate read write can able adult population|female woman illiterate illiteracy
literacy_female|Literacy of women|percent|10|1|literacy female/woman,literate female/woman,woman read write,female read write|rate read write can able adult population|male man illiterate illiteracy
school_life|School life expectancy|a|8|0.7|school life expectancy,schooling,school|year life expectancy child average spend expect education primary tertiary can|male female
youth_unemployment|Youth unemployment|percent|4|1.5|youth unemployment,unemployment 15 24,young unemployed,unemployed 15 24,youth unemployed,young unemployment,youth jobless|rate young people age aged year old labour labor work workforce job 15 24 ages|male female
unemployment|Unemployment|percent|2|0.5|unemployment,unemployed,jobless,joblessness,out work|rate labour labor force workforce worker work people job|youth young 15 24 male female woman man
labor_force|Labour force|count|3|3%|labor force,labour force,workforce|worker people workers strong number comprise active|agriculture industry service unemployed unemployment
labor_agriculture|Work in agriculture|percent|12|1.5|labor agriculture,labour agriculture,workforce agriculture,worker agriculture,work agriculture,employed agriculture,employ agriculture,workforce farming,job agriculture,agriculture employ/occupies|force workforce worker work working employed employ share agriculture people labor labour|gdp
labor_industry|Work in industry|percent|12|1.5|labor industry,labour industry,workforce industry,worker industry,work industry,employed industry,industry employ,job industry|force workforce worker work working employed employ share industry people labor labour|gdp
labor_services|Work in services|percent|12|1.5|labor service,labour service,workforce service,worker service,work service,employed service,service employ,job service|force workforce worker work working employed employ share service sector people labor labour|gdp
poverty|Population below the poverty line|percent|8|1|poverty,poor|line below live living under beneath national population people|
gini|Gini index|count|12|1|gini|index coefficient income inequality family distribution score at|
gdp_ppp|GDP (purchasing power parity)|USD|2|3%|gdp ppp,gdp purchasing power,gdp,gross domestic product,economy|purchasing power parity ppp gross domestic product adjusted terms worth size output economy|official exchange capita head per person growth grew
gdp_official|GDP (official exchange rate)|USD|2|3%|gdp official,gdp exchange,gdp nominal,gdp,gross domestic product,economy|official exchange rate nominal gross domestic product at worth size output economy|purchasing power ppp parity capita head person growth grew
gdp_per_capita|GDP per head|USD|2|4%|gdp capita,gdp head,gdp person,gross domestic product head/capita/person,income capita/head/person,output head/capita/person|gross domestic product purchasing power parity ppp per capita adjusted terms income output person head inhabitant|growth grew
gdp_growth|Growth of GDP|percent|1|0.35|gdp growth,gdp grew/grow/grown/growing/expanded,economy grew/grow/growing/expanded,economic growth,gdp rose,product grew,economy growth|real rate annual gross domestic product by economy output year growth|industrial population
gdp_decline|Shrinking of GDP|percent|1|0.35|gdp shrank/contracted/fell/declined/shrunk,economy shrank/contracted/shrunk/declined,product shrank|real rate annual gross domestic product by economy output year|industrial population
national_saving|Gross national saving|percent|3|1|saving|gross national gdp domestic product rate equal|
gdp_agriculture|Agriculture's share of GDP|percent|5|0.7|agriculture gdp,farming gdp,agriculture product,agriculture economy,agriculture output,agricultural gdp|gross domestic product sector contribute account generate make output economy value produce provide contribution economic|labor labour force worker workforce employ employed work
gdp_industry|Industry's share of GDP|percent|5|1|industry gdp,industrial gdp,industry product,industry economy,industry output|gross domestic product sector contribute account generate make output economy value produce provide contribution economic|labor labour force worker workforce employ employed growth work
gdp_services|Services' share of GDP|percent|5|1|service gdp,service product,service economy,service output|gross domestic product sector contribute account generate make output economy value produce provide contribution economic|labor labour force worker workforce employ employed work exports imports export import
industrial_growth|Industrial production growth|percent|1|0.4|industrial production,industrial output|growth grew rate expanded rose increased increase by annual|shrank fell
inflation|Inflation (consumer prices)|percent|1|0.4|inflation,consumer price|rate consumer price rose annual average stood increase rise year|
budget_revenue|Budget revenues|USD|2|4%|revenue,government income|government budget state national public collected collects take took annual|expenditure spending spent tax gdp
budget_expenditure|Budget expenditures|USD|2|4%|government spending/expenditure/spent/spend/spends,budget expenditure/spending,public spending/expenditure,state spending,expenditure|government budget state national public annual total|revenue health military education
taxes_revenue|Taxes and other revenues|percent|3|0.8|tax,taxes,revenue|other revenue gdp taxes collected take government gross domestic product equal budget|deficit
budget_deficit|Budget deficit|percent|2|0.4|deficit|budget gdp gross domestic product government fiscal equal ran public had|surplus account trade current
budget_surplus|Budget surplus|percent|2|0.4|surplus|budget gdp gross domestic product government fiscal equal ran public had|deficit account trade current
public_debt|Public debt|percent|2|1.5|public debt,government debt,national debt,state debt,sovereign debt|gdp gross domestic product equal equivalent government national|external foreign private
external_debt|External debt|USD|3|4%|external debt,foreign debt,debt abroad,owes abroad/external|owe owed stock total|public
discount_rate|Central bank discount rate|percent|2|0.3|discount rate|central bank set interest|lending
prime_rate|Commercial bank prime lending rate|percent|2|0.4|prime lending,lending rate,prime rate|commercial bank prime lending interest|discount
narrow_money|Stock of narrow money|USD|2|4%|narrow money|stock supply|broad
broad_money|Stock of broad money|USD|2|4%|broad money|stock supply|narrow
domestic_credit|Stock of domestic credit|USD|2|4%|domestic credit|stock|
market_value|Market value of publicly traded shares|USD|3|4%|publicly traded,traded share,market value,stock market capitalisation/capitalization|share market value publicly traded worth stock|
current_account_surplus|Current account surplus|USD|2|5%|current account|balance surplus positive had ran|deficit
current_account_deficit|Current account deficit|USD|2|5%|current account deficit|balance had ran|surplus
exports|Exports|USD|2|4%|export|worth good merchandise value total amount sold sell abroad annual earn revenue|import crude oil gas electricity refined natural petroleum commodity
imports|Imports|USD|2|4%|import|worth good merchandise value total amount bought buy abroad annual bill|export crude oil gas electricity refined natural petroleum commodity
reserves|Reserves of foreign exchange and gold|USD|2|4%|foreign exchange,reserve gold,foreign reserve,exchange reserve,currency reserve|reserve gold hold holding foreign exchange worth currency held|oil gas crude proved
fdi_home|Foreign direct investment at home|USD|3|5%|direct investment home,investment home|stock foreign direct investment|abroad
fdi_abroad|Foreign direct investment abroad|USD|3|5%|direct investment abroad,investment abroad|stock foreign direct investment|home
electricity_production|Electricity production|kW.h|4|4%|electricity production/produced/produces/produce/generation/generates/generated/generate/output|produced generated year annual power|consumption export import consumed capacity
electricity_consumption|Electricity consumption|kW.h|4|4%|electricity consumption/consumed/consumes/used/consume/use/uses|consumed year annual power|production export import produced
electricity_exports|Electricity exports|kW.h|4|4%|electricity export/exported|year annual power export|import production consumption
electricity_imports|Electricity imports|kW.h|4|4%|electricity import/imported|year annual power import|export production consumption
electricity_capacity|Electricity generating capacity|kW|4|4%|generating capacity,electricity capacity,installed capacity|installed electricity power generating|
oil_production|Crude oil production|[bbl_us]|4|5%|oil production/produces/produced/produce/pumps/pumped/output/pump,crude production|crude day daily per|export import reserve refined
oil_exports|Crude oil exports|[bbl_us]|4|5%|oil export/exported,crude export|crude day daily per|import production refined reserve
oil_imports|Crude oil imports|[bbl_us]|4|5%|oil import/imported,crude import|crude day daily per|export production refined reserve
oil_reserves|Crude oil proved reserves|[bbl_us]|5|5%|oil reserve,crude reserve|crude proved proven hold reserve|export import production
refined_consumption|Refined petroleum consumption|[bbl_us]|4|5%|refined petroleum consumption/consumes/consumed,refined product consumption|day daily per product petroleum refined|export import production
refined_production|Refined petroleum production|[bbl_us]|4|5%|refined petroleum production/produces/produced,refined product production|day daily per product petroleum refined|export import consumption
gas_production|Natural gas production|m3|4|5%|gas production/produces/produced/produce|natural year annual|export import consumption reserve
gas_consumption|Natural gas consumption|m3|4|5%|gas consumption/consumes/consumed/used/consume|natural year annual|export import production reserve
gas_exports|Natural gas exports|m3|4|5%|gas export/exported|natural year annual|import production consumption reserve
gas_imports|Natural gas imports|m3|4|5%|gas import/imported|natural year annual|export production consumption reserve
gas_reserves|Natural gas proved reserves|m3|5|5%|gas reserve|natural proved proven hold|export import production consumption
co2|Carbon dioxide emissions|t|5|5%|carbon dioxide,co2,carbon emission,carbon|emission emitted emits emit energy consumption metric year annual dioxide from|
telephone_lines|Telephone main lines|count|5|4%|main line,fixed line,landline,telephone line,land line|telephone main line use fixed phone subscription landline|mobile cellular cell
mobile_phones|Mobile telephones|count|4|4%|mobile,cell,cellular|telephone phone subscription cellular cell mobile subscriber use user|main fixed landline
internet_hosts|Internet hosts|count|3|5%|internet host|internet|user
internet_users|Internet users|count|6|5%|internet user/use/used/using,people online,internet access|user people online access internet used|host
airports|Airports|count|4|3%|airport,airfield|airfield|paved unpaved runway heliport
airports_paved|Airports with paved runways|count|4|3%|airport paved|runway|unpaved
airports_unpaved|Airports with unpaved runways|count|4|3%|airport unpaved|runway|paved
heliports|Heliports|count|4|3%|heliport|heliport|airport
railways|Railways|km|12|4%|railway,rail,railroad|network line track long length route run stretch system extend rail|road highway
roadways|Roads|km|12|4%|roadway,road,highway|network line long length run stretch system extend|paved unpaved expressway railway
roads_paved|Paved roads|km|12|4%|paved road/roadway/highway|network long length|unpaved
roads_unpaved|Unpaved roads|km|12|4%|unpaved road/roadway/highway|network long length|paved
waterways|Waterways|km|8|5%|waterway|navigable inland network long length|
merchant_ships|Merchant marine|count|4|4%|merchant|marine fleet ship vessel merchant|foreign registered owned
"""
_PEOPLE = word_set("people inhabitant resident citizen population country nation state place territory")


def _measure(line: str) -> Measure:
    name, title, unit, years, tolerance, names, beside, ruled_out = line.split("|")
    unit, _, per = unit.partition("/")
    return Measure(
        name=name,
        title=title,
        unit=unit,
        per=Decimal(per or 1),
        shelf_life=int(years) * _YEAR,
        tolerance=_tolerance(tolerance),
        named_by=tuple(group for alternatives in names.split(",") for group in _groups(alternatives)),
        counted_words=_PEOPLE | _as_read(beside),
        population_words=_PEOPLE | {"gdp"},
        ruled_out_by=_as_read(ruled_out),
        whole_clause=True,
    )


def _groups(names: str) -> list[frozenset[str]]:
    return [_as_read(" ".join(chosen)) for chosen in product(*(word.split("/") for word in names.split()))]


def _as_read(listed: str) -> frozenset[str]:
    return frozenset(words(listed))


def _tolerance(written: str) -> Tolerance:
    if written.endswith("%"):
        return Tolerance(relative=Decimal(written.removesuffix("%")) / 100)
    return Tolerance(absolute=Decimal(written))


COUNTRY_MEASURES = tuple(_measure(line) for line in _TABLE.strip().splitlines())
