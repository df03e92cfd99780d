"""The truth table of comparing: two claims and what they are to each other, one pair in two lines.

The first column of a pair gives the label, or for a conflict its strength; below it stands the kind, or the
flag that says why there is no conflict ("-" where none is asked for). Unless a claim says otherwise, it was
published on 4 March about the town of Torvane in Kastren.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.conflict.detect import compare, relate

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement

TABLE = """
# Two exact counts
hard     | ministry: {14 people} were killed at the market
quantity | front: {31 people} were killed at the market
hard     | ministry: {14 people} died in the shelling
quantity | front: the shelling killed {31 people}
hard     | union: {27,000} took part in the march
quantity | police: {4,000 people} marched through the town
hard     | police: the march drew {4,000 people}
quantity | union: we were {30,000} in the streets
unrelated | police: the march drew {4,000 people}
-        | union: we were {2} down by then
hard     | council: {12 houses} burned down
quantity | mayor: the fire destroyed {40 homes}
hard     | council: the rebels hold {12 villages}
quantity | front: we have seized {30 villages}
hard     | police: {3 suspects} were arrested after the robbery
quantity | mayor: officers detained {9 suspects} after the robbery
hard     | charity: {250 people} were on board the boat
quantity | navy: the boat carried {90 people}
hard     | ministry: the army intercepted {12 drones}
quantity | front: {3 drones} were shot down
agree    | ministry: {14 people} were killed at the market
-        | front: the shelling of the market killed {14 people}
agree    | council: {12 houses} burned down
-        | mayor: the fire destroyed {12 homes}

# Lower bounds
soft     | officials [Kastren]: the rebels have captured {more than 100 districts}
quantity | rebels [Kastren]: we hold {over 200 districts} in {34 provinces}
soft     | officials: the rebels hold {more than 100 villages}
quantity | rebels: we control {250 villages}
hard     | officials: the rebels hold {more than 100 villages}
quantity | rebels: we control {about 90 villages}
hard     | officials: the rebels hold {more than 100 villages}
quantity | rebels: we control {80 villages}
hard     | officials: the rebels hold {more than 100 villages}
quantity | rebels: we control {100 villages}
agree    | officials: the rebels hold {at least 100 villages}
-        | rebels: we control {100 villages}
agree    | officials: the rebels hold {more than 100 villages}
-        | rebels: we control {120 villages}
agree    | officials: the rebels hold {more than 100 villages}
-        | rebels: we control {over 110 villages}
agree    | police: {at least 20 people} were killed at the market
-        | hospital: {25 people} were killed at the market
agree    | police: {at least 20 people} were killed at the market
-        | hospital: {60 people} were killed at the market
agree    | police: {at least 20 people} were killed at the market
-        | hospital: {more than 30 people} were killed at the market
hard     | police: {at least 20 people} were killed at the market
quantity | hospital: {12 people} were killed at the market
hard     | governor: {more than 2,000 villagers} were buried in the landslide
quantity | agency: {around 670 people} are under the debris of the landslide
soft     | council: {more than 4,000 people} fled the town
quantity | front: {nearly 9,000 people} fled the town

# Upper bounds
hard     | council: {more than 4,000 people} fled the town
quantity | governor: {no more than 1,500 people} fled the town
hard     | charity: {250 people} were on board the boat
quantity | navy: {at most 90 people} were on board the boat
hard     | charity: {at least 90 people} were on board the boat
quantity | navy: {fewer than 90 people} were on board the boat
agree    | charity: {at least 90 people} were on board the boat
-        | navy: {at most 90 people} were on board the boat
agree    | charity: {80 people} were on board the boat
-        | navy: {up to 90 people} were on board the boat
hard     | charity: {over 70 people} died in the crash
quantity | railway: {up to 50 people} died in the crash
agree    | charity: {fewer than 90 people} fled the town
-        | navy: {at most 50 people} fled the town

