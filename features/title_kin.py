"""English words that name the same kind of work though they are spelled differently, for titles of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

KIN = """
nanny babysitter childminder childcare child-minder au pair
teacher educator instructor tutor lecturer professor teaching schoolteacher
kindergarten preschool nursery early childhood
developer programmer coder software engineer
web website webmaster frontend internet online
computer ict it information technology
database data sql
network telecommunication telecom
security guard safety protection
doctor physician medical clinician gp practitioner
nurse nursing midwife matron
surgeon surgical surgery
dentist dental orthodontist
pharmacist pharmacy pharmaceutical dispensing chemist
therapist physiotherapist therapy physiotherapy rehabilitation
psychologist psychology psychological counsellor counselor psychotherapist counselling
caregiver carer care caretaker homecare
lawyer attorney solicitor barrister legal law advocate counsel
judge magistrate court judicial
accountant accounting bookkeeper accounts bookkeeping
auditor audit auditing
tax taxation
finance financial treasury treasurer
bank banking banker
insurance underwriter actuary actuarial claims
investment investor portfolio asset fund
broker trader dealer trading brokerage
economist economic economics
cook chef kitchen culinary
baker bakery pastry confectioner
butcher meat slaughterer
waiter waitress restaurant
bartender bar barista
hotel hospitality accommodation lodging
receptionist front-desk reception
housekeeper housekeeping maid cleaner cleaning janitor
driver driving chauffeur
truck lorry cargo freight haulage
bus coach tram
pilot aviation aircraft aeronautical flight airline aerospace
ship vessel marine maritime boat naval seafarer sailor
train rail railway locomotive
logistics supply warehouse warehousing stock inventory storekeeper
forwarder shipping shipment import export customs
purchasing procurement buyer purchaser sourcing
sales salesperson salesman seller vendor selling
retail shop store merchandiser
marketing advertising promotion brand
public relations communications communication press spokesperson
customer client service
hr human resources personnel recruitment recruiter recruiting talent staffing
training trainer coach learning
secretary secretarial administrative clerk office admin
manager director head supervisor chief
executive ceo president
assistant aide helper
technician technologist technical
mechanic repairer maintenance repair
electrician electrical electric
electronics electronic microelectronics
plumber plumbing pipe pipefitter
carpenter joiner woodworker wood cabinet furniture
welder welding metal metalworking
machinist machining lathe cnc milling
painter decorator painting
mason bricklayer stonemason bricklaying masonry
builder construction building
architect architectural architecture
surveyor surveying cartographer mapping
civil structural infrastructure
mechanical mechatronics
chemist chemical chemistry
biologist biological biology biotechnology biochemist
physicist physics
mathematician mathematics statistician statistics statistical
scientist researcher research
geologist geological geology mining miner mine
environmental environment ecology ecologist sustainability
energy power renewable solar wind
oil petroleum gas drilling refinery
farmer farm agricultural agriculture grower crop agronomist
gardener horticultural horticulture landscape landscaper
forester forestry tree
fisherman fishery aquaculture fish
veterinarian veterinary animal vet
food dietitian nutritionist nutrition dietary
textile garment clothing fabric
tailor dressmaker seamstress sewing
shoe footwear leather
fashion stylist model
hairdresser barber hair hairstylist
beautician beauty cosmetic aesthetician makeup
designer design
graphic illustrator visual
interior decoration decorator
artist artistic art
musician music singer composer conductor
actor actress performer theatre drama
dancer dance choreographer choreography
film movie cinema
video camera videographer cameraman cinematographer
photographer photography photo
audio sound recording
broadcast broadcasting television tv radio
journalist reporter journalism correspondent news
editor editorial editing
writer author copywriter scriptwriter
publisher publishing
translator interpreter translation
librarian library archivist archive
museum curator gallery conservator
historian history
social community welfare
priest clergy minister religious chaplain
police officer constable detective investigator
firefighter fire
soldier military army
sport sports athlete athletic fitness gym
travel tourism tourist tour
estate property real-estate realtor
planner planning scheduler
project programme program
product production
manufacturing factory industrial plant assembly assembler
quality qa inspector inspection tester testing
operations operational operator
business commercial commerce
consultant adviser advisor consulting advisory
analyst analytics analysis
policy government political politician
games game gaming gambling casino betting croupier
toy toys
printing printer print
packaging packing packer
laboratory lab
optometrist optician ophthalmologist optical
radiologist radiographer radiology imaging
paramedic ambulance emergency
waste recycling refuse
water wastewater hydraulic
heating hvac ventilation refrigeration conditioning
automation robotics control robot
vehicle automotive car automobile auto
engine motor
funeral undertaker mortician embalmer
postman postal mail courier
delivery rider
call telephone contact
event events conference wedding
fundraiser fundraising charity
"""


@cache
def kin() -> Mapping[str, tuple[str, ...]]:
    """The groups of a word, each named by its first word."""
    found: dict[str, list[str]] = {}
    for line in KIN.strip().splitlines():
        words = line.split()
        for word in words:
            found.setdefault(word, []).append(words[0])
    return MappingProxyType({word: tuple(groups) for word, groups in found.items()})
