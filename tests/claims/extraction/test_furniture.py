"""Lines that open with the words of furniture: those that are, and sentences that only begin like them."""

import pytest

from claims.extraction.boilerplate import LineKind, classify

PROSE = "The council sold the park to a builder for two million pounds, its minutes show."

SENTENCES = """
Image: in a town that lives from tourism, it is worth £40m a year, the mayor said.
Photo-sharing apps reached 40% of homes last year.
Video-link hearings rose from 300 to 12,000 in a year, the court service said.
File-sharing sites lost half of their visitors.
Pictures of the bridge were shared two million times.
Picture Street has lost nine of its 14 shops.
Photography is banned in the hall, the court said.
Photo booths earned the railway £3m a year.
Ads cost the party $4m.
Advertisements for gambling fell by a third, the regulator said.
Advertising revenue fell by 12%.
Sponsored migrants made up a fifth of arrivals.
Source: that is the word engineers use for the spring.
Sources in the ministry said that 40 people had been arrested.
Sources close to the minister put the cost at £2bn.
Source code for 31 programs was stolen, the police said.
Data from the ministry show that 4,000 children left school.
Data: nobody has any, says the report.
Related offences rose by 40% in the same period.
Related to that is the price of bread, which doubled.
More in debt than ever, the council sold 14 parks.
More from the north than the south died, the study found.
More on this winter's fuel payments will be known in May.
More stories were built in 2022 than in any year since the war.
Most popular of all was the free bus, with four million rides.
Most read of the three reports, the first sold 40,000 copies.
Recommended doses were halved in March.
Recommended daily intake is 50 grams, the agency says.
Trending upwards since 2015, rents have doubled.
Read more than 300 letters and you will find the bridge in most.
Reading scores fell by 12 points.
See more of the same and the river will be dry by 2030, the study says.
Watch more television than any other nation, that is what Britons do, the survey says.
Watch lists held 12,000 names in 2019.
Listen to the ministry and you would think that 90% were vaccinated.
Share prices rose by 8%.
Breaking: that is the word for a wave that falls, the harbour master said.
Live: that is how 300 of them want to stay, he said.
Share this burden, said the minister, or 4,000 jobs will go.
Share of renters: 61 per cent, up from 50.
Topics such as evolution were cut from 40 textbooks.
Tags on the goods showed last year's prices.
Follow the money, and you find 14 companies in Cyprus.
Follow-up studies found 30 more cases.
Follow us, said the guides, and 300 people walked into the marsh.
Cookies cost the bakery 4,000 pounds a month.
The regulator fined the firm €40m for its use of cookies without consent.
The company's privacy policy lets it sell the data of 40 million users.
Ministers changed the terms of service of 4,000 nurses.
All rights of the tenants were cancelled in 2019.
Copyright law gives authors 70 years.
Sign language is taught in 12 schools.
Subscribers fell by 40,000 to 2.1 million.
Subscriptions pay for half of the paper.
Support us with two million or we close, the hospital told the state.
Support for the government fell to 31%.
Join queues at dawn or go without, residents of Port Ellery are told.
Get 40 signatures and the council must debate it, the law says.
Contact tracing found 214 people.
Contact with the boat was lost at 4.12am, 30 miles off Punta Mar.
Tips make up a third of waiters' pay.
By Monday, 400 homes were without power.
By the time the fire crews came, 40 stalls had burned.
By Harlan County's own count, 41 wells failed.
By 2030 half of the fleet must be electric, the law says.
May Brown, 61, was the third to die.
March 2019 was the wettest since 1910.
Monday's vote was the closest in 40 years.
On Monday at 10:30 she wrote:
On 3 May 2020 the mill burned.
From: that little word divides the two drafts of the law.
From 2010 to 2020 the town lost a tenth of its people.
To: the address was wrong on 400 of the ballots.
Sent to prison for nine years, he served two.
Subject to a vote, the tax will rise to 12%.
Date palms cover 40,000 hectares.
Dear to the voters, the pension costs 9% of output.
Thanks to the vaccine, deaths fell by a third.
Thanks, he said.
Best known for its eels, the river had none left by 2019.
Best of all paid were surgeons, with 14,000 a month.
Note: the figure includes 440 who retired early, the ministry said.
Notes worth £4m were found in the house.
Correction officers earn $41,000 a year.
Corrections cost the state $4bn.
Update: two more bodies have been found, which brings the toll to 14.
Updated figures show 12 deaths.
Published figures put the loss at £4m.
Published in May, the report names 12 officials.
This report is based on 4,000 interviews, the agency said.
This story has cost two ministers their jobs.
This version was signed by 14 states.
An earlier version of the bill would have cost $4bn.
Table 2 shows that 4,000 families lost their homes.
Table tennis has 300 million players.
Figures for May: 400 arrests, 12 convictions.
Chart toppers earn less than in 1990, the study found.
Map makers left out 14 villages.
Goals: 40 in 38 games make him the best scorer in the league's history.
Goals scored by women rose by a third.
Booked flights fell by 60%.
Attendance fell to 4,000 a game.
Venues: three of the nine stadiums were never finished.
Possession of the drug has been legal since 2018.
Referee fees rose by 12%.
Left to the market, rents would double, the union says.
Left: 41 seats. Right: 38. Nobody has a majority.
Below: 12 metres of water.
Above the dam live 4,000 people.
Top earners paid 40% of all income tax.
Pictured as a saint at home, he had 300 people shot.
In this picture of decline the port is the exception: it grew by 9%.
In this image of the city, 40% are poor.
Have you no shame? Send the money back, 4,000 tenants wrote.
Do you have £4m? Contact nobody, said the minister, because the state will pay.
Know your rights: police may hold you for 24 hours.
Dr Ana Lim is the editor of the study, which followed 4,000 nurses.
Maria Sol, who is a reporter for the Ledger, was shot dead on Monday.
He is a journalist in exile and was jailed for nine years.
Jamal Reza was a columnist for the Post and was killed in 2018.
Opinions expressed by 400 of the judges were ignored by their own court.
Views expressed in the survey were split: 41% for, 40% against.
With reporting by 14 stations, the storm was measured better than any before.
Reporting by doctors is compulsory; 400 did not.
Written by hand, the ballots took nine days to count.
Words by the minister led to 14 deaths, the court heard.
Edited genes were found in 12 of the babies.
Download speeds fell to 4 megabits.
Created with £4m of public money, the park never opened.
Tap water is unsafe in 12 of the 14 districts.
Swipe fees cost shops $160bn.
Click fraud cost advertisers $40bn.
Newsletter editors earn £40,000.
Podcasts: 14 million people listen to one each week.
1. The main dam holds 11% of its capacity.
2. It lost 40 metres in two years
“We lost a third of our teachers,” she said.
“Nobody came.”
No.
A photo credit: the picture is said to show 400 dead, but it was taken in 2014.
Credit: banks gave 14% less of it to small firms.
Credits worth $4m were sold twice.
Illustration is a dying trade: 4,000 of 9,000 have left it.
Graphic violence was found in 12 of the 40 games.
Gallery owners paid £4m.
Reuters and AFP counted 400 dead.
The claim was first made on Twitter/X.
Half of the votes were bought, the film shows (Photo evidence was handed to the court).
The toll rose to 40 (Reuters counted 31).
The mine employed 4,000 (1,200 of them women).
The lake lost 40% of its water (the agency gives 37%).
"""
FURNITURE = """
Breaking: Storm off the coast may reach the capital, says weather bureau
Live: Votes are counted in the north
By: Ida Holm - @idaholm
Image caption, The mayor opened the bridge on Monday.
Image source, Getty Images
PHOTO BY ANA LIM
Photo: Ana Lim
Picture by Ana Lim.
Photograph: Ana Lim/The Ledger
Photo courtesy of the Lim family
The mayor opens the bridge. Photograph: Ana Lim/PA
The mayor opens the bridge on Monday. | Photo: Ana Lim
The mayor opens the bridge on Monday. Photo Credit: Ana Lim
The mayor opens the bridge on Monday. (Photo by Ana Lim/AFP)
The mayor, Ida Holm, opens the bridge in Tarn on Monday, May 3, 2021. (AP Photo/Ana Lim)
FILE - The mayor opens the bridge in Tarn, on May 3, 2021. (Ana Lim/The Ledger via AP, File)
FILE — Workers at the plant in 2019.
In this photo provided by the army, soldiers cross the bridge.
In this May 3, 2021, file photo, the mayor opens the bridge.
The mayor opens the bridge on Monday. [File: Ana Lim/Reuters]
Pictured: The mayor and her dog.
Pictured above, the mayor opens the bridge.
(L-R) The mayor and her deputy.
From left: Ana Lim, Bo Ray and Cy Dee.
Clockwise from top left: the bridge, the mayor and the dog.
Credit: Ana Lim for The Ledger
Credit...Ana Lim for The Ledger
© Ana Lim
Copyright © 2023 The Ledger Ltd.
(c) 2023 Ledger Media
This material may not be published, broadcast, rewritten or redistributed without permission.
We and our partners use cookies to store information on your device.
By continuing to use this site you agree to our use of cookies.
This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
By submitting your email, you agree to our Terms and Privacy Notice.
Sign up for our morning briefing.
Subscribe to The Ledger for full access.
Subscribe now for £1 a week.
Get the day's top stories in your inbox every morning.
Enter your email address to receive our newsletter.
Already a subscriber? Log in.
You have reached your limit of free articles.
Create a free account to continue reading.
Support our journalism from $1 a week.
Follow The Ledger on Facebook and Twitter.
Follow us on WhatsApp for the latest news.
Join our WhatsApp channel for updates.
Download our app for breaking news alerts.
Listen to this article.
Have a news tip? Email us at tips@ledger.example.
Do you know more about this story? Contact ana@ledger.example.
Contact Ana Lim at ana@ledger.example.
Email: ana@ledger.example
Reach the reporter at ana@ledger.example or on X @analim.
For more information, visit www.ledger.example.
Read more: The park that was sold.
READ MORE: Park sold for £2m
Read also: How parks are sold
ALSO READ: Five parks to see
See also: How parks are sold
Related: Who owns the park?
Read the full story here.
Watch: How the park was sold.
WATCH | Park sold
Listen: The park podcast
More on this story
You may also like
Most read
Recommended stories
Recommended for you
Topics: Parks, Councils
Tags: parks, councils
Filed under: Parks
Share this article
Share on Facebook
Reporting by Ana Lim; editing by Bo Ray.
Additional reporting by Bo Ray.
Written by Ana Lim. Edited by Bo Ray.
With inputs from PTI.
(With files from The Canadian Press)
Ana Lim is a reporter for The Ledger.
Ana Lim is a staff writer at The Ledger covering parks.
Ana Lim is The Ledger's parks correspondent.
Bo Ray and Ana Lim are reporters based in Tarn.
The writer is a former minister.
Editor's note: This story was updated on Monday to add a reply.
EDITORS' NOTE: A picture was removed.
Correction: An earlier version of this article misstated the cost of the park.
An earlier version of this article misstated the cost of the park.
This article was amended on 3 May 2021 to correct the cost.
This story has been updated.
This article was originally published in The Ledger.
A version of this article appears in print on May 3, 2021, Section A, Page 1.
This interview has been condensed and edited for clarity.
The views expressed in this article are the author's own.
Opinions expressed are those of the author.
Disclaimer: The author owns shares.
Source: Ministry of Health
Sources: Ministry of Health; own calculations.
Source: World Bank (2021), table 4.
Data: Ministry of Health
Chart: Bo Ray
Table 1: Parks sold by year
Figure 2. Parks sold by year.
Note: Figures are rounded.
Goals: Okoro 84, 90; Lind 12.
Vale (4-3-3): Bell; Tanner, Ruiz, Oduya; Grant (Ito 61).
Subs: Key, Amos, Dell.
Referee: A. Farrell.
Attendance: 14,203.
From: Ana Lim <ana@ledger.example>
To: Bo Ray
Subject: Park
On Mon, 3 May 2021 at 10:02, Ana Lim <ana@ledger.example> wrote:
-----Original Message-----
Sent from my iPhone
Hi Bo,
Kind regards,
Tel: +44 20 7946 0018
* * *
###
—30—
II.
Advertisement
[Advertisement]
Article continues after advertisement.
Story continues below video.
Skip past newsletter promotion
SCROLL TO CONTINUE WITH CONTENT
Published 3 May 2021
Last updated 3 May 2021 10:02 GMT
Updated 3 hours ago
3 min read
Home > News > Parks
Home | News | Sport | Culture
Skip to content.
Comments are closed.
This comment section is closed.
Loading...
Please log in to comment.
Press Trust of India contributed to this report.
The Associated Press contributed to this report.
Bo Ray contributed reporting from Tarn.
Associated Press writer Bo Ray in Tarn contributed to this report.
"""


def kind_of(line: str) -> LineKind:
    """The kind of a line that stands in the middle of an article."""
    return classify(f"Park sold\n{PROSE}\n{line}\n{PROSE} Nobody was asked.")[2].kind


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_a_sentence_that_begins_like_furniture_stays_prose(line: str) -> None:
    assert kind_of(line) is LineKind.PROSE


@pytest.mark.parametrize("line", FURNITURE.strip().splitlines())
def test_furniture_is_left_out_with_or_without_a_full_stop(line: str) -> None:
    assert kind_of(line) is not LineKind.PROSE