# About, nearly, rounding, ranges, vague words
agree    | police: {about 100 houses} were destroyed
-        | mayor: {105 houses} were destroyed
hard     | police: {about 100 houses} were destroyed
quantity | mayor: {150 houses} were destroyed
agree    | police: {nearly 200 houses} were destroyed
-        | mayor: {190 houses} were destroyed
hard     | police: {nearly 200 houses} were destroyed
quantity | mayor: {230 houses} were destroyed
agree    | police: {some 2 million people} fled the town
-        | mayor: {1,996,431 people} fled the town
agree    | police: {6.3 million people} fled the town
-        | mayor: {6.32 million people} fled the town
agree    | police: {1,200 houses} were destroyed
-        | mayor: {1,213 houses} were destroyed
hard     | police: {1,211 houses} were destroyed
quantity | mayor: {1,213 houses} were destroyed
agree    | police: {10-20 houses} were destroyed
-        | mayor: {15 houses} were destroyed
hard     | police: {10-20 houses} were destroyed
quantity | mayor: {25 houses} were destroyed
hard     | police: {10-20 houses} were destroyed
quantity | mayor: {30-40 houses} were destroyed
agree    | guide: {scores of yaks} were swept away
-        | farmers: {70 yaks} were swept away
hard     | guide: {scores of yaks} were swept away
quantity | farmers: {6 yaks} were swept away
agree    | police: {dozens of people} were injured at the market
-        | hospital: {48 people} were injured at the market
agree    | police: {around 9 houses} were destroyed
-        | mayor: {9 houses} were destroyed

# Another thing is counted
unrelated | ministry: {14 people} were killed at the market
-         | front: {31 people} were wounded at the market
unrelated | ministry: {14 houses} were destroyed
-         | front: {31 cars} were destroyed
unrelated | ministry: {14 houses} were destroyed
-         | front: {31 houses} were damaged
unrelated | ministry: {69 fighters} were killed in the raid
-         | front: {20 civilians} were killed in the raid
unrelated | ministry: the front lost {12 villages}
-         | front: {30 villages} were shelled
unrelated | council: {900 children} were registered
-         | governor: {300 tents} were registered
unrelated | ministry: {12 percent} of the houses were destroyed
-         | mayor: {40 houses} were destroyed
unrelated | ministry: {12 soldiers} were killed in the fighting
-         | front: {7 fighters} were killed in the fighting
unrelated | council: {12 trucks} were sent
-         | mayor: there are {40 trucks} on the road to the port
unrelated | police: {3 suspects} were arrested
-         | mayor: {9 suspects} were released
unrelated | council: {40 houses} in the station district were destroyed
-         | mayor: the town has {6,000 houses}
unrelated | mayor: the front lost {12 villages}
-         | front: {30 soldiers} were lost
hard      | ministry: we lost {12 soldiers} in the battle for the bridge
quantity  | front: {90 soldiers} were killed in the battle for the bridge

# A part of the whole
unrelated | hospital: {3 children} were killed in the shelling
subset    | police: {14 people} were killed in the shelling
hard      | hospital: {30 children} were killed in the shelling
quantity  | police: {14 people} were killed in the shelling
unrelated | union [Torvane]: {4,100 teachers} walked out
subset    | minister [Kastren]: {38,000 teachers} are on strike
hard      | union [Torvane]: {41,000 teachers} walked out
quantity  | minister [Kastren]: {38,000 teachers} are on strike
unrelated | officials [Torvane]: the rebels hold {5 districts}
subset    | rebels [Kastren]: we hold {over 200 districts}
hard      | mayor [Torvane]: a bomb killed {13 people} at the station
quantity  | president [Kastren]: a bomb killed {16 people} at the station
agree     | hospital: {3 children} were killed in the shelling
-         | police: {at least 2 people} were killed in the shelling

