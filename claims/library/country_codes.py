"""ISO 3166-1 alpha-3 codes of the gazetteer's countries, as statistical services ask for them.

Kosovo has XKX, which the World Bank uses; the countries of the United Kingdom have none of their own.
"""

_TABLE = """
Afghanistan:AFG Albania:ALB Algeria:DZA Andorra:AND Angola:AGO Antigua_and_Barbuda:ATG Argentina:ARG
Armenia:ARM Australia:AUS Austria:AUT Azerbaijan:AZE Bahamas:BHS Bahrain:BHR Bangladesh:BGD
Barbados:BRB Belarus:BLR Belgium:BEL Belize:BLZ Benin:BEN Bhutan:BTN Bolivia:BOL
Bosnia_and_Herzegovina:BIH Botswana:BWA Brazil:BRA Brunei:BRN Bulgaria:BGR Burkina_Faso:BFA
Burundi:BDI Cabo_Verde:CPV Cambodia:KHM Cameroon:CMR Canada:CAN Central_African_Republic:CAF
Chad:TCD Chile:CHL China:CHN Colombia:COL Comoros:COM Congo:COG Costa_Rica:CRI Croatia:HRV Cuba:CUB
Cyprus:CYP Czechia:CZE Côte_d'Ivoire:CIV Democratic_Republic_of_the_Congo:COD Denmark:DNK
Djibouti:DJI Dominica:DMA Dominican_Republic:DOM Ecuador:ECU Egypt:EGY El_Salvador:SLV
Equatorial_Guinea:GNQ Eritrea:ERI Estonia:EST Eswatini:SWZ Ethiopia:ETH Fiji:FJI Finland:FIN
France:FRA Gabon:GAB Gambia:GMB Georgia:GEO Germany:DEU Ghana:GHA Greece:GRC Grenada:GRD
Guatemala:GTM Guinea:GIN Guinea-Bissau:GNB Guyana:GUY Haiti:HTI Honduras:HND Hong_Kong:HKG
Hungary:HUN Iceland:ISL India:IND Indonesia:IDN Iran:IRN Iraq:IRQ Ireland:IRL Israel:ISR Italy:ITA
Jamaica:JAM Japan:JPN Jordan:JOR Kazakhstan:KAZ Kenya:KEN Kiribati:KIR Kosovo:XKX Kuwait:KWT
Kyrgyzstan:KGZ Laos:LAO Latvia:LVA Lebanon:LBN Lesotho:LSO Liberia:LBR Libya:LBY Liechtenstein:LIE
Lithuania:LTU Luxembourg:LUX Madagascar:MDG Malawi:MWI Malaysia:MYS Maldives:MDV Mali:MLI Malta:MLT
Marshall_Islands:MHL Mauritania:MRT Mauritius:MUS Mexico:MEX Micronesia:FSM Moldova:MDA Monaco:MCO
Mongolia:MNG Montenegro:MNE Morocco:MAR Mozambique:MOZ Myanmar:MMR Namibia:NAM Nauru:NRU Nepal:NPL
Netherlands:NLD New_Zealand:NZL Nicaragua:NIC Niger:NER Nigeria:NGA North_Korea:PRK
North_Macedonia:MKD Norway:NOR Oman:OMN Pakistan:PAK Palau:PLW Palestine:PSE Panama:PAN
Papua_New_Guinea:PNG Paraguay:PRY Peru:PER Philippines:PHL Poland:POL Portugal:PRT Qatar:QAT
Romania:ROU Russia:RUS Rwanda:RWA Saint_Kitts_and_Nevis:KNA Saint_Lucia:LCA
Saint_Vincent_and_the_Grenadines:VCT Samoa:WSM San_Marino:SMR Saudi_Arabia:SAU Senegal:SEN
Serbia:SRB Seychelles:SYC Sierra_Leone:SLE Singapore:SGP Slovakia:SVK Slovenia:SVN
Solomon_Islands:SLB Somalia:SOM South_Africa:ZAF South_Korea:KOR South_Sudan:SSD Spain:ESP
Sri_Lanka:LKA Sudan:SDN Suriname:SUR Sweden:SWE Switzerland:CHE Syria:SYR São_Tomé_and_Príncipe:STP
Taiwan:TWN Tajikistan:TJK Tanzania:TZA Thailand:THA Timor-Leste:TLS Togo:TGO Tonga:TON
Trinidad_and_Tobago:TTO Tunisia:TUN Turkmenistan:TKM Tuvalu:TUV Türkiye:TUR Uganda:UGA Ukraine:UKR
United_Arab_Emirates:ARE United_Kingdom:GBR United_States:USA Uruguay:URY Uzbekistan:UZB Vanuatu:VUT
Vatican_City:VAT Venezuela:VEN Vietnam:VNM Yemen:YEM Zambia:ZMB Zimbabwe:ZWE
"""

ISO3: dict[str, str] = {
    name.replace("_", " "): code for name, _, code in (entry.partition(":") for entry in _TABLE.split())
}
"""Codes by the names of claims.extraction.gazetteer."""
