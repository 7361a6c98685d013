"""What the secretariat wrote into the reports of the demo."""

PROFILE = {
    "governance.link_unct": "The co-chairs report to the UN Country Team every quarter. The network's workplan feeds the "
    "results groups on people and on governance of the Cooperation Framework.",
    "gcm.national_plan": "In preparation: an interagency working group drafts the national implementation plan.",
    "gcm.champion": "Turkmenistan has not yet joined the group of Champion countries.",
    "mptf.needs": "One concept note on climate and mobility, about USD 1.5 million.",
    "partners.migrants_participation": "Returning migrants and families of migrant workers were heard in three regional "
    "consultations; two associations of women took part in the thematic meeting on skills.",
    "outlook.results": "- A joint statement on skills was adopted in One Voice.\n"
    "- Focal points of ten members agreed on common figures every quarter.\n"
    "- A joint programme on reintegration reached the Fund's pipeline.",
    "outlook.challenges": "Figures on departures come late and are not yet disaggregated by age.",
    "outlook.support_needed": "Training on disaggregated data; guidance on the regional review.",
    "outlook.next_year": "Write the voluntary review together with the Government, extend one-stop centres to all regions, "
    "and bring the joint programme to approval.",
}
COMMENT = ("outlook", "Please name the regions in which the centres will open first.")
REVIEW = {
    "policy_environment": "The **Law on Migration** and its amendments set the rules for entry, stay and exit. The State "
    "Migration Service leads; an interagency working group on the Compact meets twice a year. The UN Network on "
    "Migration, co-chaired by the Resident Coordinator and IOM, is its counterpart.",
    "crises": "Higher prices for transport and food reached families that live on remittances. The mudflows in spring "
    "displaced households in two districts; members helped within a week, and their figures were shared for the "
    "first time in one table.",
    "challenges": "- Figures by sex and age exist for entries, not yet for departures.\n"
    "- Information before departure reaches towns better than villages.\n"
    "- Recognition of skills depends on agreements that are still to be concluded.",
    "objective-5.practice": "Labour attachés and employment centres publish one list of licensed recruiters, in three languages.",
    "objective-7.practice": "Mobile teams of social workers and migration officers reach border districts together.",
    "objective-7.challenges": "Cases without papers take long, because three registers must be searched by hand.",
    "messages": "- Data first: a common table changes the conversation.\n"
    "- Pathways for work need recognition of skills.\n"
    "- Climate moves people within the country before it moves them across borders.",
}
CHECKED = ("policy_environment", "crises")