# Another place
unrelated | ministry [Torvane]: {14 people} were killed at the market
place     | front [Ulmen]: {31 people} were killed at the market
unrelated | ministry [Torvane]: {14 people} were killed at the market
place     | front [Farland]: {31 people} were killed at the market
unrelated | ministry: the army holds {14 villages} in the north
place     | front: the army holds {31 villages} in the south
unrelated | ministry [Bexley]: {14 houses} were destroyed
place     | front [Qala-i-Mir]: {31 houses} were destroyed
hard      | ministry [Qala-e-Mir]: {14 houses} were destroyed
quantity  | front [Qala-i-Mir]: {31 houses} were destroyed
unrelated | ministry [Bexley]: {14 houses} were destroyed
-         | front [Kastren]: {31 houses} were destroyed
unrelated | ministry [nowhere]: {14 houses} were destroyed
-         | front [nowhere]: {31 houses} were destroyed
hard      | ministry [nowhere]: the storm destroyed {14 houses} in Bexley
quantity  | front [nowhere]: the storm destroyed {31 houses} in Bexley

# Another time
unrelated | ministry [on 2 March]: {14 people} were killed at the market
time      | front [on 4 March]: {31 people} were killed at the market
hard      | ministry [on 3 March]: {14 people} were killed at the market
quantity  | front [on 3 March]: {31 people} were killed at the market
hard      | ministry [on 3 March]: {14 people} were killed at the market
quantity  | front [5 March]: {31 people} were killed at the market
unrelated | ministry [10 January]: the army holds {14 villages}
-         | front [30 April]: the army holds {31 villages}
unrelated | ministry [10 January]: petrol costs {14 crowns} a litre
-         | trader [30 April]: petrol costs {31 crowns} a litre
hard      | ministry: petrol costs {14 crowns} a litre
quantity  | trader: petrol costs {31 crowns} a litre
unrelated | ministry [undated]: petrol costs {14 crowns} a litre
-         | trader [undated]: petrol costs {31 crowns} a litre
hard      | ministry [undated]: the fire destroyed {14 houses}
quantity  | mayor [undated]: the fire destroyed {31 houses}

# Another happening
unrelated | ministry: {14 people} were killed by the earthquake
event     | front: {31 people} were killed in a bus crash
unrelated | ministry [Kastren]: {14 people} were killed
-         | front [Kastren]: {31 people} were killed
unrelated | police [Kastren]: {14 people} were killed in a bombing
event     | army [Kastren]: {31 people} were killed in a shipwreck
hard      | police [Kastren]: {14 people} were killed in the bombing of the old mosque
quantity  | army [Kastren]: {31 people} were killed by the blast in the old mosque
hard      | police: {14 people} were killed by gunmen
quantity  | army: {31 people} were killed in the explosion
unrelated | hospital: {14 people} were killed at the market
-         | police [6 March]: {3 passengers} were killed and {11} injured
hard      | rescuers: {9 people} died in the quake
quantity  | lawmaker [5 March]: {at least 18 people} lost their lives
unrelated | rescuers: {9 people} died in the quake
-         | lawmaker [8 March]: {at least 18 people} lost their lives
hard      | mayor: {more than 40 people} had died
quantity  | hospital: {12 people} had died
hard      | mayor [on 2 March]: {40 people} had died
quantity  | hospital [on 2 March]: {12 people} had died
unrelated | mayor [on 2 March]: {40 people} had died
time      | hospital [on 3 March]: {12 people} had died
unrelated | mayor [Kastren, on 2 March]: {40 people} had died
-         | hospital [Kastren, on 2 March]: {12 people} had died
hard      | railway: the train was travelling at {90 km} an hour
quantity  | investigator: the train was doing {160 km} an hour
unrelated | railway [Kastren]: the train was travelling at {90 km} an hour
-         | investigator [Kastren]: {160 km} of rails must be laid for the train
unrelated | front: the shelling of the market killed {31 people}
-         | hospital: {2 people} were killed when a grenade landed in a courtyard
hard      | governor: {2,000 villagers} were buried alive
quantity  | agency [3 March]: {670 people} lie under the debris

