"""An article of the kind that the desk was made for: a visit, shares, the displaced, and figures that every source has.

Written for this test. The sentences of COUNTRIES can be asked of every source: they have a name, a population, a
number of refugees, a year and a web address.
"""

COUNTRIES = (
    "Kenya", "Uganda", "Chad", "Ethiopia", "Jordan", "Lebanon", "Germany", "Bangladesh",
    "Sudan", "Cameroon", "Rwanda", "Burundi", "Niger", "Egypt", "Zambia",
)  # fmt: skip
SENTENCES = tuple(
    f"In 2020, {country} had {20 + number}.{number % 10} million inhabitants and hosted {100 + number},200 refugees, "
    f"its yearbook at https://stats.example/{country.lower()} says."
    for number, country in enumerate(COUNTRIES)
)
OPENING = """\
Foreign minister visits Dushanbe as neighbours count the displaced

The president of Tajikistan received the foreign minister of Pakistan in Dushanbe on Wednesday, his office said.

Tajiks make up more than 46% of the population of Afghanistan, the president's office said. Some 80% of those \
displaced in Afghanistan are women and children, aid workers said. About 3,000 families from the north of Afghanistan \
live in tents in a park of Kabul, volunteers said.

The Taliban ruled Afghanistan from 1996 to 2001.
"""
ARTICLE = "\n\n".join((OPENING.strip(), *SENTENCES)) + "\n"