# Later counts
unrelated | hospital: {14 people} were killed at the market
update    | hospital [6 March]: {19 people} were killed at the market
unrelated | hospital: {19 people} were killed at the market
update    | hospital [6 March]: {17 people} were killed at the market
unrelated | hospital: {14 people} were killed at the market
update    | police [9 March]: {19 people} were killed at the market
hard      | hospital: {19 people} were killed at the market
quantity  | police [9 March]: {14 people} were killed at the market
hard      | hospital: {14 people} were killed at the market
quantity  | police [5 March]: {19 people} were killed at the market
unrelated | hospital: {14 people} were killed at the market
update    | police [5 March]: the number of people killed at the market has risen to {19}
unrelated | hospital: {14 people} were killed at the market
same-party | hospital: {19 people} were killed at the market
unrelated | centre: we have {51 dead}
update    | centre [12 March]: the number of fatalities has reached {214}
hard      | court: the fine for the cartel is {376 million crowns}
quantity  | court [9 March]: the fine for the cartel is {98 million crowns}

# Money, shares, lengths
hard      | court: the cartel fine amounts to {376 million crowns}
quantity  | lawyer: my clients were ordered to pay {98 million crowns}
hard      | minister [Kastren]: renewables supply {64 percent} of our electricity
quantity  | engineer [Kastren]: wind and water covered {89 percent} of demand this month
hard      | campaign: our lead is {12 points}
quantity  | rival: we trail by {at most 3 points}
unrelated | minister: inflation stands at {12 percent}
-         | bank: turnout was {40 percent}
unrelated | minister: the bridge cost {12 million crowns}
-         | mayor: the bridge cost {12 million euros}
agree     | survey: the iceberg covers {3,672 square km}
-         | magazine: the iceberg covers {1,418 square miles}
hard      | survey: the iceberg covers {3,672 square km}
quantity  | magazine: the iceberg covers {3,000 square miles}
unrelated | house: the violin was sold for {1.5 million pounds} including fees
-         | dealer: the violin was sold for {1.2 million pounds}
agree     | navy: the wreck lies {100 km} off the coast
-         | fishermen: the wreck lies {about 62 miles} off the coast
hard      | navy: the wreck lies {100 km} off the coast
quantity  | fishermen: the wreck lies {about 30 miles} off the coast
unrelated | minister [Kastren]: tickets in Oldport cost {12 crowns}
-         | trader [Kastren]: tickets in Newport cost {19 crowns}
unrelated | minister: the rate rose to {4 percent} from {3 percent}
-         | bank: the rate rose to {5 percent} from {2 percent}
unrelated | council: {2 million crowns} are needed for blankets
-         | mayor: we will need {5 million crowns} for the bridge

unrelated | ministry: the shelling of the market killed many within {2 days}
-         | front: the shelling of the market killed many within {5 days}

# Plans, forecasts, questions, hedges, denials of figures
unrelated | ministry: we expect a harvest of {21 million tonnes} of wheat
plan      | traders: farmers brought in a harvest of {9.5 million tonnes} of wheat
unrelated | front [intends]: the fighters take {12 villages}
plan      | ministry: the fighters took {3 villages}
unrelated | reporter [asks]: were {40 people} killed at the market
question  | hospital: {14 people} were killed at the market
hard      | bureau: the river is expected to crest at {36 metres} at the old bridge
quantity  | service: the river will crest at {38 metres} at the old bridge
hedged    | hospital [probably]: {14 people} were killed at the market
quantity  | police: {31 people} were killed at the market
hedged    | hospital [possibly]: {14 people} were killed at the market
quantity  | police [probably]: {31 people} were killed at the market
hard      | ministry [denies]: {14 people} were killed at the market
negation  | front: {14 people} were killed at the market

# Denials
hard      | governor [denies]: government troops cut off the water supply of the town
negation  | front: government troops cut off the water supply
hard      | health minister: the ministry never paid for the masks
negation  | reporter: the ministry paid for the masks
hard      | ministry: our guns did not fire on the market
negation  | front: the guns fired on the market
hard      | ministry: the army didn't shell the market
negation  | front: the army shelled the market
soft      | group: the refinery has been discharging benzene into the creek
negation  | company: no benzene whatsoever leaves our site
soft      | player: the trainer hit girls in the squad
negation  | club: accusations of violence against our trainer are invented
hard      | paper: the minister took a bribe from the builders
negation  | minister: it is untrue that the minister took a bribe
unrelated | front: the army shelled the market
-         | ministry: it is not clear whether the army shelled the market
unrelated | front: the army shelled the market
-         | ministry: the pictures do not show whether the army shelled the market
hard      | front: the army shelled the market
negation  | ministry: it is a lie that the army shelled the market
unrelated | front: the army shelled the market
-         | ministry: the front may lie and say that the army shelled the market
soft      | nurse: staff used dirty needles in March
negation  | clinic: not a word of what our ex-colleague says is true
soft      | driver: the laboratory faked the crash tests
negation  | laboratory: what this man tells the papers about us is a fairy tale
unrelated | driver: the laboratory faked the crash tests
-         | laboratory: the claim that we are leaving the town is a lie
unrelated | diver: the wreck has split in the storm
-         | museum: the wreck lies at 52 metres and has split
unrelated | front: the army shelled the market
-         | ministry [doubts]: the army shelled the market
unrelated | front: the army shelled the market
-         | ministry: the army did not say who shelled the market
unrelated | front: the army shelled the market
-         | ministry: no soldier was hurt in the exercise
unrelated | ministry: the army never shelled the market
-         | governor: the army did not shell the market
unrelated | front [Ulmen]: the army shelled the market
place     | ministry [Torvane]: the army did not shell the market
unrelated | front [on 1 March]: the army shelled the market
time      | ministry [on 3 March]: the army did not shell the market
unrelated | front [10 January]: the army shelled the market
-         | ministry [30 April]: the army did not shell the market
hard      | minister [3 February]: the ministry never paid for the masks
negation  | minister [18 March]: the ministry paid for the masks in full
unrelated | regulator: we are examining whether the syrup contained glycol
-         | company: we exported the syrup in December
unrelated | chamber: the mine must not reopen
plan      | president: the mine has reopened
hard      | company [nowhere]: the Oxbow mine was never closed by the court
negation  | union [nowhere]: the Oxbow mine was closed by the court
unrelated | company [nowhere]: the mine was never closed
-         | union [nowhere]: the mine was closed
unrelated | company: there is no strike
-         | union: the trains were late again
agree     | officials: the rebels seized a key district with a border crossing
-         | soldier: the rebels seized the district and its crossing without a fight
unrelated | hospital: {14 people} were killed at the market
-         | ministry: reports that Mayor Piet Sallow had been killed were false
hard      | paper: Mayor Sallow had been killed
negation  | ministry: reports that Mayor Piet Sallow had been killed were false
unrelated | ministry: reports that Mayor Piet Sallow had been killed were false
same-party | ministry: the mayor was alive and at work
unrelated | villagers: the army shelled the market and the school
-         | ministry: the army shelled the market, but not because of the rain

# Alive or dead, open or shut, up or down
hard      | paper: Mayor Piet Sallow is dead
status    | ministry: Mayor Piet Sallow is alive
hard      | rebels: we killed commander Halm Dessik
status    | front: Commander Dessik survived and is well
unrelated | rebels: we killed commander Halm Dessik
-         | front: Commander Orrin Vay survived
soft      | paper: the mayor is dead
status    | ministry: the mayor is alive
unrelated | paper: the singer is dead
-         | ministry: the pilot is alive
soft      | company: the pumping station was shut down on Tuesday
status    | officials: the pumping station is operating normally
unrelated | company [Kastren]: the reactor was shut down in a hurry by its own crew
-         | officials [Kastren]: the old reactor opened its doors to visitors from abroad
unrelated | ministry [1 March]: Mayor Piet Sallow is alive
-         | paper [9 March]: Mayor Piet Sallow is dead
soft      | ministry: the northern border crossing is open
status    | truckers: the northern border crossing is closed
unrelated | ministry: the northern border crossing is open
-         | truckers: the airport is closed
soft      | bank: food prices rose in February
status    | ministry: food prices fell in February
unrelated | bank: food prices rose in February
-         | ministry: the exports of wheat fell
soft      | court: regulators approved the merger of the dairies
status    | rival: regulators rejected the merger of the dairies
unrelated | court: regulators approved the merger of the dairies
-         | dairy: the merger of the dairies was accepted
unrelated | bank: prices rose and fell
-         | ministry: prices fell
unrelated | bank [on 2 February]: food prices rose
time      | ministry [on 3 March]: food prices did not rise
soft      | police: the teacher Jon Abel was released
status    | lawyer: the teacher Jon Abel is in custody
unrelated | monitor: the counter outside the reactor showed a high dose
-         | technician: the counter inside the reactor showed a high dose

# Who holds a place
hard      | ministry: the town is fully under our control
control   | commander: the rebels captured the town
soft      | ministry: the town is under our control
control   | commander: our fighters hold the town
soft      | Free Army: the Elm field is guarded by our brigades
control   | Southern Movement: we shut the Elm field down and occupy its gates
soft      | Party of Workers: Farland soldiers were driven off Mount Elm
control   | Farland general staff: our troops have set up a camp on the summit of Elm
hard      | Kastren ministry: the city is fully back under our control
control   | councillor: Orrin fighters have seized the police headquarters in the city
unrelated | daily: the army entered and took control of the southern quarter
place     | commander: we still hold the northern suburbs
unrelated | daily: the army seized the bridge
-         | commander: our fighters hold the station
soft      | daily: the army seized the bridge
control   | commander: our fighters hold the bridge
unrelated | ministry [1 March]: the army holds the town
-         | commander [9 March]: our fighters captured the town
unrelated | ministry [Kastren]: the army holds the town
-         | commander [Kastren]: our fighters hold the town
agree     | ministry: the army holds the town
-         | governor: soldiers have seized the town
unrelated | ministry: the front had earlier seized the town
-         | governor: soldiers hold the town
unrelated | daily [on 2 March]: the town fell to the rebels
-         | ministry: the army has retaken the town
unrelated | ministry: the army does not hold the town
-         | governor: soldiers are hungry
unrelated | ministry: the army was driven out of the town
-         | governor: the army withdrew from the town
soft      | ministry: the army holds the town
control   | governor: the army has withdrawn from the town
unrelated | ministry: the rebels withdrew from the town
-         | governor: the army holds the town
unrelated | ministry: control of the town matters
-         | governor: soldiers hold the town
unrelated | ministry: the army holds the town
-         | commander: our leaders held talks in the town
unrelated | ministry: the army holds the town
-         | commander: two shells fell on our camp
soft      | ministry: the army holds the town
control   | commander: the town has fallen to our fighters
unrelated | ministry: the army holds the Oxbow mine near Torvane
-         | commander: our fighters hold the Elm dam near Torvane

hard      | Hill Front: we have taken the city of Torvane completely
control   | government: Torvane remains in the hands of the army
unrelated | Hill Front: we have taken the time to think
-         | government: Torvane remains in the hands of the army
unrelated | Hill Front: we seized the airport
-         | army: all of the command is in our hands

unrelated | officials [Qala-i-Mir]: the border crossing had fallen to the rebels
-         | ministry [Qala-i-Mir]: all of it is under our control
unrelated | Hill Front: we shut the port down and occupy its gates
-         | army: our brigades guard the field

# Who did it
soft      | mayor: a Farland missile hit the hospital
agent     | embassy: the hospital was struck by a Kastren missile
unrelated | service: a Farland quake hit the town
-         | survey: a Kastren quake hit the town
soft      | Southern Front: our men planted the bomb at the market
agent     | police: Orrin League was behind the market bombing
unrelated | Southern Front: our men planted the bomb at the market
-         | police: Southern Front was behind the market bombing
unrelated | villagers: bandits staged the ambush of the wedding party
-         | police: gunmen were behind the ambush of the wedding party
unrelated | army: Southern Front was behind the bombing of the station
-         | police: Orrin League was behind the bombing of the mosque
unrelated | army: Southern Front was behind the bombing of the station
-         | police: it is not clear who was behind the bombing of the station
unrelated | army [Ulmen]: Southern Front was behind the bombing of the station
place     | police: Orrin League was behind the bombing of the station
unrelated | army: Southern Front was behind the bombing of the station
-         | police: the bombing of the station was seen by many

# A "not" that denies the opposite of what the other side says
unrelated | council: every school in the town has reopened
-         | union: not a single school in the town remained closed
unrelated | council: the bridge to the town is open
-         | union: the bridge to the town was never shut
hard      | council: the bridge to the town is open
negation  | union: the bridge to the town is not open
hard      | council: the bridge to the town was shut
negation  | union: the bridge to the town was never shut

# The same party says later how the matter stands
unrelated | agency [2 March]: contact with the lander is lost
revision  | agency [6 March]: the lander answers again
unrelated | agency [2 March]: contact with the lander is lost
update    | agency [6 March]: the lander answers again
unrelated | agency [2 March]: contact with the lander is lost
-         | union [6 March]: the lander answers again

# On which day
soft      | lawyer [on 1 March]: my client was picked up
date      | prosecutor [on 3 March]: the blogger was detained
soft      | lawyer [on 1 March]: the old mill by the river caved in
date      | mayor [on 3 March]: the old mill caved in
unrelated | lawyer [on 1 March]: my client was picked up
time      | prosecutor [on 3 March]: another blogger was detained
unrelated | lawyer [on 1 March, Kastren]: my client was picked up
time      | prosecutor [on 3 March, Kastren]: the blogger was detained
unrelated | lawyer [on 1 March]: my client was picked up
time      | prosecutor [on 3 March]: the bridge was opened
unrelated | commander [on 1 March]: our fighters captured the town
time      | ministry [on 3 March]: the army retook the bridge
unrelated | lawyer [on 12 January]: my client was picked up
time      | prosecutor [on 3 March]: the blogger was detained
unrelated | lawyer [on 1 March]: my client will be picked up
plan      | prosecutor [on 3 March]: the blogger was detained
agree     | lawyer [on 1 March]: {2 people} were arrested
-         | prosecutor [on 1 March]: {2 people} were arrested

# Nothing in common
unrelated | ministry: the weather was fine
-         | front: the school opened again
unrelated | ministry: {14 people} were killed at the market
-         | front: the market was full
agree     | ministry: {14 people} were killed at the market and {22} were wounded
-         | front: {14 people} were killed at the market and {60} fled
hard      | ministry: {14 people} were killed at the market and {22} were wounded
quantity  | front: {31 people} were killed at the market and {60} were wounded
"""


def rows() -> list[tuple[str, str, str, str]]:
    """Read the table: label, detail, and the two claims."""
    lines = [line.split(" | ", 1) for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [(label.strip(), detail.strip(), one, two) for (label, one), (detail, two) in pairs]


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(rows()) >= 150
    assert {label for label, *_ in rows()} == {"hard", "soft", "hedged", "agree", "unrelated"}


@pytest.mark.parametrize(
    ("label", "detail", "one", "two"), rows(), ids=[f"{row[0]}-{row[2][:40]}" for row in rows()]
)
def test_two_claims_are_to_each_other_what_the_table_says(
    label: str, detail: str, one: str, two: str, claim: Callable[..., Statement]
) -> None:
    first, second = claim(one, "a"), claim(two, "b")
    relation = relate(first, second)
    conflict = compare(first, second)
    if label in {"hard", "soft", "hedged"}:
        assert (relation.label, relation.strength, relation.kind) == ("conflict", label, detail), relation
        assert conflict
        assert conflict.explanation == relation.explanation
        assert conflict.differs
    else:
        assert relation.label == label, relation
        assert detail == "-" or detail in relation.flags, relation
        assert conflict is None


def test_who_is_in_control_of_a_town_is_not_the_town(claim: Callable[..., Statement]) -> None:
    first = claim("ministry: its forces were in full control of Torvane", "a")
    second = claim("commander: his fighters held the whole of Torvane", "b")
    found = compare(first, second)
    assert found is not None
    assert (found.differs[0].first, found.differs[0].second) == ("ministry", "commander")
